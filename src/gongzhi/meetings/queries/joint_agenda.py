"""The agenda of a sitting: topics in the order of the six kinds of business; and where the community's topics stand."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from gongzhi.meetings.models import Sitting, Topic
from gongzhi.meetings.states import TopicState
from gongzhi.places.models import Division, Estate
from gongzhi_law.joint_meetings import BUSINESS, BUSINESS_NAMES, Business

COLUMNS = (
    (TopicState.PROPOSED,),
    (TopicState.ACCEPTED, TopicState.TAKEN),
    (TopicState.RETURNED, TopicState.WITHDRAWN, TopicState.SETTLED),
)
SHOWN = 50  # topics a column


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of business with its topics."""

    business: str
    name: str
    topics: list[Topic]


def ordered(topics: Iterable[Topic]) -> list[Topic]:
    """Topics by the six kinds of business (B2.10, B2.11), within one by the day they were proposed."""
    place = {one.value: n for n, one in enumerate(BUSINESS)}
    return sorted(topics, key=lambda topic: (place.get(topic.business, len(place)), topic.proposed_at, topic.pk))


def agenda_of(sitting: Sitting) -> list[Part]:
    """The topics that the sitting has taken, by kind of business; kinds without a topic are left out."""
    rows = list(sitting.topics.select_related("about").order_by("position", "pk"))
    parts = [Part(one, BUSINESS_NAMES[one], [t for t in rows if t.business == one]) for one in BUSINESS]
    return [part for part in parts if part.topics]


def waiting_for(division: Division, estates: Iterable[Estate]) -> list[Topic]:
    """Accepted topics about these estates or the community that no sitting has taken."""
    about = Q(about__isnull=True) | Q(about__in=[estate.pk for estate in estates])
    rows = Topic.objects.filter(about, division=division, state=TopicState.ACCEPTED)
    return ordered(rows.select_related("about"))


def columns_of(division: Division) -> list[list[Topic]]:
    """Topics in three columns: to be judged, accepted or on an agenda, closed; the newest first in the last."""
    found = []
    for states in COLUMNS:
        rows = Topic.objects.filter(division=division, state__in=states).select_related("about", "sitting")
        rows = rows.order_by("-pk") if TopicState.SETTLED in states else rows.order_by("proposed_at", "pk")
        found.append(list(rows[:SHOWN]))
    return found


def business_name(code: str) -> str:
    """The words of a kind of business."""
    return BUSINESS_NAMES[Business(code)]
