"""Shared money below a division: accounts, not reconciled, overdue publications, large sums, odd ones (A5.6).

Every number is a list, every row of a list a case on the desk of its estate; the number of statements does not grow with
the estates.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.fund.models import Account, Book, MoneyAccount, Posting, Transaction
from gongzhi.fund.queries.reconciling import unreconciled
from gongzhi.fund.queries.unpublished import unpublished
from gongzhi.fund.queries.watch import open_ones, watched_over
from gongzhi.fund.states import AccountState
from gongzhi.kernel.clock import law_day
from gongzhi.places.models import Division, Estate
from gongzhi.web.dates import cndate
from gongzhi_law.fund import large_fen

LISTS = ("accounts", "unreconciled", "overdue", "large", "odd")
LARGE_BACK = timedelta(days=366)
COMMUNITY = 12


@dataclass(frozen=True, slots=True)
class Case:
    """One row of a list: whose, what, since when, the page of the case, how much (fen) where it is about a sum."""

    estate: Estate
    words: str
    note: str
    url: str
    amount_fen: int | None = None


@dataclass(slots=True)
class Line:
    """One estate or one division below: its estates, those without a ledger, what the accounts hold, the lists."""

    key: str
    name: str
    estates: int = 0
    bookless: int = 0
    total_fen: int = 0
    cases: dict[str, list[Case]] = field(default_factory=lambda: {name: [] for name in LISTS})

    def add(self, other: "Line") -> None:
        """Takes in another line."""
        self.estates += other.estates
        self.bookless += other.bookless
        self.total_fen += other.total_fen
        for name in LISTS:
            self.cases[name] += other.cases[name]


def list_names() -> dict[str, str]:
    """The lists in words."""
    return {
        "accounts": _("账户"),
        "unreconciled": _("逾期没有对账"),
        "overdue": _("逾期没有公示"),
        "large": _("一年内大额收支"),
        "odd": _("没有处理的提示"),
    }


def estates_of(division: Division) -> list[Estate]:
    """The living estates of a division and what lies below it."""
    rows = Estate.objects.filter(community__code__startswith=division.pk, ended_on__isnull=True)
    return list(rows.select_related("community__parent").order_by("community_id", "name", "pk"))


def lines_of(estates: Iterable[Estate], at: datetime) -> dict[int, Line]:
    """Estate number → its line, in a fixed number of statements."""
    known = {estate.pk: estate for estate in estates}
    found = {pk: Line(estate.code, estate.name, estates=1) for pk, estate in known.items()}
    booked = set(Book.objects.filter(estate__in=known).values_list("estate_id", flat=True))
    for pk, line in found.items():
        line.bookless = int(pk not in booked)
    with_books = {pk: estate for pk, estate in known.items() if pk in booked}
    if with_books:
        _accounts(with_books, found)
        _months(with_books, at, found)
        _large(with_books, at, found)
        _odd(with_books, at, found)
    return found


def below(division: Division, lines: Mapping[int, Line], estates: Iterable[Estate]) -> list[Line]:
    """The lines of what lies directly below a division: its estates for a community, else its divisions."""
    listed = list(estates)
    if len(division.pk) >= COMMUNITY:
        return [lines[estate.pk] for estate in listed]
    length = next(size for size in (4, 6, 9, 12) if size > len(division.pk))
    names = dict(
        Division.objects.filter(pk__in={estate.community_id[:length] for estate in listed}).values_list("pk", "name")
    )
    found: dict[str, Line] = {}
    for estate in listed:
        key = estate.community_id[:length]
        found.setdefault(key, Line(key, names.get(key, key))).add(lines[estate.pk])
    return list(found.values())


def whole(lines: Iterable[Line], division: Division) -> Line:
    """All lines in one."""
    total = Line(division.pk, division.name)
    for line in lines:
        total.add(line)
    return total


def _accounts(estates: Mapping[int, Estate], found: Mapping[int, Line]) -> None:
    rows = MoneyAccount.objects.filter(estate__in=list(estates)).exclude(state=AccountState.CLOSED)
    sums: dict[int, int] = dict(
        Posting.objects.filter(estate__in=list(estates), account__root=Account.Root.MONEY)
        .values_list("account")
        .annotate(n=Sum("amount_fen"))
        .order_by()
    )
    for row in rows.select_related("account").order_by("account__code"):
        line, estate = found[row.estate_id], estates[row.estate_id]
        held = int(sums.get(row.account_id, 0))
        line.total_fen += held
        line.cases["accounts"].append(
            Case(
                estate,
                f"{row.account.code} {row.account.title}",
                _("，").join((str(row.get_state_display()), str(row.get_custody_display()))),
                reverse("fund:account", args=[estate.code, row.account.code]),
                None if row.custody == MoneyAccount.Custody.AGENCY else held,
            )
        )


def _months(estates: Mapping[int, Estate], at: datetime, found: Mapping[int, Line]) -> None:
    on = law_day(at)
    for pk, rows in unreconciled(estates.values(), at).items():
        for one in rows:
            if one.due_on < on:
                month, account = f"{one.month:%Y-%m}", one.money.account
                url = reverse("fund:bank_month", args=[estates[pk].code, account.code, month])
                note = _("应在%(day)s以前") % {"day": cndate(one.due_on)}
                case = Case(estates[pk], f"{account.code} {account.title} {month}", note, url)
                found[pk].cases["unreconciled"].append(case)
    for row in unpublished(estates, at):
        if row.due_on < on:
            estate = estates[row.estate_id]
            note = _("应在%(day)s以前") % {"day": cndate(row.due_on)}
            case = Case(estate, row.span.words, note, reverse("fund:public_desk", args=[estate.code]))
            found[row.estate_id].cases["overdue"].append(case)


def _large(estates: Mapping[int, Estate], at: datetime, found: Mapping[int, Line]) -> None:
    on = law_day(at)
    limits = {place: large_fen(on=on, place=place) for place in {estate.place for estate in estates.values()}}
    rows = Posting.objects.filter(
        estate__in=list(estates), account__root=Account.Root.MONEY, transaction__on__gt=on - LARGE_BACK
    ).exclude(transaction__kind=Transaction.Kind.OPENING)
    least = min(limits.values())
    rows = rows.filter(transaction__reversals__isnull=True).exclude(transaction__kind=Transaction.Kind.REVERSAL)
    rows = rows.exclude(amount_fen__gt=-least, amount_fen__lt=least).select_related("transaction", "account")
    seen: dict[int, set[int]] = defaultdict(set)
    for row in rows.order_by("-transaction__on", "-pk"):
        estate = estates[row.estate_id]
        if abs(row.amount_fen) < limits[estate.place] or row.transaction_id in seen[row.estate_id]:
            continue
        seen[row.estate_id].add(row.transaction_id)
        words = f"{row.transaction.get_kind_display()} {row.transaction.words}"
        note = f"{cndate(row.transaction.on)}，{row.account.title}"
        url = reverse("fund:entry", args=[estate.code, row.transaction_id])
        found[row.estate_id].cases["large"].append(Case(estate, words, note, url, abs(row.amount_fen)))


def _odd(estates: Mapping[int, Estate], at: datetime, found: Mapping[int, Line]) -> None:
    for pk, rows in watched_over(estates, at).items():
        for one in open_ones(rows):
            url = reverse("fund:flag", args=[estates[pk].code, one.flag.key])
            case = Case(estates[pk], one.kind_words, one.flag.words, url, one.flag.amount_fen or None)
            found[pk].cases["odd"].append(case)
