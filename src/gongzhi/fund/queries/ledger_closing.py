"""Closing a month: which is next, what stands in the way, what should be seen before, how its vouchers are numbered."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import rfc8785
from django.utils.translation import gettext as _

from gongzhi.fund.cites import BOOKS
from gongzhi.fund.models import Book, MoneyAccount, MonthClose, Posting, Reconciliation, Transaction
from gongzhi.fund.queries.ledger_vouchers import bare_payments
from gongzhi.fund.queries.periods import closed_until, month_of, next_month
from gongzhi.fund.queries.statements import balance_fen, money_accounts
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import Reason
from gongzhi.places.models import Estate
from gongzhi.web.dates import cndate
from gongzhi.web.figures import fen

IN_BANK = (MoneyAccount.Custody.JOINT, MoneyAccount.Custody.OWN)


@dataclass(frozen=True, slots=True)
class Warned:
    """One thing to see before a month is closed."""

    kind: str
    words: str


def month_words(month: date) -> str:
    """2026年7月."""
    return _("%(y)s年%(m)s月") % {"y": month.year, "m": month.month}


def next_to_close(book: Book) -> date:
    """The first day of the month whose turn it is: the one after the last closed, or the ledger's first."""
    return closed_until(book.estate) or month_of(book.from_on)


def obstacles(book: Book, month: date, *, at: datetime) -> list[Reason]:
    """Why this month cannot be closed: not its turn, not over."""
    turn = next_to_close(book)
    if month < turn:
        return [Reason(_("%(month)s已经结账。") % {"month": month_words(month)}, cite=BOOKS, remedy=_("看月份"))]
    if month > turn:
        words = _("要按月份先后结账：先结%(turn)s。") % {"turn": month_words(turn)}
        return [Reason(words, cite=BOOKS, remedy=_("先结前一个月"))]
    if law_day(at) < next_month(month):
        words = _("%(month)s还没有过完。") % {"month": month_words(month)}
        return [Reason(words, cite=BOOKS, remedy=_("%(day)s以后结账") % {"day": cndate(next_month(month))})]
    return []


def warnings(book: Book, month: date) -> list[Warned]:
    """What should be seen first: accounts in a bank not reconciled, payments without a voucher, a balance below zero."""
    last = next_month(month) - timedelta(days=1)
    found = []
    for money in money_accounts(book.estate):
        code, balance = f"{money.account.code} {money.account.title}", balance_fen(money.account, on=last)
        if balance < 0:
            words = _("%(account)s月末是负数：%(sum)s。") % {"account": code, "sum": fen(balance)}
            found.append(Warned("negative", words))
        if money.custody in IN_BANK and (words := _unreconciled(money, month, balance)):
            found.append(Warned("bank", f"{code}：{words}"))
    bare = bare_payments([book.estate]).filter(on__gte=month, on__lte=last).count()
    if bare:
        found.append(Warned("voucher", _("有 %(n)s 笔支出没有凭证。") % {"n": bare}))
    return found


def _unreconciled(money: MoneyAccount, month: date, balance: int) -> str:
    row = Reconciliation.objects.filter(estate=money.estate, money=money, month=month).first()
    if row is None:
        moved = Posting.objects.filter(
            estate=money.estate,
            account=money.account,
            transaction__on__gte=month,
            transaction__on__lt=next_month(month),
        )
        return _("还没有和银行对账。") if balance or moved.exists() else ""
    if row.book_fen != balance:
        return _("对账以后又记了账，对账时%(then)s，现在%(now)s。") % {"then": fen(row.book_fen), "now": fen(balance)}
    if row.checked_at is None:
        return _("余额调节表还没有第二个人复核。")
    waiting = len(row.open_lines) + len(row.open_postings)
    return _("有 %(n)s 笔未达账项，已列在余额调节表里。") % {"n": waiting} if waiting else ""


def numbered(estate: Estate, month: date, first: int) -> list[Transaction]:
    """The month's entries in the order of their numbers, each with its number from `first`, not saved."""
    rows = Transaction.objects.filter(estate=estate, on__gte=month, on__lt=next_month(month)).order_by("on", "pk")
    found = list(rows)
    for serial, row in enumerate(found, first):
        row.serial = serial
    return found


def digest_of(rows: Iterable[Transaction]) -> str:
    """SHA-256 of entries as they stand with their numbers: kind, day, words, basis, who, journal entry, every account and sum."""
    rows = list(rows)
    postings: dict[int, list[tuple[str, int]]] = {}
    for row in Posting.objects.filter(transaction__in=rows).select_related("account").order_by("pk"):
        postings.setdefault(row.transaction_id, []).append((row.account.code, row.amount_fen))
    lines: list[Any] = [
        {
            "no": row.serial,
            "id": row.pk,
            "on": row.on.isoformat(),
            "kind": row.kind,
            "words": row.words,
            "basis": row.basis_entry,
            "reverses": row.reverses_id,
            "by": row.by,
            "entry": row.entry,
            "postings": [list(pair) for pair in postings.get(row.pk, ())],
        }
        for row in rows
    ]
    return hashlib.sha256(rfc8785.dumps(lines)).hexdigest()


def as_closed(close: MonthClose) -> str:
    """The digest of a closed month as it stands now; another than `close.digest` means that somebody changed it."""
    rows = Transaction.objects.filter(estate=close.estate_id, serial__gte=close.first, serial__lte=close.last)
    return digest_of(rows.order_by("serial"))


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the ledger: closed or not, how many entries, what came in and went out of all money accounts."""

    month: date
    close: MonthClose | None
    entries: int
    state: str


def months_of(book: Book, *, at: datetime) -> Iterator[Month]:
    """Every month from the ledger's first to the present one, the latest first."""
    closes = {row.month: row for row in MonthClose.objects.filter(estate=book.estate)}
    counts: dict[date, int] = {}
    for on in Transaction.objects.filter(estate=book.estate).values_list("on", flat=True):
        counts[month_of(on)] = counts.get(month_of(on), 0) + 1
    month, turn = month_of(law_day(at)), next_to_close(book)
    while month >= month_of(book.from_on):
        state = (
            "closed" if month in closes else "next" if month == turn and law_day(at) >= next_month(month) else "open"
        )
        yield Month(month, closes.get(month), counts.get(month, 0), state)
        month = month_of(month - timedelta(days=1))
