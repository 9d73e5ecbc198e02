"""Assets with whose they are, contracts with what they rest on, as everyone may read them (R12, R13)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from gongzhi.fund.models import Asset, IncomeContract
from gongzhi.places.models import Estate
from gongzhi.voting.models import Matter, Resolution
from gongzhi.voting.queries import in_effect
from gongzhi.voting.states import ResolutionState
from gongzhi_law.fund import Basis, Title, asset_title, contract_basis
from gongzhi_law.meeting_rules import Finding

TITLES = {
    Asset.Title.COMMON: Title.COMMON,
    Asset.Title.PRIVATE: Title.OWNED,
    Asset.Title.CIVIL_DEFENCE: Title.CIVIL_DEFENCE,
    Asset.Title.UNPLANNED: Title.UNPLANNED,
}


@dataclass(frozen=True, slots=True)
class BasisNow:
    """What a contract rests on today: `unseen` where no joint decision of the owners stands behind it (R13)."""

    label: str
    finding: Finding
    resolution: Resolution | None
    unseen: bool
    words: str


def title_law(title: str, *, on: date, place: str) -> Finding:
    """Whether what an asset with this title brings in is common income."""
    return asset_title(TITLES[Asset.Title(title)], on=on, place=place)


def needs_ground(asset: Asset) -> bool:
    """Whether somebody has to say why its income is the owners': only what is common is theirs without question (R12)."""
    return asset.title != Asset.Title.COMMON


def assets_of(estate: Estate) -> list[Asset]:
    """The assets of an estate by number, those in use first."""
    rows = Asset.objects.filter(estate=estate).select_related("building")
    return sorted(rows, key=lambda row: (row.ended_on is not None, row.serial))


def contracts_of(estate: Estate, *, asset: Asset | None = None) -> list[IncomeContract]:
    """The contracts of an estate, or on one asset, the latest first."""
    rows = IncomeContract.objects.filter(estate=estate).select_related("asset", "income", "money__account")
    if asset is not None:
        rows = rows.filter(asset=asset)
    return list(rows.order_by("-from_on", "-serial"))


def runs(contract: IncomeContract, *, on: date) -> bool:
    """Whether the contract runs on that day."""
    return contract.from_on <= on < (contract.ended_on or contract.until_on)


def deciding(estate: Estate) -> list[Resolution]:
    """Decisions of the owners on using common parts that count now: what a contract may rest on (民法典278条1款8项)."""
    rows = Resolution.objects.filter(
        estate=estate,
        motion__matter=Matter.COMMON_PART_USE,
        in_effect=True,
        state=ResolutionState.EFFECTIVE,
    )
    return list(rows.select_related("motion", "option").order_by("-decided_on", "-pk"))


def bases_now(estate: Estate, contracts: Iterable[IncomeContract]) -> dict[int, BasisNow]:
    """Contract number → what it rests on today; a decision that was stopped since is said, and counts no more."""
    rows = list(contracts)
    entries = [row.basis_entry for row in rows if row.basis_entry]
    known = {
        one.entry_id: one
        for one in Resolution.objects.filter(Q(estate=estate, entry_id__in=entries)).select_related("motion", "option")
    }
    return {row.pk: _basis(row, known.get(row.basis_entry or 0), estate.place) for row in rows}


def _basis(contract: IncomeContract, resolution: Resolution | None, place: str) -> BasisNow:
    kind = IncomeContract.Basis(contract.basis)
    finding = contract_basis(Basis(kind.value), contract.signed_on, place)
    label, unseen = str(kind.label), kind == IncomeContract.Basis.NONE
    words = finding.sentence
    if kind == IncomeContract.Basis.RESOLUTION and (resolution is None or not in_effect(resolution)):
        state = resolution.get_state_display() if resolution is not None else _("没有找到")
        label = _("依据的决定现在是“%(state)s”") % {"state": state}
        words, unseen = _("合同依据的业主共同决定现在不算数，请重新提请业主共同决定。"), True
    return BasisNow(label, finding, resolution, unseen, words)
