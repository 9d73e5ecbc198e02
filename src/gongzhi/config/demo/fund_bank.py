"""What the bank says of the main estate's accounts: a statement a month in three layouts, imported, matched, reconciled."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from gongzhi.config.demo.fund_purse import Till, month_after
from gongzhi.config.demo.fund_words import DEPOSITS, MAIN, PARKING, PURSES, REPAIR
from gongzhi.fund.actions.check_reconciliation import check_reconciliation
from gongzhi.fund.actions.import_statement import import_statement
from gongzhi.fund.actions.keep_statement import keep_statement
from gongzhi.fund.actions.match_lines import Group, match_lines
from gongzhi.fund.actions.post_line import FEE, INTEREST, TRANSFER, Given, post_line
from gongzhi.fund.actions.reconcile_month import reconcile_month
from gongzhi.fund.models import BankLine, Match, MoneyAccount, Posting, Transaction
from gongzhi.fund.queries.proposals import proposals_of

BANKED = (MAIN, PARKING, DEPOSITS)
FEES = {MAIN: 2_000, PARKING: 1_000}
RATES = {MAIN: 41, PARKING: 7, DEPOSITS: 3}  # interest of a quarter, in thousands of fen, more or less
QUARTER = 3
GATHERED = "停车费归集划转"
OWN = "桂溪苑业主委员会"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a statement: day, signed fen, the other side, words."""

    on: date
    fen: int
    other: str
    words: str


def yuan(fen: int) -> str:
    """1234.50 for 123450, with its sign."""
    return f"{'-' if fen < 0 else ''}{abs(fen) // 100}.{abs(fen) % 100:02d}"


def _ledger(rows: Sequence[Row], opening: int, number: str) -> bytes:
    """Two columns of sums, junk above, GB18030."""
    lines = ["成都银行企业网上银行账户明细", f"账号：{number}  户名：{OWN}  币种：人民币", "",
             "交易日期,交易时间,收入金额,支出金额,账户余额,对方户名,摘要"]  # fmt: skip
    left = opening
    for n, row in enumerate(rows):
        left += row.fen
        came, went = (yuan(row.fen), "") if row.fen > 0 else ("", yuan(-row.fen))
        clock = f"{9 + n % 8:02d}:{n * 7 % 60:02d}:{n * 13 % 60:02d}"
        lines.append(f"{row.on:%Y-%m-%d},{clock},{came},{went},{yuan(left)},{row.other},{row.words}")
    return "\r\n".join(lines).encode("gb18030")


def _marked(rows: Sequence[Row], opening: int, number: str) -> bytes:
    """A column of 借/贷, UTF-8 with a mark, the bank's own words for its columns."""
    lines = [f"成都农商银行对公流水,账号,{number}", "记账日期,借贷标志,发生额,余额,对方账户名称,用途"]
    left = opening
    for row in rows:
        left += row.fen
        side = "贷" if row.fen > 0 else "借"
        lines.append(f"{row.on:%Y/%m/%d},{side},{yuan(abs(row.fen))},{yuan(left)},{row.other},{row.words}")
    return b"\xef\xbb\xbf" + "\n".join(lines).encode()


def _signed(rows: Sequence[Row], opening: int, number: str) -> bytes:
    """One signed column with the balance after each line, newest first."""
    left, lines = opening, []
    for row in rows:
        left += row.fen
        lines.append(f"{row.on:%Y%m%d},{yuan(row.fen)},{yuan(left)},{row.other},{row.words}")
    return "\n".join(["交易日,交易金额,本次余额,对方名称,附言", *reversed(lines)]).encode()


LAYOUTS: dict[str, Callable[[Sequence[Row], int, str], bytes]] = {
    "ledger": _ledger,
    "marked": _marked,
    "signed": _signed,
}
LAYOUT_OF = {**{one.key: one.layout for one in PURSES}, REPAIR: "marked"}


def reconcile_all(till: Till, month: date) -> None:
    """The statements of the month imported; what only the bank knows is entered, the rest matched, each sheet checked."""
    last = month_after(month) - timedelta(days=1)
    keys = [*BANKED, *([REPAIR] if REPAIR in till.money else [])]
    for key in keys:
        _import(till, key, month, last)
    _enter(till, month, last)
    for key in keys:
        money = till.money[key]
        _match(till, money, last)
        at = till.at(month_after(month).replace(day=4), 20)
        made = reconcile_month(money=money, month=month, by=till.keeper, at=at)
        checker = till.fourth if month.month % 2 else till.manager
        check_reconciliation(reconciliation=made, by=checker, at=at + timedelta(minutes=40))


