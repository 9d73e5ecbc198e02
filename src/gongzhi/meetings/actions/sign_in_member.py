"""A member signs in to a meeting."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.bodies.models import Appointment
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.meetings import access
from gongzhi.meetings.actions.lock_meeting import journaled, lock_meeting, must_be
from gongzhi.meetings.committee_access import presence_of
from gongzhi.meetings.models import CommitteeMeeting, Presence
from gongzhi.meetings.states import MeetingState
from gongzhi.people.models import Person

CAME = journal.event("meetings.member.came", meeting=Fact.NUMBER, appointment=Fact.NUMBER, way=Fact.WORD)


@act
def sign_in_member(*, meeting: CommitteeMeeting, by: Person, at: datetime) -> Presence:
    """A member is there in person (指导规则38条: no proxies).

    Refuses whoever is no member, a meeting that is not going on, and signing in twice.
    """
    meeting = lock_meeting(meeting)
    seat = access.require_seat(by, meeting.body, at=at)
    must_be(meeting, MeetingState.SITTING)
    if presence_of(by.pk, meeting) is not None:
        raise Refused(Reason(_("您已经签到。"), remedy=_("看议程")))
    return put_presence(meeting, seat, way="own", by=by, at=at)


def put_presence(meeting: CommitteeMeeting, seat: Appointment, *, way: str, by: Person, at: datetime) -> Presence:
    """The part that signing in and a paper sheet share: journal and row."""
    pseudonym = keys.pseudonym(meeting.estate_id, by.pk)
    entry = journal.record(
        CAME,
        **journaled(meeting, by),
        at=at,
        appointment=seat.pk,
        way=way,
    )
    return Presence.objects.create(
        estate=meeting.estate, meeting=meeting, appointment=seat, way=way, by=pseudonym, at=at, entry=entry.pk
    )
