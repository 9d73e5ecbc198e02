"""Votes of part of an estate on its repair: who decides by which text, and the readings where texts differ (R15)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongzhi_law.fund_rules import in_force, words_of
from gongzhi_law.jurisdiction import chain
from gongzhi_law.params import Answer, Strength
from gongzhi_law.voting import BOTH, Matter, Requirement, required_tests

SCOPE_MATTERS = (Matter.REPAIR_FUND_USE, Matter.REPAIR_FUND_RAISE, Matter.REBUILD)


@dataclass(frozen=True, slots=True)
class ScopeRule:
    """On which texts part of the owners decides: `local_all_double_two_thirds` where an authority asks 2/3 of all."""

    basis: tuple[str, ...]
    local_all_double_two_thirds: bool
    objection: bool
    strength: Strength
    sentence: str


@dataclass(frozen=True, slots=True)
class ScopedReading:
    """One reading of the law for a vote within a scope: its tests, all over the owners in scope."""

    id: str
    words: str
    tests: tuple[Requirement, ...]
    cites: str
    strength: Strength


def scope_rule(on: date, place: str) -> ScopeRule:
    """Who decides what concerns only some owners there; 民法典278条 itself says nothing of scope.

    Every text up the chain of places is named: a statute in full before an answer of an authority at second hand.
    """
    rules = _rules(on, place)
    double = any(rule.text == "all_double" for rule in rules)
    objection = any(rule.text == "in_scope_or_objection" for rule in rules)
    basis = tuple(rule.cites for rule in rules)
    told = "；".join(f"{words_of(rule)}（{rule.cites}）" for rule in rules)
    words = f"民法典第278条没有规定部分业主的表决；{told}。" if rules else "民法典第278条没有规定部分业主的表决。"
    words += "".join(rule.note for rule in rules)
    firm = any(rule.strength is Strength.STATUTE for rule in rules)
    strength = Strength.STATUTE if firm else rules[0].strength if rules else Strength.RECALLED
    return ScopeRule(basis, double, objection, strength, words)


def scoped_tests(on: date, place: str, matter: Matter = Matter.REPAIR_FUND_USE) -> tuple[ScopedReading, ...]:
    """The readings under which a vote within a scope is to be evaluated, 民法典's thresholds in the scope first.

    Where a place's statute settles it (上海69条) that is the only one; else the old measure of two thirds of all in
    scope (165号令22条, answers of authorities) stands beside it for the use of the repair fund. Refuses a matter that
    no part of an estate decides.
    """
    if matter not in SCOPE_MATTERS:
        raise ValueError(f"not a matter of part of an estate: {matter}")
    code = required_tests(matter, on=on, place=place)
    found = [
        ScopedReading(
            "code",
            "范围内的业主按法定比例表决",
            code,
            "、".join(dict.fromkeys(t.rule.cites for t in code)),
            Strength.STATUTE,
        )
    ]
    rules = _rules(on, place)
    share = in_force("scope_share_all", on, place)
    asked = [rule for rule in rules if rule.text == "all_double"]
    settled = any(rule.text == "in_scope" and rule.strength is Strength.STATUTE for rule in rules)
    if matter is Matter.REPAIR_FUND_USE and share is not None and asked and not settled:
        test = Requirement("in_favour_of_scope", "同意", "in_favour", "roll", BOTH, share)
        cites = "、".join(dict.fromkeys(rule.cites for rule in asked))
        found.append(ScopedReading("all_double", "列支范围内全体业主三分之二以上同意", (test,), cites, share.strength))
    return tuple(found)


def _rules(on: date, place: str) -> tuple[Answer, ...]:
    """What stands up the chain of places, the nearest first, each text once."""
    found: dict[str, Answer] = {}
    for code in chain(place):
        rule = in_force("scope_rule", on, code)
        if rule is not None:
            found.setdefault(rule.version, rule)
    return tuple(found.values())
