"""Call off a meeting that has not begun."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.states import check_move
from gongzhi.meetings.actions.lock_meeting import journaled, lock_meeting
from gongzhi.meetings.actions.tell_members import tell_members, tell_residents_committee
from gongzhi.meetings.committee_access import require_running
from gongzhi.meetings.models import CommitteeMeeting
from gongzhi.meetings.queries.committee import whole_of
from gongzhi.meetings.queries.committee_papers import title_of
from gongzhi.meetings.states import MEETING_MOVES, MeetingState
from gongzhi.people.models import Person

CANCELLED = journal.event("meetings.meeting.cancelled", meeting=Fact.NUMBER, reason=Fact.TEXT)


@act
@official
def cancel_meeting(*, meeting: CommitteeMeeting, reason: str, by: Person, at: datetime) -> CommitteeMeeting:
    """The convener calls the meeting off and tells members and 居委会; a demand to it waits for another meeting (R18).

    Refuses whoever does not run it and a meeting that began. Wrong input: no reason.
    """
    meeting = lock_meeting(meeting)
    require_running(by, meeting, at=at)
    check_move(MEETING_MOVES, MeetingState(meeting.state), MeetingState.CANCELLED)
    if not reason.strip():
        raise BadInput(_("请写明为什么取消。"), {"reason": _("必填")})
    journal.record(
        CANCELLED,
        **journaled(meeting, by),
        at=at,
        reason=reason.strip(),
    )
    meeting.state, meeting.cancelled_for = MeetingState.CANCELLED, reason.strip()[:200]
    meeting.save(update_fields=["state", "cancelled_for"])
    text = _("【共治】%(title)s取消：%(why)s") % {"title": title_of(meeting), "why": meeting.cancelled_for}
    seats = whole_of(meeting.body, on=law_day(at)).seats
    tell_members(seats, estate=meeting.estate, kind="meetings.cancelled", text=text, at=at)
    tell_residents_committee(meeting.estate, kind="meetings.cancelled", text=text, at=at)
    return meeting