def _import(till: Till, key: str, month: date, last: date) -> None:
    money = till.money[key]
    at = till.at(month_after(month).replace(day=2), 9)
    opening = _taken_over(money) + sum(BankLine.objects.filter(money=money).values_list("amount_fen", flat=True))
    rows = sorted(_rows(till, key, month, last), key=lambda row: row.on)
    content = LAYOUTS[LAYOUT_OF[key]](rows, opening, f"{'*' * 12}{money.tail}")
    name = f"{money.account.title}{month:%Y-%m}.csv"
    stored = keep_statement(
        money=money, file_name=name, content=content, content_type="text/csv", by=till.keeper, at=at
    )
    import_statement(money=money, stored=stored, from_on=month, until_on=last, by=till.keeper, at=at)


def _taken_over(money: MoneyAccount) -> int:
    """What the account held when the ledger began with it."""
    rows = Posting.objects.filter(account=money.account, transaction__kind=Transaction.Kind.OPENING)
    return sum(rows.values_list("amount_fen", flat=True))


def _rows(till: Till, key: str, month: date, last: date) -> Iterator[Row]:
    """The bank's lines: every entry of the book (one of them days later), and what the bank does by itself."""
    account = till.money[key].account
    entries = Posting.objects.filter(estate=till.estate, account=account).select_related("transaction")
    for row in entries.exclude(transaction__kind=Transaction.Kind.OPENING).order_by("pk"):
        on = till.late.get(row.transaction_id, row.transaction.on)
        if month <= on <= last:
            words = row.transaction.words.partition("（")[0]
            yield Row(on, row.amount_fen, till.others.get(row.transaction_id, ""), words)
    if key in FEES:
        yield Row(month.replace(day=21), -FEES[key], "", "账户管理费")
    if month.month % QUARTER == 0 and key in RATES:
        yield Row(month.replace(day=20), RATES[key] * 1000 + month.month * 7, "", "结息")
    if key == DEPOSITS and month.month % QUARTER:
        yield Row(month.replace(day=20), 100 + month.month, "", "按月结息")
    if key in (MAIN, PARKING):
        fen = _gathered(month)
        yield Row(month.replace(day=27), fen if key == MAIN else -fen, OWN, GATHERED)


def _gathered(month: date) -> int:
    """What goes from the account of parking to the main one that month: whole thousands of yuan."""
    return (100 + month.month % 3 * 5) * 100_000


def _enter(till: Till, month: date, last: date) -> None:
    """Charges, interest and the transfer: the lines that no entry bears out."""
    at = till.at(month_after(month).replace(day=3), 20)
    for key in BANKED:
        rows = BankLine.objects.filter(money=till.money[key], on__gte=month, on__lte=last).order_by("pk")
        for line in rows.select_related("money__account"):
            words = line.shown_words()
            if words.endswith("管理费"):
                post_line(line=line, way=FEE, words="账户管理费", by=till.keeper, at=at)
            elif words.endswith("结息"):
                post_line(line=line, way=INTEREST, by=till.keeper, at=at)
            elif words == GATHERED and line.amount_fen > 0:
                _transfer(till, line, at=at)


def _transfer(till: Till, line: BankLine, *, at: datetime) -> None:
    other = BankLine.objects.get(money=till.money[PARKING], on=line.on, amount_fen=-line.amount_fen)
    given = Given(other=other)
    post_line(line=line, way=TRANSFER, given=given, words=GATHERED, by=till.keeper, at=at)


def _match(till: Till, money: MoneyAccount, last: date) -> None:
    """What the matching proposes is confirmed; nothing of the bank stays open."""
    found = proposals_of(money)
    groups = [
        Group(tuple(row.pk for row in one.lines), tuple(row.pk for row in one.postings)) for one in found.proposed
    ]
    if groups:
        at = till.at(month_after(last.replace(day=1)).replace(day=4), 19)
        match_lines(money=money, groups=groups, how=Match.How.PROPOSED, by=till.keeper, at=at)
