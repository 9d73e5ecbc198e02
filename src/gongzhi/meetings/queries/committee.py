"""Who belongs to a body that meets, who came, how far a meeting is: what pages, acts and duties read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from gongzhi.bodies.models import Appointment, Body, Suspension
from gongzhi.bodies.queries.standing import appointments, latest_term
from gongzhi.kernel.clock import day_start, law_day
from gongzhi.meetings.models import AgendaItem, CommitteeMeeting, Decision, Demand, DemandSign, MemberVote, Presence
from gongzhi.meetings.queries.rules import Rules
from gongzhi.meetings.states import MeetingState
from gongzhi.places.models import Estate
from gongzhi_law import committee_meetings as law
from gongzhi_law.composition_facts import OWNERS

R = Appointment.Role
CHAIRS = (R.CHAIR, R.LEADER)
VICES = (R.VICE,)
HELD = (MeetingState.CLOSED, MeetingState.MINUTED)


@dataclass(frozen=True, slots=True)
class Whole:
    """The members of a body on a day: agreed number (None: no term), in office, owners among them where sides are known."""

    set_size: int | None
    seats: tuple[Appointment, ...]

    @property
    def seated(self) -> int:
        """Members in office: no alternate, nobody suspended; never more than the agreed number."""
        return len(self.seats) if self.set_size is None else min(len(self.seats), self.set_size)

    @property
    def owners(self) -> tuple[Appointment, ...] | None:
        """The owners' representatives, or None where not every seat says whose it is."""
        if not self.seats or any(not seat.seat.side for seat in self.seats):
            return None
        return tuple(seat for seat in self.seats if seat.seat.side == OWNERS)


def estate_of(body: Body) -> Estate:
    """The estate of a body that meets: such a body is never above estates."""
    assert body.estate is not None  # noqa: S101  (bodies that meet belong to an estate)
    return body.estate


def whole_of(body: Body, *, on: date) -> Whole:
    """Who counts as a member of the body on `on` (a suspended member and an alternate do not)."""
    stopped = Suspension.objects.filter(appointment__body=body, lifted_on__isnull=True, from_on__lte=on)
    rows = appointments(body, on=on).filter(seat__alternate=False)
    rows = rows.exclude(pk__in=stopped.values("appointment_id"))
    term = latest_term(body, on=on)
    return Whole(term.set_size if term else None, tuple(rows))


def chair_of(seats: Iterable[Appointment]) -> Appointment | None:
    """The chair among these members, or None."""
    return next((seat for seat in seats if seat.role in CHAIRS), None)


def present_in(meeting: CommitteeMeeting) -> list[Presence]:
    """Who came, in the order of arrival."""
    rows = Presence.objects.filter(estate=meeting.estate, meeting=meeting)
    return list(rows.select_related("appointment__seat").order_by("pk"))


def items_of(meeting: CommitteeMeeting) -> list[AgendaItem]:
    """What is on the table, by number."""
    rows = AgendaItem.objects.filter(estate=meeting.estate, meeting=meeting)
    return list(rows.select_related("candidate__seat").order_by("number"))


def voted_on(items: Iterable[AgendaItem]) -> set[tuple[int, int]]:
    """(item, appointment) of every vote that was cast; never in which direction."""
    rows = MemberVote.objects.filter(item__in=list(items))
    return set(rows.values_list("item_id", "appointment_id"))


def decisions_of(meeting: CommitteeMeeting) -> list[Decision]:
    """What the meeting decided, by number of the item; none where too few came."""
    rows = Decision.objects.filter(estate=meeting.estate, item__meeting=meeting)
    return list(rows.select_related("item__candidate", "body").order_by("item__number"))


def waiting(*, on: date) -> Q:
    """Meetings that are called for `on` or later, or going on: one whose day went by unopened stands in nobody's way (R18)."""
    return Q(state=MeetingState.SITTING) | Q(state=MeetingState.CALLED, begins_at__gte=day_start(on))


def open_demands(body: Body, *, on: date) -> list[Demand]:
    """Demands to which no meeting was held or waits on `on`, the oldest first.

    Once its day is over, a meeting called for later answers no demand: nobody puts one off by calling far ahead (R18).
    """
    called = CommitteeMeeting.objects.filter(estate=body.estate, demand__isnull=False)
    called = called.filter(waiting(on=on) | Q(state__in=HELD)).select_related("demand")
    answered = {one.demand_id for one in called if not too_late(one, one.demand) or one.demand.due_on >= on}
    return list(Demand.objects.filter(estate=body.estate, body=body).exclude(pk__in=answered).order_by("pk"))


def too_late(meeting: CommitteeMeeting, demand: Demand) -> bool:
    """Whether a meeting not yet begun is called for after the last day of a demand.

    Called after that day, the same number of days runs once more from the call.
    """
    if meeting.state != MeetingState.CALLED or demand.due_on is None or demand.reached_at is None:
        return False
    again = law_day(meeting.called_at) + (demand.due_on - law_day(demand.reached_at))
    return law_day(meeting.begins_at) > max(demand.due_on, again)


def signers_of(demand: Demand, whole: Whole) -> list[DemandSign]:
    """Who signed a demand and is still a member."""
    people = {seat.person_id for seat in whole.seats}
    rows = DemandSign.objects.filter(estate=demand.estate, demand=demand).select_related("appointment__seat")
    return [row for row in rows.order_by("pk") if row.appointment.person_id in people]


def meetings_of(estate: Estate) -> list[CommitteeMeeting]:
    """Every meeting of the estate's bodies, the latest first."""
    rows = CommitteeMeeting.objects.filter(estate=estate).select_related("body")
    return list(rows.order_by("-begins_at", "-pk"))


def quorum_of(rules: Rules, whole: Whole, present: Iterable[Appointment]) -> law.Finding:
    """Whether enough members are present."""
    came = _came(whole, present)
    owners = whole.owners
    return law.quorum(
        rules.kind,
        set_size=whole.set_size,
        seated=whole.seated,
        present=min(len(came), whole.seated),
        on=rules.on,
        place=rules.place,
        adopted=rules.adopted,
        owners_seated=None if owners is None else len(owners),
        owners_present=None if owners is None else sum(seat in owners for seat in came),
    )


def outcome_of(rules: Rules, whole: Whole, present: Iterable[Appointment], in_favour: int) -> law.Finding:
    """Whether an item passes with so many in favour."""
    came = _came(whole, present)
    owners = whole.owners
    there = min(len(came), whole.seated)
    return law.decides(
        rules.kind,
        set_size=whole.set_size,
        seated=whole.seated,
        present=there,
        in_favour=min(in_favour, there),
        on=rules.on,
        place=rules.place,
        adopted=rules.adopted,
        owners_seated=None if owners is None else len(owners),
        owners_present=None if owners is None else sum(seat in owners for seat in came),
    )


def _came(whole: Whole, present: Iterable[Appointment]) -> list[Appointment]:
    people = {seat.person_id for seat in present}
    return [seat for seat in whole.seats if seat.person_id in people]
