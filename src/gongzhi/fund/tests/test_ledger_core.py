"""The ledger balances, whoever asks: sums, months, numbers, statements."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from gongzhi.fund.actions.close_month import close_month
from gongzhi.fund.actions.posting import Line, post
from gongzhi.fund.actions.record_opening import record_opening
from gongzhi.fund.actions.reverse_transaction import reverse_transaction
from gongzhi.fund.models import Posting, Transaction
from gongzhi.fund.queries.categories import categories, moved_within
from gongzhi.fund.queries.chart import account_for
from gongzhi.fund.queries.flows import flows
from gongzhi.fund.queries.public_statement import notes_on
from gongzhi.fund.queries.statements import balance_fen, over, statements
from gongzhi.fund.tests.made import NOW, Purse, account, moved
from gongzhi.kernel.errors import BadInput, Refused


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


@pytest.mark.clause("A5.5", "A6.2")
def test_an_opening_put_right_later_is_no_income_and_every_line_adds_up(p: Purse) -> None:
    given = {
        "money": p.money,
        "words": "移交",
        "file_name": "单.pdf",
        "content": b"%PDF-1.4 o",
        "by": p.chair,
        "at": NOW,
    }
    wrong = record_opening(amount_fen=100_000, **given)
    moved(p, 50_000, on=date(2026, 1, 20))
    close_month(book=p.book, month=date(2026, 1, 1), warnings_seen=True, by=p.chair, at=NOW)
    reverse_transaction(transaction=wrong, on=date(2026, 2, 3), why="记错", by=p.chair, at=NOW)
    record_opening(amount_fen=90_000, **{**given, "content": b"%PDF-1.4 n"})
    rows = statements(p.g.estate, until=date(2026, 4, 1))
    assert [(r.opening_fen, r.income_fen, r.expense_fen, r.closing_fen, r.corrected_fen) for r in rows] == [
        (100_000, 50_000, 0, 150_000, 0),
        (140_000, 0, 0, 140_000, -10_000),
        (140_000, 0, 0, 140_000, 0),
    ]
    [quarter] = over(rows, from_on=date(2026, 1, 1), until_on=date(2026, 4, 1))
    assert (quarter.opening_fen, quarter.income_fen, quarter.closing_fen, quarter.lines) == (90_000, 50_000, 140_000, 1)
    assert flows(p.g.estate, from_on=date(2026, 1, 1), until_on=date(2026, 3, 1)) == [
        (date(2026, 1, 1), 50_000, 0),
        (date(2026, 2, 1), 0, 0),
    ]
    assert notes_on("common", [rows[1]], {}) == [
        "A1 公共收益账户的期初更正了−¥100.00：登记错的期初已经冲销，重新登记。"
    ]
    assert balance_fen(p.money.account, on=date(2026, 3, 31)) == 140_000
    with pytest.raises(Refused, match="已经登记"):
        record_opening(amount_fen=1, **given)
    second = account(p, "第二账户", number="6222000000000003")
    moved(p, 100, on=date(2026, 2, 1), money=second)
    close_month(book=p.book, month=date(2026, 2, 1), warnings_seen=True, by=p.chair, at=NOW)
    with pytest.raises(Refused, match="不能再补期初"):
        record_opening(amount_fen=1, **{**given, "money": second})


@pytest.mark.clause("A6.2")
def test_what_is_said_by_category_and_the_transfers_make_up_the_accounts(p: Purse) -> None:
    day, estate = date(2026, 2, 3), p.g.estate
    deposits = account(p, "押金专户", fund="deposit", number="6222000000000002")
    was, now = account_for(estate, "owed", "return"), account_for(estate, "owed", "deposit")
    moved(p, 50_000, on=day, other=was)
    moved(p, 7_000, on=day)
    moved(p, -1_000, on=day)
    by = {"entry": 1, "by": "x", "at": NOW}
    lines = [Line(p.money.account, -50_000), Line(deposits.account, 50_000), Line(was, 50_000), Line(now, -50_000)]
    post(p.book, kind="transfer", on=day, words="押金转回", lines=lines, **by)
    gone = [Line(p.money.account, -800), Line(deposits.account, 800)]
    undone = post(p.book, kind="transfer", on=day, words="弄错", lines=gone, **by)
    post(
        p.book,
        kind="reversal",
        on=day,
        words="冲销",
        lines=[Line(one.account, -one.amount_fen) for one in gone],
        reverses=undone,
        **by,
    )
    span = {"from_on": date(2026, 2, 1), "until_on": date(2026, 3, 1)}
    found, within = categories(estate, **span), moved_within(estate, **span)
    assert within == {"common_income": (0, 50_000), "deposit": (50_000, 0)}
    assert {(one.fund, one.code): one.fen for one in found} == {
        ("common_income", "L2"): 50_000,
        ("common_income", "I11"): 7_000,
        ("common_income", "E13"): 1_000,
    }
    for row in statements(estate, until=date(2026, 3, 1)):
        if row.from_on == date(2026, 2, 1):
            fund = row.account.fund
            net = sum(one.fen if one.root != "expense" else -one.fen for one in found if one.fund == fund)
            assert row.income_fen - row.expense_fen == net + within[fund][0] - within[fund][1]
    assert notes_on("common", [], within) == [
        "账户之间的划转不是项目：转入¥500.00、转出¥500.00，已经算在上面账户的收入、支出里。"
    ]


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
