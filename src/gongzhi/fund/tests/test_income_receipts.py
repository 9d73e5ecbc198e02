"""What should come in, what did, what is late; never more than is due, never what was taken back (A5.2)."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from gongzhi.fund.actions.record_income import record_income
from gongzhi.fund.actions.record_incomes import IncomeRow, record_incomes
from gongzhi.fund.actions.settle_instalment import settle_instalment
from gongzhi.fund.forms.income import read_line
from gongzhi.fund.models import Receipt, Transaction
from gongzhi.fund.queries.schedule import by_month, late, owed, plan
from gongzhi.fund.tests.income_made import contract, income_of
from gongzhi.fund.tests.made import NOW, TODAY, Purse, moved
from gongzhi.fund.views.income_money import to_pay
from gongzhi.kernel.errors import BadInput, Refused


def test_a_sum_is_divided_to_the_fen_with_the_rest_in_the_last() -> None:
    rows = plan(100_00, from_on=date(2026, 1, 31), until_on=date(2027, 1, 31), rhythm="quarterly")
    assert rows == [(date(2026, m, d), 2500) for m, d in ((1, 31), (4, 30), (7, 31), (10, 31))]
    thirds = plan(100, from_on=date(2026, 1, 1), until_on=date(2026, 4, 1), rhythm="monthly")
    assert [fen for _day, fen in thirds] == [33, 33, 34]
    assert plan(7, from_on=date(2026, 1, 1), until_on=date(2030, 1, 1), rhythm="once") == [(date(2026, 1, 1), 7)]
    with pytest.raises(ValueError, match="12 instalments"):
        plan(11, from_on=date(2026, 1, 1), until_on=date(2027, 1, 1), rhythm="monthly")


@pytest.mark.clause("A5.2")
def test_income_pays_instalments_in_their_order_and_a_reversal_takes_it_back(p: Purse) -> None:
    made = contract(p)
    rows = list(made.instalments.order_by("number"))
    paid = record_income(
        money=p.money,
        income=made.income,
        amount_fen=150_000,
        on=TODAY,
        words="电梯广告1、2月",
        files=[("回单.pdf", b"%PDF-1.4 slip")],
        instalments=rows[:2],
        by=p.chair,
        at=NOW,
    )
    assert [(one.received_fen, one.left_fen) for one in owed([p.g.estate])[:3]] == [
        (100_000, 0),
        (50_000, 50_000),
        (0, 100_000),
    ]
    assert paid.vouchers.count() == 1
    with CaptureQueriesContext(connection) as asked:
        waiting = late({p.g.estate.pk: p.g.estate}, NOW)[p.g.estate.pk]
    assert len(asked) == 1
    assert [(one.instalment.number, one.left_fen) for one in waiting] == [
        (2, 50_000),
        *((n, 100_000) for n in range(3, 9)),
    ]
    assert [one.noted for one in waiting] == [True] * 6 + [False]  # due on 1 August, nine days ago
    months = by_month(owed([p.g.estate]), from_on=date(2026, 1, 1), until_on=date(2026, 4, 1))
    assert [(one.due_fen, one.received_fen) for one in months] == [(100_000, 100_000), (100_000, 50_000), (100_000, 0)]
    moved_back(p, paid)
    assert sum(one.received_fen for one in owed([p.g.estate])) == 0


def moved_back(p: Purse, paid: Transaction) -> None:
    """A reversal, as the act that reverses posts it."""
    from gongzhi.fund.actions.posting import Line, post

    lines = [Line(one.account, -one.amount_fen) for one in paid.postings.select_related("account")]
    post(p.book, kind="reversal", on=TODAY, words="冲销", lines=lines, entry=paid.entry, by="x", at=NOW, reverses=paid)


@pytest.mark.clause("A5.2")
def test_money_counts_once_and_never_above_what_is_due(p: Purse) -> None:
    made = contract(p)
    first, second = made.instalments.order_by("number")[:2]
    paid = moved(p, 130_000, other=made.income)
    posting = paid.postings.get(account=made.income)
    with pytest.raises(BadInput):
        settle_instalment(instalment=first, posting=posting, amount_fen=100_001, by=p.chair, at=NOW)
    assert settle_instalment(instalment=first, posting=posting, by=p.chair, at=NOW).amount_fen == 100_000
    with pytest.raises(Refused, match="收齐"):
        settle_instalment(instalment=first, posting=posting, by=p.chair, at=NOW)
    assert settle_instalment(instalment=second, posting=posting, by=p.chair, at=NOW).amount_fen == 30_000
    with pytest.raises(Refused, match="已经全部"):
        settle_instalment(instalment=second, posting=posting, by=p.chair, at=NOW)
    other = moved(p, 10_000).postings.get(account=income_of(p, "other"))
    with pytest.raises(BadInput):
        settle_instalment(instalment=second, posting=other, by=p.chair, at=NOW)
    back = moved(p, 5_000, other=made.income)
    moved_back(p, back)
    with pytest.raises(Refused, match="冲销"):
        settle_instalment(instalment=second, posting=back.postings.get(account=made.income), by=p.chair, at=NOW)


def test_the_database_lets_no_receipt_pass_its_instalment(p: Purse) -> None:
    made = contract(p)
    posting = moved(p, 500_000, other=made.income).postings.get(account=made.income)
    Receipt.objects.create(
        estate=p.g.estate,
        instalment=made.instalments.first(),
        posting=posting,
        amount_fen=100_001,
        by="x",
        at=NOW,
        entry=1,
    )
    with pytest.raises(IntegrityError, match="would be received"):
        connection.check_constraints()
    transaction.set_rollback(True)


@pytest.mark.clause("A5.2")
def test_a_month_of_parking_fees_is_one_act(p: Purse) -> None:
    parking = income_of(p, "parking")
    rows = [IncomeRow(15_000, date(2026, 7, 1 + n % 31), f"地面车位{n + 1:03}号7月") for n in range(60)]
    made = record_incomes(money=p.money, income=parking, rows=rows, by=p.chair, at=NOW, idempotency_key="july")
    again = record_incomes(money=p.money, income=parking, rows=rows, by=p.chair, at=NOW, idempotency_key="july")
    assert again == made  # a resend
    posted = Transaction.objects.filter(entry=made.pk).order_by("pk")
    assert [(one.on, one.words) for one in posted] == [(row.on, row.words) for row in rows]
    rent = contract(p, income=parking)
    first = rent.instalments.get(number=1)
    twice = [IncomeRow(60_000, TODAY, f"车位{n}", instalment=first) for n in (1, 2)]
    record_incomes(money=p.money, income=parking, rows=twice, by=p.chair, at=NOW)
    assert [one.amount_fen for one in first.receipts.order_by("pk")] == [60_000, 40_000]  # never above what is due
    connection.check_constraints()
    with pytest.raises(BadInput) as wrong:
        record_incomes(money=p.money, income=parking, rows=[*rows[:2], IncomeRow(0, TODAY, "x")], by=p.chair, at=NOW)
    assert "第 3 笔" in wrong.value.fields["rows"]
    with pytest.raises(Refused):
        record_incomes(money=p.money, income=parking, rows=rows, by=p.g.worker, at=NOW)
    assert Transaction.objects.filter(estate=p.g.estate).count() == 62


def test_income_is_refused_to_who_does_not_keep_the_books_and_asks_for_a_sum_and_words(p: Purse) -> None:
    asked = {"money": p.money, "income": income_of(p), "on": TODAY, "at": NOW}
    with pytest.raises(Refused):
        record_income(amount_fen=100, words="广告", by=p.manager, **asked)  # no trust: not the firm's books
    with pytest.raises(BadInput) as wrong:
        record_income(amount_fen=0, words=" ", by=p.chair, **asked)
    assert set(wrong.value.fields) == {"amount_fen", "words"}
    person = contract(p, party="王小二", person=True, income=income_of(p, "ground"))
    with pytest.raises(BadInput) as named:
        record_income(
            **{**asked, "income": person.income},
            amount_fen=100,
            words="王小二交摊位费",
            instalments=[person.instalments.first()],
            by=p.chair,
        )
    assert set(named.value.fields) == {"words"}


def test_a_form_offers_what_a_sum_may_pay_now_and_not_years_ahead(p: Purse) -> None:
    made = contract(p)
    rows = owed([p.g.estate])
    offered = to_pay(rows, on=date(2026, 3, 15))
    assert [row.instalment.number for row in offered] == [1, 2, 3, 4, 5]
    assert [row.instalment.number for row in to_pay(rows, on=date(2025, 6, 1))] == [1]
    assert {row.instalment.contract_id for row in offered} == {made.pk}


@pytest.mark.parametrize(
    ("line", "fen", "words"),
    [
        ("2026-07-01 150.00 地面车位7月", 15_000, "地面车位7月"),
        ("2026/7/1\t1,200.00\t临停 东门", 120_000, "临停 东门"),
        ("2026年7月1日 88.5 临停", 8_850, "临停"),
        ("2026-07-01,150,101号车位", 15_000, "101号车位"),
        ("2026.7.1，150；月卡", 15_000, "月卡"),
        ("2026-07-01  1,200  月卡", 120_000, "月卡"),
    ],
)
def test_a_pasted_line_is_read_as_people_write_it(line: str, fen: int, words: str) -> None:
    assert read_line(line) == (date(2026, 7, 1), fen, words)


@pytest.mark.parametrize("line", ["2026-07-01", "7月1日 150 月卡", "2026-07-01 abc 月卡", "2026-07-01,1,200.00", "150"])
def test_a_pasted_line_that_could_mean_two_things_is_not_guessed(line: str) -> None:
    day, amount, words = read_line(line)
    assert day is None or not amount or not words
