"""The ledger as programs read it: monthly statements, and the whole of it as beancount text."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from gongzhi.fund import beancount
from gongzhi.fund.models import Account, Book, Posting, Transaction
from gongzhi.fund.queries.chart import accounts_of
from gongzhi.fund.queries.periods import month_of, next_month
from gongzhi.fund.queries.statements import money_accounts, statements
from gongzhi.kernel.clock import law_day

ROOTS = tuple(Account.Root.values)
CHUNK = 2000


def book_of(code: str) -> Book | None:
    """The ledger of the estate with this code; None where there is no estate or no ledger."""
    return Book.objects.select_related("estate__community").filter(estate__code=code).first()


def names_of(accounts: Sequence[Account], book: Book) -> dict[str, str]:
    """Code of an account → what programs call it: `A1-公共收益` without the root before it."""
    known = beancount.account_names([_written(account, book) for account in accounts])
    return {code: name.partition(":")[2] for code, name in known.items()}


def statement_rows(book: Book, *, at: datetime) -> list[dict[str, Any]]:
    """Every account and month, oldest month first, to the last month that is over or has a posting; sums in fen."""
    last = Transaction.objects.filter(estate=book.estate).order_by("-on").values_list("on", flat=True).first()
    until = month_of(law_day(at))
    if last is not None:
        until = max(until, next_month(month_of(last)))
    names = names_of([row.account for row in money_accounts(book.estate)], book)
    rows = sorted(statements(book.estate, until=until), key=lambda row: row.from_on)
    return [
        {
            "account": names[row.account.code],
            "period": f"{row.from_on:%Y-%m}",
            "opening_fen": row.opening_fen,
            "income_fen": row.income_fen,
            "expense_fen": row.expense_fen,
            "closing_fen": row.closing_fen,
        }
        for row in rows
    ]


def beancount_of(book: Book) -> Iterator[str]:
    """The whole ledger in lines of beancount text; only money accounts are assets, so assets sum to the balances."""
    accounts = accounts_of(book.estate, *ROOTS)
    written = [_written(account, book) for account in accounts]
    rows = Posting.objects.filter(estate=book.estate).select_related("transaction")
    rows = rows.order_by("transaction__on", "transaction_id", "pk")
    codes = {account.pk: account.code for account in accounts}
    lines = _entries(rows.iterator(chunk_size=CHUNK), codes)
    return beancount.journal(written, lines, title=book.estate.name)


def _entries(rows: Iterable[Posting], codes: dict[int, str]) -> Iterator[beancount.Entry]:
    for _pk, group in groupby(rows, key=attrgetter("transaction_id")):
        postings = list(group)
        one = postings[0].transaction
        meta: dict[str, Any] = {"kind": one.kind, "entry": one.entry}
        if one.basis_entry is not None:
            meta["basis"] = one.basis_entry
        if one.reverses_id is not None:
            meta["reverses"] = one.reverses_id
        number = str(one.serial) if one.serial is not None else f"#{one.pk}"
        yield beancount.Entry(one.on, one.words, number, [(codes[p.account_id], p.amount_fen) for p in postings], meta)


def _written(account: Account, book: Book) -> beancount.Account:
    """An account opens with the ledger, so that nothing is posted before it."""
    return beancount.Account(account.code, account.title, beancount.Root(account.root), book.from_on)
