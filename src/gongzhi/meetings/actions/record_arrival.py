"""Record that somebody came who does not sign in alone: a guest, an observer, a member without a phone at hand."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.meetings import joint_access
from gongzhi.meetings.actions.lock_sitting import lock_sitting, must_be
from gongzhi.meetings.actions.sign_in_sitting import ARRIVED, OFFICE, arrive
from gongzhi.meetings.cites import TABLE
from gongzhi.meetings.models import Attendee
from gongzhi.meetings.queries.joint_scope import signed
from gongzhi.meetings.states import SittingState
from gongzhi.people.models import Person
from gongzhi.web.dates import cndate


@act
@official
def record_arrival(*, attendee: Attendee, by: Person, at: datetime) -> Attendee:
    """The office writes down from the sheet that an attendee came; the way it was recorded is shown.

    Refuses whoever does not prepare sittings, another day, and an arrival recorded already.
    """
    sitting = lock_sitting(attendee.sitting_id)
    joint_access.require_preparer(by, sitting.division, at=at)
    must_be(sitting, (SittingState.NOTICED, SittingState.SITTING), _("不能登记到会"))
    if sitting.state == SittingState.NOTICED and law_day(at) != law_day(sitting.begins_at):
        raise Refused(
            Reason(
                _("签到从开会当天开始：%(day)s。") % {"day": cndate(sitting.begins_at)},
                cite=TABLE,
                remedy=_("开会当天再登记"),
            )
        )
    row = sitting.attendees.select_for_update().get(pk=attendee.pk)
    if row.arrived_at is not None:
        raise Refused(Reason(_("这个人已经登记到会。"), cite=TABLE, remedy=_("看到会名单")))
    whom = keys.pseudonym(None, row.person_id) if row.person_id else f"guest:{row.pk}"
    journal.record(
        ARRIVED,
        **signed(sitting.division, by, f"sitting:{sitting.pk}"),
        at=at,
        sitting=sitting.pk,
        whom=whom,
        way=OFFICE,
    )
    return arrive(row, OFFICE, at=at)
