"""Vacancies by the agreed number of seats: alternates first, then by-election or re-election (B1.5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from gongzhi_law.bodies import BodyKind
from gongzhi_law.composition_facts import BodyFinding, Facts
from gongzhi_law.composition_rules import finding, rule_for
from gongzhi_law.params import Answer

Course = Literal["none", "fill_by_alternate", "by_election", "re_election"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What has to be done: `vacancies` before alternates step up, `promoted` how many of them do."""

    course: Course
    vacancies: int
    promoted: int
    findings: tuple[BodyFinding, ...]
    sentence: str


def judge(
    *,
    kind: BodyKind,
    set_size: int,
    seated: int,
    alternates: int,
    on: date,
    place: str,
    bylaws: Mapping[str, object] | None = None,
) -> Outcome:
    """The course for a body with `seated` of `set_size` seats held, alternates not counted among them.

    The share is of the agreed size, after alternates stepped up. Refuses negative numbers, no seats at all
    and more seated than seats.
    """
    if set_size < 1 or seated < 0 or alternates < 0 or seated > set_size:
        raise ValueError(f"not a body: {seated} of {set_size} seats, {alternates} alternates")
    facts = Facts(kind, place, on, set_size, (), bylaws=bylaws)
    vacancies = set_size - seated
    if vacancies == 0:
        return Outcome("none", 0, 0, (), f"约定{set_size}人，全部在任。")
    if kind is not BodyKind.COMMITTEE:
        return _others(facts, vacancies)
    first = rule_for(facts, "vacancy_alternates")
    promoted = min(alternates, vacancies) if first is not None else 0
    stepped = _stepped(facts, first, vacancies, promoted)
    left = vacancies - promoted
    if left == 0:
        words = f"约定{set_size}人，缺{vacancies}人，由候补依次递补{promoted}人，递补后全部在任。"
        return Outcome("fill_by_alternate", vacancies, promoted, stepped, words)
    return _elections(facts, vacancies, promoted, left, stepped)


def _stepped(facts: Facts, first: Answer | None, vacancies: int, promoted: int) -> tuple[BodyFinding, ...]:
    if first is None or not promoted:
        return ()
    return (
        finding(
            first,
            "B1.5.alternates_first",
            True,
            expected="空缺先由候补递补",
            actual=f"缺{vacancies}人，递补{promoted}人",
            remedy="",
        ),
    )


def _elections(facts: Facts, vacancies: int, promoted: int, left: int, stepped: tuple[BodyFinding, ...]) -> Outcome:
    size = facts.set_size or 0
    share, rule = Fraction(left, size), rule_for(facts, "vacancy_reelection_share")
    half, least = rule_for(facts, "vacancy_exact_half"), _minimum(facts)
    below = rule_for(facts, "vacancy_below_minimum")
    told = f"约定{size}人，缺{vacancies}人" + (f"，候补递补{promoted}人后仍缺{left}人" if promoted else "")
    found = list(stepped)
    again = False
    if rule is not None:
        over = share > rule.share
        again = over
        found.append(_judged(rule, "B1.5.half", not over, told))
        if share == rule.share and half is not None:
            again = half.text == "re_election"
            found.append(_judged(half, "B1.5.exact_half", not again, told))
    if below is not None and least is not None and size - left < least:
        again = True
        found.append(_judged(below, "B1.5.below_minimum", False, f"{told}，不足最低{least}人"))
    if again:
        cause = next(one for one in reversed(found) if one.passed is False)
        words = f"{told}，须由业主大会重新选举（{cause.cite}）。"
        return Outcome("re_election", vacancies, promoted, tuple(found), words)
    due = rule_for(facts, "vacancy_by_election")
    cite = f"（{due.cites}）" if due is not None else ""
    how = "恰为一半，不触发重新选举" if 2 * left == size else "未过半"
    return Outcome("by_election", vacancies, promoted, tuple(found), f"{told}，{how}，由业主大会补选{cite}。")


def _judged(rule: Answer, word: str, passed: bool, actual: str) -> BodyFinding:
    expected = "缺额不超过约定总数的一半" if word == "B1.5.half" else "不触发重新选举"
    return finding(rule, word, passed, expected=expected, actual=actual, remedy="组织业主大会重新选举业主委员会。")


def _minimum(facts: Facts) -> int | None:
    """The lowest lawful number, that of small estates where the agreed size is already theirs."""
    least, small = rule_for(facts, "committee_size_min"), rule_for(facts, "committee_small_size")
    if small is not None and facts.set_size == small.number:
        return small.number
    return least.number if least is not None else None


def _others(facts: Facts, vacancies: int) -> Outcome:
    """Other bodies are filled the way they were formed; no share makes them be elected anew."""
    due = rule_for(facts, "env_by_election") if facts.kind is BodyKind.ENV_COMMITTEE else None
    cite = f"（{due.cites}）" if due is not None else ""
    words = f"约定{facts.set_size}人，缺{vacancies}人，按原产生办法补足{cite}。"
    return Outcome("by_election", vacancies, 0, (), words)
