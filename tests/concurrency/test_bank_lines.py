"""Two overlapping statements imported at the same moment: each line once; without the lock one of them breaks."""

import threading
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from gongzhi.fund.actions import import_statement as acting
from gongzhi.fund.actions.keep_statement import keep_statement
from gongzhi.fund.actions.posting import lock_book
from gongzhi.fund.models import BankLine, BankStatement
from gongzhi.fund.tests.bank_made import csv
from gongzhi.fund.tests.made import NOW, Purse, purse
from tests.concurrency.race import PATIENCE, at_once
from tests.database import TestDatabase

pytestmark = pytest.mark.race
ROWS = [(f"2026-07-0{n}", 100 * n, "", f"第{n}笔") for n in range(1, 6)]


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    settings.FILES = tmp_path


def both_at_once() -> list[Any]:
    """Lines 1 to 4 and lines 2 to 5, handed in and then imported together."""
    with transaction.atomic():
        p = purse()
    return at_once([_one(p, csv(ROWS[:4]), "前.csv"), _one(p, csv(ROWS[1:], opening=100), "后.csv")])


def _one(p: Purse, content: bytes, name: str) -> Any:
    stored = keep_statement(money=p.money, file_name=name, content=content, by=p.chair, at=NOW)
    return lambda: acting.import_statement(money=p.money, stored=stored, by=p.chair, at=NOW)


@pytest.mark.clause("A5.2")
def test_the_second_waits_and_brings_only_what_is_new(clone_db: TestDatabase) -> None:
    answers = both_at_once()
    assert all(isinstance(one, BankStatement) for one in answers)
    assert sorted(one.fresh for one in answers) == [1, 4]
    assert sorted(BankLine.objects.values_list("amount_fen", flat=True)) == [100, 200, 300, 400, 500]


def test_without_the_lock_both_bring_the_same_line_and_the_database_stops_one(
    clone_db: TestDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: the same two, and the account not held while the file is compared with it."""
    gate, write = threading.Barrier(2), acting._write

    def together(*given: Any) -> None:
        gate.wait(PATIENCE)
        write(*given)

    monkeypatch.setattr(acting, "lock_money", lambda money: (lock_book(money.estate), money))
    monkeypatch.setattr(acting, "_write", together)
    answers = both_at_once()
    assert sum(isinstance(one, IntegrityError) for one in answers) == 1
    assert BankLine.objects.count() == 4
