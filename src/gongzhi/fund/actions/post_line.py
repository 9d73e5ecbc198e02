"""Enter into the book what only the bank knows yet: income, its own charge, a transfer, a payment returned (A5.2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.fund import access
from gongzhi.fund.actions.lock_money import lock_money
from gongzhi.fund.actions.match_lines import Group, write_matches
from gongzhi.fund.actions.posting import Line, must_be_postable, post
from gongzhi.fund.actions.record_deposit import record_deposit
from gongzhi.fund.actions.record_income import must_take, record_income
from gongzhi.fund.cites import BOOKS, FUND_RULES
from gongzhi.fund.ledger_access import require_reverser
from gongzhi.fund.models import (
    Account,
    BankLine,
    Book,
    IncomeContract,
    Instalment,
    Match,
    MatchLine,
    MoneyAccount,
    Posting,
    Transaction,
)
from gongzhi.fund.queries.bank_ways import is_small_charge, other_legs, returned_payments
from gongzhi.fund.queries.chart import account_for
from gongzhi.fund.queries.person_names import reads_as_person
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.web.dates import cndate

POSTED = journal.event(
    "fund.line.posted",
    account=Fact.WORD,
    line=Fact.NUMBER,
    way=Fact.WORD,
    fen=Fact.NUMBER,
    on=Fact.DAY,
    of=Fact.NUMBER,
    words=Fact.TEXT,
)
K, R = Transaction.Kind, Account.Root
INCOME, DEPOSIT, INTEREST, UNCLEAR = "income", "deposit", "interest", "unclear"
FEE, TRANSFER, RETURNED = "fee", "transfer", "returned"
INWARD, WAYS = (
    (INCOME, DEPOSIT, INTEREST, UNCLEAR, RETURNED),
    (
        INCOME,
        DEPOSIT,
        INTEREST,
        UNCLEAR,
        RETURNED,
        FEE,
        TRANSFER,
    ),
)


@dataclass(frozen=True, slots=True)
class Given:
    """What a way needs besides the line: a source of income and its instalments, a contract, the other leg, the payment."""

    income: Account | None = None
    instalments: Sequence[Instalment] = ()
    contract: IncomeContract | None = None
    other: BankLine | None = None
    payment: Transaction | None = None

    def __str__(self) -> str:
        several = [row.pk for row in self.instalments]
        return (
            f"{[getattr(row, 'pk', None) for row in (self.income, self.contract, self.other, self.payment)]}{several}"
        )


@act
@official
def post_line(
    *,
    line: BankLine,
    way: str,
    given: Given | None = None,
    on: date | None = None,
    words: str = "",
    by: Person,
    at: datetime,
) -> Match:
    """Posts a line that no entry bears out and matches the two; on its own day, or `on` where its month is closed.

    Ways in: income, deposit, interest, unclear (owed back until known), returned (takes a payment back in red). Ways out:
    fee (what the bank itself took) and transfer (two lines of two accounts for the same kind of money). Refuses everyone
    but who keeps the books (returned: another side than asked for the payment), a line matched already, one of before the
    ledger, and every other payment out: it needs a request first (A5.3).
    """
    given = given or Given()
    books, money = lock_money(line.money, *([given.other.money] if given.other is not None else []))
    estate = books.estate
    if way == RETURNED and given.payment is not None and given.payment.estate_id == estate.pk:
        given.payment.estate = estate
        require_reverser(by, given.payment, at=at)
    else:
        access.require_bookkeeper(by, estate, at=at)
    line = BankLine.objects.select_related("money__account").get(pk=line.pk, estate=estate, money=money)
    line.estate, line.money = estate, money
    must_take(money)
    _must_be_open(line)
    _must_be_since(books, line)
    day = on or line.on
    wrong = _wrong(line, way, given, words, day, at=at)
    if wrong:
        raise BadInput(_("这笔流水还没有说清。"), wrong)
    must_be_postable(books, day, at=at)
    who = keys.pseudonym(estate.pk, by.pk)
    own = words.strip()
    made: Transaction | None = None
    if way in (INCOME, INTEREST):
        source = (
            given.income if way == INCOME and given.income is not None else account_for(estate, R.INCOME, "interest")
        )
        own = own or _("银行利息")
        made = record_income(
            money=money,
            income=source,
            amount_fen=line.amount_fen,
            on=day,
            words=own,
            instalments=given.instalments if way == INCOME else (),
            by=by,
            at=at,
        )
    elif way == DEPOSIT and given.contract is not None:
        made = record_deposit(contract=given.contract, money=money, amount_fen=line.amount_fen, on=day, by=by, at=at)
    about = given.payment or given.other or made
    entry = journal.record(
        POSTED,
        ref=f"account:{money.account.code}",
        estate_id=estate.pk,
        by=who,
        at=at,
        basis=made.entry if made is not None else line.entry,
        account=money.account.code,
        line=line.pk,
        way=way,
        fen=line.amount_fen,
        on=day,
        of=about.pk if about is not None else None,
        words=own,
    )
    if made is None:
        made = _post(books, line, way, given, day, own, entry=entry.pk, by=who, at=at)
    return _match(line, given.other if way == TRANSFER else None, made, entry=entry.pk, by=who, at=at)


def _must_be_since(book: Book, line: BankLine) -> None:
    """Refuses a line of before the ledger: its money is in the opening balance."""
    if line.on < book.from_on:
        words = _("这笔流水早于建账的%(day)s，那以前的钱已经在期初余额里，不再入账") % {"day": cndate(book.from_on)}
        url = f"/desk/e/{line.estate.code}/fund/clearing/"
        raise Refused(Reason(words, cite=BOOKS, remedy=_("期初余额不对的，清理期初待核"), remedy_url=url))


def _must_be_open(line: BankLine) -> None:
    if MatchLine.objects.filter(estate=line.estate, line=line, live=True).exists():
        raise Refused(Reason(_("这笔流水已经勾对过了。"), cite=BOOKS, remedy=_("刷新再看")))
    if line.neutral or not line.amount_fen:
        raise Refused(Reason(_("这一行没有收付，不用入账。"), cite=BOOKS, remedy=_("看别的流水")))


def _wrong(line: BankLine, way: str, given: Given, words: str, day: date, *, at: datetime) -> dict[str, str]:
    """What is missing or cannot be, by field; a payment out that nobody asked for is refused."""
    if way not in WAYS:
        return {"way": _("请选这笔钱是什么")}
    if (line.amount_fen < 0 and way in INWARD) or (line.amount_fen > 0 and way == FEE):
        return {"way": _("收付方向不对，请重选")}
    wrong: dict[str, str] = {}
    if day < line.on:
        wrong["on"] = _("不能早于银行的日子")
    if line.money.account.by_unit and way != RETURNED:
        wrong["way"] = _("这个账户按户记账，请在维修资金页面按户登记，再来勾对")
    if way == FEE and not is_small_charge(line, at=at):
        raise unasked(line)
    if way == INCOME and given.income is None:
        wrong["income"] = _("请选收入科目")
    if way in (INCOME, UNCLEAR) and not words.strip():
        wrong["words"] = _("请写摘要，不要写付款人的姓名")
    elif (other := line.shown_counterparty().strip()) and reads_as_person(other) and other in words:
        wrong["words"] = _("摘要会公开，请不要写对方的姓名")
    if way == DEPOSIT and (given.contract is None or given.contract.estate_id != line.estate_id):
        wrong["contract"] = _("请选是哪份合同的押金")
    if way == RETURNED and given.payment not in [row.transaction for row in returned_payments(line)]:
        wrong["payment"] = _("请选被退回的是哪一笔付款")
    if way == TRANSFER:
        if given.other is None or given.other not in other_legs(line):
            wrong["other"] = _("请选另一个账户里对应的那一笔")
        else:
            _must_be_of_one_fund(line.money, given.other.money)
    return wrong


def unasked(line: BankLine) -> Refused:
    """The refusal of a payment out that no request stands behind."""
    sum_ = f"{-line.amount_fen // 100}.{-line.amount_fen % 100:02d}"
    url = f"/desk/e/{line.estate.code}/fund/spending/new/?money={line.money.account.code}&amount_fen={sum_}"
    words = _("银行付出了这笔钱，账上却没有支出申请；不能补记成已批准的支出。")
    remedy = _("补提支出申请并说明为什么先付后批，批准后再勾对；在此之前它一直标为“无申请的支出”")
    return Refused(Reason(words, cite=FUND_RULES, remedy=remedy, remedy_url=url))


def _must_be_of_one_fund(one: MoneyAccount, other: MoneyAccount) -> None:
    if one.account.fund != other.account.fund:
        words = _("两个账户不是同一种资金（%(one)s、%(other)s），钱不能这样划过去。")
        given = {"one": one.account.title, "other": other.account.title}
        home = f"/desk/e/{one.estate.code}/fund/"
        remedy = _("按支出申请走审批，收款账户选本小区的账户")
        raise Refused(Reason(words % given, cite=FUND_RULES, remedy=remedy, remedy_url=f"{home}spending/new/"))


def _post(
    book: Book, line: BankLine, way: str, given: Given, on: date, words: str, *, entry: int, by: str, at: datetime
) -> Transaction:
    """The transaction of a way that has no act of its own."""
    own = Line(line.money.account, line.amount_fen)
    estate = book.estate
    if way == UNCLEAR:
        owed = account_for(estate, R.OWED, "return")
        lines = [own, Line(owed, -line.amount_fen)]
        return post(book, kind=K.INCOME, on=on, words=words, lines=lines, entry=entry, by=by, at=at)
    if way == FEE:
        lines = [own, Line(account_for(estate, R.EXPENSE, "bank"), -line.amount_fen)]
        return post(
            book,
            kind=K.PAYMENT,
            on=on,
            words=words or _("银行手续费"),
            lines=lines,
            entry=entry,
            basis_entry=line.money.opened_entry,
            by=by,
            at=at,
        )
    if way == TRANSFER and given.other is not None:
        lines = [own, Line(given.other.money.account, given.other.amount_fen)]
        text = words or _("同一种资金的账户之间划转")
        return post(book, kind=K.TRANSFER, on=on, words=text, lines=lines, entry=entry, by=by, at=at)
    if given.payment is None:
        raise ValueError(f"{way} needs the payment that came back")
    rows = Posting.objects.filter(transaction=given.payment).select_related("account").prefetch_related("shares")
    lines = [
        Line(row.account, -row.amount_fen, {share.unit_id: -share.amount_fen for share in row.shares.all()})
        for row in rows
    ]
    text = words or _("银行退回：%(words)s") % {"words": given.payment.words}
    return post(
        book,
        kind=K.REVERSAL,
        on=on,
        words=text,
        lines=lines,
        entry=entry,
        reverses=given.payment,
        basis_entry=given.payment.basis_entry,
        by=by,
        at=at,
    )


def _match(line: BankLine, other: BankLine | None, made: Transaction, *, entry: int, by: str, at: datetime) -> Match:
    """The line (and the other leg) matched to its posting of the transaction."""
    postings = {row.account_id: row.pk for row in made.postings.all()}
    if other is not None:
        _must_be_open(other)
        group = Group((other.pk,), (postings[other.money.account_id],))
        write_matches(other.money, [group], how=Match.How.POSTED, entry=entry, by=by, at=at)
    group = Group((line.pk,), (postings[line.money.account_id],))
    return write_matches(line.money, [group], how=Match.How.POSTED, entry=entry, by=by, at=at)
