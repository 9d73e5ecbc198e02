"""Close an item of the early period: all is handed over, or why it is given up."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.fund.cites import EARLY
from gongzhi.fund.income_access import require_early_keeper
from gongzhi.fund.models import EarlyItem
from gongzhi.fund.queries.early import early_one
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

CLOSED = journal.event("fund.early.closed", serial=Fact.NUMBER, left_fen=Fact.NUMBER, reason=Fact.TEXT)


@act
def close_early_item(*, item: EarlyItem, reason: str, by: Person, at: datetime) -> EarlyItem:
    """The item is closed with words that everyone reads; what is left of a sum is journaled with them.

    Refuses everyone but who keeps the list, and a second closing. Wrong input: no words.
    """
    estate = item.estate
    item = EarlyItem.objects.select_for_update().get(pk=item.pk)
    item.estate = estate
    require_early_keeper(by, estate, at=at)
    if item.closed_on is not None:
        raise Refused(Reason(_("这一项已经了结。"), cite=EARLY, remedy=_("看移交清单")))
    if not reason.strip():
        raise BadInput(_("请写明怎么了结的。"), {"reason": _("必填")})
    entry = journal.record(
        CLOSED,
        ref=f"early:{item.serial}",
        estate_id=estate.pk,
        by=keys.pseudonym(estate.pk, by.pk),
        at=at,
        basis=item.entry,
        serial=item.serial,
        left_fen=early_one(item).left_fen,
        reason=reason.strip(),
    )
    item.closed_on, item.closed_for, item.closed_entry = law_day(at), reason.strip()[:200], entry.pk
    item.save(update_fields=["closed_on", "closed_for", "closed_entry"])
    return item
