"""Openings, reversals, closing, vouchers: who may, what is refused, what stays."""

import io
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection
from PIL import Image

from gongzhi.documents.models import StoredFile
from gongzhi.documents.queries import file_content
from gongzhi.fund.actions.attach_voucher import attach_voucher
from gongzhi.fund.actions.clear_opening import clear_opening
from gongzhi.fund.actions.close_month import close_month
from gongzhi.fund.actions.mask_voucher import mask_voucher
from gongzhi.fund.actions.record_opening import record_opening
from gongzhi.fund.actions.reverse_transaction import reverse_transaction
from gongzhi.fund.models import MonthClose, Transaction, Voucher
from gongzhi.fund.queries.ledger_closing import as_closed, digest_of
from gongzhi.fund.queries.ledger_lines import entries, lines_of, trial_balance, unchecked_fen
from gongzhi.fund.queries.statements import balance_fen, statements
from gongzhi.fund.tests.made import NOW, START, TODAY, Purse, account, moved
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.register.models import Unit

PAPER: dict[str, Any] = {"file_name": "对账单.pdf", "content": b"%PDF-1.4 statement"}
JANUARY, FEBRUARY = date(2026, 1, 1), date(2026, 2, 1)


def opening(p: Purse, fen: int = 100_000, **changed: Any) -> Transaction:
    asked = {"money": p.money, "amount_fen": fen, "words": "上届移交", **PAPER, **changed}
    return record_opening(by=p.chair, at=NOW, **asked)


@pytest.mark.clause("A5.2", "A5.5")
def test_an_opening_needs_its_paper_and_what_is_disputed_stands_apart_until_cleared(p: Purse) -> None:
    with pytest.raises(BadInput) as wrong:
        opening(p, content=b"")
    assert "file" in wrong.value.fields
    with pytest.raises(BadInput):
        opening(p, disputed_fen=100_001)
    made = opening(p, disputed_fen=30_000)
    assert made.on == START
    assert made.vouchers.count() == 1
    assert unchecked_fen(p.g.estate) == 30_000
    first = statements(p.g.estate, until=FEBRUARY)[0]
    assert (first.opening_fen, first.income_fen, first.closing_fen) == (100_000, 0, 100_000)
    with pytest.raises(Refused, match="已经登记"):
        opening(p)
    ask = {"book": p.book, "on": TODAY, "words": "查到上届收据", "by": p.chair, "at": NOW}
    with pytest.raises(BadInput):
        clear_opening(amount_fen=1_000, way="income", **ask)
    with pytest.raises(Refused, match="还有"):
        clear_opening(amount_fen=30_001, way="income", **PAPER, **ask)
    clear_opening(amount_fen=10_000, way="income", **PAPER, **ask)
    clear_opening(amount_fen=5_000, way="others", **PAPER, **ask)
    with pytest.raises(Refused, match="业主大会决定") as refused:
        clear_opening(amount_fen=15_000, way="settled", **ask)
    assert refused.value.reasons[0].cite == "《民法典》第278条"
    assert unchecked_fen(p.g.estate) == 15_000
    with pytest.raises(Refused, match="已经清理"):
        reverse_transaction(transaction=made, on=TODAY, why="记错", by=p.chair, at=NOW)
    assert balance_fen(p.money.account, on=TODAY) == 100_000, "clearing moves no money"
    connection.check_constraints()


@pytest.mark.clause("A5.2")
def test_an_account_kept_by_flats_opens_to_the_fen(p: Purse) -> None:
    estate = p.g.estate
    building = estate.buildings.create(name="1栋")
    units = [
        Unit.objects.create(
            estate=estate, building=building, room=str(n), door=f"1栋{n}", kind="residence", area=9_000 + n
        )
        for n in (101, 102)
    ]
    repair = account(p, "维修资金", fund="repair", number="6222000000000009", by_unit=True)
    shares = {units[0].pk: 60_001, units[1].pk: 39_998}
    with pytest.raises(BadInput) as wrong:
        opening(p, money=repair, shares=shares)
    assert "一分不差" in wrong.value.fields["shares"]
    made = opening(p, money=repair, shares={**shares, units[1].pk: 39_999})
    undone = reverse_transaction(transaction=made, on=TODAY, why="移交清单更正", by=p.chair, at=NOW)
    connection.check_constraints()
    kept = undone.postings.get(account=repair.account).shares.order_by("pk")
    assert [row.amount_fen for row in kept] == [-60_001, -39_999]
    assert opening(p, money=repair, shares={**shares, units[1].pk: 39_999}).pk, (
        "after the reversal it is taken over anew"
    )


@pytest.mark.clause("A5.4")
def test_money_that_went_out_is_undone_by_another_person_and_once(p: Purse) -> None:
    paid = moved(p, -20_000)
    ask = {"transaction": paid, "on": TODAY, "why": "重复记账"}
    with pytest.raises(Refused, match="另一个人") as refused:
        reverse_transaction(by=p.chair, at=NOW, **ask)
    assert refused.value.reasons[0].cite
    with pytest.raises(Refused):
        reverse_transaction(by=p.g.worker, at=NOW, **ask)
    with pytest.raises(BadInput):
        reverse_transaction(by=p.manager, at=NOW, **{**ask, "why": " "})
    red = reverse_transaction(by=p.manager, at=NOW, **ask)
    assert balance_fen(p.money.account, on=TODAY) == 0
    for again in (paid, red):
        with pytest.raises(Refused):
            reverse_transaction(transaction=again, on=TODAY, why="再冲", by=p.g.person(1), at=NOW)
    assert [line.undone for line in lines_of(entries(p.g.estate))] == [False, True]
    august = statements(p.g.estate, until=date(2026, 9, 1))[-1]
    assert (august.income_fen, august.expense_fen) == (0, 0), "a reversal lessens what it undoes"
    connection.check_constraints()


