"""Seals and what they are put to: the words, and how a rule about them is looked up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongzhi_law.bodies import BodyKind
from gongzhi_law.meeting_rules import Adopted, law_of
from gongzhi_law.params import Answer, Strength, get


class SealKind(StrEnum):
    """Whose seal it is, or what it is for."""

    ASSEMBLY = "assembly"
    COMMITTEE = "committee"
    FINANCE = "finance"
    INTERIM = "interim"


class Use(StrEnum):
    """What a seal is put to."""

    CONTRACT = "contract"
    RESOLUTION = "resolution"
    PAYMENT = "payment"
    LITIGATION = "litigation"
    ROUTINE = "routine"
    HANDOVER = "handover"


SEAL_NAMES: Mapping[SealKind, str] = {
    SealKind.ASSEMBLY: "业主大会章",
    SealKind.COMMITTEE: "业主委员会章",
    SealKind.FINANCE: "财务章",
    SealKind.INTERIM: "物管会章",
}
USE_NAMES: Mapping[Use, str] = {
    Use.CONTRACT: "合同",
    Use.RESOLUTION: "决议和公告",
    Use.PAYMENT: "付款",
    Use.LITIGATION: "诉讼",
    Use.ROUTINE: "日常（收据、证明、通知）",
    Use.HANDOVER: "移交",
}
HOLDERS: Mapping[SealKind, tuple[BodyKind, ...]] = {
    SealKind.ASSEMBLY: (BodyKind.COMMITTEE, BodyKind.INTERIM),
    SealKind.COMMITTEE: (BodyKind.COMMITTEE,),
    SealKind.FINANCE: (BodyKind.COMMITTEE, BodyKind.INTERIM),
    SealKind.INTERIM: (BodyKind.INTERIM,),
}


@dataclass(frozen=True, slots=True)
class Part:
    """One rule that an answer about a seal is made of: its id, its words, where it stands, how it is known."""

    id: str
    words: str
    cites: str
    strength: Strength


def seal_rule(leaf: str, on: date, place: str, adopted: Adopted | None = None) -> Answer | None:
    """The rule `seals/<leaf>` there and then; None where law, papers and the estate's rules are silent."""
    return law_of(f"seals/{leaf}", on, place, adopted)


def part_of(name: str, words: str, rule: Answer) -> Part:
    """The part of an answer that rests on this rule."""
    return Part(name, words, rule.cites, rule.strength)


def chosen(answer: Answer) -> str:
    """The rule's choice in words."""
    return get(answer.name).choice_names[answer.text]


def listed(answer: Answer) -> tuple[str, ...]:
    """The rule's items in words."""
    names = get(answer.name).choice_names
    return tuple(names[item] for item in answer.items)
