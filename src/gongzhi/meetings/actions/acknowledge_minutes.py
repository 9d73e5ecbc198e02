"""Acknowledge minutes that were sent to one's party."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.meetings import joint_access
from gongzhi.meetings.models import Delivery
from gongzhi.people.models import Person

ACKNOWLEDGED = journal.event("meetings.minutes.acknowledged", minutes=Fact.NUMBER, side=Fact.WORD, about=Fact.NUMBER)


@act
@official
def acknowledge_minutes(*, delivery: Delivery, by: Person, at: datetime) -> Delivery:
    """One of the party's members says that the minutes arrived (B2.7); it is no consent to what they say.

    Refuses everyone who does not speak for the party by a seat, and what was acknowledged already.
    """
    rows = Delivery.objects.select_for_update(of=("self",)).select_related("division", "about", "minutes")
    delivery = rows.get(pk=delivery.pk, minutes__isnull=False)
    joint_access.require_side(by, delivery.division, delivery.side, delivery.about, at=at)
    if delivery.acknowledged_at is not None:
        raise Refused(Reason(_("这份纪要已经签收。")))
    entry = journal.record(
        ACKNOWLEDGED,
        ref=f"sitting:{delivery.sitting_id}",
        office=delivery.division.code,
        by=keys.pseudonym(None, by.pk),
        at=at,
        basis=delivery.entry,
        minutes=delivery.minutes_id,
        side=delivery.side,
        about=delivery.about_id,
    )
    delivery.acknowledged_at, delivery.acknowledged_by, delivery.acknowledged_entry = at, by.pk, entry.pk
    delivery.save(update_fields=["acknowledged_at", "acknowledged_by", "acknowledged_entry"])
    return delivery
