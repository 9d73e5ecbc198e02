"""Two incomes that pay the same instalment at the same moment: it is paid once, whoever forgets the lock."""

import threading
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from gongzhi.fund.actions import settle_instalment as settling
from gongzhi.fund.actions.settle_instalment import settle_instalment
from gongzhi.fund.models import Instalment, Receipt
from gongzhi.fund.queries.schedule import owed
from gongzhi.fund.tests.income_made import contract
from gongzhi.fund.tests.made import NOW, moved, purse
from gongzhi.kernel.errors import Refused
from tests.clones import TestDatabase
from tests.concurrency.race import PATIENCE, at_once

pytestmark = pytest.mark.race


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    settings.FILES = tmp_path


def paid_twice() -> tuple[list[Any], Instalment]:
    """Two incomes of the whole sum, each counted for the first instalment, at once."""
    p = purse()
    made = contract(p)
    first = made.instalments.get(number=1)
    with transaction.atomic():
        rows = [moved(p, 100_000, other=made.income).postings.get(account=made.income) for _n in range(2)]
    return at_once(
        [partial(settle_instalment, instalment=first, posting=row, by=p.chair, at=NOW) for row in rows]
    ), first


def test_an_instalment_is_paid_once(clone_db: TestDatabase) -> None:
    answers, first = paid_twice()
    assert {type(one) for one in answers} == {Receipt, Refused}
    assert owed([first.estate_id])[0].received_fen == 100_000


def test_without_the_lock_both_would_count_and_the_database_stops_the_second(
    clone_db: TestDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: both read before either writes."""
    both = threading.Barrier(2)
    read = settling.left_of

    def slow(rows: Any) -> dict[int, int]:
        left = read(rows)
        both.wait(PATIENCE)
        return left

    monkeypatch.setattr(settling, "hold_register", lambda *_given: None)
    monkeypatch.setattr(settling, "left_of", slow)
    answers, first = paid_twice()
    assert {type(one) for one in answers} == {Receipt, IntegrityError}
    assert owed([first.estate_id])[0].received_fen == 100_000
