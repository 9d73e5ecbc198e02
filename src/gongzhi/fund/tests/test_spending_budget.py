"""The year's budget: lines that carry payments once the owners, or whom the rules let, adopted it (A5.3)."""

import pytest
from django.db import IntegrityError, transaction

from gongzhi.fund.actions.adopt_budget import adopt_budget
from gongzhi.fund.actions.draft_budget import LineDraft, draft_budget
from gongzhi.fund.actions.drop_budget import drop_budget
from gongzhi.fund.actions.withdraw_request import withdraw_request
from gongzhi.fund.models import Budget, BudgetLine
from gongzhi.fund.queries.budgets import use_of
from gongzhi.fund.tests.made import NOW, Purse, moved, purse
from gongzhi.fund.tests.spending_made import adopted, asked, decided, expense, issued, paid, resolved, stop
from gongzhi.kernel.errors import BadInput, Refused

TOTAL = "2026年公共收益预算合计8,000元"
LEVELS_BEIJING = (
    ("11", "北京市", "province"),
    ("1101", "市辖区", "city"),
    ("110105", "朝阳区", "county"),
    ("110105001", "建外街道", "street"),
    ("110105001003", "永安里社区", "community"),
)


def drafted(p: Purse, **changed) -> Budget:
    """Two lines: 5,000 yuan of repairs, 3,000 of cleaning."""
    lines = [LineDraft(expense(p), "灯具门禁", 500_000), LineDraft(expense(p, "cleaning"), "绿化补种", 300_000)]
    given = {"year": 2026, "fund": "common_income", "title": "2026年预算", "lines": lines, **changed}
    return draft_budget(estate=p.g.estate, by=p.chair, at=NOW, **given)


def adopt(p: Purse, budget: Budget, **changed) -> Budget:
    """By a resolution that says the total."""
    given = {"resolution": resolved(p, f"同意{TOTAL}。", title="年度预算"), "quote": TOTAL, **changed}
    return adopt_budget(budget=budget, by=p.chair, at=NOW, **given)


@pytest.mark.clause("A5.3")
def test_a_line_carries_payments_up_to_its_sum_and_shows_what_is_left(p: Purse) -> None:
    moved(p, 1_000_000)
    budget = drafted(p)
    line = budget.lines.get(account=expense(p))
    given = {"ground": "budget", "line": line, "words": "换灯"}
    with pytest.raises(Refused, match="预算还没有通过"):
        asked(p, 100, **given)
    budget = adopt(p, budget)
    assert budget.document_id is not None
    line = budget.lines.get(account=expense(p))
    given["line"] = line
    request = asked(p, 400_000, **given)
    with pytest.raises(Refused, match="预算这一行的额度"):
        asked(p, 100_001, **given)
    paid(p, issued(p, request).request)
    waiting = asked(p, 60_000, **given)
    use = use_of([budget])[budget.pk][0]
    assert (use.paid_fen, use.asked_fen, use.left_fen) == (400_000, 60_000, 40_000)
    withdraw_request(request=waiting, reason="不买了", by=p.chair, at=NOW)
    with pytest.raises(BadInput) as wrong:
        asked(p, 100, **{**given, "category": expense(p, "cleaning")})
    assert set(wrong.value.fields) == {"category"}
    stop(budget.resolution)
    with pytest.raises(Refused, match="不能付款"):
        asked(p, 100, **given)


def test_an_adopted_budget_is_fixed_and_a_draft_can_be_dropped(p: Purse) -> None:
    budget = adopt(p, drafted(p))
    with pytest.raises(IntegrityError, match="fixed once"), transaction.atomic():
        BudgetLine.objects.filter(budget=budget).update(amount_fen=1)
    with pytest.raises(Refused):
        drop_budget(budget=budget, by=p.chair, at=NOW)
    second = drafted(p, title="追加预算")
    assert second.number == 2
    assert drop_budget(budget=second, by=p.chair, at=NOW).state == "dropped"


@pytest.mark.clause("A5.3", "A5.7")
def test_the_committee_adopts_a_budget_only_where_it_may_decide_that_sum(p: Purse) -> None:
    budget = drafted(p)
    decision = decided(p, 800_000, "年度预算")
    with pytest.raises(Refused, match="没有约定"):
        adopt(p, budget, resolution=None, decision=decision)
    adopted(p, committee_cap_fen=800_000)
    with pytest.raises(Refused, match="决定的金额是"):
        adopt(p, budget, resolution=None, decision=decided(p, 799_999))
    assert adopt(p, budget, resolution=None, decision=decision).decision == decision
    with pytest.raises(Refused, match="已经用来通过预算"):
        adopt(p, drafted(p), resolution=None, decision=decision)


@pytest.mark.clause("A5.3")
def test_beijing_lets_no_committee_decide_over_shared_money(db: None, settings, tmp_path) -> None:
    settings.FILES = tmp_path
    p = purse(LEVELS_BEIJING)
    adopted(p, committee_cap_fen=10_000_000)
    with pytest.raises(Refused, match="不得授权业委会") as refused:
        adopt(p, drafted(p), resolution=None, decision=decided(p, 800_000))
    assert "北京" in refused.value.reasons[0].cite


def test_wrong_budgets(p: Purse) -> None:
    for changed, field in (
        ({"year": 2024}, "year"),
        ({"title": " "}, "title"),
        ({"lines": []}, "lines"),
        ({"lines": [LineDraft(p.money.account, "错", 1)]}, "lines.0"),
        ({"lines": [LineDraft(expense(p), "同", 1), LineDraft(expense(p), "同", 2)]}, "lines.1"),
        ({"fund": "gold"}, "fund"),
    ):
        with pytest.raises(BadInput) as wrong:
            drafted(p, **changed)
        assert field in wrong.value.fields
    with pytest.raises(Refused, match="不能凭年度预算"):
        drafted(p, fund="repair")
    with pytest.raises(BadInput, match="一致"):
        adopt(p, drafted(p, lines=[LineDraft(expense(p), "灯", 900_000)]))
