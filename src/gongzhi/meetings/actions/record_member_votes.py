"""Read votes from the sheet that members signed."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.meetings.actions.cast_member_vote import must_be_voted_on, put_vote
from gongzhi.meetings.actions.keep_paper import keep_paper
from gongzhi.meetings.actions.lock_meeting import journaled, lock_meeting, must_be
from gongzhi.meetings.committee_access import require_recorder
from gongzhi.meetings.models import CommitteeMeeting, MemberVote
from gongzhi.meetings.queries.committee import items_of, present_in, voted_on
from gongzhi.meetings.states import MeetingState
from gongzhi.people.models import Person

SHEET = journal.event("meetings.sheet.read", meeting=Fact.NUMBER, votes=Fact.NUMBER, document=Fact.HASH)


@act
def record_member_votes(
    *,
    meeting: CommitteeMeeting,
    votes: Mapping[str, str],
    file_name: str,
    content: bytes,
    by: Person,
    at: datetime,
) -> CommitteeMeeting:
    """Votes of members who signed a paper sheet, read at the end: `votes` maps "item number:appointment" to a choice.

    A member's own vote stands, it is never written over. Refuses whoever neither runs the meeting nor keeps its record and
    a meeting that is not going on. Wrong input: no sheet, nothing chosen, somebody not present, a vote cast already.
    """
    meeting = lock_meeting(meeting)
    require_recorder(by, meeting, at=at)
    must_be(meeting, MeetingState.SITTING)
    items = {item.number: item for item in items_of(meeting)}
    seats = {row.appointment_id: row.appointment for row in present_in(meeting)}
    cast = voted_on(items.values())
    read = []
    for key, choice in votes.items():
        number, _colon, seat = key.partition(":")
        item = items.get(int(number)) if number.isdigit() else None
        member = seats.get(int(seat)) if seat.isdigit() else None
        if item is None or member is None or choice not in MemberVote.Choice.values:
            raise BadInput(_("表决签名表和到会名单对不上。"), {"votes": _("只登记到会成员的同意、反对、弃权")})
        must_be_voted_on(item)
        if (item.pk, member.pk) in cast:
            words = _("第 %(n)s 项有成员本人已经表决，不能再登记") % {"n": item.number}
            raise BadInput(_("成员本人投的票不能改。"), {"votes": words})
        read.append((item, member, choice))
    if not read or not content:
        wrong = {} if read else {"votes": _("请至少登记一票")}
        raise BadInput(
            _("请附上成员签名的表决表，并逐项登记。"), wrong if content else {**wrong, "file": _("请附上签名表")}
        )
    stored = keep_paper(meeting.estate, file_name=file_name, content=content, at=at)
    assert stored is not None  # noqa: S101  (there is content)
    journal.record(
        SHEET,
        **journaled(meeting, by),
        at=at,
        votes=len(read),
        document=stored.sha256,
    )
    for item, member, choice in read:
        put_vote(meeting, item, member, choice, way="sheet", file_id=stored.pk, by=by, at=at)
    return meeting
