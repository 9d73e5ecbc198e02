"""Acknowledge that a party received the notice of a sitting (B2.7)."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.meetings import joint_access
from gongzhi.meetings.cites import RECORDS
from gongzhi.meetings.models import Delivery
from gongzhi.meetings.queries.joint_scope import signed
from gongzhi.people.models import Person

RECEIVED = journal.event(
    "meetings.notice.acknowledged",
    sitting=Fact.NUMBER,
    delivery=Fact.NUMBER,
    side=Fact.WORD,
    estate=Fact.NUMBER,
)


@act
@official
def acknowledge_notice(*, delivery: Delivery, by: Person, at: datetime) -> Delivery:
    """Whoever sits for the party signs that the notice came; refuses everyone else, and doing it twice."""
    rows = Delivery.objects.select_for_update(of=("self",)).select_related("sitting__division", "about")
    delivery = rows.get(pk=delivery.pk, minutes__isnull=True)
    division = delivery.sitting.division
    joint_access.require_side(by, division, delivery.side, delivery.about, at=at)
    if delivery.acknowledged_at is not None:
        raise Refused(Reason(_("这一方已经签收。"), cite=RECORDS, remedy=_("看分送和签收")))
    entry = journal.record(
        RECEIVED,
        **signed(division, by, f"sitting:{delivery.sitting_id}"),
        at=at,
        sitting=delivery.sitting_id,
        delivery=delivery.pk,
        side=delivery.side,
        estate=delivery.about_id,
    )
    delivery.acknowledged_at, delivery.acknowledged_by = at, by.pk
    delivery.acknowledged_entry = entry.pk
    delivery.save(update_fields=["acknowledged_at", "acknowledged_by", "acknowledged_entry"])
    return delivery
