"""The ledger balances, whoever asks: sums, months, numbers, statements."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from gongzhi.fund.models import Posting, Transaction
from gongzhi.fund.queries.statements import balance_fen, over, statements
from gongzhi.fund.tests.made import NOW, Purse, account, moved
from gongzhi.kernel.errors import BadInput


@pytest.mark.clause("A5.5")
def test_every_month_carries_the_balance_on_and_a_reversal_lessens_what_it_undoes(p: Purse) -> None:
    moved(p, 100_000, on=date(2026, 1, 1), kind="opening")
    moved(p, 50_000, on=date(2026, 1, 20))
    moved(p, -20_000, on=date(2026, 3, 5))
    rows = statements(p.g.estate, until=date(2026, 4, 1))
    assert [(r.opening_fen, r.income_fen, r.expense_fen, r.closing_fen) for r in rows] == [
        (100_000, 50_000, 0, 150_000),
        (150_000, 0, 0, 150_000),
        (150_000, 0, 20_000, 130_000),
    ]
    quarter = over(rows, from_on=date(2026, 1, 1), until_on=date(2026, 4, 1))
    assert [(r.opening_fen, r.income_fen, r.expense_fen, r.closing_fen, r.lines) for r in quarter] == [
        (100_000, 50_000, 20_000, 130_000, 2)
    ]
    assert balance_fen(p.money.account, on=date(2026, 3, 4)) == 150_000


def test_the_database_refuses_a_transaction_that_does_not_balance(p: Purse) -> None:
    Posting.objects.create(estate=p.g.estate, transaction=moved(p, 100), account=p.money.account, amount_fen=1)
    with pytest.raises(IntegrityError, match="sum to 1"):
        connection.check_constraints()
    transaction.set_rollback(True)


def test_nothing_is_posted_to_a_day_to_come_or_before_the_ledger(p: Purse) -> None:
    with pytest.raises(BadInput):
        moved(p, 100, on=date(2026, 8, 11))
    with pytest.raises(IntegrityError), transaction.atomic():
        Transaction.objects.create(
            estate=p.g.estate, on=date(2025, 12, 31), kind="income", words="x", by="x", at=NOW, entry=1
        )


def test_two_accounts_are_told_apart_by_code_and_number(p: Purse) -> None:
    second = account(p, "维修资金专户", fund="repair", number="6222000000000002")
    assert (p.money.account.code, second.account.code, second.tail) == ("A1", "A2", "0002")
