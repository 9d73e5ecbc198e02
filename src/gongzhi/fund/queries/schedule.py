"""What should have come in, what did, what is late: instalments of contracts against receipts (A5.2)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from gongzhi.fund.models import IncomeContract, Instalment, Posting, Receipt
from gongzhi.fund.queries.periods import month_of
from gongzhi.kernel.clock import law_day
from gongzhi.places.models import Estate
from gongzhi_law.fund_watch import watch_rules
from gongzhi_law.terms import months_after

MONTHS = {"monthly": 1, "quarterly": 3, "yearly": 12}


@dataclass(frozen=True, slots=True)
class Owed:
    """One instalment and what of it came in, in fen; reversed money counts no more."""

    instalment: Instalment
    received_fen: int

    @property
    def left_fen(self) -> int:
        """What is still to come."""
        return self.instalment.amount_fen - self.received_fen

    def late_days(self, on: date) -> int:
        """How many days it is late on `on`; 0 while it is not due or came in whole."""
        return max((on - self.instalment.due_on).days, 0) if self.left_fen else 0


@dataclass(frozen=True, slots=True)
class Late:
    """A late instalment: what is left, for how many days, whether it passed the days of grace of the place."""

    contract: IncomeContract
    instalment: Instalment
    left_fen: int
    days: int
    noted: bool


@dataclass(frozen=True, slots=True)
class Month:
    """A month: what fell due in it, and how much of that has come in since."""

    month: date
    due_fen: int
    received_fen: int


def plan(total_fen: int, *, from_on: date, until_on: date, rhythm: str) -> list[tuple[date, int]]:
    """The instalments of a sum over `[from_on, until_on)`: each day due with its fen; equal, the rest in the last.

    `rhythm` is once, monthly, quarterly or yearly, counted from the first day. Refuses less than one fen an instalment.
    """
    days = [from_on]
    if rhythm != "once":
        step = MONTHS[rhythm]
        while (day := months_after(from_on, step * len(days))) < until_on and day > days[-1]:
            days.append(day)
    each = total_fen // len(days)
    if each < 1:
        raise ValueError(f"{total_fen} fen cannot be paid in {len(days)} instalments")
    sums = [each] * (len(days) - 1)
    return list(zip(days, [*sums, total_fen - sum(sums)], strict=True))


def standing(rows: QuerySet[Receipt]) -> QuerySet[Receipt]:
    """The receipts whose transaction was not reversed."""
    return rows.filter(posting__transaction__reversals__isnull=True)


def owed(estates: Iterable[Estate | int], *, contract: IncomeContract | None = None) -> list[Owed]:
    """The instalments of these estates (or of one contract) in the order they fall due, in one statement.

    What would fall due after a contract ended early is owed no more, unless money came in for it.
    """
    got = standing(Receipt.objects.filter(estate=OuterRef("estate"), instalment=OuterRef("pk")))
    sums = got.order_by().values("instalment").annotate(n=Sum("amount_fen")).values("n")
    rows = Instalment.objects.filter(estate__in=list(estates)).select_related("contract__asset")
    rows = rows.annotate(received=Coalesce(Subquery(sums), Value(0)))
    if contract is not None:
        rows = rows.filter(contract=contract)
    ended = Q(contract__ended_on__isnull=True) | Q(due_on__lte=F("contract__ended_on")) | Q(received__gt=0)
    return [Owed(row, int(row.received)) for row in rows.filter(ended).order_by("due_on", "contract__serial", "number")]


def late(estates: Mapping[int, Estate], at: datetime) -> dict[int, list[Late]]:
    """Estate number → its late instalments, the oldest first; one statement for all of them.

    `noted` where it is late for as many days as the place calls late (`gongzhi_law.fund_watch`, courtesy).
    """
    on = law_day(at)
    rules: dict[str, int] = {}
    found: dict[int, list[Late]] = {pk: [] for pk in estates}
    for row in owed(list(estates)):
        days = row.late_days(on)
        if not days:
            continue
        place = estates[row.instalment.estate_id].place
        if place not in rules:
            rules[place] = watch_rules(on, place).late_days
        contract = row.instalment.contract
        found[row.instalment.estate_id].append(Late(contract, row.instalment, row.left_fen, days, days >= rules[place]))
    return found


def by_month(rows: Iterable[Owed], *, from_on: date, until_on: date) -> list[Month]:
    """Every month of `[from_on, until_on)` with what fell due and what came in of it."""
    sums: dict[date, tuple[int, int]] = {}
    month = month_of(from_on)
    while month < until_on:
        sums[month] = (0, 0)
        month = months_after(month, 1)
    for row in rows:
        month = month_of(row.instalment.due_on)
        if month in sums:
            due, received = sums[month]
            sums[month] = (due + row.instalment.amount_fen, received + row.received_fen)
    return [Month(month, due, received) for month, (due, received) in sums.items()]


def room_of(posting: Posting) -> int:
    """How much of an income posting counts for no instalment yet, in fen."""
    taken = Receipt.objects.filter(estate=posting.estate_id, posting=posting).aggregate(n=Sum("amount_fen"))["n"]
    return -posting.amount_fen - int(taken or 0)


def unsettled(contract: IncomeContract) -> list[Posting]:
    """Postings of the contract's income account that still have room for an instalment, the latest first."""
    rows = Posting.objects.filter(
        estate=contract.estate_id,
        account=contract.income_id,
        amount_fen__lt=0,
        transaction__kind="income",
        transaction__reversals__isnull=True,
        transaction__on__gte=contract.signed_on,
    ).select_related("transaction")
    taken = Subquery(
        Receipt.objects.filter(estate=OuterRef("estate"), posting=OuterRef("pk"))
        .order_by()
        .values("posting")
        .annotate(n=Sum("amount_fen"))
        .values("n")
    )
    rows = rows.annotate(taken=Coalesce(taken, Value(0))).filter(taken__lt=-1 * F("amount_fen"))
    return list(rows.order_by("-transaction__on", "-pk")[:100])
