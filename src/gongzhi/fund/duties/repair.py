"""What is due on repairs: the step that stands still, the offices' invitation, an emergency's clocks and report (B3.7, B4.8, R16)."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.bodies.access import CAPACITIES
from gongzhi.bodies.models import Body
from gongzhi.bodies.queries.standing import REPRESENTING
from gongzhi.bodies.states import BodyState
from gongzhi.fund.cites import REPAIR, REPAIR_FUND
from gongzhi.fund.models import RepairProject, RepairStep
from gongzhi.fund.states import RepairState
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.duty import Duty
from gongzhi.people.models import Capacity
from gongzhi.places.models import Estate
from gongzhi.voting.models import Resolution
from gongzhi_law.calendar import NoWorkdayTable
from gongzhi_law.fund_repair import emergency_office_by, emergency_review_by
from gongzhi_law.meeting_rules import Due

K, R, S = Capacity.Kind, RepairState, RepairStep.Kind
EMERGENCY = "《民法典》第281条第2款"
EARLY = "《社区党组织领导下的“三方联动”机制实施方案》附件1（二）第七条"


def duties_over(estates: Mapping[int, Estate], at: datetime) -> dict[int, list[Duty]]:
    """Duties of many estates by estate number, in a fixed number of statements."""
    known = {pk: one for pk, one in estates.items() if one.ended_on is None}
    found: dict[int, list[Duty]] = defaultdict(list)
    rows = RepairProject.objects.filter(estate__in=list(known)).exclude(state=R.DROPPED)
    steps = RepairStep.objects.order_by("pk")
    ends = Resolution.objects.filter(estate=OuterRef("estate"), motion__assembly=OuterRef("assembly_id"))
    rows = rows.annotate(voted=Exists(ends)).order_by("serial")
    projects = list(rows.prefetch_related(Prefetch("steps", queryset=steps)))
    if not projects:
        return {}
    who = _keepers(known)
    for row in projects:
        row.estate = known[row.estate_id]
        found[row.estate_id] += _of(row, who[row.estate_id], at=at)
    return dict(found)


def _of(row: RepairProject, who: str, *, at: datetime) -> list[Duty]:
    kinds = {step.kind: step for step in row.steps.all()}
    page = reverse("fund:repair", args=[row.estate.code, row.serial])
    urgent, agency = bool(row.emergency), row.custody == RepairProject.Custody.AGENCY
    offices = f"{K.COMMUNITY.label}、{K.STREET.label}"
    found = []

    def due(words: str, cite: str, on: date | None = None, whose: str = "") -> None:
        found.append(Duty(words % {"what": row.title}, on, whose or who, cite, page))

    if row.state == R.PLANNED and urgent and row.basis_id is None:
        asked = law_day(row.at)
        limit = emergency_review_by(asked, place=row.estate.place)
        due(_("核实确认紧急维修：%(what)s"), EMERGENCY, _day(limit), f"{who}、{offices}")
    elif row.state == R.PLANNED and not urgent:
        due(_("商定维修方案：%(what)s"), REPAIR)
        if S.INVITED in kinds:
            due(_("应邀提前介入维修：%(what)s"), EARLY, whose=offices)
        else:
            due(_("邀请街道、社区提前介入：%(what)s"), EARLY)
    elif row.state == R.AGREED and row.assembly_id is None:
        due(_("提请业主表决：%(what)s"), "《民法典》第278条第1款第5项")
    elif row.state == R.AGREED and row.voted:  # type: ignore[attr-defined]  # annotated; the vote itself has duties of its own
        due(_("登记表决结果：%(what)s"), "《民法典》第278条第1款第5项")
    elif row.state == R.DECIDED and agency:
        due(_("申请列支维修资金：%(what)s"), REPAIR_FUND)
    elif row.state in (R.DECIDED, R.GRANTED):
        due(_("开工：%(what)s"), REPAIR_FUND)
    elif row.state == R.APPLIED:
        due(_("跟进主管部门办理：%(what)s"), REPAIR_FUND, _answer_by(row, kinds[S.APPLIED].on) if urgent else None)
    elif row.state == R.ACCEPTED:
        due(_("决算：%(what)s"), REPAIR)
    elif row.state == R.SETTLED:
        due(_("公示决算：%(what)s"), REPAIR)
    elif row.state == R.PUBLISHED and urgent and S.REPORTED not in kinds:
        due(_("向下一次业主大会报告紧急维修：%(what)s"), EMERGENCY)
    if agency and row.state == R.PUBLISHED and S.APPLIED in kinds and S.TRANSFERRED not in kinds:
        due(_("跟进主管部门办理：%(what)s"), REPAIR_FUND)
    if urgent and agency and row.state in (R.WORKING, R.ACCEPTED) and S.APPLIED not in kinds:
        due(_("申请列支维修资金：%(what)s"), REPAIR_FUND)
    return found


def _day(limit: Due | None) -> date | None:
    return None if limit is None else limit.day or limit.nominal


def _answer_by(row: RepairProject, applied_on: date) -> date | None:
    """By when the office answers; None without a rule, and where the year's working days are not known yet."""
    try:
        return _day(emergency_office_by(applied_on, place=row.estate.place))
    except NoWorkdayTable:
        return None


def _keepers(estates: Mapping[int, Estate]) -> dict[int, str]:
    """Who carries the repairs of each estate, in words; the community worker where no body stands."""
    found = {pk: str(K.COMMUNITY.label) for pk in estates}
    rows = Body.objects.filter(estate__in=list(estates), kind__in=REPRESENTING, state=BodyState.STANDING)
    for estate, kind in rows.values_list("estate_id", "kind"):
        found[estate] = str(K(CAPACITIES[Body.Kind(kind)]).label)
    return found
