"""The record of a community's sittings: what was said and agreed, minutes, who received them."""

from datetime import date
from typing import Any

from ninja import Router

from gongzhi.api.documents import shown
from gongzhi.api.door import Asked, Door, acted
from gongzhi.api.meetings_agreed import DIVISION, estate_in, shown_line
from gongzhi.api.plain import Given, day, instant
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import NotHere
from gongzhi.meetings import access, record_access
from gongzhi.meetings.actions.acknowledge_minutes import acknowledge_minutes
from gongzhi.meetings.actions.agree_item import agree_item
from gongzhi.meetings.actions.carry_opinions import carry_opinions
from gongzhi.meetings.actions.draft_minutes import draft_minutes
from gongzhi.meetings.actions.edit_minutes import edit_minutes
from gongzhi.meetings.actions.record_discussion import record_discussion
from gongzhi.meetings.actions.sign_minutes import sign_minutes
from gongzhi.meetings.models import Delivery, Discussion, Minutes, Sitting, Topic
from gongzhi.meetings.queries.agreed import lines_of
from gongzhi.meetings.queries.minutes import MinutesRow, digest_of, minutes_of, record_of
from gongzhi.meetings.queries.motions import drafts_of

router = Router()
sitting_door = Door(access.get_sitting_for)
topic_door, paper, receipt = (
    Door(record_access.get_topic_for),
    Door(record_access.get_minutes_for),
    Door(record_access.get_delivery_for),
)
SITTING = f"{DIVISION}/meetings/{{int:sitting_id}}"
TOPIC, PAPER = f"{SITTING}/record/topics/{{int:topic_id}}", f"{SITTING}/minutes/{{int:minutes_id}}"


def _delivery(row: Delivery, late: bool | None = None) -> dict[str, Any]:
    return {
        "id": row.pk,
        "side": row.side,
        "estate": row.about.code if row.about else None,
        "sent_at": instant(row.sent_at),
        "acknowledged_at": instant(row.acknowledged_at),
        **({} if late is None else {"late": late}),
    }


def _minutes(row: MinutesRow) -> dict[str, Any]:
    minutes = row.minutes
    return {
        "id": minutes.pk,
        "title": row.title,
        "estate": minutes.about.code if minutes.about else None,
        "sections": minutes.sections,
        "seen": digest_of(minutes.sections),
        "signed_at": instant(minutes.signed_at),
        "document": shown(row.document) if row.document else None,
        "deliveries": [_delivery(sent.delivery, sent.late) for sent in row.sent],
    }


def _one(minutes: Minutes, on: date) -> dict[str, Any]:
    return _minutes(next(row for row in minutes_of(minutes.sitting, on=on) if row.minutes.pk == minutes.pk))


@router.get(f"{SITTING}/record", auth=sitting_door, response=dict[str, Any])
def record(request: Asked, division: str, sitting_id: int) -> dict[str, Any]:
    """What was said and agreed, what is carried over, the minutes and who received them."""
    found = record_of(request.here, request.at)
    return {
        "sitting": request.here.pk,
        "state": request.here.state,
        "minutes_due_on": day(found.due_on),
        "late": found.late,
        "topics": [
            {
                "id": row.topic.pk,
                "title": row.topic.title,
                "business": row.topic.business,
                "estate": row.topic.about.code if row.topic.about else None,
                "said": row.said.words if row.said else None,
                "settled": row.said.settled if row.said else None,
                "agreed": [shown_line(line) for line in row.agreed],
            }
            for row in found.topics
        ],
        "other": [shown_line(line) for line in found.other],
        "carried": [shown_line(line) for line in found.carried],
        "minutes": [_minutes(row) for row in found.minutes],
    }


class SaidGiven(Given):
    """Opinions on a topic."""

    words: str
    settled: bool


@router.post(TOPIC, auth=topic_door, response=dict[str, Any])
def say(request: Asked, division: str, sitting_id: int, topic_id: int, body: SaidGiven) -> dict[str, Any]:
    """Records what the sitting said on a topic."""
    sitting, topic = request.here
    made = record_discussion(sitting=sitting, topic=topic, **body.dict(), **acted(request))
    return {"id": made.pk, "words": made.words, "settled": made.settled, "entry": made.entry}


class CarryGiven(Given):
    """The motion beside which the opinions stand."""

    motion: int


