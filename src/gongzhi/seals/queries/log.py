"""The log of seals for those who audit: every use with its request, basis, opinion, keeper's post and photo."""

from dataclasses import dataclass
from datetime import date

from gongzhi.kernel.clock import law_day
from gongzhi.places.models import Estate
from gongzhi.seals.models import Keeping, SealUse
from gongzhi.seals.queries.uses import basis_title, uses_within
from gongzhi_law.seals import SEAL_NAMES, USE_NAMES, SealKind, Use


@dataclass(frozen=True, slots=True)
class LogLine:
    """One use for the audit: `entry` is its journal entry, `photo_id` and `file_id` its stored files."""

    seal: str
    engraved: str
    serial: int
    used_on: date
    logged_on: date
    late: bool
    use: str
    title: str
    party: str
    copies: int
    amount_fen: int | None
    basis: str
    basis_entry: int | None
    opinion: str
    note: str
    keeper: str
    photo_id: int
    file_id: int | None
    entry: int


def seal_log(estate: Estate, from_on: date, until_on: date) -> list[LogLine]:
    """Every use of `[from_on, until_on)` in the order of days."""
    uses = list(uses_within(estate, from_on, until_on))
    posts = _posts(estate)
    return [_line(use, posts) for use in uses]


def _posts(estate: Estate) -> list[Keeping]:
    return list(Keeping.objects.filter(estate=estate).order_by("-from_on", "-pk"))


def _line(use: SealUse, keepings: list[Keeping]) -> LogLine:
    request = use.request
    keeper = next((one.post for one in keepings if one.seal_id == use.seal_id and one.person_id == use.person_id), "")
    return LogLine(
        seal=SEAL_NAMES[SealKind(use.seal.kind)],
        engraved=use.seal.engraved,
        serial=use.serial,
        used_on=use.used_on,
        logged_on=law_day(use.at),
        late=use.late,
        use=USE_NAMES[Use(use.use)],
        title=use.title,
        party=request.party_shown if request else "",
        copies=use.copies,
        amount_fen=request.amount_fen if request else None,
        basis=basis_title(request),
        basis_entry=request.basis_entry if request else None,
        opinion=request.opinion if request else "",
        note=use.note,
        keeper=keeper,
        photo_id=use.photo_id,
        file_id=request.file_id if request else None,
        entry=use.entry,
    )