@pytest.mark.clause("A5.5")
def test_months_close_in_order_and_number_their_vouchers_without_a_gap(p: Purse) -> None:
    late, early = moved(p, 700, on=date(2026, 1, 30)), moved(p, 500, on=date(2026, 1, 3))
    moved(p, 900, on=date(2026, 2, 2))
    ask: dict[str, Any] = {"book": p.book, "by": p.chair, "at": NOW}
    with pytest.raises(Refused, match="先后"):
        close_month(month=FEBRUARY, **ask)
    with pytest.raises(BadInput) as wrong:
        close_month(month=JANUARY, **ask)
    assert "warnings_seen" in wrong.value.fields, "nobody reconciled with the bank: seen first"
    with pytest.raises(Refused):
        close_month(month=JANUARY, warnings_seen=True, **{**ask, "by": p.g.worker})
    close = close_month(month=JANUARY, warnings_seen=True, **ask)
    assert (close.first, close.last) == (1, 2)
    assert [Transaction.objects.get(pk=one.pk).serial for one in (early, late)] == [1, 2]
    assert as_closed(close) == close.digest
    assert digest_of([]) != close.digest
    with pytest.raises(Refused, match="已经结了"):
        moved(p, 100, on=date(2026, 1, 31))
    with pytest.raises(Refused, match="已经结账"):
        close_month(month=JANUARY, warnings_seen=True, **ask)
    assert close_month(month=FEBRUARY, warnings_seen=True, **ask).first == 3
    for month in (3, 4, 5, 6, 7):
        close_month(month=date(2026, month, 1), warnings_seen=True, **ask)
    with pytest.raises(Refused, match="还没有过完"):
        close_month(month=date(2026, 8, 1), warnings_seen=True, **ask)
    assert [row.last for row in MonthClose.objects.order_by("month")] == [2, 3, 3, 3, 3, 3, 3]
    with pytest.raises(IntegrityError):
        Transaction.objects.filter(pk=early.pk).update(serial=9)


@pytest.mark.clause("A5.5")
def test_both_columns_of_a_trial_balance_are_equal(p: Purse) -> None:
    opening(p)
    moved(p, 5_000, on=date(2026, 2, 3))
    paid = moved(p, -2_000, on=date(2026, 2, 4))
    reverse_transaction(transaction=paid, on=date(2026, 2, 5), why="记错", by=p.manager, at=NOW)
    rows = trial_balance(p.g.estate, from_on=FEBRUARY, until_on=date(2026, 3, 1))
    assert sum(row.debit_fen for row in rows) == sum(row.credit_fen for row in rows) == 5_000
    assert sum(row.before_fen for row in rows) == sum(row.after_fen for row in rows) == 0
    money = next(row for row in rows if row.account.code == "A1")
    assert (money.before_fen, money.after_fen) == (100_000, 105_000)


def photo(side: int = 480) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (side, side), "white").save(out, "JPEG")
    return out.getvalue()


@pytest.mark.clause("A5.3", "A6.2")
def test_a_voucher_is_shown_once_squares_are_black_or_a_second_person_says_it_is_clear(p: Purse) -> None:
    paid = moved(p, -3_000)
    ask: dict[str, Any] = {"transaction": paid, "kind": "photo", "by": p.chair, "at": NOW}
    one = attach_voucher(file_name="灯泡.jpg", content=photo(), **ask)
    with pytest.raises(Refused, match="已经附上"):
        attach_voucher(file_name="灯泡.jpg", content=photo(), **ask)
    with pytest.raises(Refused):
        attach_voucher(file_name="x.pdf", content=b"%PDF-1", **{**ask, "by": p.g.worker})
    for squares in ((), (192,), (-1,)):
        with pytest.raises(BadInput):
            mask_voucher(voucher=one, way="squares", squares=squares, by=p.chair, at=NOW)
    masked = mask_voucher(voucher=one, way="squares", squares=[0, 191], by=p.chair, at=NOW)
    shown = Image.open(io.BytesIO(file_content(StoredFile.objects.get(pk=masked.shown_file_id)))).convert("L").load()
    assert shown is not None
    dark = [shown[at] < 40 for at in ((5, 5), (475, 475), (240, 240))]
    assert dark == [True, True, False]
    with pytest.raises(Refused, match="已经可以公开"):
        mask_voucher(voucher=one, way="clear", by=p.g.person(1), at=NOW)
    other = attach_voucher(file_name="发票.pdf", content=b"%PDF-1.4 invoice", **{**ask, "kind": "invoice"})
    with pytest.raises(BadInput):
        mask_voucher(voucher=other, way="squares", squares=[1], by=p.chair, at=NOW)
    with pytest.raises(Refused, match="另一个人") as refused:
        mask_voucher(voucher=other, way="clear", by=p.chair, at=NOW)
    assert "第25条" in refused.value.reasons[0].cite
    assert mask_voucher(voucher=other, way="clear", by=p.g.person(1), at=NOW).shown_file_id == other.file_id
    third = attach_voucher(file_name="合同.pdf", content=b"%PDF-1.4 names", **ask)
    with pytest.raises(BadInput):
        mask_voucher(voucher=third, way="copy", file_name="合同.pdf", content=b"%PDF-1.4 names", by=p.chair, at=NOW)
    mask_voucher(voucher=third, way="copy", file_name="合同.pdf", content=b"%PDF-1.4 masked", by=p.chair, at=NOW)
    assert Voucher.objects.filter(shown_file_id__isnull=True).count() == 0
