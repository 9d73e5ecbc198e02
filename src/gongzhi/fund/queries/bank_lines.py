"""What of the bank and what of the book is not matched yet, on a day; payments of the bank that nobody asked for (A5.2)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from gongzhi.fund import matching
from gongzhi.fund.models import (
    BankLine,
    Book,
    MatchLine,
    MatchPosting,
    MoneyAccount,
    Payment,
    Posting,
    Receipt,
    Transaction,
)
from gongzhi.fund.queries.bank_ways import is_charge, most_taken
from gongzhi.fund.queries.grounds import caps_over
from gongzhi.places.models import Estate

T = Transaction.Kind


@dataclass(frozen=True, slots=True)
class Unasked:
    """A payment of the bank without any request in the book: 无申请的支出."""

    estate_id: int
    account: str
    line_id: int
    on: date
    amount_fen: int

    @property
    def key(self) -> str:
        """Its name for good, for what is decided about it."""
        return f"unasked:{self.line_id}"


def since_the_book(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Lines from the first day of their ledger on: of earlier ones the ledger holds the opening balance and nothing else."""
    begun = Book.objects.filter(estate_id=OuterRef("estate_id")).values("from_on")[:1]
    return rows.filter(on__gte=Subquery(begun))


def lines_of(money: MoneyAccount) -> QuerySet[Any]:
    """The account's lines in order of time, each with `match_id` of its live match or None."""
    live = MatchLine.objects.filter(estate_id=OuterRef("estate_id"), line_id=OuterRef("pk"), live=True)
    rows = BankLine.objects.filter(estate_id=money.estate_id, money=money)
    return rows.annotate(match_id=live.values("match_id")[:1]).order_by("on", "moment", "statement_id", "number")


def open_lines(money: MoneyAccount, *, until: date | None = None) -> list[BankLine]:
    """Lines of the ledger's days that move money and are not matched (on `until`: not to entries of days up to then)."""
    rows = since_the_book(lines_of(money)).filter(neutral=False).exclude(amount_fen=0)
    if until is None:
        return list(rows.filter(match_id__isnull=True))
    whole = _split_matches(money, until)
    return list(rows.filter(on__lte=until).filter(Q(match_id__isnull=True) | Q(match_id__in=whole)))


def open_postings(money: MoneyAccount, *, until: date | None = None) -> list[Posting]:
    """Entries of the account that no line bears out yet (on `until`: no line of days up to then).

    Openings are the bank's own opening; an entry and the red one that takes it back are nothing together.
    """
    live = MatchPosting.objects.filter(estate_id=OuterRef("estate_id"), posting_id=OuterRef("pk"), live=True)
    rows = (
        Posting.objects.filter(estate_id=money.estate_id, account_id=money.account_id)
        .exclude(transaction__kind=T.OPENING)
        .select_related("transaction")
        .annotate(match_id=live.values("match_id")[:1])
        .order_by("transaction__on", "pk")
    )
    if until is None:
        found = list(rows.filter(match_id__isnull=True))
    else:
        whole = _split_matches(money, until)
        here = rows.filter(transaction__on__lte=until)
        found = list(here.filter(Q(match_id__isnull=True) | Q(match_id__in=whole)))
    return _without_red_pairs(found)


def _without_red_pairs(rows: Sequence[Posting]) -> list[Posting]:
    """Without the pairs of an open entry and its open reversal."""
    there = {row.transaction_id for row in rows}
    undone = {row.transaction.reverses_id for row in rows if row.transaction.reverses_id in there}
    return [row for row in rows if row.transaction_id not in undone and row.transaction.reverses_id not in undone]


def _split_matches(money: MoneyAccount, until: date) -> set[int]:
    """Live matches of which a part lies after `until`: on that day they held nothing yet."""
    later = MatchLine.objects.filter(estate_id=money.estate_id, match__money=money, live=True, line__on__gt=until)
    booked = MatchPosting.objects.filter(
        estate_id=money.estate_id, match__money=money, live=True, posting__transaction__on__gt=until
    )
    return {*later.values_list("match_id", flat=True), *booked.values_list("match_id", flat=True)}


