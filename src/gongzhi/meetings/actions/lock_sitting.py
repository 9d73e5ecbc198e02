"""Hold a sitting, its topic or its delivery while an act on it runs; the estates it serves come along."""

from collections.abc import Collection

from django.db import connection
from django.utils.translation import gettext as _

from gongzhi.kernel.errors import Reason, Refused
from gongzhi.kernel.states import check_move
from gongzhi.meetings.cites import RECORDS
from gongzhi.meetings.models import Sitting, Topic
from gongzhi.meetings.states import SITTING_MOVES, TOPIC_MOVES, SittingState, TopicState
from gongzhi.places.models import Division


def lock_sitting(pk: int) -> Sitting:
    """The sitting, held until the act ends."""
    return Sitting.objects.select_for_update(of=("self",)).select_related("division").get(pk=pk)


def lock_topic(pk: int) -> Topic:
    """The topic, held until the act ends."""
    return Topic.objects.select_for_update(of=("self",)).select_related("division", "about").get(pk=pk)


def lock_table(division: Division) -> None:
    """One act at a time on the mandates and topics of a community."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"table:{division.pk}"])


def must_be(sitting: Sitting, states: Collection[SittingState], words: str) -> None:
    """Refuses a sitting that is in none of these states, in the words of what was asked."""
    if sitting.state not in states:
        now = _("这次会议现在是“%(state)s”，%(words)s。") % {"state": sitting.get_state_display(), "words": words}
        raise Refused(Reason(now, cite=RECORDS, remedy=_("看进度，再办下一步")))


def move(sitting: Sitting, to: SittingState) -> None:
    """Sets the next state; refuses one that does not follow."""
    check_move(SITTING_MOVES, SittingState(sitting.state), to)
    sitting.state = to


def move_topic(topic: Topic, to: TopicState) -> None:
    """Sets a topic's next state; refuses one that does not follow."""
    check_move(TOPIC_MOVES, TopicState(topic.state), to)
    topic.state = to
