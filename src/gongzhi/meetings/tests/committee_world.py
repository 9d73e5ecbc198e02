"""A committee that meets: calling, opening, voting in one line each."""

from datetime import datetime, timedelta
from typing import Any

from gongzhi.bodies.models import Appointment, Body
from gongzhi.bodies.tests.ground import Ground
from gongzhi.kernel.clock import BEIJING
from gongzhi.meetings.actions.call_meeting import call_meeting
from gongzhi.meetings.actions.cast_member_vote import cast_member_vote
from gongzhi.meetings.actions.open_meeting import open_meeting
from gongzhi.meetings.actions.sign_in_member import sign_in_member
from gongzhi.meetings.models import AgendaItem, CommitteeMeeting, Decision
from gongzhi.meetings.queries.calling import ItemDraft
from gongzhi.meetings.queries.committee import decisions_of
from gongzhi.people.models import Person

NOW = datetime(2026, 8, 10, 9, 0, tzinfo=BEIJING)
EVENING = datetime(2026, 8, 20, 19, 30, tzinfo=BEIJING)
LAMPS = ItemDraft("decide", "更换地下车库灯具", "旧灯管换 LED", amount_fen=1_200_000)
HEARD = ItemDraft("hear", "通报上月停车费收支")
LATER = EVENING + timedelta(hours=2)
BEIJING_LEVELS = (
    ("11", "北京市", "province"),
    ("1101", "市辖区", "city"),
    ("110105", "朝阳区", "county"),
    ("110105001", "建外街道", "street"),
    ("110105001003", "永安里社区", "community"),
)
SHEET = b"%PDF-1.4 signed sheet"
FILE: dict[str, Any] = {"file_name": "sheet.pdf", "content": SHEET}


def call(body: Body, by: Person, *items: ItemDraft, at: datetime = NOW, **changed: Any) -> CommitteeMeeting:
    """A meeting on site on the evening of 20 August, called in time."""
    asked = {
        "cause": "other",
        "begins_at": EVENING,
        "form": "onsite",
        "place": "物业服务用房",
        "warnings_seen": True,
        **changed,
    }
    return call_meeting(body=body, items=items or (LAMPS,), by=by, at=at, **asked)


def sitting(g: Ground, *items: ItemDraft, come: int = 5, **changed: Any) -> CommitteeMeeting:
    """A meeting going on to which the first `come` members came."""
    meeting = call(g.body, g.person(0), *items, **changed)
    begun = meeting.begins_at
    meeting = open_meeting(meeting=meeting, by=g.person(0), at=begun)
    for n in range(come):
        sign_in_member(meeting=meeting, by=g.person(n), at=begun + timedelta(minutes=n))
    return meeting


def vote(g: Ground, meeting: CommitteeMeeting, number: int, *choices: str) -> AgendaItem:
    """The first members vote so; empty is no vote."""
    item = AgendaItem.objects.get(meeting=meeting, number=number)
    for n, choice in enumerate(choices):
        if choice:
            cast_member_vote(item=item, choice=choice, by=g.person(n), at=meeting.begins_at + timedelta(hours=1))
    return item


def seat_of(body: Body, person: Person) -> Appointment:
    """The seat of a person today."""
    return body.appointments.get(person_id=person.pk, ended_on=None)


def one(meeting: CommitteeMeeting) -> Decision:
    """What the meeting decided on its first item."""
    return decisions_of(meeting)[0]
