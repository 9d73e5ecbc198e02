"""Cancel a sitting before it begins; its topics wait for another one."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.meetings import joint_access
from gongzhi.meetings.actions.lock_sitting import lock_sitting, move, must_be
from gongzhi.meetings.actions.take_topics import put_back
from gongzhi.meetings.actions.tell_attendees import tell_people
from gongzhi.meetings.models import Sitting, Topic
from gongzhi.meetings.queries.joint_scope import signed
from gongzhi.meetings.queries.recipients import served_by
from gongzhi.meetings.states import SittingState
from gongzhi.people.models import Person

CANCELLED = journal.event("meetings.sitting.cancelled", sitting=Fact.NUMBER, noticed=Fact.TRUTH, reason=Fact.TEXT)


@act
@official
def cancel_sitting(*, sitting: Sitting, reason: str, by: Person, at: datetime) -> Sitting:
    """Nothing is held; those who were called are told why, topics taken are free again.

    A draft by whoever may draft one, a noticed sitting only by whoever may sign its notice. Refuses everyone else and a
    sitting that has begun. Wrong input: no reason.
    """
    sitting = lock_sitting(sitting.pk)
    division, noticed = sitting.division, sitting.state == SittingState.NOTICED
    if noticed:
        joint_access.require_summoner(by, division, sitting.kind, at=at, estates=served_by(sitting))
    else:
        joint_access.require_preparer(by, division, at=at)
    must_be(sitting, (SittingState.DRAFT, SittingState.NOTICED), _("开始以后不能取消"))
    if not reason.strip():
        raise BadInput(_("取消会议要写明原因。"), {"reason": _("必填")})
    if len(reason.strip()) > 200:
        raise BadInput(_("原因太长。"), {"reason": _("最多 200 字")})
    journal.record(
        CANCELLED,
        **signed(division, by, f"sitting:{sitting.pk}"),
        at=at,
        sitting=sitting.pk,
        noticed=noticed,
        reason=reason.strip(),
    )
    move(sitting, SittingState.CANCELLED)
    sitting.cancelled_for = reason.strip()
    sitting.save(update_fields=["state", "cancelled_for"])
    put_back(list(Topic.objects.select_for_update().filter(division=division, sitting=sitting)))
    if noticed:
        text = _("%(title)s取消：%(why)s") % {"title": sitting.title, "why": sitting.cancelled_for}
        people = sitting.attendees.filter(person_id__isnull=False).values_list("person_id", flat=True)
        tell_people([pk for pk in people if pk], kind="meetings.cancelled", text=text, at=at)
    return sitting
