"""What is due with the bank: months to reconcile and to check, payments of the bank that nobody asked for."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.fund.cites import BOOKS, FUND_RULES, TWO_PERSONS
from gongzhi.fund.queries.bank_lines import unasked
from gongzhi.fund.queries.ledger_closing import month_words
from gongzhi.fund.queries.reconciling import Unreconciled, unchecked, unreconciled
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.duty import Duty
from gongzhi.people.models import Capacity
from gongzhi.places.models import Estate
from gongzhi.web.figures import fen

K = Capacity.Kind


def duties_over(estates: Mapping[int, Estate], at: datetime) -> dict[int, list[Duty]]:
    """Duties of many estates by estate number, in a fixed number of statements: one an account at most of each kind."""
    found: dict[int, list[Duty]] = defaultdict(list)
    living = {pk: estate for pk, estate in estates.items() if estate.ended_on is None}
    for pk, rows in unreconciled(living.values(), at).items():
        found[pk] += _months(living[pk], rows)
    for pk, made in unchecked(living).items():
        for row in made:
            given = {"account": row.money.account.code, "month": f"{row.month:%Y-%m}"}
            title = _("第二个人核对 %(account)s %(month)s 的调节表") % given
            url = reverse("fund:bank_month", args=[living[pk].code, given["account"], f"{row.month:%Y-%m}"])
            found[pk].append(Duty(title, None, str(K.SUPERVISOR.label), TWO_PERSONS, url))
    red: dict[tuple[int, str], list[int]] = defaultdict(list)
    for one in unasked(living, on=law_day(at)):
        red[one.estate_id, one.account].append(one.amount_fen)
    for (pk, account), sums in red.items():
        given = {"account": account, "n": len(sums), "sum": fen(-sum(sums))}
        title = _("说明 %(account)s 无申请的支出 %(n)s 笔，共 %(sum)s") % given
        url = reverse("fund:bank_account", args=[living[pk].code, account]) + "?show=out"
        found[pk].append(Duty(title, None, str(K.COMMITTEE.label), FUND_RULES, url))
    return found


def _months(estate: Estate, rows: list[Unreconciled]) -> list[Duty]:
    """The oldest month of every account, with how many wait behind it."""
    by_account: dict[str, list[Unreconciled]] = defaultdict(list)
    for one in rows:
        by_account[one.money.account.code].append(one)
    found = []
    for account, months in by_account.items():
        first = months[0]
        given = {"account": account, "month": month_words(first.month), "n": len(months)}
        title = _("%(account)s %(month)s与银行对账") % given
        if len(months) > 1:
            title = _("%(account)s 与银行对账，从%(month)s起 %(n)s 个月") % given
        url = reverse("fund:bank_month", args=[estate.code, account, f"{first.month:%Y-%m}"])
        found.append(Duty(title, first.due_on, str(K.COMMITTEE.label), BOOKS, url))
    return found
