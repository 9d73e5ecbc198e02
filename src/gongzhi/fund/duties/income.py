"""What is due about income: to ask for what is late, to lay a contract without basis before the owners, to ask the developer."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.bodies.access import CAPACITIES
from gongzhi.bodies.models import Body
from gongzhi.bodies.queries.standing import REPRESENTING
from gongzhi.bodies.states import BodyState
from gongzhi.fund.cites import COMMON_INCOME, EARLY, OPERATION
from gongzhi.fund.models import IncomeContract
from gongzhi.fund.queries.early import by_estate
from gongzhi.fund.queries.schedule import late
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.duty import Duty
from gongzhi.people.models import Capacity
from gongzhi.places.models import Estate

K = Capacity.Kind


def duties_over(estates: Mapping[int, Estate], at: datetime) -> dict[int, list[Duty]]:
    """Duties of many estates by estate number, in a fixed number of statements."""
    known = {pk: one for pk, one in estates.items() if one.ended_on is None}
    found: dict[int, list[Duty]] = defaultdict(list)
    who = _keepers(known)
    on = law_day(at)
    for pk, rows in late(known, at).items():
        noted = [one for one in rows if one.noted]
        if noted:
            url = reverse("fund:income_home", args=[known[pk].code])
            oldest = min(one.instalment.due_on for one in noted)
            title = _("%(n)s 期收入逾期没有到，催收") % {"n": len(noted)}
            found[pk].append(Duty(title, oldest, who[pk], COMMON_INCOME, url))
    running = IncomeContract.objects.filter(
        estate__in=list(known), basis="none", ended_on__isnull=True, from_on__lte=on, until_on__gt=on
    ).select_related("asset")
    for row in running.order_by("serial"):
        url = reverse("fund:contract", args=[known[row.estate_id].code, row.serial])
        title = _("%(name)s的经营未见业主共同决定，提请业主共同决定") % {"name": row.asset.name}
        found[row.estate_id].append(Duty(title, None, who[row.estate_id], OPERATION, url))
    for pk, items in by_estate(known).items():
        for one in items:
            if one.overdue(on) or (one.is_open and one.item.due_on is None and not one.steps):
                url = reverse("fund:early_item", args=[known[pk].code, one.item.serial])
                title = _("向%(who)s催要：%(what)s") % {"who": one.item.debtor, "what": one.item.get_kind_display()}
                found[pk].append(Duty(title, one.item.due_on, who[pk], EARLY, url))
    return dict(found)


def _keepers(estates: Mapping[int, Estate]) -> dict[int, str]:
    """Who keeps the money of each estate, in words; the community worker where no body stands."""
    found = {pk: str(K.COMMUNITY.label) for pk in estates}
    rows = Body.objects.filter(estate__in=list(estates), kind__in=REPRESENTING, state=BodyState.STANDING)
    for estate, kind in rows.values_list("estate_id", "kind"):
        found[estate] = str(K(CAPACITIES[Body.Kind(kind)]).label)
    return found
