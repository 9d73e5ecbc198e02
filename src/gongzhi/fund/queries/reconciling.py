"""The monthly reconciliation of an account, and the months of which there is none (A5.2)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from gongzhi.fund import matching
from gongzhi.fund.models import BankLine, BankStatement, MoneyAccount, Posting, Reconciliation
from gongzhi.fund.queries.bank_files import lines_until
from gongzhi.fund.queries.bank_lines import open_lines, open_postings
from gongzhi.fund.queries.periods import month_of, next_month
from gongzhi.fund.queries.statements import balance_fen
from gongzhi.fund.states import AccountState
from gongzhi.kernel.clock import law_day
from gongzhi.places.models import Estate
from gongzhi_law.fund_watch import watch_rules

C = MoneyAccount.Custody
BANKED = (C.JOINT, C.OWN)


@dataclass(frozen=True, slots=True)
class BankSide:
    """What the statements say is in the bank at the end of a day; None and why where they do not say it.

    `why`: nothing (no statement reaches that day), closing (no closing balance known), lines (the lines since the first
    statement lead to `by_lines_fen`, the statement says `told_fen`).
    """

    on: date
    told_fen: int | None
    by_lines_fen: int | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """银行存款余额调节表 of an account at the end of a month, as it stands now."""

    money: MoneyAccount
    month: date
    bank: BankSide
    lines: list[BankLine]
    postings: list[Posting]
    sums: matching.Reconciliation | None

    @property
    def holds(self) -> bool:
        """Whether it can be signed: both adjusted balances are the same to the fen."""
        return not self.bank.why and self.sums is not None and self.sums.holds


@dataclass(frozen=True, slots=True)
class Unreconciled:
    """A month of an account that is over and not reconciled; late from the day after `due_on`."""

    money: MoneyAccount
    month: date
    due_on: date


def last_day(month: date) -> date:
    """The last day of the month."""
    return next_month(month) - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Paper:
    """The days a statement covers and the balances it tells."""

    first: date
    last: date
    opening: int | None
    closing: int | None


def bank_side(money: MoneyAccount, on: date) -> BankSide:
    """The bank's balance at the end of `on` from the statements' closings, held against all lines since the first one.

    A statement that ends before the ledger begins says nothing of it.
    """
    rows = BankStatement.objects.filter(estate_id=money.estate_id, money=money).order_by("first_on", "pk")
    rows = rows.filter(last_on__gte=money.estate.book.from_on)
    told = rows.values_list("first_on", "last_on", "opening_fen", "closing_fen")
    papers = [_Paper(first, last, opening, closing) for first, last, opening, closing in told if first and last]
    balance, why = _told(money, papers, on)
    if balance is None or papers[0].opening is None:
        return BankSide(on, balance, why=why)
    by_lines = papers[0].opening + lines_until(money, on, since=papers[0].first - timedelta(days=1))
    return BankSide(on, balance, by_lines, "" if by_lines == balance else "lines")


def _told(money: MoneyAccount, papers: list[_Paper], on: date) -> tuple[int | None, str]:
    """The balance at the end of a day as a statement over that day says, or two around it that join; else why not."""
    over = [one for one in papers if one.first <= on <= one.last]
    closings = [(one.last, one.closing) for one in over if one.closing is not None]
    if closings:
        last, closing = min(closings)
        return closing - lines_until(money, last, since=on), ""
    if over:
        return None, "closing"
    before = [one for one in papers if one.last < on]
    after = [one for one in papers if one.first > on]
    if before and after:
        closing_before = max(before, key=lambda one: one.last).closing
        if closing_before is not None and closing_before == after[0].opening:
            return closing_before, ""
    return None, "nothing"


def sheet_of(money: MoneyAccount, month: date) -> Sheet:
    """The sheet of a month as lines, entries and matches stand now."""
    until = last_day(month)
    bank = bank_side(money, until)
    lines, postings = open_lines(money, until=until), open_postings(money, until=until)
    sums = None
    if bank.told_fen is not None:
        plain = [matching.Line(row.pk, row.on, row.amount_fen) for row in lines]
        opened = [matching.Open(row.pk, row.transaction.on, row.amount_fen) for row in postings]
        sums = matching.reconcile(balance_fen(money.account, on=until), bank.told_fen, plain, opened)
    return Sheet(money, month, bank, lines, postings, sums)


def months_over(money: MoneyAccount, *, from_on: date, today: date) -> Iterator[date]:
    """The months of an account that are over: from its opening or the ledger's first month to its closing or last month."""
    month = month_of(max(from_on, money.opened_on or from_on))
    end = month_of(today)
    if money.closed_on is not None:
        end = min(end, next_month(month_of(money.closed_on)))
    while month < end:
        yield month
        month = next_month(month)


def unreconciled(estates: Iterable[Estate], at: datetime) -> dict[int, list[Unreconciled]]:
    """By estate number the months over of its bank accounts without a reconciliation, oldest first; two statements in all."""
    known = {estate.pk: estate for estate in estates}
    today = law_day(at)
    found: dict[int, list[Unreconciled]] = {pk: [] for pk in known}
    rows = MoneyAccount.objects.filter(estate_id__in=known, custody__in=BANKED).exclude(state=AccountState.PROPOSED)
    accounts = list(rows.select_related("account", "estate__book"))
    done: dict[int, set[date]] = defaultdict(set)
    if accounts:
        made = Reconciliation.objects.filter(estate_id__in=known)
        for money_id, month in made.values_list("money_id", "month"):
            done[money_id].add(month)
    for money in accounts:
        estate = known[money.estate_id]
        late = watch_rules(today, estate.place).unreconciled_months
        for month in months_over(money, from_on=money.estate.book.from_on, today=today):
            if month not in done[money.pk]:
                found[money.estate_id].append(Unreconciled(money, month, _due(month, late)))
    for listed in found.values():
        listed.sort(key=lambda one: (one.month, one.money.account.code))
    return found


def unchecked(estates: Iterable[int]) -> dict[int, list[Reconciliation]]:
    """By estate number the reconciliations that no second person has checked; one statement."""
    found: dict[int, list[Reconciliation]] = defaultdict(list)
    rows = Reconciliation.objects.filter(estate_id__in=list(estates), checked_at__isnull=True)
    for row in rows.select_related("money__account").order_by("month", "pk"):
        found[row.estate_id].append(row)
    return found


def _due(month: date, months: int) -> date:
    """The last day on which a month may still wait: the courtesy number of months counted from its first day."""
    day = month
    for _ in range(months):
        day = next_month(day)
    return day - timedelta(days=1)
