"""Accept a topic for the next sitting, or return it with a reason (B2.4)."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.meetings import access
from gongzhi.meetings.actions.lock_sitting import lock_topic, move_topic
from gongzhi.meetings.actions.tell_attendees import tell_people
from gongzhi.meetings.models import Topic
from gongzhi.meetings.queries.joint_scope import signed
from gongzhi.meetings.states import TopicState
from gongzhi.people.models import Person

JUDGED = journal.event("meetings.topic.judged", topic=Fact.NUMBER, accepted=Fact.TRUTH, reason=Fact.TEXT)


@act
@official
def judge_topic(*, topic: Topic, accept: bool, reason: str = "", by: Person, at: datetime) -> Topic:
    """The community's party organisation decides; the proposer is told at once, on a return with the reason.

    Refuses everyone else and a topic judged already. Wrong input: a return without a reason.
    """
    topic = lock_topic(topic.pk)
    access.require_judge(by, topic.division, at=at)
    if not accept and not reason.strip():
        raise BadInput(_("退回议题要写明理由。"), {"reason": _("必填，提出人会收到")})
    move_topic(topic, TopicState.ACCEPTED if accept else TopicState.RETURNED)
    journal.record(
        JUDGED,
        **signed(topic.division, by, f"topic:{topic.pk}"),
        at=at,
        topic=topic.pk,
        accepted=accept,
        reason=reason.strip(),
    )
    topic.reason, topic.judged_by, topic.judged_at = reason.strip(), by.pk, at
    topic.save(update_fields=["state", "reason", "judged_by", "judged_at"])
    if accept:
        text = _("您提的联席会议议题“%(title)s”已确定，等待上会。") % {"title": topic.title}
    else:
        words = _("您提的联席会议议题“%(title)s”被退回：%(why)s。可以改好再提。")
        text = words % {"title": topic.title, "why": topic.reason[:200]}
    tell_people([topic.proposer_id], kind="meetings.topic", text=text, at=at)
    return topic
