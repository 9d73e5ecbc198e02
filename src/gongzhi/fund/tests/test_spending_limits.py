"""Ways around a limit that are closed: other money, parts of a decision, last year's budget, a second cash box (A5.3)."""

from datetime import datetime, timedelta

import pytest

from gongzhi.fund.actions.adopt_budget import adopt_budget
from gongzhi.fund.actions.asking_payment import Payee
from gongzhi.fund.actions.draft_budget import LineDraft, draft_budget
from gongzhi.fund.actions.keeping_papers import Paper
from gongzhi.fund.actions.post_line import post_line
from gongzhi.fund.actions.register_basis import register_basis
from gongzhi.fund.models import BudgetLine, SpendRequest, SubPosting
from gongzhi.fund.queries.person_names import reads_as_person
from gongzhi.fund.queries.statements import balance_fen
from gongzhi.fund.tests.bank_made import csv, day, imported, lines
from gongzhi.fund.tests.made import NOW, TODAY, Purse, account, moved
from gongzhi.fund.tests.public_made import owner
from gongzhi.fund.tests.spending_made import PDF, adopted, asked, basis, decided, expense, issued, paid, resolved
from gongzhi.fund.tests.test_petty_cash import box, petty
from gongzhi.kernel.errors import BadInput, Refused

OVER = {"category": None, "payee": None}


def budgeted(p: Purse) -> BudgetLine:
    """A line of the adopted budget of 2026."""
    made = draft_budget(
        estate=p.g.estate,
        year=2026,
        fund="common_income",
        title="2026年预算",
        lines=[LineDraft(expense(p), "小修", 12_000_000)],
        by=p.chair,
        at=NOW,
    )
    adopt_budget(budget=made, resolution=resolved(p), quote="费用不超过120,000元", by=p.chair, at=NOW)
    return BudgetLine.objects.select_related("budget").get(budget=made)


@pytest.mark.clause("A5.3", "A6.2")
def test_money_does_not_change_its_kind_by_a_transfer(p: Purse) -> None:
    repair = account(p, "维修资金专户", fund="repair", number="6222000000000022")
    service = account(p, "物业服务账户", fund="operating", number="6222000000000021")
    voted = basis(p, resolved(p, matter="repair_fund_use"))
    with pytest.raises(Refused, match="不得划入公共收益") as refused:
        asked(p, 1_000, money=repair, matter="big_repair", basis=voted, to_money=p.money, **OVER)
    assert "物业管理条例" in refused.value.reasons[0].cite
    one = basis(p)
    for to, matter in ((service, "small_repair"), (repair, "routine"), (service, "utilities")):
        with pytest.raises(Refused, match="分开核算"):
            asked(p, 1_000, matter=matter, basis=one, to_money=to, **OVER)
    assert not SpendRequest.objects.exists()
    assert asked(p, 1_000, matter="replenish", basis=one, to_money=repair, **OVER).state == "asked"


@pytest.mark.clause("A5.3", "B4.8")
def test_what_replenishes_an_account_of_flats_is_divided_among_them(p: Purse) -> None:
    moved(p, 1_000_000)
    flats = account(p, "维修资金分户", fund="repair", number="6222000000000023", by_unit=True)
    one = basis(p)
    early = issued(p, asked(p, 1_001, matter="replenish", basis=one, to_money=flats, **OVER)).request
    with pytest.raises(Refused, match="还不知道有哪些户"):
        paid(p, early)
    owner(p)
    paid(p, early)
    shares = list(SubPosting.objects.filter(posting__account=flats.account).values_list("amount_fen", flat=True))
    assert (len(shares) > 1, sum(shares), balance_fen(flats.account, on=TODAY)) == (True, 1_001, 1_001)
    with pytest.raises(Refused, match="哪一户"):
        asked(p, 100, matter="return", basis=one, to_money=flats, **OVER)


@pytest.mark.clause("A5.3")
def test_parts_of_a_decision_and_contracts_on_it_stay_within_what_the_committee_may_decide(p: Purse) -> None:
    adopted(p, committee_cap_fen=500_000)
    one = register_basis(estate=p.g.estate, decision=decided(p, 5_000_000), by=p.chair, at=NOW)
    asked(p, 400_000, ground="committee", basis=one)
    with pytest.raises(Refused, match="超过业委会"):
        asked(p, 100_001, ground="committee", basis=one)
    with pytest.raises(Refused, match="超过业委会"):
        asked(p, 100_001, ground="contract", matter="contract_due", basis=one)
    assert asked(p, 100_000, ground="contract", matter="contract_due", basis=one).state == "asked"


