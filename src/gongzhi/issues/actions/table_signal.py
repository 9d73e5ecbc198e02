"""Bring what many reported before the joint meeting, in one step."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.issues import access
from gongzhi.issues.actions.signalling import suggestion
from gongzhi.issues.actions.topic_from_issue import RUNS, topic_from_issue
from gongzhi.issues.queries.signals import TOPIC
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.meetings.models import Topic
from gongzhi.people.models import Person
from gongzhi.places.models import Estate
from gongzhi_law.joint_meetings import Business


@act
@official
def table_signal(*, estate: Estate, key: str, by: Person, at: datetime) -> Topic:
    """A topic of 倾向性、普遍性意见 (B2.11) that rests on the newest of the like issues that was accepted.

    Refuses what the joint meeting refuses, a suggestion of another kind, one that is no longer made, and like issues of
    which none was accepted.
    """
    access.desk_of(by, at=at, code=estate.code)
    found = suggestion(estate, key, at=at)
    if found.kind != TOPIC:
        raise Refused(Reason(_("这一条信号不是建议列为议题的。"), remedy=_("确认立案，或者写明理由不立案")))
    accepted = [issue for issue in found.issues if issue.state in RUNS]
    if not accepted:
        raise Refused(Reason(_("这几件都还没有受理，或者已经办结。"), remedy=_("先受理其中一件")))
    topic: Topic = topic_from_issue(
        issue=accepted[-1],
        business=Business.TENDENCY.value,
        title=found.title,
        words=_("%(title)s。%(words)s请研究一次性解决的办法。") % {"title": found.title, "words": found.words},
        by=by,
        at=at,
    )
    return topic
