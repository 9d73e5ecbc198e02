"""The repair fund: its chains, emergencies, costs it does not bear, audits, and division without losing a fen."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongzhi_law import fund_repair as repair
from gongzhi_law.bodies import BodyKind
from gongzhi_law.params import Strength
from gongzhi_law.scope import rules_of
from gongzhi_law.voting import Matter
from tests.law.cases import each

ON = date(2026, 11, 22)


def _known(case):
    return {"on": case.get("date", ON), "place": case["place"]}


def _steps(case):
    asked = case["custody"], case.get("emergency", False)
    if case.get("refuse"):
        with pytest.raises(ValueError, match="custody"):
            repair.repair_steps(*asked, **_known(case))
        return
    found = repair.repair_steps(*asked, **_known(case))
    assert [step.id for step in found] == case["steps"]
    assert all(step.words and step.by and step.cite for step in found)
    assert {step.strength for step in found} == {case["strength"]} if "strength" in case else True
    assert not case.get("emergency") or not [step for step in found if step.id.startswith("vote_")]


def _types(case):
    found = {kind.id: kind for kind in repair.emergency_types(**_known(case))}
    assert list(found) == case["types"]
    for kind, words in case["evidence"].items():
        assert any(words in evidence for evidence in found[kind].evidence)
    for kind in found.values():
        assert any(case["confirmed"] in words for words in kind.confirmed_by)
        assert kind.proposed is case["proposed"]
        assert kind.strength is (Strength.POLICY if case["proposed"] else Strength.STATUTE)


def _applicants(case):
    present = {BodyKind(kind) for kind in case["present"]}
    found = repair.emergency_applicants(present, **_known(case))
    assert list(found.kinds) == case["kinds"]
    assert found.owners is case["owners"]
    assert case.get("says", "可以申请使用维修资金") in found.sentence
    assert found.confirmed_by


def _review(case):
    found = repair.emergency_review_by(case["asked"], place=case["place"])
    assert (found.day if found else None) == case["last"]


def _office(case):
    found = repair.emergency_office_by(case["asked"], place=case["place"])
    assert (found.day if found else None) == case["last"]


def _reserve(case):
    found = repair.emergency_reserve(**_known(case))
    assert found is None if case["says"] is None else case["says"] in found.sentence


def _excluded(case):
    found = repair.excluded_costs(**_known(case))
    assert [cost.id for cost in found] == case["ids"]
    assert [cost.id for cost in found if cost.blocks] == case["blocking"]


def _warranty(case):
    if case.get("refuse"):
        with pytest.raises(ValueError, match="before the delivery"):
            repair.warranty(case["part"], case["delivered"], case["date"])
        return
    found = repair.warranty(case["part"], case["delivered"], case["date"])
    if case.get("none"):
        assert found is None
        return
    assert found.passed is case["passed"]
    assert found.day == case.get("last")
    assert case.get("says", "") in found.sentence
    assert not found.blocks


def _settlement(case):
    emergency = case.get("emergency", False)
    found = repair.settlement_audit(case["cost"], case.get("date", ON), case["place"], emergency=emergency)
    if case.get("none"):
        assert found is None
        return
    assert found.passed is case["passed"]
    assert found.blocks is case.get("blocks", found.blocks)
    assert case.get("says", "决算") in found.sentence


def _over(case):
    if case.get("refuse"):
        with pytest.raises(ValueError, match="planned"):
            repair.over_budget(case["planned"], case["actual"], **_known(case))
        return
    found = repair.over_budget(case["planned"], case["actual"], **_known(case))
    assert found.passed is case["passed"]
    assert found.blocks is case.get("blocks", found.blocks)
    assert case.get("says", "") in found.sentence
    assert bool(found.missing) is (found.passed is None)


def _scope(case):
    matter = Matter(case.get("matter", "repair_fund_use"))
    assert [str(rule.rule) for rule in rules_of(matter, on=ON, place=case["place"])] == case["tests"]
    if matter is Matter.REPAIR_FUND_USE:
        rule = repair.scope_rule(**_known(case))
        assert rule.local_all_double_two_thirds is case["double"]
        assert case["says"] in rule.sentence
        assert rule.basis


def _allocate(case):
    if case.get("refuse"):
        with pytest.raises(ValueError, match=r"sum|area"):
            repair.allocate(case["total"], case["areas"])
        return
    assert repair.allocate(case["total"], case["areas"]) == case["parts"]


_JUDGED = {
    "steps": _steps,
    "types": _types,
    "applicants": _applicants,
    "review": _review,
    "office": _office,
    "reserve": _reserve,
    "excluded": _excluded,
    "warranty": _warranty,
    "settlement": _settlement,
    "over": _over,
    "scope": _scope,
    "allocate": _allocate,
}


@pytest.mark.clause("B4.8")
@each("fund_repair")
def test_repair(case):
    _JUDGED[case["what"]](case)


areas = st.dictionaries(st.integers(1, 2000), st.integers(1, 10**7), min_size=1, max_size=40)


@pytest.mark.clause("B4.8")
@settings(max_examples=120, deadline=None)
@given(st.integers(0, 10**12), areas)
def test_a_division_loses_no_fen_and_is_fair(total, given_areas):
    parts = repair.allocate(total, given_areas)
    whole = sum(given_areas.values())
    assert sum(parts.values()) == total
    assert list(parts) == list(given_areas)
    for key, part in parts.items():
        assert abs(part - Fraction(total * given_areas[key], whole)) < 1
        assert part >= 0


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 10**9), areas, st.randoms(use_true_random=False))
def test_a_division_does_not_hang_on_the_order_of_the_units(total, given_areas, random):
    mixed = list(given_areas.items())
    random.shuffle(mixed)
    assert repair.allocate(total, dict(mixed)) == repair.allocate(total, given_areas)


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 10**9), areas)
def test_a_larger_unit_never_bears_less(total, given_areas):
    parts = repair.allocate(total, given_areas)
    ordered = sorted(given_areas, key=lambda key: (given_areas[key], -key))
    assert [parts[key] for key in ordered] == sorted(parts.values())


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 10**9), st.integers(0, 2 * 10**9), st.sampled_from(["510107", "330106", "330902"]))
def test_spending_less_is_never_worse(planned, actual, place):
    worse = {True: 0, None: 1, False: 2}
    more = worse[repair.over_budget(planned, actual, ON, place).passed]
    assert worse[repair.over_budget(planned, max(0, actual - 1), ON, place).passed] <= more
