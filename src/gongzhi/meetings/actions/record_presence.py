"""Write down from the sheet who came."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.bodies.models import Appointment
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.meetings.actions.lock_meeting import lock_meeting, must_be
from gongzhi.meetings.actions.sign_in_member import put_presence
from gongzhi.meetings.committee_access import require_recorder
from gongzhi.meetings.models import CommitteeMeeting
from gongzhi.meetings.queries.committee import present_in, whole_of
from gongzhi.meetings.queries.rules import rules_for
from gongzhi.meetings.states import MeetingState
from gongzhi.people.models import Person


@act
def record_presence(
    *,
    meeting: CommitteeMeeting,
    members: Sequence[Appointment],
    by_proxy: Sequence[Appointment] = (),
    by: Person,
    at: datetime,
) -> CommitteeMeeting:
    """Members who signed the paper sheet, in person; who is written down already stays.

    Refuses whoever neither runs the meeting nor keeps its record, a meeting that is not going on, and anybody sent in a
    member's place (指导规则38条). Wrong input: nobody chosen, somebody who is no member in office.
    """
    meeting = lock_meeting(meeting)
    require_recorder(by, meeting, at=at)
    must_be(meeting, MeetingState.SITTING)
    on = law_day(at)
    if by_proxy:
        found = rules_for(meeting.body, on=on).proxy()
        raise Refused(Reason(found.sentence, found.cite, _("没有到会的不登记；本人到了再签到")))
    seats = whole_of(meeting.body, on=on).seats
    if not members or any(seat not in seats for seat in members):
        raise BadInput(_("请在签到表上选到会的成员。"), {"members": _("请选择在任的成员")})
    came = {row.appointment.person_id for row in present_in(meeting)}
    for seat in members:
        if seat.person_id not in came:
            put_presence(meeting, seat, way="sheet", by=by, at=at)
    return meeting
