"""Close a sitting; its minutes are due."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.journal import Fact
from gongzhi.meetings import joint_access
from gongzhi.meetings.actions.lock_sitting import lock_sitting, move, must_be
from gongzhi.meetings.models import Sitting
from gongzhi.meetings.queries.joint_scope import signed
from gongzhi.meetings.states import SittingState
from gongzhi.people.models import Person

CLOSED = journal.event("meetings.sitting.closed", sitting=Fact.NUMBER, came=Fact.NUMBER, called=Fact.NUMBER)


@act
@official
def close_sitting(*, sitting: Sitting, by: Person, at: datetime) -> Sitting:
    """The sitting is over; nobody signs in any more. For its office and its convener; refuses everyone else."""
    sitting = lock_sitting(sitting.pk)
    joint_access.require_preparer(by, sitting.division, at=at)
    must_be(sitting, (SittingState.SITTING,), _("正在开的会才能散会"))
    rows = sitting.attendees.filter(observer="")
    journal.record(
        CLOSED,
        **signed(sitting.division, by, f"sitting:{sitting.pk}"),
        at=at,
        sitting=sitting.pk,
        came=rows.filter(arrived_at__isnull=False).count(),
        called=rows.count(),
    )
    move(sitting, SittingState.CLOSED)
    sitting.closed_at = at
    sitting.save(update_fields=["state", "closed_at"])
    return sitting
