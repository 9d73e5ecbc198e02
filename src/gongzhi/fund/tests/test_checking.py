"""The check of a ledger finds what somebody wrote round the guards, and nothing in a sound one."""

from datetime import date
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import IntegrityError, transaction

from gongzhi.fund.actions.close_month import close_month
from gongzhi.fund.models import Posting, Transaction
from gongzhi.fund.queries.chart import account_for
from gongzhi.fund.queries.checking import CHECKS, check_ledger
from gongzhi.fund.tests.made import NOW, Purse, moved, purse
from tests.clones import TestDatabase

NOT_PAID = "ALTER TABLE fund_transaction DROP CONSTRAINT fund_transaction_payment_has_a_basis;"
TAMPERED = {
    "借贷不平或者只有一行": "UPDATE fund_posting SET amount_fen = amount_fen + 1 WHERE amount_fen < 0",
    "早于建账": "UPDATE fund_transaction SET \"on\" = '2025-12-31'",
    "未结账的月份已经编号": "UPDATE fund_transaction SET serial = 7",
    "没有依据的支出": NOT_PAID + " UPDATE fund_transaction SET kind = 'payment', basis_entry = NULL",  # noqa: S608
}


@pytest.mark.clause("A7.3")
def test_a_sound_ledger_has_no_problem(p: Purse) -> None:
    moved(p, 100_00, on=date(2026, 1, 3))
    moved(p, -30_00, on=date(2026, 2, 3))
    assert check_ledger(p.g.estate) == []


@pytest.mark.clause("A7.3")
def test_what_was_written_round_the_guards_is_found(clone_db: TestDatabase, settings: Any, tmp_path: Path) -> None:
    settings.FILES = tmp_path
    with transaction.atomic():
        p = purse()
        made = moved(p, 100_00)
    with psycopg.connect(str(clone_db.urls.admin)) as admin:
        for title, tampered in TAMPERED.items():
            admin.execute("SET session_replication_role = replica")
            admin.execute(tampered)
            found = admin.execute(dict(CHECKS)[title], {"estate": p.g.estate.pk}).fetchall()
            assert (made.pk,) in found, title
            admin.rollback()


def add_to(p: Purse, made: Transaction) -> None:
    """Two lines more for an entry: they balance, and change what the account holds."""
    other = account_for(p.g.estate, "income", "other")
    with transaction.atomic():
        for account, fen in ((p.money.account, -500), (other, 500)):
            Posting.objects.create(estate=p.g.estate, transaction=made, account=account, amount_fen=fen)


@pytest.mark.clause("A5.2")
def test_nothing_is_added_to_an_entry_of_a_closed_month(p: Purse) -> None:
    made = moved(p, 100_00, on=date(2026, 1, 3))
    close_month(book=p.book, month=date(2026, 1, 1), warnings_seen=True, by=p.chair, at=NOW)
    with pytest.raises(IntegrityError, match="closed month"):
        add_to(p, made)


@pytest.mark.clause("A5.2")
def test_nothing_is_added_to_an_entry_that_stands(clone_db: TestDatabase, settings: Any, tmp_path: Path) -> None:
    settings.FILES = tmp_path
    with transaction.atomic():
        p = purse()
        made = moved(p, 100_00)
    with pytest.raises(IntegrityError, match="nothing is added"):
        add_to(p, made)
    with transaction.atomic():
        moved(p, -30_00)
    assert Posting.objects.count() == 4
