"""What the pages of the bank show: accounts with what waits, months, lines with names only for who may read them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from gongzhi.fund.models import BankLine, BankStatement, Book, MoneyAccount, Reconciliation
from gongzhi.fund.queries.bank_lines import counts_of, unasked
from gongzhi.fund.queries.reconciling import BANKED, months_over
from gongzhi.fund.queries.statements import money_accounts
from gongzhi.fund.states import AccountState

_FIRM = ("公司", "银行", "中心", "局", "厂", "店", "部", "所", "院", "社", "会", "支付", "处", "站")


@dataclass(frozen=True, slots=True)
class BankState:
    """An account in a bank: how far its statements reach, what is open, which months over are not reconciled."""

    money: MoneyAccount
    until: date | None
    waiting: int
    out: int
    lines: int
    months: list[date]


@dataclass(frozen=True, slots=True)
class MonthState:
    """A month that is over and its reconciliation, if there is one."""

    month: date
    done: Reconciliation | None


def accounts_state(book: Book, *, today: date) -> list[BankState]:
    """The estate's accounts in banks, with what waits on each; a fixed number of statements."""
    estate = book.estate
    rows = [row for row in money_accounts(estate) if row.custody in BANKED and row.state != AccountState.PROPOSED]
    counts = counts_of(estate.pk)
    red = Counter(one.account for one in unasked([estate.pk], on=today))
    last: dict[int, date] = {}
    for money_id, until in BankStatement.objects.filter(estate=estate).values_list("money_id", "last_on"):
        if until is not None:
            last[money_id] = max(until, last.get(money_id, until))
    done = {(row[0], row[1]) for row in Reconciliation.objects.filter(estate=estate).values_list("money_id", "month")}
    found = []
    for money in rows:
        open_months = [
            month for month in months_over(money, from_on=book.from_on, today=today) if (money.pk, month) not in done
        ]
        waiting, whole = counts.get(money.pk, (0, 0))
        out = red[money.account.code]
        found.append(BankState(money, last.get(money.pk), waiting, out, whole, open_months))
    return found


def months_of(money: MoneyAccount, *, from_on: date, today: date) -> list[MonthState]:
    """The account's months that are over, the newest first."""
    rows = Reconciliation.objects.filter(estate_id=money.estate_id, money=money)
    done = {row.month: row for row in rows}
    return [MonthState(month, done.get(month)) for month in months_over(money, from_on=from_on, today=today)][::-1]


def names_on(rows: Iterable[BankLine], *, whole: bool) -> Mapping[int, tuple[str, str]]:
    """Other side and words of lines by number; without `whole` a person's name and the words stay closed."""
    return {
        row.pk: (shown_name(row.shown_counterparty(), whole=whole), row.shown_words() if whole else "") for row in rows
    }


def shown_name(name: str, *, whole: bool) -> str:
    """A firm's name as it is; a person's whole or as its first character."""
    if whole or not name or (any(word in name for word in _FIRM) and len(name) > 4):
        return name
    return f"{name[:1]}*"
