"""Cash goes back to the bank as a transfer, and a cash box closes (A5.1, A5.5, §3.4)."""

from typing import Any

import pytest

from gongzhi.fund.actions.close_account import close_account
from gongzhi.fund.actions.issue_slip import issue_slip
from gongzhi.fund.actions.return_cash import return_cash
from gongzhi.fund.actions.review_petty import review_petty
from gongzhi.fund.models import MoneyAccount, Transaction, Voucher
from gongzhi.fund.queries.petty import returnable
from gongzhi.fund.queries.statements import balance_fen, statements
from gongzhi.fund.tests.made import NOW, TODAY, Purse, account, moved
from gongzhi.fund.tests.spending_made import LIMIT, PDF, agreed, asked, basis, decided, paid
from gongzhi.fund.tests.test_petty_cash import MONTH, box, lamp, petty
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.kernel.models import Entry


def back(p: Purse, money: MoneyAccount, **changed: Any) -> MoneyAccount:
    """All of it back to the first account, with the bank's slip."""
    given = {
        "to_money": p.money,
        "amount_fen": balance_fen(money.account, on=TODAY),
        "on": TODAY,
        "file_name": "存款回单.pdf",
        "content": PDF + b"cash",
        "by": p.chair,
        "at": NOW,
        **changed,
    }
    return return_cash(money=money, **given)


def closed(p: Purse, money: MoneyAccount) -> MoneyAccount:
    """The account closed today."""
    return close_account(money=money, on=TODAY, words="不再用现金", by=p.chair, at=NOW)


def filled(p: Purse, fen: int = 100_000) -> MoneyAccount:
    """A box filled from common income by a request."""
    moved(p, LIMIT)
    money = box(p, 0)
    request = asked(p, fen, matter="routine", category=None, payee=None, to_money=money, basis=basis(p))
    issue_slip(request=agreed(p, request), by=p.chair, at=NOW)
    paid(p, request)
    return money


@pytest.mark.clause("A5.1", "A5.5")
def test_what_is_left_of_petty_cash_goes_back_and_the_box_closes(p: Purse) -> None:
    money = filled(p)
    fund = petty(p, money=money)
    lamp(p, fund, 3_000)
    with pytest.raises(Refused) as refused:
        closed(p, money)
    assert {row.remedy for row in refused.value.reasons} >= {"先把现金交回银行"}
    with pytest.raises(Refused) as refused:
        back(p, money, amount_fen=1_000, ends=True)
    assert "¥960.00" in refused.value.reasons[0].text
    assert "没有核对" in refused.value.reasons[1].text
    back(p, money, amount_fen=1_000)
    review_petty(petty=fund, month=MONTH, by=p.chair, at=NOW)
    back(p, money, ends=True)
    fund.refresh_from_db()
    assert (fund.until_on, balance_fen(money.account, on=TODAY)) == (TODAY, 0)
    made = Transaction.objects.filter(kind="transfer").latest("pk")
    assert made.basis_entry == fund.basis_entry
    assert Voucher.objects.get(transaction=made).kind == "slip"
    assert Entry.objects.get(pk=made.entry).act == "fund.cash.returned"
    rows = {row.account.code: row for row in statements(p.g.estate, until=TODAY.replace(month=9, day=1)) if row.lines}
    assert (rows["A2"].income_fen, rows["A2"].expense_fen, rows["A2"].closing_fen) == (100_000, 100_000, 0)
    assert (rows["A1"].income_fen, rows["A1"].expense_fen) == (LIMIT + 97_000, 100_000)
    assert closed(p, money).state == "closed"


@pytest.mark.clause("A5.3", "A6.2")
def test_cash_goes_back_only_to_the_money_it_came_from(p: Purse) -> None:
    money = filled(p)
    fee = account(p, "物业费账户", fund="trust_fee", number="6222000000000011")
    deposits = account(p, "押金专户", fund="deposit", number="6222000000000012")
    assert returnable(money) == {"common_income": 100_000}
    with pytest.raises(Refused, match=r"还没有交回的只有¥0\.00"):
        back(p, money, to_money=fee)
    with pytest.raises(Refused, match="分开核算"):
        back(p, money, to_money=deposits)
    with pytest.raises(Refused, match="只有现金"):
        back(p, p.money, to_money=fee, amount_fen=100)
    with pytest.raises(Refused, match="由本小区有此权限"):
        back(p, money, by=p.g.worker)
    for wrong, name in (
        ({"amount_fen": 100_001}, "amount_fen"),
        ({"amount_fen": 0}, "amount_fen"),
        ({"to_money": None}, "to_money"),
        ({"content": b""}, "file"),
    ):
        with pytest.raises(BadInput) as told:
            back(p, money, **wrong)
        assert set(told.value.fields) == {name}
    back(p, money)
    assert returnable(money) == {"common_income": 0}
    moved(p, 500, money=money)  # what it took in itself goes to any money that fills such a box
    back(p, money, to_money=fee, ends=True)
    assert balance_fen(fee.account, on=TODAY) == 500


@pytest.mark.clause("A5.7")
def test_one_decision_sets_one_box(p: Purse) -> None:
    decision = decided(p, 10_000, "备用金")
    first = petty(p, decision=decision, money=box(p, 0))
    second = account(p, "第二备用金", fund="petty")
    with pytest.raises(Refused, match="那份备用金还在用"):
        petty(p, decision=decision, money=second)
    assert petty(p, decision=decision, money=first.money, keeper=p.g.seats[2]).keeper == p.g.seats[2]
    return_cash(money=first.money, on=TODAY, ends=True, by=p.chair, at=NOW)
    assert petty(p, decision=decision, money=second).money == second