@pytest.mark.clause("A5.3")
def test_a_budget_ends_with_its_year_and_pays_out_what_was_asked_in_it(p: Purse) -> None:
    moved(p, 1_000_000)
    line = budgeted(p)
    given = {"ground": "budget", "line": line, "basis": None}
    sent = issued(p, asked(p, 1_000, **given)).request
    later: datetime = NOW + timedelta(days=200)
    with pytest.raises(Refused, match="2026年的预算，2027年"):
        asked(p, 1_000, **given, at=later)
    assert paid(p, sent, at=later, paid_on=later.date()).amount_fen == 1_000


@pytest.mark.clause("A5.3", "A5.7")
def test_several_cash_boxes_share_the_months_cap_of_the_rules(p: Purse) -> None:
    adopted(p, petty_each_cap_fen=4_000, petty_month_cap_fen=20_000)
    first, second = box(p, 0), account(p, "第二备用金", fund="petty")
    petty(p, money=first, decision=None, each_cap_fen=4_000, month_cap_fen=15_000)
    with pytest.raises(Refused, match="合计"):
        petty(p, money=second, decision=None, each_cap_fen=4_000, month_cap_fen=5_001)
    petty(p, money=second, decision=None, each_cap_fen=4_000, month_cap_fen=5_000)
    petty(p, money=first, decision=None, each_cap_fen=4_000, month_cap_fen=15_000)


@pytest.mark.clause("A5.3", "A5.4")
def test_a_line_that_calls_itself_a_charge_pays_no_more_than_petty_cash_would(p: Purse) -> None:
    moved(p, 10_000_000, on=day("05-01"))
    charges = [("2026-05-02", -9_000_000, "", "手续费"), ("2026-05-03", -50_000, "", "账户管理费")]
    imported(p, csv(charges, opening=10_000_000))
    big, small = lines(p)
    with pytest.raises(Refused, match="没有支出申请"):
        post_line(line=big, way="fee", by=p.chair, at=NOW)
    assert post_line(line=small, way="fee", by=p.chair, at=NOW).how == "posted"


@pytest.mark.clause("A5.5")
def test_a_person_nobody_marked_as_one_is_named_nowhere(p: Purse) -> None:
    assert [name for name in ("张三", "欧阳建国", "阿依古丽·买买提") if not reads_as_person(name)] == []
    firms = ("安顺电梯", "传媒公司", "国家电网", "光明灯具有限公司", "王记五金店", "中国移动", "X公司", "刘一手火锅店")
    assert [name for name in firms if reads_as_person(name)] == []
    somebody = Payee("张三丰", False, "工商银行", "6222000000009999")
    one = basis(p)
    assert asked(p, 100, basis=one, payee=somebody).payee_shown == "张*"
    for words in ("付张三丰修门", "转 6222 0000 0000 9999"):
        with pytest.raises(BadInput) as wrong:
            asked(p, 100, basis=one, payee=somebody, words=words)
        assert set(wrong.value.fields) == {"words"}
    imported(p, csv([("2026-05-04", 2_000, "李小四", "停车")]))
    with pytest.raises(BadInput, match="没有说清") as told:
        post_line(line=lines(p)[0], way="unclear", words="李小四停车费", by=p.chair, at=NOW)
    assert "姓名" in told.value.fields["words"]


@pytest.mark.clause("A5.3", "L1.4")
def test_a_request_names_what_belongs_to_its_ground_and_nothing_else(p: Purse) -> None:
    one = basis(p)
    line = budgeted(p)
    for wrong, given in (
        ("seat", {"basis": one, "seat": p.g.seats[0]}),  # everyone would read 主任（津贴） for any payee
        ("line", {"basis": one, "line": line}),  # everyone would read the budget as its ground
        ("basis", {"basis": one, "line": line, "ground": "budget"}),
    ):
        with pytest.raises(BadInput) as refused:
            asked(p, 100, **given)
        assert set(refused.value.fields) == {wrong}


@pytest.mark.clause("A5.5")
def test_a_receipt_and_the_papers_of_a_person_are_shown_to_nobody_unmasked(p: Purse) -> None:
    moved(p, 1_000_000)
    one = basis(p)
    somebody = Payee("张三丰", False, "工商银行", "6222000000009999")
    for payee, shown in ((somebody, {False}), (Payee("安顺电梯有限公司", False, "工行", "6222000000001234"), {True})):
        ticked = [Paper("invoice", "发票.pdf", PDF + payee.name.encode(), "发票", True)]
        request = asked(p, 100, basis=one, payee=payee, papers=ticked)
        assert {row.clear for row in request.files.all()} == shown
        made = paid(p, issued(p, request).request, content=PDF + payee.number.encode()).transaction
        assert {row.clear for row in made.vouchers.filter(kind="slip")} == {False}
