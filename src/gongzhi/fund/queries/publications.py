"""收支公示: the periods of a ledger, what was published of them, what waits and by when (A5.5, A6.2)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from gongzhi.fund.models import Book, MoneyAccount, Publication
from gongzhi.fund.queries.ledger_closing import month_words
from gongzhi.fund.queries.periods import closed_until, month_of, next_month
from gongzhi.fund.queries.statements import Statement, money_accounts, over, statements
from gongzhi.kernel.clock import law_day
from gongzhi.norms.queries.adopted import bylaws_of
from gongzhi.places.models import Estate
from gongzhi.web.dates import cndate
from gongzhi_law.calendar import last_day
from gongzhi_law.fund import FundKind, PublicationRule, publication
from gongzhi_law.meeting_rules import Adopted

YEAR = 12
# A6.2: what the firm's service costs and what the common parts earn are told apart; the repair fund stands by itself.
BLOCKS: Mapping[str, tuple[FundKind, ...]] = {
    "common": (FundKind.COMMON_INCOME, FundKind.PETTY, FundKind.DEPOSIT),
    "service": (FundKind.TRUST_FEE, FundKind.OPERATING),
    "repair": (FundKind.REPAIR,),
}
# Documents that come with every payment and every month of an account: many, and each stands at its line.
ROUTINE = ("payment_slip", "reconciliation")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A period `[from_on, until_on)` of whole months."""

    from_on: date
    until_on: date

    @property
    def months(self) -> int:
        """How many months it has."""
        return (self.until_on.year - self.from_on.year) * YEAR + self.until_on.month - self.from_on.month

    @property
    def last_day(self) -> date:
        """Its last day."""
        return self.until_on - timedelta(days=1)

    @property
    def words(self) -> str:
        """2026年3月, 2026年第1季度, 2026年上半年, 2026年; anything else by its months."""
        year, first, months = self.from_on.year, self.from_on.month, self.months
        if months == 1:
            return month_words(self.from_on)
        if months == 3 and first % 3 == 1:
            return _("%(y)s年第%(n)s季度") % {"y": year, "n": first // 3 + 1}
        if months == 6 and first in (1, 7):
            return _("%(y)s年上半年") % {"y": year} if first == 1 else _("%(y)s年下半年") % {"y": year}
        if months == YEAR and first == 1:
            return _("%(y)s年") % {"y": year}
        return _("%(a)s至%(b)s") % {"a": month_words(self.from_on), "b": month_words(self.last_day)}


@dataclass(frozen=True, slots=True)
class Waiting:
    """A month that is over and not published, or published with other figures; `closed` once its books are."""

    span: Span
    due_on: date
    closed: bool
    corrected: bool


@dataclass(frozen=True, slots=True)
class Published:
    """A published period: its newest document, the row one asks about, when, and whether it was corrected."""

    span: Span
    document: int
    row: int
    at: datetime
    again: bool


def block_names() -> dict[str, str]:
    """The blocks of every statement, by their code."""
    return {"common": _("共有部分经营收支"), "service": _("物业服务收支"), "repair": _("维修资金")}


def block_of(fund: str) -> str:
    """In which block the money of a kind stands."""
    return next(name for name, kinds in BLOCKS.items() if fund in kinds)


def spans(first: date, until: date, months: int) -> list[Span]:
    """The periods of so many months from the one with `first` to those that are over on `until`, by the calendar year."""
    step = months if months and YEAR % months == 0 else 1
    month = date(first.year, (first.month - 1) // step * step + 1, 1)
    found = []
    while (end := _later(month, step)) <= until:
        found.append(Span(month, end))
        month = end
    return found


def _later(month: date, months: int) -> date:
    for _n in range(months):
        month = next_month(month)
    return month


def rule_for(estate: Estate, fund: str, *, on: date, adopted: Adopted | None = None) -> PublicationRule:
    """How often, by when and for how long that money is published here; `adopted` if the estate's rules are known already."""
    known = bylaws_of(estate, on=on) if adopted is None else adopted
    return publication(FundKind(fund), on=on, place=estate.place, adopted=known)


def due_on(span: Span, rule: PublicationRule) -> date:
    """The last day for publishing a period."""
    return last_day(span.last_day, rule.by_days or 0)


def by_span(rows: Iterable[Statement], wanted: Iterable[Span]) -> dict[Span, list[Statement]]:
    """The statements of each period, from those of its months."""
    known = list(rows)
    return {span: over(known, from_on=span.from_on, until_on=span.until_on) for span in wanted}


def latest(estate: Estate) -> dict[tuple[int, Span], Publication]:
    """The publication that counts of every account and period: the last of its chain."""
    rows = Publication.objects.filter(estate=estate, replaced_by__isnull=True)
    return {(row.account_id, Span(row.from_on, row.until_on)): row for row in rows}


def agrees(row: Publication | None, now: Statement) -> bool:
    """Whether what was published still is what the ledger says."""
    return row is not None and (row.opening_fen, row.income_fen, row.expense_fen) == (
        now.opening_fen,
        now.income_fen,
        now.expense_fen,
    )


def waiting(book: Book, *, at: datetime) -> list[Waiting]:
    """The months that are over and not published as they stand, the oldest first."""
    today = law_day(at)
    until = month_of(today)
    rows = statements(book.estate, until=until)
    known, shut = latest(book.estate), closed_until(book.estate)
    adopted = bylaws_of(book.estate, on=today)
    found = []
    for span, lines in by_span(rows, spans(book.from_on, until, 1)).items():
        missing = [line for line in lines if not agrees(known.get((line.account.pk, span)), line)]
        if not missing:
            continue
        rules = [rule_for(book.estate, line.account.fund, on=span.last_day, adopted=adopted) for line in missing]
        found.append(
            Waiting(
                span,
                min(due_on(span, rule) for rule in rules),
                shut is not None and span.until_on <= shut,
                any((line.account.pk, span) in known for line in missing),
            )
        )
    return found


def ready(book: Book, *, at: datetime) -> list[Span]:
    """What is published by itself now: months whose books are closed, and those whose last day has come, once."""
    on = law_day(at)
    return [row.span for row in waiting(book, at=at) if row.closed or (row.due_on <= on and not row.corrected)]


def blocks_of(lines: Iterable[Statement], accounts: Iterable[MoneyAccount] | None = None) -> dict[str, list[Statement]]:
    """The statements of a period in the blocks of A6.2; a block without accounts is empty."""
    found: dict[str, list[Statement]] = {name: [] for name in BLOCKS}
    for line in lines:
        found[block_of(line.account.fund)].append(line)
    return found


def published_spans(estate: Estate) -> list[Published]:
    """Every published period with its newest document, the newest first."""
    found: dict[Span, Published] = {}
    for row in Publication.objects.filter(estate=estate).order_by("pk"):
        span = Span(row.from_on, row.until_on)
        again = row.replaces_id is not None or (span in found and found[span].again)
        found[span] = Published(span, row.document_id, row.pk, row.at, again)
    return sorted(found.values(), key=lambda row: (row.span.until_on, row.span.from_on), reverse=True)


def period_words(from_on: date, until_on: date) -> str:
    """A period in words."""
    return Span(from_on, until_on).words


def accounts_in(estate: Estate) -> list[MoneyAccount]:
    """The money accounts that were ever in use."""
    return [row for row in money_accounts(estate) if row.opened_on is not None]


def late_words(row: Waiting, *, on: date) -> str:
    """What everyone reads of a month that waits."""
    words = {"period": row.span.words, "day": cndate(row.due_on)}
    if row.corrected:
        return _("%(period)s公示以后账目有更正，等重新公示。") % words
    if row.due_on < on:
        return _("%(period)s应当在%(day)s以前公示，已经逾期。") % words
    return _("%(period)s将在%(day)s以前公示。") % words
