"""Take back an invitation to listen in while the sitting is in draft: nobody was told of it yet (B2.2)."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import NotHere
from gongzhi.kernel.journal import Fact
from gongzhi.meetings import joint_access
from gongzhi.meetings.actions.lock_sitting import lock_sitting, must_be
from gongzhi.meetings.models import Attendee, Sitting
from gongzhi.meetings.queries.joint_scope import signed
from gongzhi.meetings.states import SittingState
from gongzhi.people.models import Person

DROPPED = journal.event("meetings.observer.dropped", sitting=Fact.NUMBER, attendee=Fact.NUMBER)


@act
def drop_observer(*, attendee: Attendee, by: Person, at: datetime) -> Sitting:
    """The observer is no longer on the list; the row stays, shown nowhere, and the same person may be invited again.

    For whoever may draft a sitting. Refuses everyone else and a sitting whose notice is given; a member by a seat or
    somebody taken off already is not there.
    """
    sitting = lock_sitting(attendee.sitting_id)
    joint_access.require_preparer(by, sitting.division, at=at)
    must_be(sitting, (SittingState.DRAFT,), _("通知已经发出，名单不再减"))
    row = sitting.attendees.select_for_update().filter(pk=attendee.pk).exclude(observer="").first()
    if row is None:
        raise NotHere
    ref = f"sitting:{sitting.pk}"
    journal.record(DROPPED, **signed(sitting.division, by, ref), at=at, sitting=sitting.pk, attendee=row.pk)
    row.removed_at = at
    row.save(update_fields=["removed_at"])
    return sitting
