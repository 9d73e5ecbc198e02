"""Warnings about accounts and income: below zero, dormant, not reconciled, money that did not come (A5.6)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time

from django.db import connection
from django.db.models import Max, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.fund.models import MoneyAccount, Posting
from gongzhi.fund.queries.ledger_closing import month_words
from gongzhi.fund.queries.reconciling import Unreconciled, unreconciled
from gongzhi.fund.queries.schedule import late
from gongzhi.fund.queries.watch_flags import Evidence, Flag
from gongzhi.fund.states import AccountState
from gongzhi.kernel.clock import BEIJING, law_day
from gongzhi.places.models import Estate
from gongzhi.web.dates import cndate
from gongzhi.web.figures import fen
from gongzhi_law.fund_watch import Watch, watch_rules
from gongzhi_law.terms import months_after

# The first day of every time an account stood below zero at the end of a day.
BELOW = """
SELECT estate_id, code, title, "on", balance FROM (
  SELECT d.*, lag(balance) OVER (PARTITION BY estate_id, account_id ORDER BY "on") AS before FROM (
    SELECT p.estate_id, p.account_id, a.code, a.title, t."on",
           sum(sum(p.amount_fen)) OVER (PARTITION BY p.estate_id, p.account_id ORDER BY t."on")::bigint AS balance
      FROM fund_posting p
      JOIN fund_account a ON a.estate_id = p.estate_id AND a.id = p.account_id AND a.root = 'money'
      JOIN fund_transaction t ON t.estate_id = p.estate_id AND t.id = p.transaction_id
     WHERE p.estate_id = ANY(%s)
     GROUP BY p.estate_id, p.account_id, a.code, a.title, t."on") d) x
 WHERE balance < 0 AND coalesce(before, 0) >= 0
 ORDER BY estate_id, code, "on"
"""


def _moment(day: date) -> datetime:
    return datetime.combine(day, time.min, BEIJING)


def _account(code: str, account: str) -> str:
    return reverse("fund:account", args=[code, account])


def negative(estates: Mapping[int, Estate], at: datetime) -> Iterator[Flag]:
    """Accounts that stood below zero at the end of a day; one statement."""
    with connection.cursor() as cursor:
        cursor.execute(BELOW, [list(estates)])
        rows = cursor.fetchall()
    for pk, account, title, day, balance in rows:
        words = _("账户 %(code)s %(title)s 到%(day)s余额是%(fen)s。") % {
            "code": account,
            "title": title,
            "day": cndate(day),
            "fen": fen(balance),
        }
        evidence = Evidence(_("这个账户的账目"), _account(estates[pk].code, account))
        key = f"negative:{account}:{day}"
        yield Flag(pk, Watch.NEGATIVE, key, words, _moment(day), (evidence,), amount_fen=-balance)


def late_income(estates: Mapping[int, Estate], at: datetime) -> Iterator[Flag]:
    """Instalments that are late for as many days as the place calls late."""
    for pk, rows in late(estates, at).items():
        for one in rows:
            if not one.noted:
                continue
            words = _("%(asset)s的第 %(n)s 号合同应于%(day)s收到的%(fen)s还没有收到，已逾期 %(days)s 天。") % {
                "asset": one.contract.asset.name,
                "n": one.contract.serial,
                "day": cndate(one.instalment.due_on),
                "fen": fen(one.left_fen),
                "days": one.days,
            }
            url = reverse("fund:contract", args=[estates[pk].code, one.contract.serial])
            evidence = Evidence(
                _("第 %(n)s 号合同第 %(m)s 期") % {"n": one.contract.serial, "m": one.instalment.number}, url
            )
            key, newest = f"late:{one.instalment.pk}", _moment(one.instalment.due_on)
            yield Flag(pk, Watch.LATE, key, words, newest, (evidence,), amount_fen=one.left_fen)


def dormant(estates: Mapping[int, Estate], at: datetime) -> Iterator[Flag]:
    """Accounts in use with money on them and no entry for as many months as the place calls long; two statements."""
    on = law_day(at)
    rows = MoneyAccount.objects.filter(estate__in=list(estates), state=AccountState.OPEN).exclude(
        custody=MoneyAccount.Custody.AGENCY
    )
    accounts = list(rows.select_related("account").order_by("pk"))
    wanted = [row.account_id for row in accounts]
    moved = Posting.objects.filter(estate__in=list(estates), account__in=wanted).values_list("account")
    sums = moved.annotate(last=Max("transaction__on"), held=Sum("amount_fen")).order_by()
    last = {account: day for account, day, held in sums if held > 0}
    for row in accounts:
        estate = estates[row.estate_id]
        since = last.get(row.account_id)
        months = watch_rules(on, estate.place).dormant_months
        if since is None or months_after(since, months) > on:
            continue
        words = _("账户 %(code)s %(title)s 从%(day)s起没有收支。") % {
            "code": row.account.code,
            "title": row.account.title,
            "day": cndate(since),
        }
        evidence = Evidence(_("这个账户的账目"), _account(estate.code, row.account.code))
        key = f"dormant:{row.account.code}:{since}"
        yield Flag(row.estate_id, Watch.DORMANT, key, words, _moment(since), (evidence,))


def unreconciled_months(estates: Mapping[int, Estate], at: datetime) -> Iterator[Flag]:
    """Accounts with months over for which no reconciliation was signed in time: one warning an account."""
    on = law_day(at)
    for pk, rows in unreconciled(estates.values(), at).items():
        by_account: dict[str, list[Unreconciled]] = defaultdict(list)
        for one in rows:
            if one.due_on < on:
                by_account[one.money.account.code].append(one)
        for account, months in by_account.items():
            words = _("账户 %(code)s %(title)s 有 %(n)s 个月没有和银行对账，最早是%(month)s。") % {
                "code": account,
                "title": months[0].money.account.title,
                "n": len(months),
                "month": month_words(months[0].month),
            }
            evidence = tuple(
                Evidence(
                    month_words(one.month),
                    reverse("fund:bank_month", args=[estates[pk].code, account, f"{one.month:%Y-%m}"]),
                )
                for one in months
            )
            newest = _moment(max(one.due_on for one in months))
            yield Flag(
                pk, Watch.UNRECONCILED, f"unreconciled:{account}:{months[0].month:%Y-%m}", words, newest, evidence
            )
