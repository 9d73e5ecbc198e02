"""An entry at the moment its month is closed: it gets its number or is refused; without the lock it slips in unnumbered."""

import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from gongzhi.fund.actions.close_month import close_month
from gongzhi.fund.actions.posting import Line, lock_book, post
from gongzhi.fund.models import Account, Book, MonthClose, Transaction
from gongzhi.fund.queries.chart import account_for
from gongzhi.fund.tests.made import MOVED, NOW, Purse, moved, purse
from gongzhi.kernel import journal
from tests.concurrency.race import PATIENCE, at_once
from tests.database import TestDatabase

pytestmark = pytest.mark.race
JANUARY = date(2026, 1, 1)
A_WHILE = 1


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    settings.FILES = tmp_path


def with_one() -> Purse:
    """A purse with one entry in January."""
    with transaction.atomic():
        p = purse()
        moved(p, 500, on=date(2026, 1, 25))
    return p


def late_entry(p: Purse, lock: Callable[..., Book], patience: int) -> None:
    """An entry of January is being written, and not committed yet, when somebody closes January."""
    written, closed = threading.Event(), threading.Event()

    def write() -> None:
        with transaction.atomic():
            book = lock(p.g.estate)
            entry = journal.record(MOVED, ref="test", estate_id=p.g.estate.pk, by="p1", at=NOW, fen=700)
            other = account_for(p.g.estate, Account.Root.INCOME, "other")
            lines = [Line(p.money.account, 700), Line(other, -700)]
            post(book, kind="income", on=date(2026, 1, 20), words="迟到", lines=lines, entry=entry.pk, by="p1", at=NOW)
            written.set()
            closed.wait(patience)

    def close() -> None:
        assert written.wait(PATIENCE)
        close_month(book=p.book, month=JANUARY, warnings_seen=True, by=p.chair, at=NOW)
        closed.set()

    answers = at_once([write, close])
    assert answers == [None, None]


@pytest.mark.clause("A5.5")
def test_a_month_waits_for_the_entry_that_is_being_written(clone_db: TestDatabase) -> None:
    p = with_one()
    late_entry(p, lock_book, A_WHILE)
    rows = Transaction.objects.order_by("on")
    assert [row.serial for row in rows] == [1, 2]
    assert MonthClose.objects.get().last == 2


def test_without_the_lock_an_entry_slips_into_a_closed_month_without_a_number(clone_db: TestDatabase) -> None:
    """The control: the same two, and the book not held by the one that writes."""
    p = with_one()
    late_entry(p, lambda estate: Book.objects.select_related("estate__community").get(estate=estate), PATIENCE)
    assert [row.serial for row in Transaction.objects.order_by("on")] == [None, 1]
