"""Write a transaction into the ledger: what every act that moves money calls, inside its own transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import connection
from django.utils.translation import gettext as _

from gongzhi.fund.cites import BOOKS, REPAIR_FUND
from gongzhi.fund.models import Account, Book, MoneyAccount, Posting, SubPosting, Transaction
from gongzhi.fund.queries.periods import hold, open_from
from gongzhi.fund.states import AccountState
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.places.models import Estate
from gongzhi.web.dates import cndate

WORDS = 200


@dataclass(frozen=True, slots=True)
class Line:
    """One posting to come: plus is into the account; `shares` divides it among flats (unit number → fen)."""

    account: Account
    amount_fen: int
    shares: Mapping[int, int] = field(default_factory=dict)


def lock_book(estate: Estate, *, closing: bool = False) -> Book:
    """The ledger of an estate, held against the closing of a month (`closing`: held against every posting).

    Refuses an estate that has none.
    """
    book = hold(estate, closing=closing)
    if book is None:
        raise Refused(
            Reason(_("本小区还没有建账。"), cite=BOOKS, remedy=_("先建账"), remedy_url=f"/desk/e/{estate.code}/fund/")
        )
    return book


def must_be_postable(book: Book, on: date, *, at: datetime) -> None:
    """Refuses a day in a closed month or before the ledger; a day to come is wrong input."""
    if on > law_day(at):
        raise BadInput(_("请核对日期。"), {"on": _("不能是将来的日子")})
    since = open_from(book)
    if on < since:
        words = _("%(day)s以前的账已经结了，不能再记。") % {"day": cndate(since)}
        raise Refused(Reason(words, cite=BOOKS, remedy=_("记在现在的月份，并在摘要里写明是哪一天的事")))


def must_be_open(accounts: Sequence[Account]) -> None:
    """Refuses accounts through which no money moves: not opened yet, closed, or held by the office."""
    money = [account.pk for account in accounts if account.root == Account.Root.MONEY]
    with connection.cursor() as cursor:  # every posting asks it: plain SQL
        cursor.execute(
            "SELECT id FROM fund_moneyaccount WHERE account_id = ANY(%s) AND (state <> %s OR custody = %s)",
            [money, AccountState.OPEN, MoneyAccount.Custody.AGENCY],
        )
        shut = cursor.fetchone()
    if shut is not None:
        refuse_shut(MoneyAccount.objects.select_related("account").get(pk=shut[0]))


def refuse_shut(money: MoneyAccount) -> None:
    """Refuses an account that is not in use, and one that the office holds (代管): its balance is only mirrored."""
    if money.state != AccountState.OPEN:
        words = _("账户 %(code)s %(title)s 现在是“%(state)s”，不能记账。")
        named = {"code": money.account.code, "title": money.account.title, "state": money.get_state_display()}
        raise Refused(Reason(words % named, cite=BOOKS, remedy=_("先登记开户，或者改用在用的账户")))
    if money.custody == MoneyAccount.Custody.AGENCY:
        words = _("“%(title)s”由主管部门代管，钱不从这里收付，只导入余额。") % {"title": money.account.title}
        raise Refused(Reason(words, cite=REPAIR_FUND, remedy=_("选小区自己的账户")))


def post(
    book: Book,
    *,
    kind: str,
    on: date,
    words: str,
    lines: Sequence[Line],
    entry: int,
    by: str,
    at: datetime,
    basis_entry: int | None = None,
    reverses: Transaction | None = None,
) -> Transaction:
    """A transaction with its postings, as journaled by `entry`; `by` is the pseudonym in the estate.

    The lines sum to zero; two at least (the database holds both). Refuses a closed month and an account that is not in
    use; no line is of zero fen.
    """
    must_be_postable(book, on, at=at)
    must_be_open([line.account for line in lines])
    if len(lines) < 2 or sum(line.amount_fen for line in lines) != 0:
        raise ValueError(f"{[line.amount_fen for line in lines]} do not balance")
    made = Transaction.objects.create(
        estate=book.estate,
        on=on,
        kind=kind,
        words=words[:WORDS],
        reverses=reverses,
        basis_entry=basis_entry,
        by=by,
        at=at,
        entry=entry,
    )
    rows = Posting.objects.bulk_create(
        Posting(estate=book.estate, transaction=made, account=line.account, amount_fen=line.amount_fen)
        for line in lines
    )
    shares = [
        SubPosting(estate=book.estate, posting=row, unit_id=unit, amount_fen=fen)
        for row, line in zip(rows, lines, strict=True)
        for unit, fen in line.shares.items()
        if fen
    ]
    if shares:
        SubPosting.objects.bulk_create(shares)
    return made


def post_days(
    book: Book, *, kind: str, days: Sequence[tuple[date, str]], entry: int, by: str, at: datetime
) -> list[int]:
    """The numbers of new transactions for these (day, words), in their order: who calls writes their postings."""
    on, words = zip(*days, strict=True)
    with connection.cursor() as cursor:  # one statement for thousands of rows
        cursor.execute(
            """
            INSERT INTO fund_transaction (estate_id, "on", kind, words, "by", at, entry)
            SELECT %s, row."on", %s, row.words, %s, %s, %s
            FROM unnest(%s::date[], %s::text[]) WITH ORDINALITY row("on", words, number) ORDER BY row.number
            RETURNING id
            """,
            [book.estate_id, kind, by, at, entry, list(on), [text[:WORDS] for text in words]],
        )
        return sorted(number for (number,) in cursor.fetchall())
