"""Take back a topic before a sitting has taken it."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.meetings.actions.amend_topic import require_own
from gongzhi.meetings.actions.lock_sitting import lock_topic, move_topic
from gongzhi.meetings.models import Topic
from gongzhi.meetings.queries.joint_scope import signed
from gongzhi.meetings.states import TopicState
from gongzhi.people.models import Person

WITHDRAWN = journal.event("meetings.topic.withdrawn", topic=Fact.NUMBER, reason=Fact.TEXT)


@act
@official
def withdraw_topic(*, topic: Topic, reason: str, by: Person, at: datetime) -> Topic:
    """The topic is withdrawn by its proposer or its party, with a reason.

    Refuses everyone else, and a topic on an agenda or settled. Wrong input: no reason.
    """
    topic = lock_topic(topic.pk)
    require_own(topic, by, at=at)
    if not reason.strip():
        raise BadInput(_("撤回议题要写明原因。"), {"reason": _("必填")})
    move_topic(topic, TopicState.WITHDRAWN)
    journal.record(
        WITHDRAWN,
        **signed(topic.division, by, f"topic:{topic.pk}"),
        at=at,
        topic=topic.pk,
        reason=reason.strip(),
    )
    topic.reason = reason.strip()
    topic.save(update_fields=["state", "reason"])
    return topic
