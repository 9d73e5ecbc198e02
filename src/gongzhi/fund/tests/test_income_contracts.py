"""Whose the asset is and what the contract rests on: both sides of R12 and R13."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from gongzhi.fund.actions.end_asset import end_asset
from gongzhi.fund.actions.end_contract import end_contract
from gongzhi.fund.actions.record_deposit import record_deposit
from gongzhi.fund.actions.record_income import record_income
from gongzhi.fund.actions.register_contract import Due
from gongzhi.fund.duties.income import duties_over
from gongzhi.fund.models import Account
from gongzhi.fund.queries.assets import bases_now, deciding
from gongzhi.fund.queries.chart import account_for
from gongzhi.fund.queries.deposits import held_fen
from gongzhi.fund.queries.schedule import owed
from gongzhi.fund.tests.income_made import asset, contract, in_trust, income_of
from gongzhi.fund.tests.made import NOW, TODAY, Purse, account
from gongzhi.fund.tests.spending_made import asked, issued, paid, resolved, stop
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.voting.models import Matter


@pytest.mark.clause("A5.2")
def test_a_contract_rests_on_a_decision_in_effect_and_on_that_matter(p: Purse) -> None:
    other = resolved(p, title="换物业", matter=Matter.PROPERTY_FIRM)
    with pytest.raises(Refused, match="不是关于利用共有部分经营"):
        contract(p, basis="resolution", resolution=other)
    with pytest.raises(BadInput) as none:
        contract(p, basis="resolution")
    assert set(none.value.fields) == {"resolution"}
    decided = resolved(p, title="出租电梯广告位", matter=Matter.COMMON_PART_USE)
    assert deciding(p.g.estate) == [decided]
    made = contract(p, basis="resolution", resolution=decided)
    assert not bases_now(p.g.estate, [made])[made.pk].unseen
    stop(decided)
    shown = bases_now(p.g.estate, [made])[made.pk]
    assert shown.unseen
    assert "暂停" in shown.label
    with pytest.raises(Refused, match="不能作为依据"):
        contract(p, basis="resolution", resolution=decided)


@pytest.mark.clause("A5.2")
def test_without_a_decision_it_is_entered_and_everyone_reads_so(p: Purse) -> None:
    with pytest.raises(BadInput, match="合同还没有写全"):
        contract(p, party="王小二", person=True, words="王小二租用电梯广告位")
    made = contract(p, party="王小二", person=True)
    page = Client().get(reverse("fund:public_assets", args=[p.g.estate.code])).content.decode()
    assert "1 份合同未见业主共同决定" in "".join(page.split("\u200b")).replace('</span><span class="gz-ph">', "")
    assert "个人" in page
    assert "王小二" not in page
    assert f"/e/{p.g.estate.code}/issues/new/" in page  # a stranger convenes nothing
    desk = duties_over({p.g.estate.pk: p.g.estate}, NOW)[p.g.estate.pk]
    assert [one.cite for one in desk] == ["《民法典》第282条", "《民法典》第278条第1款第8项"]
    assert desk[1].url == reverse("fund:contract", args=[p.g.estate.code, made.serial])


def test_an_older_basis_needs_its_paper_and_a_doubtful_title_a_ground(p: Purse) -> None:
    with pytest.raises(BadInput) as wrong:
        contract(p, asset(p, title="civil_defence"), basis="preliminary")
    assert set(wrong.value.fields) == {"basis_words", "file", "ground"}
    made = contract(
        p,
        asset(p, title="civil_defence"),
        basis="before_2021",
        basis_words="2019年3月1日业主大会决定",
        ground="业主大会2019年决定计入公共收益",
        signed_on=date(2020, 12, 31),
        file_name="决定.pdf",
        content=b"%PDF-1.4 old",
    )
    assert bases_now(p.g.estate, [made])[made.pk].finding.passed
    late = contract(
        p,
        basis="before_2021",
        basis_words="2019年决定",
        signed_on=date(2021, 1, 1),
        file_name="a.pdf",
        content=b"%PDF-1.4 b",
    )
    assert bases_now(p.g.estate, [late])[late.pk].finding.passed is None
    with pytest.raises(Refused):
        asset(p, by=p.g.worker)


def test_a_contract_that_ends_early_owes_no_more_and_its_asset_ends_after_it(p: Purse) -> None:
    made = contract(p)
    with pytest.raises(Refused, match="还没有到期"):
        end_asset(asset=made.asset, on=TODAY, reason="拆除", by=p.chair, at=NOW)
    with pytest.raises(BadInput):
        end_contract(contract=made, on=date(2026, 8, 11), reason="退租", by=p.chair, at=NOW)
    later = contract(p, from_on=date(2026, 9, 1), until_on=date(2027, 9, 1), dues=[Due(date(2026, 9, 1), 100)])
    end_contract(contract=later, on=TODAY, reason="没有进场", by=p.chair, at=NOW)
    assert not owed([p.g.estate], contract=later), "one that has not begun ends before anything is due"
    end_contract(contract=made, on=date(2026, 4, 1), reason="退租", by=p.chair, at=NOW)
    assert [one.instalment.number for one in owed([p.g.estate])] == [1, 2, 3, 4]  # due on the last day is still owed
    with pytest.raises(Refused, match="已经登记终止"):
        end_contract(contract=made, on=date(2026, 4, 1), reason="退租", by=p.chair, at=NOW)
    assert end_asset(asset=made.asset, on=TODAY, reason="拆除", by=p.chair, at=NOW).ended_on == TODAY
    with pytest.raises(Refused, match="停止登记"):
        contract(p, made.asset)


@pytest.mark.clause("A5.2")
def test_a_deposit_is_owed_not_income_and_goes_back_by_a_request(p: Purse) -> None:
    made = contract(p, deposit_fen=50_000)
    take = {
        "contract": made,
        "money": account(p, "押金", fund="deposit", number="6222000000000009"),
        "on": TODAY,
        "by": p.chair,
        "at": NOW,
    }
    with pytest.raises(BadInput):
        record_deposit(amount_fen=50_001, **take)
    with pytest.raises(BadInput) as wrong:
        record_deposit(amount_fen=50_000, **{**take, "money": p.money})
    assert set(wrong.value.fields) == {"money"}
    came = record_deposit(amount_fen=50_000, **take)
    deposits = account_for(p.g.estate, Account.Root.OWED, "deposit")
    assert came.postings.get(account=deposits).amount_fen == -50_000
    assert not came.postings.filter(account__root="income").exists()
    with pytest.raises(BadInput):
        record_deposit(amount_fen=1, **take)
    back = asked(
        p,
        50_000,
        matter="refund_deposit",
        ground="contract",
        basis=None,
        money=take["money"],
        category=deposits,
        returns=came,
        words="退还广告位押金",
    )
    issued(p, back)
    paid(p, back)
    assert held_fen(made) == 0


@pytest.mark.clause("A6.5")
def test_in_trust_the_firm_enters_fees_by_flat_and_no_page_shows_a_flat(p: Purse) -> None:
    from gongzhi.voting.tests import made as story

    in_trust(p)
    story.housed(story.Made(p.g.estate, p.g.worker, p.g.worker, p.g.street, [], [], NOW), 2, seed=7)
    common = account(p, "共有基金", fund="trust_fee", by_unit=True)
    unit = p.g.estate.units.order_by("pk").first()
    assert unit is not None
    fee = {"money": common, "income": income_of(p, "fee"), "amount_fen": 24_000, "on": TODAY, "words": "7月物业费"}
    with pytest.raises(BadInput) as wrong:
        record_income(**fee, by=p.manager, at=NOW)
    assert set(wrong.value.fields) == {"unit"}
    made = record_income(**fee, shares={unit.pk: 24_000}, by=p.manager, at=NOW)
    assert [one.amount_fen for one in made.postings.get(account=common.account).shares.all()] == [24_000]
    page = Client().get(reverse("fund:public_income", args=[p.g.estate.code])).content.decode()
    assert "信托" in page
    assert unit.door not in page


@pytest.mark.clause("A5.2", "B4.8")
def test_nothing_is_entered_on_what_the_office_holds(p: Purse) -> None:
    agency = account(p, "维修资金代管", fund="repair", number="6222000000000004", custody="agency")
    with pytest.raises(Refused, match="主管部门代管，钱不从这里收付"):
        contract(p, money=agency)
    with pytest.raises(Refused, match="只导入余额"):
        record_income(
            money=agency, income=income_of(p, "interest"), amount_fen=500, on=TODAY, words="利息", by=p.chair, at=NOW
        )
