"""Let a suspended member work again."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.bodies import access
from gongzhi.bodies.actions.grant_seat_capacity import grant_seat_capacity
from gongzhi.bodies.actions.lock_body import lock_seat
from gongzhi.bodies.models import Appointment, Suspension
from gongzhi.bodies.queries.scope import signed
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Capacity, Person

LIFTED = journal.event("bodies.suspension.lifted", suspension=Fact.NUMBER, reason=Fact.TEXT)


@act
def lift_suspension(*, appointment: Appointment, reason: str, by: Person, at: datetime) -> Suspension:
    """Ends a suspension; the capacity of the seat, if it still runs, begins anew.

    Refuses whoever neither records the body nor sits in it, and a member who is not suspended. Wrong input: no reason.
    """
    body, held = lock_seat(appointment)
    suspension = held.suspensions.select_for_update().filter(lifted_on__isnull=True).first()
    access.may_keep(by, body, at=at)
    if suspension is None:
        raise Refused(_("此人现在没有停止履职。"))
    if not reason.strip():
        raise BadInput(_("请写明恢复履职的原因。"), {"reason": _("必填")})
    entry = journal.record(LIFTED, **signed(body, by), at=at, suspension=suspension.pk, reason=reason.strip())
    suspension.lifted_on, suspension.lifted_entry = max(law_day(at), suspension.from_on), entry.pk
    suspension.save(update_fields=["lifted_on", "lifted_entry"])
    before = Capacity.objects.filter(granted_entry=held.entry)
    if held.ended_on is None and before.exists() and not before.filter(until_at__isnull=True).exists():
        grant_seat_capacity(appointment=held, at=at)
    return suspension
