"""Calls of forces: the step each owes, by when it was pinned, how late it is and who is to be told (A10.2)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from gongzhi.issues.models import Call, Issue, Whistle
from gongzhi.issues.states import SETTLED, CallState
from gongzhi.kernel.clock import BEIJING, law_day
from gongzhi_law import issues as law
from gongzhi_law.issue_periods import value
from gongzhi_law.issues import CallStep, Due, Escalation
from gongzhi_law.parameter import STRENGTH_NAMES, Strength

OWED = {CallState.CALLED: CallStep.CONFIRM, CallState.CONFIRMED: CallStep.ARRIVE, CallState.ARRIVED: CallStep.REPORT}
OVER = (CallState.REPORTED, CallState.RATED, CallState.WITHDRAWN)
NOT_LATE = Escalation(0, (), "")
BADGES = {CallState.REPORTED: "done", CallState.RATED: "done", CallState.WITHDRAWN: "line"}


@dataclass(frozen=True, slots=True)
class Line:
    """A call as lists show it: its next step with the pinned day, how far its lateness has risen."""

    call: Call
    step: str
    due: Due | None
    risen: Escalation
    badge: str

    @property
    def number(self) -> str:
        """The public number of its issue."""
        return self.call.whistle.issue.number

    @property
    def note(self) -> str:
        """What has to be said beside a pinned day: no law, and a calendar that is a guess."""
        return due_note(self.call) if self.due is not None else ""

    @property
    def state_words(self) -> str:
        """Its state, with the lateness."""
        words = str(CallState(self.call.state).label)
        return _("%(state)s，已超时") % {"state": words} if self.risen.level else words


def due_note(row: Call) -> str:
    """How a pinned day is known where it is no law, and that it is a guess where the year has no calendar yet."""
    parts = []
    if row.due_strength and row.due_strength != Strength.STATUTE:
        parts.append(_("%(how)s，不是法定期限") % {"how": STRENGTH_NAMES[Strength(row.due_strength)]})
    if not row.due_exact:
        parts.append(_("放假安排还没有公布，暂按周一至周五计"))
    return "；".join(parts)


def last_instant(due: Due) -> datetime:
    """The last instant that is still in time: of a period in minutes its end, else the last second of the day."""
    return due.at or datetime.combine(due.day, time(23, 59, 59), tzinfo=BEIJING)


def due_of(call: Call) -> Due | None:
    """When the step that the call owes is due, as pinned when it was called; None where it owes nothing."""
    step = OWED.get(CallState(call.state))
    if step is None:
        return None
    whistle = call.whistle
    found = law.call_due(step, call.called_at, urgent=whistle.urgent, place=whistle.issue.estate.place)
    if step is CallStep.REPORT:
        return found if call.report_by is None else replace(found, day=call.report_by, at=None, exact=call.due_exact)
    pinned = call.confirm_by if step is CallStep.CONFIRM else call.arrive_by
    if pinned is None:
        return found
    return replace(found, day=law_day(pinned), at=pinned if found.at is not None else None, exact=call.due_exact)


def risen(call: Call, at: datetime) -> Escalation:
    """How far the lateness of the call has risen at `at`, and to whom (level 0: in time, or the issue is settled without it)."""
    due = due_of(call)
    if due is None or call.whistle.issue.state in SETTLED:
        return NOT_LATE
    return law.escalation(due, at, urgent=call.whistle.urgent, place=call.whistle.issue.estate.place)


def told_of(call: Call, on: date) -> tuple[str, ...]:
    """Whom the ladder of the place names, lowest first: party, street, district."""
    return tuple(value("issues/escalation_levels", on, call.whistle.issue.estate.place).items)


def step_began(call: Call) -> datetime:
    """When the step that the call owes began: what was told before belongs to an earlier step."""
    return call.arrived_at or call.confirmed_at or call.called_at


def told_level(call: Call) -> int:
    """How far the lateness of this step was told already."""
    if call.escalated_at is None or call.escalated_at < step_began(call):
        return 0
    return call.escalated


def late_calls(at: datetime) -> QuerySet[Call]:
    """The calls whose step is past its pinned end at `at`, of issues not yet settled."""
    late = (
        Q(state=CallState.CALLED, confirm_by__lt=at)
        | Q(state=CallState.CONFIRMED, arrive_by__lt=at)
        | Q(state=CallState.ARRIVED, report_by__lt=law_day(at))
    )
    return Call.objects.filter(late).exclude(whistle__issue__state__in=SETTLED).order_by("pk")


def lines(calls: Iterable[Call], at: datetime) -> list[Line]:
    """The calls (with force, whistle, issue and estate) as lists show them."""
    return [line(call, at) for call in calls]


def line(call: Call, at: datetime) -> Line:
    """One call as lists show it."""
    state = CallState(call.state)
    step, level = OWED.get(state), risen(call, at)
    badge = "urgent" if level.level else BADGES.get(state, "due")
    return Line(call, law.CALL_NAMES[step] if step else "", due_of(call), level, badge)


def whistles_of(issue: Issue) -> list[tuple[Whistle, list[Call]]]:
    """The whistles of an issue with their calls, the newest first, in two statements."""
    rows = list(issue.whistles.select_related("recommendation").order_by("-serial"))
    calls: dict[int, list[Call]] = {row.pk: [] for row in rows}
    known = {row.pk: row for row in rows}
    for call in Call.objects.filter(estate=issue.estate_id, whistle__in=rows).select_related("force").order_by("pk"):
        call.whistle = known[call.whistle_id]
        call.whistle.issue = issue
        calls[call.whistle_id].append(call)
    for row in rows:
        row.issue = issue
    return [(row, calls[row.pk]) for row in rows]


def unrecommended(whistle: Whistle) -> bool:
    """Whether a whistle lacks the recommendation that should stand before it (B3.10); the grid's own needs none."""
    return whistle.recommendation_id is None and whistle.kind != Whistle.Kind.GRID
