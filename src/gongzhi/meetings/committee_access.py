"""Who runs a body's meeting, who is present in it, and which of its parts a page may open."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from gongzhi.bodies.models import Appointment
from gongzhi.bodies.queries.engagements import Task
from gongzhi.bodies.upkeep_access import charged_with
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import NotHere, Reason, Refused
from gongzhi.meetings import access
from gongzhi.meetings.models import AgendaItem, CommitteeMeeting, Decision, Demand, Presence
from gongzhi.meetings.queries.committee import CHAIRS, VICES
from gongzhi.people import access as people
from gongzhi.people.models import Person

RUNNING = "《业主大会和业主委员会指导规则》第38条"


def runs(person: Person | None, meeting: CommitteeMeeting, *, at: datetime) -> bool:
    """Whether the person runs the meeting: who called it, the chair, a vice chair.

    From the day after it was opened every member who came may end it, so that nobody keeps it open.
    """
    seat = access.seat_in(person, meeting.body, at=at)
    if seat is None:
        return False
    if seat.role in (*CHAIRS, *VICES) or seat.person_id == meeting.convener.person_id:
        return True
    opened = meeting.opened_at
    return opened is not None and law_day(opened) < law_day(at) and presence_of(seat.person_id, meeting) is not None


def keeps_record(person: Person | None, meeting: CommitteeMeeting, *, at: datetime) -> bool:
    """Whether the person writes down who came, what was said and signed: who runs it, or the secretary charged with it."""
    if runs(person, meeting, at=at):
        return True
    return person is not None and charged_with(person, meeting.estate, Task.MINUTES, at=at)


def require_running(person: Person | None, meeting: CommitteeMeeting, *, at: datetime) -> Person:
    """召集人、主任、副主任; refuses everyone else (指导规则38条)."""
    if person is None or not runs(person, meeting, at=at):
        words = _("这件事只能由会议的召集人办理：主任、副主任，或者召集这次会议的委员。")
        raise Refused(Reason(words, RUNNING, _("请召集人办理")))
    people.refuse_ended(meeting.estate)
    return person


def require_recorder(person: Person | None, meeting: CommitteeMeeting, *, at: datetime) -> Person:
    """Who runs the meeting, or a secretary charged with minutes (A8.3); refuses everyone else."""
    if person is None or not keeps_record(person, meeting, at=at):
        words = _("这件事只能由会议的召集人或者专职秘书办理。")
        raise Refused(Reason(words, RUNNING, _("请召集人或者专职秘书办理")))
    people.refuse_ended(meeting.estate)
    return person


def presence_of(person_id: int, meeting: CommitteeMeeting) -> Presence | None:
    """The person's presence in the meeting, whatever post they have since."""
    rows = Presence.objects.filter(estate=meeting.estate, meeting=meeting, appointment__person_id=person_id)
    return rows.select_related("appointment").first()


def require_presence(person: Person, meeting: CommitteeMeeting) -> Appointment:
    """The seat in which the person is present; refuses whoever did not come."""
    found = presence_of(person.pk, meeting)
    if found is None:
        words = _("这件事只能由到会的成员本人办理，没有到会的不能表决，也不能签字。")
        raise Refused(Reason(words, RUNNING, _("先签到")))
    seat: Appointment = found.appointment
    return seat


def get_item_for(
    person: Person | None, *, at: datetime, code: str, meeting_id: int, number: int, **where: Any
) -> AgendaItem:
    """An item of a meeting that the person reads; else not there."""
    meeting = access.get_meeting_for(person, at=at, code=code, meeting_id=meeting_id)
    rows = AgendaItem.objects.select_related("candidate__seat").filter(meeting=meeting, number=number)
    found = rows.first()
    if found is None:
        raise NotHere
    found.meeting = meeting
    return found


def get_demand_for(person: Person | None, *, at: datetime, code: str, demand_id: int, **where: Any) -> Demand:
    """A demand for a meeting, for those who read the body's meetings; else not there."""
    estate = people.get_estate_for(person, code, *access.READERS, at=at)
    rows = Demand.objects.select_related("body__estate__community", "estate")
    found = rows.filter(estate=estate, pk=demand_id).first()
    if found is None:
        raise NotHere
    return found


def get_decision_for(person: Person | None, *, at: datetime, code: str, decision_id: int, **where: Any) -> Decision:
    """A decision, for those who read the body's meetings; else not there."""
    estate = people.get_estate_for(person, code, *access.READERS, at=at)
    rows = Decision.objects.select_related("body", "estate__community", "item__meeting__body")
    found = rows.filter(estate=estate, pk=decision_id).first()
    if found is None:
        raise NotHere
    return found
