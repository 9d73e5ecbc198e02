"""Meetings of the bodies that decide for owners (业委会、物管会、自管组织): calling, deciding, publishing, absence (R18).

Where a place gives a kind of body no rule, values are only offered (`proposed`) and judgements are None: to be
confirmed. `adopted` are the estate's own rules by the parameter's name ("meetings/committee_consent_share").
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongzhi_law.amounts import Unit
from gongzhi_law.bodies import BODY_NAMES, BodyKind
from gongzhi_law.committee_calling import (
    Demand,
    Fallback,
    Plan,
    demand,
    demand_reached,
    fallback_conveners,
    first_meeting_by,
    meeting_by,
    notice,
    plan,
    regular_every,
    residents_told_by,
)
from gongzhi_law.committee_deciding import decides, proxy, quorum
from gongzhi_law.finding import Check, met, share_name
from gongzhi_law.meeting_rules import Adopted, Due, Finding, due, law_of, rule_of, source
from gongzhi_law.offices import publicity
from gongzhi_law.params import Answer, Strength, get

__all__ = [
    "Adopted",
    "Demand",
    "Due",
    "Fallback",
    "Finding",
    "Plan",
    "Published",
    "Sign",
    "absence",
    "decides",
    "demand",
    "demand_reached",
    "fallback_conveners",
    "first_meeting_by",
    "meeting_by",
    "notice",
    "plan",
    "proxy",
    "publish_by",
    "published_for",
    "quorum",
    "regular_every",
    "residents_told_by",
    "residents_told_of_decision",
    "signs",
]


@dataclass(frozen=True, slots=True)
class Published:
    """How long a decision stays published at least: `days` or `workdays`, and the rule."""

    days: int | None
    workdays: int | None
    cite: str
    strength: Strength
    sentence: str


@dataclass(frozen=True, slots=True)
class Sign:
    """One signature the minutes or the decision needs: whose (`present`, `decision_present`, `consenting`)."""

    id: str
    words: str
    cite: str
    strength: Strength
    proposed: bool


def publish_by(kind: BodyKind, decided_on: date, *, on: date, place: str, adopted: Adopted | None = None) -> Due | None:
    """The last day for publishing a decision: three days after it was made, or after the meeting where so written."""
    rule = rule_of(kind, "publish_days", on, place, adopted)
    return None if rule is None else due(decided_on, rule, f"公告{BODY_NAMES[kind]}的决定")


def published_for(kind: BodyKind, *, on: date, place: str, adopted: Adopted | None = None) -> Published | None:
    """How long a decision stays published (物管会 北京57条: ten working days); None where no rule was seen."""
    answer: Answer | None
    if kind is BodyKind.INTERIM:
        answer = publicity(kind, "decisions", on=on, place=place)
    else:
        rule = rule_of(kind, "published_days", on, place, adopted)
        answer = None if rule is None else rule.answer
    if answer is None:
        return None
    worked = get(answer.name).unit == "workdays"
    span = f"{answer.number}个工作日" if worked else f"{answer.number}日"
    said = f"{BODY_NAMES[kind]}的决定公示不少于{span}（{answer.cites}）。"
    days, workdays = (None, answer.number) if worked else (answer.number, None)
    return Published(days, workdays, answer.cites, answer.strength, said)


def residents_told_of_decision(kind: BodyKind, *, on: date, place: str) -> Answer | None:
    """The rule that a committee's decision is told to the 居委会 (条例20条3款); None for other bodies."""
    return law_of("assembly/decision_told", on, place) if kind is BodyKind.COMMITTEE else None


def absence(
    kind: BodyKind, *, held: int, missed: int, on: date, place: str, adopted: Adopted | None = None
) -> Finding | None:
    """Whether a member's absences of the year stay under the share at which recall is put to the owners.

    False where the share is reached: the body has to propose the recall, it does not end the seat. None where
    neither the place nor the estate's rules say. Refuses more absences than meetings.
    """
    if not 0 <= missed <= held:
        raise ValueError(f"{missed} absences of {held} meetings")
    rule = rule_of(kind, "absence_share", on, place, adopted)
    if rule is None or rule.proposed:
        return None
    answer = rule.answer
    reached = bool(held) and bool(met(missed, held, answer.share, "at_least"))
    check = Check(
        name="absence",
        label="缺席次数",
        part=missed,
        whole=held,
        unit=Unit.HEADS,
        required=answer.share,
        compare="at_least",
        passed=reached,
        cite=answer.cite,
        strength=answer.strength,
        blocks=answer.blocks,
    )
    said = f"一年内召开会议{held}次，缺席{missed}次，"
    said += "达到" if reached else "未达到"
    said += f"总次数的{'一半' if share_name(answer.share) == '半数' else share_name(answer.share)}（{answer.cites}）"
    said += "，应当提请业主大会罢免。" + answer.note if reached else "。"
    return Finding("absence_share", not reached, said, answer.cites, answer.strength, False, (check,))


def signs(kind: BodyKind, *, on: date, place: str, adopted: Adopted | None = None) -> tuple[Sign, ...]:
    """Who signs the minutes and the decision there; empty for a body without any rule or proposal."""
    rule = rule_of(kind, "signs", on, place, adopted)
    if rule is None:
        return ()
    words, answer = get(rule.answer.name).choice_names, rule.answer
    return tuple(Sign(one, words[one], source(rule), answer.strength, rule.proposed) for one in answer.items)
