"""On what a use may rest: resolutions of the owners and decisions of the seal's body, and what stops them (R2)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.kernel.errors import Reason
from gongzhi.meetings.models import Decision
from gongzhi.meetings.queries import decisions
from gongzhi.places.models import Estate
from gongzhi.seals.cites import BINDS, OWNERS_ORDER
from gongzhi.seals.models import Seal, SealRequest
from gongzhi.seals.states import UseState
from gongzhi.voting.models import Resolution
from gongzhi.voting.queries.resolutions import in_effect, stopped_ground, stops_payment
from gongzhi.voting.states import STOPPED
from gongzhi_law.seals import Use

SHOWN = 100
U = UseState


@dataclass(frozen=True, slots=True)
class Basis:
    """One resolution or decision as a use cites it: what was decided when, up to how much, what stops it."""

    row: Resolution | Decision
    entry: int
    kind: str
    title: str
    on: date
    amount_fen: int | None
    stopped: Reason | None
    url: str

    @property
    def key(self) -> str:
        """Kind and number: the resolutions of one assembly share their journal entry."""
        return f"{self.kind}:{self.row.pk}"


def basis_of(row: Resolution | Decision, seal: Seal, use: str, *, at: datetime) -> Basis:
    """A resolution or decision of the seal's estate, as this use would cite it."""
    if isinstance(row, Decision):
        found = Decision.objects.select_related("item", "estate").get(pk=row.pk)
        return _decided(found, seal)
    rows = Resolution.objects.select_related("motion__assembly", "option", "estate")
    found = rows.get(pk=row.pk)
    return _resolved(found, use, limits_of(found.estate, found).get(found.pk), at=at)


def basis_by_key(key: str, estate: Estate) -> Resolution | Decision | None:
    """The resolution or decision of this estate that `decision:12` or `resolution:5` names; None if there is none."""
    kind, _colon, number = key.partition(":")
    if not number.isascii() or not number.isdigit() or len(number) > 18:
        return None
    if kind == "decision":
        return Decision.objects.filter(estate=estate, pk=int(number)).first()
    return Resolution.objects.filter(estate=estate, pk=int(number)).first() if kind == "resolution" else None


def basis_behind(request: SealRequest, *, at: datetime) -> Basis | None:
    """What a request rests on, as it stands now; None where it needs nothing."""
    row = request.decision or request.resolution
    return basis_of(row, request.seal, request.use, at=at) if row is not None else None


def bases_for(seal: Seal, use: str, kinds: tuple[str, ...], *, at: datetime) -> list[Basis]:
    """What may be cited for this use now, the newest first."""
    found = []
    if "decision" in kinds:
        made = Decision.objects.select_related("item", "estate").filter(estate=seal.estate, body=seal.body, passed=True)
        found += [_decided(row, seal) for row in made.order_by("-decided_on", "-pk")[:SHOWN]]
    if "resolution" in kinds:
        rows = Resolution.objects.select_related("motion__assembly", "option", "estate")
        rows = rows.filter(estate=seal.estate, passed=True, in_effect=True).order_by("-decided_on", "-pk")
        limits = limits_of(seal.estate)
        found += [_resolved(row, use, limits.get(row.pk), at=at) for row in rows[:SHOWN]]
    return sorted((one for one in found if one.stopped is None), key=lambda one: one.on, reverse=True)


def stops_use(resolution: Resolution, use: str, *, at: datetime) -> Reason | None:
    """Why nothing may be sealed under it now, or None; an unanswered objection stops payments alone."""
    if use == Use.PAYMENT:
        return stops_payment(resolution, at=at)
    if resolution.state in STOPPED:
        order = resolution.orders.order_by("-id").first()
        named = f"{order.issuer} {order.document_number}" if order else OWNERS_ORDER
        words = _("决定现在是“%(state)s”，不能据以用印。") % {"state": resolution.get_state_display()}
        return Reason(words, named, _("看文书"), _address(resolution))
    if not in_effect(resolution):
        return Reason(_("这项议题没有形成有效的决定。"), BINDS, _("另选依据"), _address(resolution))
    if ground := stopped_ground(resolution):
        words = _("它以“%(ground)s”为条件，而那项决定现在是“%(state)s”，不能据以用印。")
        said = {"ground": ground.words, "state": ground.get_state_display()}
        return Reason(words % said, BINDS, _("看那项决定"), _address(ground))
    return None


def asked_under(row: Resolution | Decision, use: str, *, leave_out: int | None = None) -> int:
    """What was already asked for under this basis for the same kind of use, in fen; refused and withdrawn apart."""
    rows = SealRequest.objects.filter(**citing(row), use=use)
    rows = rows.exclude(state__in=[U.REFUSED, U.WITHDRAWN])
    if leave_out is not None:
        rows = rows.exclude(pk=leave_out)
    return int(rows.aggregate(n=Sum("amount_fen"))["n"] or 0)


def limits_of(estate: Estate, *resolutions: Resolution) -> dict[int, int]:
    """The most that resolutions let be signed or paid, in fen by their number, as it was first read out of their words."""
    rows = SealRequest.objects.filter(estate=estate, limit_fen__isnull=False)
    rows = rows.filter(resolution__in=resolutions) if resolutions else rows
    read = rows.exclude(state__in=[U.REFUSED, U.WITHDRAWN]).order_by("-pk")
    return {number: limit for number, limit in read.values_list("resolution_id", "limit_fen") if number and limit}


def citing(row: Resolution | Decision) -> dict[str, Resolution | Decision]:
    """The column under which a request cites it."""
    return {"decision" if isinstance(row, Decision) else "resolution": row}


def _decided(row: Decision, seal: Seal) -> Basis:
    url = reverse("meetings:public_meeting", args=[seal.estate.code, row.item.meeting_id])
    amount, stopped = decisions.amount_of(row), decisions.stops(row)
    return Basis(row, row.entry, "decision", row.item.title, row.decided_on, amount, stopped, url)


def _resolved(row: Resolution, use: str, limit: int | None, *, at: datetime) -> Basis:
    stopped = stops_use(row, use, at=at)
    return Basis(row, row.entry_id, "resolution", row.words, row.decided_on, limit, stopped, _address(row))


def _address(row: Resolution) -> str:
    return reverse("voting:assembly", args=[row.estate.code, row.motion.assembly.serial])
