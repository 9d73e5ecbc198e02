"""What a payment rests on: resolutions and decisions with their limit, what stops them now, what is left (A5.3, R2)."""

from datetime import datetime

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext as _

from gongzhi.fund.models import Budget, BudgetLine, PettyFund, SpendBasis, SpendRequest
from gongzhi.fund.states import ON_THE_WAY
from gongzhi.kernel.errors import Reason
from gongzhi.meetings.models import Decision
from gongzhi.meetings.queries.decisions import stops
from gongzhi.places.models import Estate
from gongzhi.voting.models import Resolution
from gongzhi.voting.queries.resolutions import stops_payment


def title_of(row: SpendBasis | Budget | PettyFund) -> str:
    """What was decided, in words."""
    if row.resolution is not None:
        return str(row.resolution.words)
    if row.decision is not None:
        return str(row.decision.item.title)
    return str(row.quote) if isinstance(row, SpendBasis) else ""


def decided_page(row: SpendBasis | Budget | PettyFund) -> str:
    """Where everyone reads it; empty where it has no page."""
    code = row.estate.code
    if row.resolution is not None:
        return f"/e/{code}/assemblies/{row.resolution.motion.assembly.serial}/"
    if row.decision is not None:
        return f"/e/{code}/meetings/{row.decision.item.meeting_id}/"
    return ""


def stopped(resolution: Resolution | None, decision: Decision | None, *, at: datetime) -> Reason | None:
    """Why nothing may be paid under this resolution or decision now, or None."""
    if resolution is not None:
        fresh = Resolution.objects.select_related("motion__assembly", "option", "estate").get(pk=resolution.pk)
        return stops_payment(fresh, at=at)
    if decision is not None:
        rows = Decision.objects.select_related("estate", "item", "body")
        return stops(rows.get(pk=decision.pk))
    return None


def stops_basis(basis: SpendBasis, *, at: datetime) -> Reason | None:
    """Why nothing may be paid under this basis now, or None; an emergency is not stopped by a vote (民法典281条2款)."""
    return stopped(basis.resolution, basis.decision, at=at)


def stops_line(line: BudgetLine, *, at: datetime) -> Reason | None:
    """Why nothing may be paid under this line of a budget now, or None."""
    budget = line.budget
    if budget.state != "adopted":
        return Reason(_("预算还没有通过，不能据以支出。"), remedy=_("先按依据通过预算"))
    return stopped(budget.resolution, budget.decision, at=at)


def _used(rows: QuerySet[SpendRequest]) -> int:
    live = rows.filter(state__in=ON_THE_WAY).aggregate(n=Sum("amount_fen"))["n"] or 0
    paid = rows.filter(payments__isnull=False, payments__transaction__reversals__isnull=True)
    return int(live + (paid.aggregate(n=Sum("payments__amount_fen"))["n"] or 0))


def used_of_basis(basis: SpendBasis, *, but: SpendRequest | None = None) -> int:
    """What is paid or asked for under a basis, in fen, reversed payments left out."""
    rows = SpendRequest.objects.filter(estate=basis.estate_id, basis=basis)
    return _used(rows.exclude(pk=but.pk) if but else rows)


def used_of_line(line: BudgetLine, *, but: SpendRequest | None = None) -> int:
    """What is paid or asked for under a line of a budget, in fen, reversed payments left out."""
    rows = SpendRequest.objects.filter(estate=line.estate_id, line=line)
    return _used(rows.exclude(pk=but.pk) if but else rows)


def bases_of(estate: Estate) -> list[SpendBasis]:
    """Every basis of the estate, the newest first."""
    rows = SpendBasis.objects.select_related(
        "resolution__motion__assembly", "resolution__option", "decision__item", "estate"
    )
    return list(rows.filter(estate=estate).order_by("-pk"))


def resolutions_to_read(estate: Estate) -> list[Resolution]:
    """Resolutions that bind and are neither a basis nor a budget yet, the newest first."""
    rows = Resolution.objects.select_related("motion__assembly", "option", "estate")
    taken = [
        *SpendBasis.objects.filter(estate=estate, resolution__isnull=False).values_list("resolution_id", flat=True),
        *Budget.objects.filter(estate=estate, resolution__isnull=False).values_list("resolution_id", flat=True),
    ]
    return list(rows.filter(estate=estate, in_effect=True, state="effective").exclude(pk__in=taken).order_by("-pk"))


def decisions_to_read(estate: Estate) -> list[Decision]:
    """Decisions with a sum that bind and are neither a basis nor a budget yet, the newest first."""
    rows = Decision.objects.select_related("item", "body", "estate")
    taken = [
        *SpendBasis.objects.filter(estate=estate, decision__isnull=False).values_list("decision_id", flat=True),
        *Budget.objects.filter(estate=estate, decision__isnull=False).values_list("decision_id", flat=True),
    ]
    found = rows.filter(estate=estate, passed=True, state="effective", item__amount_fen__isnull=False)
    return list(found.exclude(pk__in=taken).order_by("-pk"))
