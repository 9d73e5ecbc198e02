"""The record of a sitting: its topics with what was said, what was agreed, what is carried over, minutes and deliveries."""

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import rfc8785
from django.db.models import Q
from django.utils.translation import gettext as _

from gongzhi.documents.models import Document
from gongzhi.kernel.clock import law_day
from gongzhi.meetings.models import AgreedItem, Delivery, Discussion, Minutes, Sitting, Topic
from gongzhi.meetings.queries.agreed import Line, carried_into, lines_of
from gongzhi.meetings.states import SittingState
from gongzhi.places.models import Estate
from gongzhi_law import joint_follow_up as law
from gongzhi_law.joint_meetings import BUSINESS, BUSINESS_NAMES, Business

RECORDED = (SittingState.SITTING, SittingState.CLOSED)  # when the office writes the record
HELD = (SittingState.SITTING, SittingState.CLOSED, SittingState.MINUTED)
TITLE = 120  # characters of a document's title
ORDER = {business.value: n for n, business in enumerate(BUSINESS)}


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A topic of the sitting: what was said (None: not yet) and what was agreed on it there."""

    topic: Topic
    business: str
    said: Discussion | None
    agreed: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Sent:
    """Minutes sent to one party: acknowledged, or since when it is late."""

    delivery: Delivery
    words: str
    late: bool
    due_on: date


@dataclass(frozen=True, slots=True)
class MinutesRow:
    """The minutes of one estate or of the community, with their document and deliveries."""

    minutes: Minutes
    title: str
    document: Document | None
    sent: tuple[Sent, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """All of it, for the page of the sitting; `due_on` is the day by which the minutes should be signed."""

    sitting: Sitting
    topics: tuple[TopicRow, ...]
    other: tuple[Line, ...]
    carried: tuple[Line, ...]
    minutes: tuple[MinutesRow, ...]
    due_on: date | None
    late: bool

    @property
    def open(self) -> bool:
        """Whether the office still writes on it."""
        return self.sitting.state in RECORDED

    @property
    def unsaid(self) -> int:
        """How many topics of the agenda have no record yet."""
        return sum(1 for row in self.topics if row.said is None)


def business_name(business: str) -> str:
    """The words of a kind of business, as the paper has them (B2.10, B2.11)."""
    return BUSINESS_NAMES[Business(business)] if business in ORDER else business


def topics_of(sitting: Sitting) -> list[Topic]:
    """The topics on the agenda and those that were discussed and come again, by kind of business."""
    rows = Topic.objects.select_related("about").filter(division_id=sitting.division_id)
    rows = rows.filter(Q(sitting=sitting) | Q(discussions__sitting=sitting)).distinct()
    last = len(ORDER)
    return sorted(rows, key=lambda t: (ORDER.get(t.business, last), t.position is None, t.position or 0, t.pk))


def record_of(sitting: Sitting, at: datetime) -> Record:
    """The record of a sitting as it stands at `at`, in a fixed number of statements."""
    on = law_day(at)
    said = {row.topic_id: row for row in sitting.discussions.all()}
    items = AgreedItem.objects.select_related("division", "about", "sitting", "topic").filter(sitting=sitting)
    by_topic: dict[int | None, list[Line]] = defaultdict(list)
    for line in lines_of(items.order_by("number"), on=on):
        by_topic[line.item.topic_id].append(line)
    topics = [
        TopicRow(topic, business_name(topic.business), said.get(topic.pk), tuple(by_topic[topic.pk]))
        for topic in topics_of(sitting)
    ]
    due = law.minutes_by(law_day(sitting.closed_at), place=sitting.division_id[:6]) if sitting.closed_at else None
    due_on = (due.day or due.nominal) if due else None
    return Record(
        sitting=sitting,
        topics=tuple(topics),
        other=tuple(by_topic[None]),
        carried=tuple(lines_of(carried_into(sitting, at=at), on=on)) if sitting.state in HELD else (),
        minutes=tuple(minutes_of(sitting, on=on)),
        due_on=due_on,
        late=due_on is not None and on > due_on and sitting.state == SittingState.CLOSED,
    )


def minutes_of(sitting: Sitting, *, on: date) -> list[MinutesRow]:
    """The minutes of a sitting, the community's first, with whom they were sent to."""
    rows = list(sitting.minutes.select_related("about", "division").order_by("about__name", "pk"))
    rows.sort(key=lambda m: m.about_id is not None)
    papers = Document.objects.in_bulk([m.document_id for m in rows if m.document_id])
    sent: dict[int | None, list[Sent]] = defaultdict(list)
    for delivery in Delivery.objects.select_related("about").filter(minutes__in=rows).order_by("pk"):
        sent[delivery.minutes_id].append(sent_of(delivery, on=on))
    return [MinutesRow(m, title_of(sitting, m.about), papers.get(m.document_id or 0), tuple(sent[m.pk])) for m in rows]


def sent_of(delivery: Delivery, *, on: date) -> Sent:
    """Whether the party acknowledged; if not, by which day it should have (courtesy)."""
    last = law.acknowledge_by(law_day(delivery.sent_at), place=delivery.division_id[:6])
    due_on = last.day or last.nominal
    words = str(delivery.get_side_display())
    return Sent(
        delivery=delivery,
        words=f"{delivery.about.name}{words}" if delivery.about else words,
        late=delivery.acknowledged_at is None and on > due_on,
        due_on=due_on,
    )


def title_of(sitting: Sitting, about: Estate | None) -> str:
    """The title of minutes: of an estate with its name, of the community with the sitting's alone."""
    whose = f"（{about.name}）" if about is not None else ""
    words = _("%(sitting)s纪要%(whose)s")
    room = TITLE - len(words % {"sitting": "", "whose": whose})
    return words % {"sitting": sitting.title[:room], "whose": whose}


def digest_of(sections: Any) -> str:
    """The hash of sections, by which an editor shows what it began from."""
    return hashlib.sha256(rfc8785.dumps(sections)).hexdigest()
