"""Turning a rule and what was found into one finding; exact arithmetic over what is not known."""

from __future__ import annotations

import re
from fractions import Fraction

from gongzhi_law.composition_facts import BodyFinding, Facts
from gongzhi_law.finding import met
from gongzhi_law.params import Answer, NoLawInForce, Strength, get, lookup, parameter_names

_CLAUSE = re.compile(r"[ABLR][0-9]")
_SOFT = ("一般", "原则上")


def rule_for(facts: Facts, leaf: str) -> Answer | None:
    """The rule `bodies/<leaf>` there and then; None where law, papers and the estate's rules are silent."""
    name = f"bodies/{leaf}"
    if name not in parameter_names():
        return None
    try:
        return lookup(name, on=facts.on, place=facts.place, bylaws=facts.bylaws)
    except NoLawInForce:
        return None


def rule_id(answer: Answer, word: str) -> str:
    """The id in the rule base; where the base has none, the clause with a word ("B7.1.size")."""
    if answer.strength is Strength.BYLAW:
        return f"bylaw.{word}"
    found = next((row.rule for row in get(answer.name).rows if row.version == answer.version), "")
    return found if found and not _CLAUSE.match(found) else word


def may_refuse(answer: Answer) -> bool:
    """Whether failing this rule may refuse an act: not where its own text says 一般 or 原则上 (R26)."""
    return answer.blocks and not any(word in answer.quote for word in _SOFT)


def finding(answer: Answer, word: str, passed: bool | None, *, expected: str, actual: str, remedy: str) -> BodyFinding:
    """One finding under a rule; the remedy is told only where the check is not met."""
    return BodyFinding(
        rule=rule_id(answer, word),
        passed=passed,
        strength=answer.strength,
        expected=expected,
        actual=actual,
        cite=answer.cites,
        remedy="" if passed else remedy,
        blocks=may_refuse(answer),
    )


def share_met(yes: int, unknown: int, whole: int, required: Fraction, compare: str) -> bool | None:
    """Whether the share is met for every value of the unknown; None where it depends on them or nobody is there."""
    if whole == 0:
        return None
    low, high = met(yes, whole, required, compare), met(yes + unknown, whole, required, compare)
    return low if low == high else None


def same_text(first: Answer, second: Answer) -> bool:
    """Whether the second rule is of the same place or a nearer one, so that both belong to one text."""
    return second.place == first.place or (second.place.isdigit() and second.place.startswith(first.place))


def names(members: tuple[str, ...]) -> str:
    return "、".join(members) if members else "无"


def told(passed: bool | None, yes: str, no: str, unknown: str) -> str:
    """The words for met, not met and open."""
    return unknown if passed is None else yes if passed else no
