"""What a judgement on a meeting looks like, and how its rules are looked up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gongzhi_law.bodies import BodyKind
from gongzhi_law.calendar import Deadline, day_words, deadline
from gongzhi_law.citation import Cite
from gongzhi_law.finding import Check
from gongzhi_law.params import Answer, NoLawInForce, Strength, lookup, offered, parameter_names

Adopted = Mapping[str, object]
KEYS: Mapping[BodyKind, str] = {
    BodyKind.COMMITTEE: "committee",
    BodyKind.INTERIM: "interim",
    BodyKind.SELF_MANAGED: "self_managed",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One judgement: `passed` None where what is known cannot decide, `missing` then names what would.

    `blocks` says whether an act may be refused on it; `day` is the last (or earliest) day the rule speaks of.
    """

    rule: str
    passed: bool | None
    sentence: str
    cite: str
    strength: Strength
    blocks: bool = False
    checks: tuple[Check, ...] = ()
    missing: tuple[str, ...] = ()
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Due(Deadline):
    """A last day with the rule it rests on; `proposed` is a value that the estate has yet to confirm."""

    strength: Strength
    blocks: bool
    proposed: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with whether it is only offered where the law is silent."""

    answer: Answer
    proposed: bool


def law_of(name: str, on: date, place: str, adopted: Adopted | None = None) -> Answer | None:
    """The rule of that name there and then; None where law, papers and the estate's rules are silent."""
    try:
        return lookup(name, on=on, place=place, bylaws=adopted)
    except NoLawInForce:
        return None


def rule_of(kind: BodyKind, leaf: str, on: date, place: str, adopted: Adopted | None = None) -> Rule | None:
    """The rule `meetings/<kind>_<leaf>`: law or the estate's own, else what is offered; None where there is neither."""
    key = KEYS.get(kind)
    name = f"meetings/{key}_{leaf}"
    if key is None or name not in parameter_names():
        return None
    found = law_of(name, on, place, adopted)
    if found is not None:
        return Rule(found, False)
    value = offered(name, on=on, place=place)
    return None if value is None else Rule(value, True)


def due(act_on: date, rule: Rule, words: str) -> Due:
    """The last day of the rule's days after an act, rolled over days off (民法典203条), in a sentence."""
    answer = rule.answer
    last = deadline(act_on, answer.number)
    said = f"{words}：{answer.number}日内，最后一日{_day(last)}（{source(rule)}）。"
    return Due(last.nominal, last.day, answer.cite, answer.strength, answer.blocks, rule.proposed, said)


def source(rule: Rule) -> str:
    """The citation as printed; a value that is only offered says so."""
    return "建议值，须经确认" if rule.proposed else rule.answer.cites


def due_on(day: date, cite: Cite, strength: Strength, words: str) -> Due:
    """A day that is given and not counted."""
    return Due(day, day, cite, strength, False, False, words)


def _day(last: Deadline) -> str:
    if last.day is None:
        return f"{day_words(last.nominal)}（遇节假日顺延，该年放假安排尚未录入）"
    return day_words(last.day)
