"""Finish the record of a meeting: signed, and by whom not."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.states import check_move
from gongzhi.meetings.actions.lock_meeting import journaled, lock_meeting
from gongzhi.meetings.actions.sign_record import must_be_written
from gongzhi.meetings.committee_access import require_recorder
from gongzhi.meetings.models import CommitteeMeeting
from gongzhi.meetings.states import MEETING_MOVES, MeetingState
from gongzhi.people.models import Person

FINISHED = journal.event("meetings.record.finished", meeting=Fact.NUMBER, signed=Fact.NUMBER, present=Fact.NUMBER)


@act
def finish_record(*, meeting: CommitteeMeeting, by: Person, at: datetime) -> CommitteeMeeting:
    """The record is done (指导规则39条); who was present and did not sign is shown and may still sign.

    Refuses whoever neither ran the meeting nor keeps its record, and a record that nobody signed.
    """
    meeting = lock_meeting(meeting)
    require_recorder(by, meeting, at=at)
    check_move(MEETING_MOVES, MeetingState(meeting.state), MeetingState.MINUTED)
    must_be_written(meeting)
    signed = meeting.signs.count()
    if not signed:
        words = _("会议记录还没有人签字。")
        raise Refused(Reason(words, "《业主大会和业主委员会指导规则》第39条", _("请到会的成员签字")))
    journal.record(
        FINISHED,
        **journaled(meeting, by),
        at=at,
        signed=signed,
        present=meeting.presences.count(),
    )
    meeting.state, meeting.minutes_at = MeetingState.MINUTED, at
    meeting.save(update_fields=["state", "minutes_at"])
    return meeting
