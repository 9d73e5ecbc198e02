"""Show one's own number on the public page, or take it back."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.bodies.actions.lock_body import lock_seat
from gongzhi.bodies.models import Appointment
from gongzhi.bodies.queries.scope import signed
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import NotHere, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

CHOSEN = journal.event("bodies.phone.chosen", appointment=Fact.NUMBER, shown=Fact.TRUTH)


@act
def show_phone(*, appointment: Appointment, phone: str, by: Person, at: datetime) -> Appointment:
    """The member's own number beside their name on the public page, by their own choice only; empty takes it back (R23).

    Not there for anyone else; refuses a seat that ended (its number is gone from the page already).
    """
    body, held = lock_seat(appointment)
    if held.person_id != by.pk:
        raise NotHere
    if held.ended_on is not None:
        raise Refused(_("这个任职已经终止，公开页上已经没有您的号码。"))
    journal.record(CHOSEN, **signed(body, by), at=at, appointment=held.pk, shown=bool(phone.strip()))
    held.shown_phone = phone.strip()[:40]
    held.save(update_fields=["shown_phone"])
    return held
