"""How the rules of shared money are looked up: law or the estate's own, else what is offered and not yet agreed."""

from __future__ import annotations

from datetime import date

from gongzhi_law.amounts import hundredths
from gongzhi_law.meeting_rules import Adopted, Rule, law_of
from gongzhi_law.params import Answer, get, offered


def rule_of(leaf: str, on: date, place: str, adopted: Adopted | None = None) -> Rule | None:
    """The rule `fund/<leaf>`: law or the estate's own, else what is offered (`proposed`); None where there is neither."""
    found = law_of(f"fund/{leaf}", on, place, adopted)
    if found is not None:
        return Rule(found, False)
    value = offered(f"fund/{leaf}", on=on, place=place)
    return None if value is None else Rule(value, True)


def in_force(leaf: str, on: date, place: str, adopted: Adopted | None = None) -> Answer | None:
    """The rule `fund/<leaf>` that applies; None where it is only offered or not there at all."""
    return law_of(f"fund/{leaf}", on, place, adopted)


def words_of(answer: Answer) -> str:
    """The value of a choice or of a list in its own words."""
    told = get(answer.name).choice_names
    if isinstance(answer.value, tuple):
        return "、".join(told[item] for item in answer.items)
    return told[answer.text]


def yuan(fen: int) -> str:
    """123450 fen as "1234.50元"."""
    return f"{hundredths(fen)}元"
