"""Take a meeting for an act on it: the body first, then the meeting; and where the act is journaled."""

from typing import Any

from django.utils.translation import gettext as _

from gongzhi.bodies.actions.lock_body import lock_body
from gongzhi.kernel import keys
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.meetings.models import AgendaItem, CommitteeMeeting
from gongzhi.meetings.states import MeetingState
from gongzhi.people.models import Person


def lock_meeting(meeting: CommitteeMeeting) -> CommitteeMeeting:
    """The meeting with its body and estate, both locked until the act is over."""
    body = lock_body(meeting.body_id)
    found = CommitteeMeeting.objects.select_for_update(of=("self",)).select_related("estate__community", "convener")
    locked = found.get(pk=meeting.pk)
    locked.body = body
    return locked


def lock_item(item: AgendaItem) -> tuple[CommitteeMeeting, AgendaItem]:
    """The meeting of an item, locked, and the item."""
    meeting = lock_meeting(item.meeting)
    item.meeting = meeting
    return meeting, item


def must_be(meeting: CommitteeMeeting, *states: MeetingState) -> None:
    """Refuses what a meeting in this state does not allow."""
    if meeting.state in states:
        return
    now = MeetingState(meeting.state).label
    words = {
        MeetingState.CALLED: _("会议还没有开始，现在是“%(now)s”。"),
        MeetingState.CANCELLED: _("会议已经取消。"),
    }.get(MeetingState(meeting.state), _("会议现在是“%(now)s”，不能再办这一步。"))
    raise Refused(Reason(words % {"now": now}, remedy=_("看会议进度")))


def journaled(meeting: CommitteeMeeting, by: Person) -> dict[str, Any]:
    """What the journal says of every act on a meeting: which one, on which call it rests, by whom (a pseudonym)."""
    return {
        "ref": f"meeting:{meeting.pk}",
        "estate_id": meeting.estate_id,
        "by": keys.pseudonym(meeting.estate_id, by.pk),
        "basis": meeting.entry,
        "meeting": meeting.pk,
    }
