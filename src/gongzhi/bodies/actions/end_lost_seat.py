"""End the seat of a member who sold out, on the evidence of the roll; shown as a duty first, never silent."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.bodies import access
from gongzhi.bodies.actions.end_appointment import vacate
from gongzhi.bodies.actions.lock_body import lock_seat
from gongzhi.bodies.models import Appointment
from gongzhi.bodies.queries.lost_seats import lost_seats
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.people.models import Person


@act
@official
def end_lost_seat(*, appointment: Appointment, by: Person, at: datetime) -> Appointment:
    """Ends a seat whose holder owns nothing in the estate any more (B1.5: 自然终止), on the day the roll shows.

    Refuses whoever may not record the body, and a holder who still owns here or whom the register does not know.
    """
    body, held = lock_seat(appointment)
    access.may_record(by, body, at=at, ended_too=True)
    assert body.estate is not None  # noqa: S101  (only owners' bodies are asked)
    found = {lost.appointment.pk: lost for lost in lost_seats([body.estate], on=law_day(at)).get(body.estate.pk, [])}
    lost = found.get(held.pk)
    if lost is None:
        raise Refused(
            Reason(
                _("名册上看不出此人已经不是业主，不能按不再是业主终止。"),
                remedy=_("产权变动先在名册里更正；其他情形请走辞职、终止或者罢免"),
            )
        )
    way = Appointment.End.NOT_OWNER
    return vacate(appointment=held, body=body, way=way, note=lost.evidence, on=lost.on, by=by, at=at)
