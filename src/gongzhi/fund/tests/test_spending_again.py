"""What came back may be asked for again, once; what landed in the wrong account goes to its own (L1.4, A5.3, A6.2)."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from gongzhi.fund.actions.asking_payment import Payee
from gongzhi.fund.actions.clear_opening import clear_opening
from gongzhi.fund.actions.issue_slip import issue_slip
from gongzhi.fund.actions.record_opening import record_opening
from gongzhi.fund.actions.reverse_transaction import reverse_transaction
from gongzhi.fund.actions.set_allowance import set_allowance
from gongzhi.fund.models import MoneyAccount, Posting, SpendRequest, Transaction
from gongzhi.fund.queries.chart import account_for
from gongzhi.fund.queries.ledger_lines import unchecked_fen
from gongzhi.fund.queries.refunds import held_fen, receipts_of
from gongzhi.fund.queries.statements import balance_fen
from gongzhi.fund.tests.made import NOW, TODAY, Purse, account, moved
from gongzhi.fund.tests.spending_made import PDF, agreed, asked, basis, paid, resolved, stop
from gongzhi.kernel.errors import BadInput, Refused

MONTH = TODAY.replace(day=1)


def sent(p: Purse, request: SpendRequest) -> Transaction:
    """Agreed to, issued, paid."""
    issue_slip(request=agreed(p, request), by=p.chair, at=NOW)
    return paid(p, request).transaction


def undone(p: Purse, made: Transaction) -> None:
    """The bank gave it back: taken back in red by the other side."""
    reverse_transaction(transaction=made, on=TODAY, why="账号错误，银行退回", by=p.manager, at=NOW)


@pytest.mark.clause("L1.4")
def test_an_allowance_that_the_bank_gave_back_is_asked_for_again_and_never_paid_twice(p: Purse) -> None:
    moved(p, 1_000_000)
    one = basis(p)
    told = {"role": "chair", "month_fen": 30_000, "quote": "主任每月300元", "from_on": MONTH}
    set_allowance(basis=one, by=p.chair, at=NOW, **told)
    payee = Payee("刘芳", True, "工商银行", "6222000000001235")
    given: dict[str, Any] = {"matter": "allowance", "basis": one, "seat": p.g.seats[0], "month": MONTH, "payee": payee}
    first = asked(p, 30_000, **given, words="八月津贴")
    with pytest.raises(Refused, match="已经申请过"):
        asked(p, 30_000, **given)
    made = sent(p, first)
    with pytest.raises(Refused, match="已经申请过"):
        asked(p, 30_000, **given)
    undone(p, made)
    second = asked(p, 30_000, **given)
    assert (first.attempt, second.attempt) == (1, 2)
    with pytest.raises(Refused, match="已经申请过"):
        asked(p, 30_000, **given)
    for attempt, words in ((2, "once_a_month"), (1, "came back 1 times"), (3, "came back 1 times")):
        forged = SpendRequest.objects.get(pk=second.pk)
        forged.pk, forged.serial, forged.attempt = None, 900, attempt
        with pytest.raises(IntegrityError, match=words), transaction.atomic():
            SpendRequest.objects.bulk_create([forged])
    sent(p, second)
    with pytest.raises(Refused, match="已经申请过"):
        asked(p, 30_000, **given)
    assert balance_fen(p.money.account, on=TODAY) == 970_000


def disputed(p: Purse, fen: int = 50_000) -> Transaction:
    """A deposit that the former firm put among the common income: taken over in dispute, found to be another's."""
    record_opening(
        money=p.money,
        amount_fen=200_000,
        disputed_fen=fen,
        words="移交余额",
        file_name="对账单.pdf",
        content=PDF + b"opening",
        by=p.chair,
        at=NOW,
    )
    return clear_opening(
        book=p.book,
        amount_fen=fen,
        way="others",
        on=TODAY,
        words="查明是装修押金",
        file_name="收据.pdf",
        content=PDF + b"receipt",
        by=p.chair,
        at=NOW,
    )


def deposits(p: Purse) -> MoneyAccount:
    """The account of deposits."""
    return account(p, "押金专户", fund="deposit", number="6222000000000009")


