"""Open a meeting that was called."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.states import check_move
from gongzhi.meetings.actions.lock_meeting import journaled, lock_meeting
from gongzhi.meetings.committee_access import require_running
from gongzhi.meetings.models import CommitteeMeeting
from gongzhi.meetings.states import MEETING_MOVES, MeetingState
from gongzhi.people.models import Person
from gongzhi.web.dates import cndate

OPENED = journal.event("meetings.meeting.opened", meeting=Fact.NUMBER)


@act
def open_meeting(*, meeting: CommitteeMeeting, by: Person, at: datetime) -> CommitteeMeeting:
    """Whoever runs the meeting opens it (指导规则38条): from here members sign in and vote.

    Refuses everyone else, a day before the announced one, and a meeting that was opened or cancelled.
    """
    meeting = lock_meeting(meeting)
    require_running(by, meeting, at=at)
    check_move(MEETING_MOVES, MeetingState(meeting.state), MeetingState.SITTING)
    if law_day(at) < law_day(meeting.begins_at):
        words = _("公告的会议日期是%(day)s，不能提前开会。") % {"day": cndate(meeting.begins_at)}
        raise Refused(Reason(words, "《业主大会和业主委员会指导规则》第39条", _("到那一天再开，或者取消后重新公告")))
    journal.record(
        OPENED,
        **journaled(meeting, by),
        at=at,
    )
    meeting.state, meeting.opened_at = MeetingState.SITTING, at
    meeting.save(update_fields=["state", "opened_at"])
    return meeting
