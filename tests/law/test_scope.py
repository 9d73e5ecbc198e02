"""Votes of part of an estate: which matters, by which rules, and both outcomes where the rules differ (R15)."""

from datetime import date

import pytest

from gongzhi_law.readings import Reading
from gongzhi_law.scope import (
    Rule,
    basis_sentence,
    decide_scope,
    lift_share,
    local_basis,
    no_conflict,
    rules_of,
    whole_only,
)
from gongzhi_law.voting import Count, Matter, Tally
from tests.law.cases import each, tally

DAY = date(2026, 11, 22)


def reading(case, **labels):
    return Reading(labels, Count(tally(case["roll"]), tally(case["took_part"]), tally(case["in_favour"])))


@pytest.mark.clause("A5.3", "B4.8")
@each("scope")
def test_scope(case):
    matter, place = Matter(case["matter"]), case["place"]
    if "refused" in case:
        assert str(whole_only(matter, on=DAY, place=place).cite) == case["refused"]
        assert whole_only(matter, on=DAY, place=place).blocks
        with pytest.raises(ValueError, match="all owners"):
            rules_of(matter, on=DAY, place=place)
        return
    assert whole_only(matter, on=DAY, place=place) is None
    found = decide_scope(matter, [reading(case)], on=DAY, place=place)
    assert found.passed is case["passed"], found.sentence
    assert [outcome.rule.rule for outcome in found.outcomes] == case["rules"]
    assert list(found.undecided_by) == case.get("undecided_by", [])
    if "outcomes" in case:
        assert [outcome.found.passed for outcome in found.outcomes] == case["outcomes"]
    if "cite" in case:
        assert case["cite"] in found.sentence


def test_other_open_questions_stay_open_under_either_rule():
    """A void ballot decides under one rule only: the answer is open by both, and the rule is named first."""
    void_in = {"roll": [12, "1200.00"], "took_part": [8, "800.00"], "in_favour": [7, "700.00"]}
    void_out = {**void_in, "took_part": [7, "700.00"]}
    found = decide_scope(
        Matter.REPAIR_FUND_USE, [reading(void_in, void="in"), reading(void_out, void="out")], on=DAY, place="510107"
    )
    assert [outcome.found.passed for outcome in found.outcomes] == [None, False]
    assert (found.passed, found.undecided_by) == (None, ("scope_rule", "void"))
    assert found.adopted is found.outcomes[0].found


def test_what_the_rules_rest_on():
    assert str(local_basis(on=DAY, place="310115").cite) == "《上海市住宅物业管理规定》第69条第1款"
    assert local_basis(on=DAY, place="510107") is None
    assert str(no_conflict(on=DAY, place="31").cite) == "《上海市住宅物业管理规定》第69条第2款"
    assert str(no_conflict(on=DAY, place="51").cite) == "《民法典》第280条第1款"
    of_all = rules_of(Matter.REPAIR_FUND_USE, on=DAY, place="51")[1]
    assert of_all.rule is Rule.ALL
    assert not any(test.rule.blocks for test in of_all.tests)  # seen in quotation only: it never refuses by itself


def test_the_law_says_on_what_a_part_decides():
    assert "书面答复" in basis_sentence(Matter.REPAIR_FUND_USE, on=DAY, place="51")
    assert basis_sentence(Matter.REPAIR_FUND_USE, on=DAY, place="31").startswith("按民法典第278条的比例")
    assert "第69条" in basis_sentence(Matter.REBUILD, on=DAY, place="31")
    assert "尚未录入" in basis_sentence(Matter.REBUILD, on=DAY, place="51")


def test_what_a_place_asks_for_a_new_lift_is_told():
    found = lift_share(Matter.REBUILD, on=DAY, place="4101")
    assert (str(found.share), str(found.cite)) == ("2/3", "《河南省物业管理条例》第59条")
    assert lift_share(Matter.REPAIR_FUND_USE, on=DAY, place="4101") is None
    assert lift_share(Matter.REBUILD, on=DAY, place="51") is None


def test_each_rule_says_itself_in_words():
    code, of_all = rules_of(Matter.REPAIR_FUND_USE, on=DAY, place="51")
    assert code.name == "按民法典第278条的比例在范围内计算"
    assert of_all.name == "同意须不低于范围内全体业主的三分之二"
    (only,) = rules_of(Matter.REBUILD, on=DAY, place="31")
    assert str(only.cites[0]) == "《上海市住宅物业管理规定》第69条第1款"


def test_nobody_in_the_part_decides_nothing():
    empty = Reading({}, Count(Tally(0, 0), Tally(0, 0), Tally(0, 0)))
    assert decide_scope(Matter.REPAIR_FUND_USE, [empty], on=DAY, place="51").passed is False
