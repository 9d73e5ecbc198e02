"""Set how strangers reach a body: the duty number, not somebody's own."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.bodies import access
from gongzhi.bodies.actions.lock_body import lock_body
from gongzhi.bodies.models import Body, Contact
from gongzhi.bodies.queries.scope import signed
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

SET = journal.event("bodies.contact.set", duty_phone=Fact.TEXT, hours=Fact.TEXT, place=Fact.TEXT)


@act
def set_contact(*, body: Body, duty_phone: str, hours: str = "", place: str = "", by: Person, at: datetime) -> Contact:
    """Adds the body's public contact, the newest counts (B4.1, R23); earlier ones stay as they were.

    Refuses whoever neither records the body nor sits in it. Wrong input: no duty number.
    """
    body = lock_body(body.pk)
    access.may_keep(by, body, at=at)
    if not duty_phone.strip():
        raise BadInput(_("请写明值班电话。"), {"duty_phone": _("必填")})
    entry = journal.record(
        SET,
        **signed(body, by),
        at=at,
        duty_phone=duty_phone.strip(),
        hours=hours.strip(),
        place=place.strip(),
    )
    return Contact.objects.create(
        estate=body.estate,
        body=body,
        duty_phone=duty_phone.strip(),
        hours=hours.strip(),
        place=place.strip(),
        entry=entry.pk,
        at=at,
    )
