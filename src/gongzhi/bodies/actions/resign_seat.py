"""Leave a seat by one's own written word."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.bodies.actions.end_appointment import vacate
from gongzhi.bodies.actions.lock_body import lock_seat
from gongzhi.bodies.models import Appointment
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, NotHere
from gongzhi.people.models import Person


@act
def resign_seat(*, appointment: Appointment, words: str, on: date, by: Person, at: datetime) -> Appointment:
    """Ends the person's own seat by written resignation (B1.5: 自然终止); nobody has to agree to it.

    Not there for anyone else. Wrong input: no words, a day before the seat began or to come. Refuses a seat that ended.
    """
    body, held = lock_seat(appointment)
    if held.person_id != by.pk:
        raise NotHere
    if not words.strip() or not held.from_on <= on <= law_day(at):
        raise BadInput(
            _("辞职要有书面的话和日期。"), {"words": _("请写一句辞职的话"), "on": _("在任职之后、不晚于今天")}
        )
    return vacate(appointment=held, body=body, way=Appointment.End.RESIGNED, note=words.strip(), on=on, by=by, at=at)