def to_deposits(p: Purse, to: MoneyAccount, fen: int, **changed: Any) -> SpendRequest:
    """A request that brings a deposit from the common income to its own account."""
    given = {
        "matter": "return",
        "category": None,
        "payee": None,
        "to_money": to,
        "words": "押金转回押金专户",
        **changed,
    }
    return asked(p, fen, **given)


@pytest.mark.clause("A5.3", "A6.2")
def test_a_deposit_among_the_common_income_goes_to_the_deposits_and_back_from_there(p: Purse) -> None:
    receipt, to, one = disputed(p), deposits(p), basis(p)
    owed, held = (account_for(p.g.estate, "owed", fund) for fund in ("return", "deposit"))
    assert receipts_of(p.money) == [receipt]
    with pytest.raises(Refused, match="分开核算"):
        to_deposits(p, to, 50_000, basis=one, returns=receipt, matter="other")
    with pytest.raises(BadInput) as wrong:
        to_deposits(p, to, 50_000, basis=one)
    assert set(wrong.value.fields) == {"returns"}
    with pytest.raises(Refused, match=r"没有退的只有¥500\.00"):
        to_deposits(p, to, 50_001, basis=one, returns=receipt)
    made = sent(p, to_deposits(p, to, 50_000, basis=one, returns=receipt))
    lines = {row.account.code: row.amount_fen for row in Posting.objects.filter(transaction=made)}
    assert lines == {"A1": -50_000, to.account.code: 50_000, owed.code: 50_000, held.code: -50_000}
    assert held_fen(receipt, p.money, owed) == 0
    assert held_fen(made, to, held) == 50_000
    with pytest.raises(Refused, match=r"没有退的只有¥0\.00"):
        asked(p, 1, matter="return", category=owed, returns=receipt, basis=one)
    with pytest.raises(Refused, match="已经申请或者办了退还"):
        reverse_transaction(transaction=receipt, on=TODAY, why="弄错", by=p.chair, at=NOW)
    given = {"matter": "refund_deposit", "ground": "contract", "money": to, "category": held, "words": "退装修押金"}
    sent(p, asked(p, 50_000, **given, returns=made))
    assert balance_fen(to.account, on=TODAY) == 0
    assert held_fen(made, to, held) == 0


@pytest.mark.clause("A5.2")
def test_what_was_found_to_be_anothers_is_paid_back_from_where_it_lies(p: Purse) -> None:
    receipt, one = disputed(p), basis(p)
    owed = account_for(p.g.estate, "owed", "return")
    with pytest.raises(BadInput) as wrong:
        to_deposits(p, account(p, "第二账户", number="6222000000000010"), 100, basis=one, returns=receipt)
    assert set(wrong.value.fields) == {"returns"}
    made = sent(p, asked(p, 50_000, matter="return", category=owed, returns=receipt, basis=one, words="退还误收的款"))
    assert held_fen(receipt, p.money, owed) == 0
    undone(p, made)
    assert held_fen(receipt, p.money, owed) == 50_000


@pytest.mark.clause("A5.2")
def test_what_nobody_can_explain_is_settled_by_the_owners_resolution(p: Purse) -> None:
    record_opening(
        money=p.money,
        amount_fen=200_000,
        disputed_fen=80_000,
        words="移交余额",
        file_name="对账单.pdf",
        content=PDF + b"opening",
        by=p.chair,
        at=NOW,
    )
    resolution = resolved(p)
    given = {"book": p.book, "amount_fen": 80_000, "way": "settled", "on": TODAY, "words": "查不清", "by": p.chair}
    with pytest.raises(Refused, match="业主大会决定怎样了结"):
        clear_opening(**given, at=NOW)
    made = clear_opening(**given, resolution=resolution, at=NOW)
    assert (made.kind, made.basis_entry, unchecked_fen(p.g.estate)) == ("clearing", resolution.entry_id, 0)
    lines = {row.account.code: row.amount_fen for row in Posting.objects.filter(transaction=made)}
    assert lines == {"Q2": 80_000, "Q1": -80_000}
    assert balance_fen(p.money.account, on=TODAY) == 200_000
    reverse_transaction(transaction=made, on=TODAY, why="弄错", by=p.chair, at=NOW)
    resolved(p, title="另一项")  # of the same assembly's entry, and in force
    stop(resolution)
    with pytest.raises(Refused, match="暂停执行"):
        clear_opening(**given, resolution=resolution, at=NOW)
