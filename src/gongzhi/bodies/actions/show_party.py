"""Show that one is a party member, or take it back."""

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

CHOSEN = journal.event("bodies.party.chosen", appointment=Fact.NUMBER, shown=Fact.TRUTH)


@act
def show_party(*, appointment: Appointment, shown: bool, by: Person, at: datetime) -> Appointment:
    """Whether the public page says 党员 beside the member's name: their own choice only (R20).

    Not there for anyone else; refuses a seat that ended.
    """
    body, held = lock_seat(appointment)
    if held.person_id != by.pk:
        raise NotHere
    if held.ended_on is not None:
        raise Refused(_("这个任职已经终止。"))
    journal.record(CHOSEN, **signed(body, by), at=at, appointment=held.pk, shown=shown)
    held.party_shown = shown
    held.save(update_fields=["party_shown"])
    return held