def written_line(row: BankLine) -> matching.Line:
    """A line as the matching reads it."""
    return matching.Line(row.pk, row.on, row.amount_fen, row.shown_counterparty(), row.shown_words(), row.balance_fen)


def written_postings(rows: Sequence[Posting]) -> list[matching.Open]:
    """Entries as the matching reads them: payee and slip of a payment, party and due day of an income."""
    told = _told(rows)
    found = []
    for row in rows:
        one = told.get(row.pk, {})
        found.append(
            matching.Open(
                row.pk,
                row.transaction.on,
                row.amount_fen,
                payee=one.get("payee", ""),
                words=row.transaction.words,
                due_on=one.get("due_on"),
                reference=one.get("reference", ""),
            )
        )
    return found


def _told(rows: Sequence[Posting]) -> dict[int, dict[str, Any]]:
    """What requests and contracts say about entries, by posting."""
    transactions = {row.transaction_id: row.pk for row in rows}
    if not transactions:
        return {}
    estate_id = rows[0].estate_id
    found: dict[int, dict[str, Any]] = {}
    paid = Payment.objects.filter(estate_id=estate_id, transaction_id__in=transactions).select_related("request")
    for one in paid.prefetch_related("request__slips"):
        slip = next((f"{row.serial:06d}" for row in one.request.slips.all()), "")
        found[transactions[one.transaction_id]] = {"payee": one.request.payee_shown, "reference": slip}
    got = Receipt.objects.filter(estate_id=estate_id, posting__transaction_id__in=transactions)
    for row in got.select_related("instalment__contract", "posting"):
        due = row.instalment
        posting = transactions[row.posting.transaction_id]
        found[posting] = {"payee": due.contract.party_shown, "due_on": due.due_on}
    return found


def unasked(estates: Iterable[int], *, on: date | None = None) -> list[Unasked]:
    """Payments of these estates' banks that the book knows nothing of: no entry matched, none open of the same sum.

    What the bank itself took is none, up to what may be entered without a request on `on` (else the day of the latest);
    above it somebody has to ask. A fixed number of statements for all of them, oldest first.
    """
    live = MatchLine.objects.filter(estate_id=OuterRef("estate_id"), line_id=OuterRef("pk"), live=True)
    booked = Posting.objects.filter(
        estate_id=OuterRef("estate_id"),
        account_id=OuterRef("money__account_id"),
        amount_fen=OuterRef("amount_fen"),
        transaction__reversals__isnull=True,
    )
    taken = MatchPosting.objects.filter(estate_id=OuterRef("estate_id"), posting_id=OuterRef("pk"), live=True)
    rows = since_the_book(BankLine.objects.filter(estate_id__in=list(estates), neutral=False, amount_fen__lt=0))
    rows = rows.filter(~Exists(live)).filter(~Exists(booked.filter(~Exists(taken)))).select_related("money__account")
    found = list(rows.order_by("on", "pk"))
    charges = [row for row in found if is_charge(row)]
    places = Estate.objects.in_bulk({row.estate_id for row in charges}) if charges else {}
    caps = caps_over(places, on=on or charges[-1].on) if charges else {}
    small = {row.pk for row in charges if -row.amount_fen <= most_taken(caps[row.estate_id])}
    return [
        Unasked(row.estate_id, row.money.account.code, row.pk, row.on, row.amount_fen)
        for row in found
        if row.pk not in small
    ]


def counts_of(estate_id: int) -> Mapping[int, tuple[int, int]]:
    """Of every account by its number: lines not matched, and lines in all; one statement."""
    live = MatchLine.objects.filter(estate_id=OuterRef("estate_id"), line_id=OuterRef("pk"), live=True)
    rows = since_the_book(BankLine.objects.filter(estate_id=estate_id, neutral=False)).exclude(amount_fen=0)
    counted = (
        rows.annotate(is_matched=Exists(live))
        .values("money_id")
        .annotate(waiting=Count("pk", filter=Q(is_matched=False)), whole=Count("pk"))
    )
    return {money: (waiting, whole) for money, waiting, whole in counted.values_list("money_id", "waiting", "whole")}
