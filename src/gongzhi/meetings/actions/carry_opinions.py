"""Put what was said on the estate's rules into the explanation of a draft motion."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.meetings.cites import TASKS
from gongzhi.meetings.models import Discussion
from gongzhi.people.models import Person
from gongzhi.voting.actions.explain_motion import explain_motion
from gongzhi.voting.models import Motion
from gongzhi.web.dates import cndate
from gongzhi_law.joint_meetings import Business


@act
@official
def carry_opinions(*, discussion: Discussion, motion: Motion, by: Person, at: datetime) -> Motion:
    """The opinions of a discussion of 小区管理规约 stand beside the motion, its journal entry cited as basis (B2.11).

    Refuses everyone but the convener of the assembly, an assembly that is no draft any more (`explain_motion`), a topic
    of another kind, and one of another estate.
    """
    topic = discussion.topic
    if topic.business != Business.CONVENTION:
        raise Refused(
            Reason(_("只有讨论小区管理规约的议题，意见才转入表决草案的说明。"), cite=TASKS, remedy=_("选规约议题"))
        )
    estate = motion.estate
    mine = topic.about_id == estate.pk if topic.about_id else topic.division_id == estate.community_id
    if not mine:
        raise Refused(Reason(_("这个议题不是本小区的。"), cite=TASKS, remedy=_("选本小区的议题")))
    words = _("管理规约讨论意见（%(sitting)s，%(day)s，议题“%(topic)s”）：%(words)s") % {
        "sitting": discussion.sitting.title,
        "day": cndate(discussion.at),
        "topic": topic.title,
        "words": discussion.words,
    }
    return explain_motion(motion=motion, words=words, basis=discussion.entry, by=by, at=at)