@router.get(f"{TOPIC}/carry", auth=topic_door, response=list[dict[str, Any]])
def carriers(request: Asked, division: str, sitting_id: int, topic_id: int) -> list[dict[str, Any]]:
    """The motions of draft votes that may carry the opinions."""
    sitting, topic = request.here
    own = record_access.owners_estates(request.person, sitting.division, at=request.at)
    return [
        {"id": one.pk, "estate": one.estate.code, "assembly": one.assembly.serial, "title": one.title}
        for one in drafts_of(topic, own)
    ]


@router.post(f"{TOPIC}/carry", auth=topic_door, response=dict[str, Any])
def carry(request: Asked, division: str, sitting_id: int, topic_id: int, body: CarryGiven) -> dict[str, Any]:
    """Puts the opinions on an estate's rules beside a draft motion."""
    sitting, topic = request.here
    said = Discussion.objects.filter(sitting=sitting, topic=topic).select_related("topic", "sitting").first()
    own = record_access.owners_estates(request.person, sitting.division, at=request.at)
    motion = next((one for one in drafts_of(topic, own) if one.pk == body.motion), None)
    if said is None or motion is None:
        raise NotHere
    done = carry_opinions(discussion=said, motion=motion, **acted(request))
    return {"id": done.pk, "explanation": done.explanation}


class AgreedGiven(Given):
    """Who does what by when."""

    words: str
    side: str
    due_on: date
    unit: str = ""
    estate: str = ""
    topic: int | None = None


@router.post(f"{SITTING}/agreed", auth=sitting_door, response=dict[str, Any])
def agree(request: Asked, division: str, sitting_id: int, body: AgreedGiven) -> dict[str, Any]:
    """Writes down what the sitting agreed on."""
    sitting: Sitting = request.here
    about = estate_in(sitting.division_id, body.estate) if body.estate else None
    topic: Topic | None = None
    if body.topic is not None:
        _sitting, topic = record_access.get_topic_for(
            request.person, at=request.at, division=division, sitting_id=sitting_id, topic_id=body.topic
        )
    given = body.dict(exclude={"estate", "topic"})
    made = agree_item(sitting=sitting, topic=topic, about=about, **given, **acted(request))
    return shown_line(lines_of([made], on=law_day(request.at))[0])


class DraftGiven(Given):
    """Whether drafts that stand are drafted again."""

    afresh: bool = False


@router.post(f"{SITTING}/minutes", auth=sitting_door, response=list[dict[str, Any]])
def draft(request: Asked, division: str, sitting_id: int, body: DraftGiven) -> list[dict[str, Any]]:
    """Drafts the minutes: for the community and each estate."""
    done = draft_minutes(sitting=request.here, **body.dict(), **acted(request))
    return [_minutes(row) for row in minutes_of(done, on=law_day(request.at))]


@router.get(PAPER, auth=paper, response=dict[str, Any])
def minutes(request: Asked, division: str, sitting_id: int, minutes_id: int) -> dict[str, Any]:
    """The minutes of one estate or of the community."""
    return _one(request.here, law_day(request.at))


class SectionGiven(Given):
    """One section of a paper."""

    heading: str
    paragraphs: list[str] = []
    items: list[str] = []


class SectionsGiven(Given):
    """Edited sections, and the hash of those from which the editor began."""

    sections: list[SectionGiven]
    seen: str

    def asked(self) -> dict[str, Any]:
        """The sections as plain data."""
        return {"sections": [one.dict() for one in self.sections], "seen": self.seen}


@router.post(PAPER, auth=paper, response=dict[str, Any])
def edit(request: Asked, division: str, sitting_id: int, minutes_id: int, body: SectionsGiven) -> dict[str, Any]:
    """Edits the draft of minutes."""
    done = edit_minutes(minutes=request.here, **body.asked(), **acted(request))
    return _one(done, law_day(request.at))


class SignGiven(Given):
    """Whether the names found in the text were looked at."""

    names_checked: bool = False


@router.post(f"{PAPER}/sign", auth=paper, response=dict[str, Any])
def sign(request: Asked, division: str, sitting_id: int, minutes_id: int, body: SignGiven) -> dict[str, Any]:
    """Signs minutes off: numbered, published, sent to the four."""
    done = sign_minutes(minutes=request.here, **body.dict(), **acted(request))
    return _one(done, law_day(request.at))


@router.post(f"{DIVISION}/minutes/{{int:delivery_id}}/acknowledge", auth=receipt, response=dict[str, Any])
def acknowledge(request: Asked, division: str, delivery_id: int) -> dict[str, Any]:
    """Acknowledges minutes for one's party."""
    return _delivery(acknowledge_minutes(delivery=request.here, **acted(request)))
