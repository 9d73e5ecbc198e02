"""Sign in to a sitting: one tap after scanning the code on the screen."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.meetings import joint_access
from gongzhi.meetings.actions.give_sitting_notice import attendee_of
from gongzhi.meetings.actions.lock_sitting import lock_sitting, must_be
from gongzhi.meetings.cites import TABLE
from gongzhi.meetings.models import Attendee, Sitting
from gongzhi.meetings.queries.joint_members import CALLED
from gongzhi.meetings.queries.joint_scope import signed
from gongzhi.meetings.queries.recipients import served_by
from gongzhi.meetings.states import SittingState
from gongzhi.people.models import Person
from gongzhi.web.dates import cndate

ARRIVED = journal.event("meetings.attendee.arrived", sitting=Fact.NUMBER, whom=Fact.WORD, way=Fact.WORD)
OWN, OFFICE = "own", "office"


@act
@official
def sign_in_sitting(*, sitting: Sitting, by: Person, at: datetime) -> Attendee:
    """The person has come: a member or an observer who was called, or who has taken a seat since; twice is once.

    Refuses whoever is not called, and any day but that of the sitting.
    """
    sitting = lock_sitting(sitting.pk)
    must_be(sitting, (SittingState.NOTICED, SittingState.SITTING), _("不能签到"))
    if sitting.state == SittingState.NOTICED and law_day(at) != law_day(sitting.begins_at):
        raise Refused(
            Reason(
                _("签到从开会当天开始：%(day)s。") % {"day": cndate(sitting.begins_at)},
                cite=TABLE,
                remedy=_("开会当天再签到"),
            )
        )
    row = sitting.attendees.select_for_update().filter(person_id=by.pk).first()
    if row is not None and row.arrived_at is not None:
        return row
    if row is None:
        row = _joined_since(sitting, by, at=at)
    entry = journal.record(
        ARRIVED,
        **signed(sitting.division, by, f"sitting:{sitting.pk}"),
        at=at,
        sitting=sitting.pk,
        whom=keys.pseudonym(None, by.pk),
        way=OWN,
    )
    if row.pk is None:
        row.entry = entry.pk
        row.save(force_insert=True)
    return arrive(row, OWN, at=at)


def _joined_since(sitting: Sitting, by: Person, *, at: datetime) -> Attendee:
    """Who took a seat after the notice went out is a member all the same (B2.1: 变动即更新)."""
    called = CALLED[Sitting.Kind(sitting.kind)]
    rows = joint_access.speaking_for(by, sitting.division, at=at, estates=served_by(sitting))
    member = next((one for one in rows if one.side in called), None)
    if member is None:
        words = _("您不在这次会议的参会名单里。")
        raise Refused(Reason(words, remedy=_("来列席的，请现场告诉联席会议办公室，由他们登记")))
    return attendee_of(sitting, member, 0)


def arrive(row: Attendee, way: str, *, at: datetime) -> Attendee:
    """Writes when somebody came and how it was recorded."""
    row.arrived_at, row.arrived_way = at, way
    row.save(update_fields=["arrived_at", "arrived_way"])
    return row
