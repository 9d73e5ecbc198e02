"""Record by hand that an elector was reached: handed over, posted, announced."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput, NotHere
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.register.queries import roll_entry_for
from gongzhi.voting import access, sealing
from gongzhi.voting.models import Assembly, Delivery

DELIVERED = journal.event("voting.notice.delivered", elector=Fact.WORD, way=Fact.WORD)
BY_HAND = (Delivery.Way.HANDED, Delivery.Way.POSTED, Delivery.Way.ANNOUNCED)


@act
def record_delivery(*, assembly: Assembly, elector_id: int, way: str, by: Person, at: datetime) -> Delivery:
    """One line of the delivery register (R29), by a member of the committee, a teller of the estate or the secretary charged with it."""
    access.may_deliver(by, assembly, at=at)
    if way not in BY_HAND:
        raise BadInput(_("请选送达的方式。"), {"way": _("请选择")})
    if assembly.roll_id is None or roll_entry_for(assembly.roll_id, elector_id) is None:
        raise NotHere
    pseudonym = keys.pseudonym(assembly.estate_id, by.pk)
    row, made = Delivery.objects.get_or_create(
        estate_id=assembly.estate_id,
        assembly=assembly,
        elector_id=elector_id,
        way=way,
        defaults={"at": at, "by": pseudonym},
    )
    if made:
        journal.record(
            DELIVERED,
            ref=f"assembly:{assembly.pk}",
            estate_id=assembly.estate_id,
            by=pseudonym,
            at=at,
            elector=sealing.elector_pseudonym(assembly.estate_id, elector_id),
            way=way,
        )
    return row
