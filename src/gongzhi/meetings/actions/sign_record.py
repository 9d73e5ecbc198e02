"""Sign the record of a meeting."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.bodies.models import Appointment
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.meetings.actions.lock_meeting import journaled, lock_meeting, must_be
from gongzhi.meetings.committee_access import require_presence
from gongzhi.meetings.models import CommitteeMeeting, MeetingSign
from gongzhi.meetings.states import MeetingState
from gongzhi.people.models import Person

SIGNED = journal.event(
    "meetings.record.signed",
    meeting=Fact.NUMBER,
    appointment=Fact.NUMBER,
    way=Fact.WORD,
    remark=Fact.TEXT,
    words=Fact.TEXT,
)


@act
def sign_record(*, meeting: CommitteeMeeting, remark: str = "", by: Person, at: datetime) -> MeetingSign:
    """A member who was present signs the record and its decisions (指导规则39条), with an opinion of their own if they like.

    Refuses whoever was not there, a meeting still going on, a record not yet written, a second signature.
    """
    meeting = lock_meeting(meeting)
    seat = require_presence(by, meeting)
    must_be_written(meeting)
    if meeting.signs.filter(appointment=seat).exists():
        raise Refused(Reason(_("您已经签过字。"), remedy=_("看会议记录")))
    return put_signature(meeting, seat, remark=remark, way="own", file_id=None, by=by, at=at)


def must_be_written(meeting: CommitteeMeeting) -> None:
    """Refuses to sign what is still going on or has no words."""
    must_be(meeting, MeetingState.CLOSED, MeetingState.MINUTED)
    if not meeting.minutes:
        words = _("会议记录还没有写，没有可以签字的内容。")
        raise Refused(Reason(words, "《业主大会和业主委员会指导规则》第39条", _("请召集人先写会议记录")))


def put_signature(
    meeting: CommitteeMeeting,
    seat: Appointment,
    *,
    remark: str,
    way: str,
    file_id: int | None,
    by: Person,
    at: datetime,
) -> MeetingSign:
    """The part that a member's own signature and a signed page share: journal over the words, row."""
    pseudonym = keys.pseudonym(meeting.estate_id, by.pk)
    entry = journal.record(
        SIGNED,
        **journaled(meeting, by),
        at=at,
        appointment=seat.pk,
        way=way,
        remark=remark.strip(),
        words=meeting.minutes,
    )
    return MeetingSign.objects.create(
        estate=meeting.estate,
        meeting=meeting,
        appointment=seat,
        way=way,
        file_id=file_id,
        remark=remark.strip(),
        by=pseudonym,
        at=at,
        entry=entry.pk,
    )
