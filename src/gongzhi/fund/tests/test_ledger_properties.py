"""What holds after any order of acts on the books: sums are nothing, flats sum to their account, an undone entry leaves no trace."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongzhi.fund.actions.clear_opening import clear_opening
from gongzhi.fund.actions.close_month import close_month
from gongzhi.fund.actions.record_opening import record_opening
from gongzhi.fund.actions.reverse_transaction import reverse_transaction
from gongzhi.fund.models import MonthClose, Posting, SubPosting, Transaction
from gongzhi.fund.queries.ledger_closing import as_closed, next_to_close
from gongzhi.fund.queries.ledger_lines import trial_balance, unchecked_fen
from gongzhi.fund.queries.periods import open_from
from gongzhi.fund.queries.statements import balance_fen, statements
from gongzhi.fund.tests.made import NOW, START, TODAY, Purse, account, moved
from gongzhi.fund.tests.test_ledger_acts import PAPER
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.register.models import Unit

ACTS = ("opening", "income", "payment", "undo", "clear", "close")
STEPS = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(1, 10**9), st.integers(0, 7)), min_size=3, max_size=9)
LIGHT = settings(
    max_examples=10, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


class Books:
    """Two accounts, one kept by two flats, and what they should hold."""

    def __init__(self, p: Purse) -> None:
        self.p = p
        self.made: list[tuple[Transaction, dict[int, int], int]] = []
        building = p.g.estate.buildings.create(name="1栋")
        self.units = [
            Unit.objects.create(
                estate=p.g.estate, building=building, room=str(n), door=f"1栋{n}", kind="residence", area=9_000
            )
            for n in (101, 102)
        ]
        self.accounts = [p.money, account(p, "维修资金", fund="repair", number="6222000000000007", by_unit=True)]
        self.holds: Counter[int] = Counter()
        self.disputed = 0

    def shares(self, money: Any, fen: int) -> dict[int, int]:
        """Divided among the flats to the fen; none for an account that is not kept by flats."""
        if not money.account.by_unit:
            return {}
        return {self.units[0].pk: fen - fen // 3, self.units[1].pk: fen // 3}

    def day(self, n: int) -> date:
        return min(max(open_from(self.p.book), date(2026, 1 + n, 5)), TODAY)

    def do(self, act: str, fen: int, n: int) -> None:
        """One step; what an act refuses changes nothing."""
        money, p = self.accounts[n % 2], self.p
        asked: dict[str, Any] = {"by": p.chair, "at": NOW}
        if act == "opening":
            shares = self.shares(money, fen)
            done = self.tried(
                record_opening,
                money=money,
                amount_fen=fen,
                disputed_fen=fen // 4,
                shares=shares,
                words="移交",
                **PAPER,
                **asked,
            )
            if done:
                self.note(done, {money.account_id: fen}, disputed=fen // 4)
        elif act in ("income", "payment"):
            sign = 1 if act == "income" else -1
            row = moved(p, sign * fen, on=self.day(n), money=money, shares=self.shares(money, sign * fen))
            self.note(row, {money.account_id: sign * fen})
        elif act == "undo" and self.made:
            row, changes, disputed = self.made[n % len(self.made)]
            if self.tried(
                reverse_transaction, transaction=row, on=TODAY, why="更正", by=p.manager, at=NOW
            ) or self.tried(reverse_transaction, transaction=row, on=TODAY, why="更正", **asked):
                self.holds.subtract(changes)
                self.disputed -= disputed
        elif act == "clear":
            part = min(fen, max(self.disputed, 1))
            done = self.tried(
                clear_opening, book=p.book, amount_fen=part, way="carried", on=TODAY, words="查清", **PAPER, **asked
            )
            if done:
                self.note(done, {}, disputed=-part)
        elif act == "close":
            self.tried(close_month, book=p.book, month=next_to_close(p.book), warnings_seen=True, **asked)

    def note(self, row: Transaction, changes: dict[int, int], *, disputed: int = 0) -> None:
        self.made.append((row, changes, disputed))
        self.holds.update(changes)
        self.disputed += disputed

    @staticmethod
    def tried(act: Callable[..., Any], **asked: Any) -> Any:
        try:
            with transaction.atomic():
                return act(**asked)
        except (Refused, BadInput):
            return None

    def check(self) -> None:
        """Everything that must hold."""
        connection.check_constraints()
        estate = self.p.g.estate
        for entry in Transaction.objects.filter(estate=estate):
            assert entry.postings.aggregate(n=Sum("amount_fen"))["n"] == 0
        closing = {row.account.pk: row.closing_fen for row in statements(estate, until=date(2026, 9, 1))}
        for money in self.accounts:
            assert (
                balance_fen(money.account, on=TODAY) == self.holds[money.account_id] == closing.get(money.account_id, 0)
            )
        by_flats = SubPosting.objects.filter(estate=estate).aggregate(n=Sum("amount_fen"))["n"] or 0
        assert by_flats == self.holds[self.accounts[1].account_id]
        assert unchecked_fen(estate) == self.disputed
        rows = trial_balance(estate, from_on=START, until_on=date(2026, 9, 1))
        assert sum(row.debit_fen for row in rows) == sum(row.credit_fen for row in rows)
        for close in MonthClose.objects.filter(estate=estate):
            assert as_closed(close) == close.digest
        numbers = sorted(
            Transaction.objects.filter(estate=estate, serial__isnull=False).values_list("serial", flat=True)
        )
        assert numbers == list(range(1, len(numbers) + 1)), "no number is missing"


@pytest.mark.clause("A5.2", "A5.5")
@LIGHT
@given(steps=STEPS)
def test_any_order_of_acts_keeps_every_sum(steps: list[tuple[str, int, int]], p: Purse) -> None:
    with transaction.atomic():
        books = Books(p)
        for act, fen, n in steps:
            books.do(act, fen, n)
        books.check()
        transaction.set_rollback(True)


@pytest.mark.clause("A5.2")
@LIGHT
@given(sums=st.lists(st.integers(-(10**9), 10**9).filter(bool), min_size=1, max_size=5))
def test_undoing_everything_leaves_every_account_and_flat_as_it_was(sums: list[int], p: Purse) -> None:
    with transaction.atomic():
        books = Books(p)
        money = books.accounts[1]
        made = [moved(p, fen, money=money, shares=books.shares(money, fen)) for fen in sums]
        for row, fen in zip(made, sums, strict=True):
            reverse_transaction(transaction=row, on=TODAY, why="更正", by=p.manager if fen < 0 else p.chair, at=NOW)
        connection.check_constraints()
        left = Posting.objects.values("account").annotate(n=Sum("amount_fen")).exclude(n=0)
        flats = SubPosting.objects.values("unit").annotate(n=Sum("amount_fen")).exclude(n=0)
        assert not left.exists()
        assert not flats.exists()
        transaction.set_rollback(True)
