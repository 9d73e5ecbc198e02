"""Open a sitting on its day."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.meetings import joint_access
from gongzhi.meetings.actions.lock_sitting import lock_sitting, move, must_be
from gongzhi.meetings.cites import TABLE
from gongzhi.meetings.models import Sitting
from gongzhi.meetings.queries.joint_scope import signed
from gongzhi.meetings.states import SittingState
from gongzhi.people.models import Person
from gongzhi.web.dates import cndate

OPENED = journal.event("meetings.sitting.opened", sitting=Fact.NUMBER)


@act
@official
def open_sitting(*, sitting: Sitting, by: Person, at: datetime) -> Sitting:
    """The sitting begins; for its office and its convener.

    Refuses everyone else, a sitting without notice, a short record, and a day before the one of the notice.
    """
    sitting = lock_sitting(sitting.pk)
    joint_access.require_preparer(by, sitting.division, at=at)
    must_be(sitting, (SittingState.NOTICED,), _("发出通知以后才能开会"))
    if sitting.brief:
        raise Refused(Reason(_("这一期以简记代替开会，请各方签收简记。"), cite=TABLE, remedy=_("请各方签收简记")))
    day = law_day(sitting.begins_at)
    if law_day(at) < day:
        words = _("通知写的是%(day)s，还没有到。") % {"day": cndate(sitting.begins_at)}
        raise Refused(Reason(words, remedy=_("要改期，先取消这次会议，再重新通知")))
    journal.record(OPENED, **signed(sitting.division, by, f"sitting:{sitting.pk}"), at=at, sitting=sitting.pk)
    move(sitting, SittingState.SITTING)
    sitting.opened_at = at
    sitting.save(update_fields=["state", "opened_at"])
    return sitting
