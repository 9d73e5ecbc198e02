"""A 30-yuan lamp: two taps and a photo, within caps that the owners set; one check a month by another (§3.4, A5.7)."""

from datetime import timedelta

import pytest

from gongzhi.fund.actions.issue_slip import issue_slip
from gongzhi.fund.actions.record_petty import record_petty
from gongzhi.fund.actions.review_petty import review_petty
from gongzhi.fund.actions.set_petty_fund import set_petty_fund
from gongzhi.fund.models import MoneyAccount, PettyFund, PettyVoucher, Transaction, Voucher
from gongzhi.fund.queries.petty import month_fen, owed_back, to_review
from gongzhi.fund.queries.statements import balance_fen
from gongzhi.fund.tests.made import NOW, TODAY, Purse, account, moved
from gongzhi.fund.tests.spending_made import (
    LIMIT,
    adopted,
    agreed,
    asked,
    basis,
    decided,
    paid,
    photo,
    resolved,
    stop,
)
from gongzhi.kernel.errors import BadInput, Refused

MONTH = TODAY.replace(day=1)


def box(p: Purse, fen: int = 100_000) -> MoneyAccount:
    """A cash box with something in it."""
    made = account(p, "备用金", fund="petty")
    if fen:
        moved(p, fen, money=made)
    return made


def petty(p: Purse, **changed) -> PettyFund:
    """Petty cash kept by the second member: 50 yuan a voucher, 100 a month, decided by the committee."""
    given = {
        "month_cap_fen": 10_000,
        "each_cap_fen": 5_000,
        "keeper": p.g.seats[1],
        "by": p.chair,
        "at": NOW,
        **changed,
    }
    if not {"decision", "resolution"} & set(changed):
        given["decision"] = decided(p, 10_000, "备用金")
    given["money"] = given.get("money") or box(p)
    return set_petty_fund(**given)


def lamp(p: Purse, fund: PettyFund, fen: int = 3_000, **changed) -> PettyVoucher:
    """A lamp, by the keeper."""
    given = {"file_name": "灯.jpg", "content": photo(), "by": p.g.person(1), "at": NOW, **changed}
    return record_petty(petty=fund, amount_fen=fen, **given)


@pytest.mark.clause("A5.3")
def test_a_lamp_is_a_sum_and_a_photo(p: Purse) -> None:
    fund = petty(p)
    made = lamp(p, fund)
    assert (made.words, made.category.fund, made.state) == ("设施设备维修", "small_repair", "recorded")
    assert made.transaction.kind == Transaction.Kind.PAYMENT
    assert Voucher.objects.get(transaction=made.transaction).kind == "photo"
    assert balance_fen(fund.money.account, on=TODAY) == 97_000
    with pytest.raises(BadInput) as wrong:
        lamp(p, fund, 0, content=b"")
    assert set(wrong.value.fields) == {"amount_fen", "photo"}
    with pytest.raises(BadInput, match="照片"):
        lamp(p, fund, content=b"not a photo")
    with pytest.raises(Refused, match="保管人"):
        lamp(p, fund, by=p.chair)


@pytest.mark.clause("A5.3", "A5.7")
def test_above_a_cap_the_way_is_a_request(p: Purse) -> None:
    fund = petty(p)
    with pytest.raises(Refused, match=r"每笔的上限¥50\.00") as refused:
        lamp(p, fund, 5_001)
    assert refused.value.reasons[0].remedy == "走支出申请"
    lamp(p, fund, 5_000)
    lamp(p, fund, 5_000)
    with pytest.raises(Refused, match=r"每月的上限¥100\.00"):
        lamp(p, fund, 1)
    assert month_fen(fund, TODAY) == 10_000
    lamp(p, fund, 1, on=TODAY - timedelta(days=20))  # last month
    poor = petty(p, money=account(p, "第二备用金", fund="petty"))
    with pytest.raises(Refused, match="账上只有"):
        lamp(p, poor, 100)


@pytest.mark.clause("A5.7")
def test_adopted_rules_set_the_caps_and_no_act_goes_beyond(p: Purse) -> None:
    adopted(p, petty_each_cap_fen=4_000, petty_month_cap_fen=20_000)
    money = box(p)
    with pytest.raises(Refused, match=r"每笔不超过¥40\.00"):
        petty(p, money=money, decision=None, each_cap_fen=4_001, month_cap_fen=20_000)
    fund = petty(p, money=money, decision=None, each_cap_fen=4_000, month_cap_fen=20_000)
    assert fund.basis_entry == fund.entry
    with pytest.raises(Refused, match="每笔的上限"):
        lamp(p, fund, 4_001)
    again = petty(p, money=money, decision=None, each_cap_fen=3_000, month_cap_fen=20_000)
    fund.refresh_from_db()
    assert (fund.until_on, again.until_on) == (TODAY, None)
    with pytest.raises(Refused, match="停用"):
        lamp(p, fund)


def test_where_the_rules_are_silent_a_decision_sets_the_caps_and_stops_them(p: Purse) -> None:
    money = box(p)
    with pytest.raises(Refused, match="没有约定"):
        petty(p, money=money, decision=None)
    with pytest.raises(Refused, match="不够一个月"):
        petty(p, money=money, decision=decided(p, 9_999))
    with pytest.raises(Refused, match="现金账户"):
        petty(p, money=p.money)
    with pytest.raises(BadInput):
        petty(p, money=money, each_cap_fen=20_000)
    resolution = resolved(p)
    fund = petty(p, money=money, resolution=resolution)
    stop(resolution)
    with pytest.raises(Refused, match="暂停执行"):
        lamp(p, fund)


@pytest.mark.clause("A5.4")
def test_another_person_checks_the_month_and_a_rejected_voucher_is_reversed(p: Purse) -> None:
    fund = petty(p)
    good, bad = lamp(p, fund, 3_000), lamp(p, fund, 2_000, content=photo(100))
    with pytest.raises(Refused, match="同一人不得既经办又审批"):
        review_petty(petty=fund, month=MONTH, by=p.g.person(1), at=NOW)
    with pytest.raises(Refused, match="只能由"):
        review_petty(petty=fund, month=MONTH, by=p.manager, at=NOW)
    with pytest.raises(BadInput):
        review_petty(petty=fund, month=MONTH, rejected={bad.pk: " "}, by=p.chair, at=NOW)
    review = review_petty(petty=fund, month=MONTH, rejected={bad.pk: "没有发票"}, by=p.chair, at=NOW)
    assert (review.confirmed_fen, review.rejected_fen) == (3_000, 2_000)
    good.refresh_from_db()
    bad.refresh_from_db()
    assert (good.state, bad.state, bad.remark) == ("confirmed", "rejected", "没有发票")
    assert balance_fen(fund.money.account, on=TODAY) == 97_000
    assert month_fen(fund, TODAY) == 3_000
    assert (to_review(fund), owed_back(fund)) == ({}, [bad])
    with pytest.raises(Refused, match="没有等待核对"):
        review_petty(petty=fund, month=MONTH, by=p.chair, at=NOW)


def test_the_box_is_filled_by_an_ordinary_request(p: Purse) -> None:
    moved(p, LIMIT)
    fund = petty(p, money=box(p, 0))
    request = asked(p, 100_000, matter="routine", category=None, payee=None, to_money=fund.money, basis=basis(p))
    assert request.payee_shown == "A2 备用金"
    issue_slip(request=agreed(p, request), by=p.chair, at=NOW)
    payment = paid(p, request)
    assert payment.transaction.kind == Transaction.Kind.TRANSFER
    assert balance_fen(fund.money.account, on=TODAY) == 100_000
