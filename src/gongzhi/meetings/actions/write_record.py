"""Write the record of a meeting."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.meetings.actions.keep_paper import keep_paper
from gongzhi.meetings.actions.lock_meeting import journaled, lock_meeting, must_be
from gongzhi.meetings.committee_access import require_recorder
from gongzhi.meetings.models import CommitteeMeeting
from gongzhi.meetings.states import MeetingState
from gongzhi.people.models import Person

WRITTEN = journal.event("meetings.record.written", meeting=Fact.NUMBER, words=Fact.TEXT, document=Fact.HASH)


@act
@official
def write_record(
    *,
    meeting: CommitteeMeeting,
    words: str,
    file_name: str = "",
    content: bytes = b"",
    by: Person,
    at: datetime,
) -> CommitteeMeeting:
    """The record of what was said and decided (指导规则39条), with the paper one if there is; it may change until somebody signs it.

    Refuses whoever neither ran the meeting nor keeps its record, a meeting still going on, a record that was signed.
    Wrong input: no words, a file that is no PDF or photograph.
    """
    meeting = lock_meeting(meeting)
    require_recorder(by, meeting, at=at)
    must_be(meeting, MeetingState.CLOSED)
    if meeting.signs.exists():
        raise Refused(Reason(_("已经有人签字，会议记录不能再改。"), remedy=_("要更正的，写在签字人的意见里")))
    if not words.strip():
        raise BadInput(_("会议记录还没有写。"), {"words": _("必填")})
    stored = keep_paper(meeting.estate, file_name=file_name, content=content, at=at)
    if stored is not None and meeting.minutes_file_id not in (None, stored.pk):
        raise BadInput(_("纸质记录已经附过。"), {"file": _("只能附一份")})
    journal.record(
        WRITTEN,
        **journaled(meeting, by),
        at=at,
        words=words.strip(),
        document=stored.sha256 if stored else None,
    )
    meeting.minutes = words.strip()
    if stored is not None:
        meeting.minutes_file_id = stored.pk
    meeting.save(update_fields=["minutes", "minutes_file_id"])
    return meeting
