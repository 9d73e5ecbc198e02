"""A member votes on an item."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.bodies.models import Appointment
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.meetings import access
from gongzhi.meetings.actions.lock_meeting import lock_item, must_be
from gongzhi.meetings.committee_access import require_presence
from gongzhi.meetings.models import AgendaItem, CommitteeMeeting, MemberVote
from gongzhi.meetings.states import MeetingState
from gongzhi.people.models import Person

# The direction enters as a salted commitment: nobody reads it from the journal before the meeting closes.
VOTED = journal.event(
    "meetings.member.voted", item=Fact.NUMBER, appointment=Fact.NUMBER, way=Fact.WORD, choice=Fact.TEXT
)


@act
def cast_member_vote(*, item: AgendaItem, choice: str, by: Person, at: datetime) -> MemberVote:
    """A member present votes on one item, once; the direction is hidden from everyone until the meeting closes.

    Refuses whoever is no member or did not come (指导规则38条), a meeting that is not going on, an item that is only heard,
    and a second vote. Wrong input: no choice.
    """
    meeting, item = lock_item(item)
    access.require_seat(by, meeting.body, at=at)
    must_be(meeting, MeetingState.SITTING)
    seat = require_presence(by, meeting)
    must_be_voted_on(item)
    if choice not in MemberVote.Choice.values:
        raise BadInput(_("请选同意、反对或者弃权。"), {"choice": _("请选择")})
    if item.votes.filter(appointment=seat).exists():
        raise Refused(Reason(_("这一项您已经表决，不能再改。"), remedy=_("看下一项")))
    return put_vote(meeting, item, seat, choice, way="own", file_id=None, by=by, at=at)


def must_be_voted_on(item: AgendaItem) -> None:
    """Refuses an item that is only heard."""
    if item.kind == AgendaItem.Kind.HEAR:
        raise Refused(Reason(_("这一项是通报、听取意见，不表决。"), remedy=_("看议程")))


def put_vote(
    meeting: CommitteeMeeting,
    item: AgendaItem,
    seat: Appointment,
    choice: str,
    *,
    way: str,
    file_id: int | None,
    by: Person,
    at: datetime,
) -> MemberVote:
    """The part that a member's own vote and a signed sheet share: journal without the direction, row."""
    pseudonym = keys.pseudonym(meeting.estate_id, by.pk)
    entry = journal.record(
        VOTED,
        ref=f"meeting:{meeting.pk}",
        estate_id=meeting.estate_id,
        by=pseudonym,
        at=at,
        basis=item.entry,
        item=item.pk,
        appointment=seat.pk,
        way=way,
        choice=choice,
    )
    return MemberVote.objects.create(
        estate=meeting.estate,
        item=item,
        appointment=seat,
        choice=choice,
        way=way,
        file_id=file_id,
        by=pseudonym,
        at=at,
        entry=entry.pk,
    )
