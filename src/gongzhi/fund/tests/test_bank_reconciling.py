"""The book and the bank agree to the fen at each month's end, and a second person has looked (A5.2)."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongzhi.documents.models import Document
from gongzhi.fund.actions.check_reconciliation import check_reconciliation
from gongzhi.fund.actions.match_lines import Group, match_lines
from gongzhi.fund.actions.posting import Line, post
from gongzhi.fund.actions.reconcile_month import reconcile_month
from gongzhi.fund.actions.undo_match import undo_match
from gongzhi.fund.models import MoneyAccount
from gongzhi.fund.queries.proposals import proposals_of
from gongzhi.fund.queries.reconciling import bank_side, sheet_of, unchecked, unreconciled
from gongzhi.fund.tests.bank_made import csv, day, imported, lines, posting
from gongzhi.fund.tests.made import NOW, Purse, account, moved
from gongzhi.kernel.errors import BadInput, Refused

JULY = date(2026, 7, 1)
ROWS = [("2026-07-02", 50_000, "快送", "租金"), ("2026-07-30", -20_000, "某店", "灯具")]


def opened(p: Purse, fen: int = 100_000) -> None:
    moved(p, fen, on=date(2026, 1, 1), kind="opening")


@pytest.mark.clause("A5.2")
def test_a_month_is_reconciled_with_what_only_one_side_knows_and_checked_by_another(p: Purse) -> None:
    opened(p)
    imported(p, csv(ROWS, opening=100_000))
    came = moved(p, 50_000, on=day("07-02"))
    moved(p, -7_000, on=day("07-31"), words="支票未兑")
    match_lines(money=p.money, groups=[Group((lines(p)[0].pk,), (posting(came, p.money).pk,))], by=p.chair, at=NOW)
    row = reconcile_month(money=p.money, month=JULY, by=p.chair, at=NOW)
    assert (row.bank_fen, row.book_fen, row.lines_fen, row.postings_fen) == (130_000, 143_000, -20_000, -7_000)
    assert row.open_lines == [{"on": "2026-07-30", "amount_fen": -20_000, "id": lines(p)[1].pk}]
    paper = Document.objects.get(pk=row.document_id)
    told = str(paper.data)
    assert told.count("¥1,230.00") == 2
    assert "¥1,300.00" in told
    assert "¥1,430.00" in told
    assert "0001" in told
    assert "快送" not in told
    with pytest.raises(Refused, match="另一个人"):
        check_reconciliation(reconciliation=row, by=p.chair, at=NOW)
    assert unchecked([p.g.estate.pk])[p.g.estate.pk] == [row]
    check_reconciliation(reconciliation=row, by=p.g.person(1), at=NOW)
    assert not unchecked([p.g.estate.pk])
    with pytest.raises(Refused, match="已经核对"):
        check_reconciliation(reconciliation=row, by=p.g.worker, at=NOW)
    with pytest.raises(Refused, match="已经对平"):
        reconcile_month(money=p.money, month=JULY, by=p.chair, at=NOW)


@pytest.mark.clause("A5.2")
def test_it_is_refused_while_statement_balance_or_lines_are_missing_or_a_fen_differs(p: Purse) -> None:
    opened(p)

    def refused(words: str) -> Any:
        with pytest.raises(Refused, match=words) as caught:
            reconcile_month(money=p.money, month=JULY, by=p.chair, at=NOW)
        assert caught.value.reasons[0].cite
        assert caught.value.reasons[0].remedy
        return caught

    refused("还没有到2026年7月31日的对账单")
    second = account(p, "第二户", number="6222000000000002")
    imported(p, "交易日期,收入,支出,摘要\n2026-07-01,500.00,,租金\n".encode(), money=second)
    with pytest.raises(Refused, match="没有写期末余额"):
        reconcile_month(money=second, month=JULY, by=p.chair, at=NOW)
    june = csv([("2026-06-30", 1_000, "", "x")], opening=99_000)
    imported(p, june)
    imported(p, csv(ROWS, opening=100_001))
    assert bank_side(p.money, day("07-31")).why == "lines"
    refused("相差 ¥0.01")
    third = account(p, "第三户", number="6222000000000004")
    imported(p, csv(ROWS, opening=100_000), money=third)
    with pytest.raises(Refused, match="还差 −¥1,000"):
        reconcile_month(money=third, month=JULY, by=p.chair, at=NOW)
    with pytest.raises(BadInput):
        reconcile_month(money=p.money, month=date(2026, 8, 1), by=p.chair, at=NOW)
    with pytest.raises(BadInput):
        reconcile_month(money=p.money, month=date(2025, 12, 1), by=p.chair, at=NOW)


def test_a_reconciled_month_takes_no_new_line_and_loses_no_match(p: Purse) -> None:
    opened(p)
    imported(p, csv(ROWS[:1], opening=100_000))
    came = moved(p, 50_000, on=day("07-02"))
    match = match_lines(
        money=p.money, groups=[Group((lines(p)[0].pk,), (posting(came, p.money).pk,))], by=p.chair, at=NOW
    )
    reconcile_month(money=p.money, month=JULY, by=p.chair, at=NOW)
    with pytest.raises(Refused, match="已经对平"):
        imported(p, csv(ROWS, opening=100_000))
    with pytest.raises(Refused, match="已经对平"):
        undo_match(match=match, reason="勾错了", by=p.chair, at=NOW)


def test_a_month_without_a_line_is_covered_where_two_statements_join(p: Purse) -> None:
    imported(p, csv([("2026-05-31", 1_000, "", "x")]))
    imported(p, csv([("2026-07-01", 2_000, "", "y")], opening=1_000))
    assert bank_side(p.money, day("06-30")).told_fen == 1_000
    other = account(p, "第二户", number="6222000000000002")
    imported(p, csv([("2026-05-31", 1_000, "", "x")]), money=other)
    imported(p, csv([("2026-07-01", 2_000, "", "y")], opening=3_000), money=other)
    assert bank_side(other, day("06-30")).why == "nothing"


def test_an_entry_taken_back_in_red_is_not_open(p: Purse) -> None:
    opened(p)
    wrong = moved(p, 5_000, on=day("07-05"))
    entry = wrong.entry
    back = [Line(row.account, -row.amount_fen) for row in wrong.postings.select_related("account")]
    post(
        p.book, kind="reversal", on=day("08-03"), words="红冲", lines=back, reverses=wrong, entry=entry, by="x", at=NOW
    )
    imported(p, csv(ROWS[:1], opening=100_000))
    assert [row.amount_fen for row in sheet_of(p.money, JULY).postings] == [5_000]
    assert proposals_of(p.money).postings == {}


@pytest.mark.clause("A5.2", "A5.6")
def test_months_without_a_reconciliation_are_listed_with_the_day_they_are_late_in_fixed_statements(p: Purse) -> None:
    account(p, "备用金", fund="petty")
    account(p, "第二户", number="6222000000000002")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        found = unreconciled([p.g.estate], NOW)[p.g.estate.pk]
    assert len(asked) == 2
    assert len(found) == 14
    assert (found[0].month, found[0].due_on, found[0].money.account.code) == (date(2026, 1, 1), date(2026, 2, 28), "A1")
    imported(p, csv(ROWS[:1]))
    moved(p, 50_000, on=day("07-02"))
    reconcile_month(money=p.money, month=JULY, by=p.chair, at=NOW)
    assert len(unreconciled([p.g.estate], NOW)[p.g.estate.pk]) == 13


@pytest.mark.clause("A5.2")
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    banked=st.lists(st.tuples(st.integers(1, 59), st.sampled_from([500, -300, 70])), min_size=1, max_size=8),
    late=st.lists(st.integers(0, 40), max_size=8),
    extra=st.lists(st.tuples(st.integers(1, 59), st.sampled_from([900, -40])), max_size=3),
)
def test_whatever_is_matched_and_whenever_it_was_booked_the_sheet_agrees_to_the_fen(
    p: Purse, banked: list[tuple[int, int]], late: list[int], extra: list[tuple[int, int]]
) -> None:
    known = MoneyAccount.objects.count()
    money = account(p, f"账户{known}", number=f"62220001{known:08d}")
    moved(p, 10_000, on=date(2026, 1, 1), kind="opening", money=money)
    first = date(2026, 5, 31)
    rows = [
        ((first + timedelta(days=n)).isoformat(), fen, "", f"第{at}笔") for at, (n, fen) in enumerate(sorted(banked))
    ]
    imported(p, csv(rows, opening=10_000), money=money, from_on=date(2026, 6, 1), until_on=date(2026, 7, 31))
    for row, days in zip(lines(p, money), late, strict=False):
        booked = moved(p, row.amount_fen, on=min(row.on + timedelta(days=days), date(2026, 8, 9)), money=money)
        if days % 3:
            group = Group((row.pk,), (posting(booked, money).pk,))
            match_lines(money=money, groups=[group], by=p.chair, at=NOW)
    for n, fen in extra:
        moved(p, fen, on=first + timedelta(days=n), money=money)
    for month in (date(2026, 6, 1), JULY):
        sheet = sheet_of(money, month)
        assert sheet.holds
        assert sheet.sums is not None
        assert sheet.sums.difference_fen == 0
