"""Uses of seals: under a decision, in a period, as everyone may read them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from gongzhi.kernel.clock import law_day
from gongzhi.meetings.models import Decision
from gongzhi.places.models import Estate
from gongzhi.seals.models import SealRequest, SealUse
from gongzhi.seals.queries.bases import citing
from gongzhi.seals.queries.requests import opinion_note
from gongzhi.voting.models import Resolution
from gongzhi_law.seals import SEAL_NAMES, USE_NAMES, SealKind, Use

# Uses whose title everyone reads; receipts, certificates and lawsuits may name a person and are shown by kind alone.
PUBLIC_TITLES = (Use.CONTRACT, Use.RESOLUTION)


@dataclass(frozen=True, slots=True)
class PublicUse:
    """One use as everyone may read it: no keeper's name, no paper, no party that may be a person."""

    on: date
    seal: str
    use: str
    title: str
    copies: int
    basis: str
    note: str
    late: bool
    serial: int


def uses_of(estate: Estate) -> QuerySet[SealUse]:
    """Every use of the estate's seals, the latest first."""
    rows = SealUse.objects.select_related(
        "seal", "request__resolution__motion", "request__resolution__option", "request__decision__item"
    )
    return rows.filter(estate=estate).order_by("-used_on", "-pk")


def uses_within(estate: Estate, from_on: date, until_on: date) -> QuerySet[SealUse]:
    """The uses of `[from_on, until_on)` in the order of days."""
    return uses_of(estate).filter(used_on__gte=from_on, used_on__lt=until_on).order_by("used_on", "pk")


def uses_under(basis: Resolution | Decision) -> list[SealUse]:
    """What was sealed on this resolution or decision, in order; for its page and for payments under it."""
    rows = SealUse.objects.select_related("seal", "request")
    cited = {f"request__{name}": row for name, row in citing(basis).items()}
    return list(rows.filter(estate_id=basis.estate_id, **cited).order_by("used_on", "pk"))


def requests_under(basis: Resolution | Decision) -> list[SealRequest]:
    """The requests that rest on this resolution or decision, used or not."""
    return list(SealRequest.objects.filter(estate_id=basis.estate_id, **citing(basis)).order_by("pk"))


def basis_title(request: SealRequest | None) -> str:
    """What was decided, in the words of the resolution or decision; empty where none was needed."""
    if request is None:
        return ""
    if request.decision is not None:
        return str(request.decision.item.title)
    return request.resolution.words if request.resolution is not None else ""


def shown(use: SealUse) -> PublicUse:
    """The use as everyone may read it."""
    kind = Use(use.use)
    title = use.title if kind in PUBLIC_TITLES else ""
    note = opinion_note(use.request, on=law_day(use.at)) if use.request is not None else ""
    return PublicUse(
        on=use.used_on,
        seal=_(SEAL_NAMES[SealKind(use.seal.kind)]),
        use=_(USE_NAMES[kind]),
        title=title,
        copies=use.copies,
        basis=basis_title(use.request),
        note=note,
        late=use.late,
        serial=use.serial,
    )
