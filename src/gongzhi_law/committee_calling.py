"""Calling a meeting of a committee (业委会、物管会、自管组织): who demands, by when, how it is announced, who convenes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from gongzhi_law.amounts import Unit
from gongzhi_law.bodies import BODY_NAMES, BodyKind
from gongzhi_law.calendar import day_words, days_between
from gongzhi_law.finding import Check, met, share_name
from gongzhi_law.meeting_rules import KEYS, Adopted, Due, Finding, Rule, due, law_of, rule_of, source
from gongzhi_law.params import Answer, Strength, get, offered

_OUTSIDE = frozenset({"residents_or_street", "street_names", "street", "residents"})


@dataclass(frozen=True, slots=True)
class Demand:
    """What makes a meeting compulsory: a share of the members (or of the owners), then within so many days.

    None where no rule was seen; `proposed` is a value that the body has yet to confirm.
    """

    share: Fraction | None
    days: int | None
    owners_share: Fraction | None
    cite: str
    strength: Strength
    proposed: bool
    days_cite: str
    days_strength: Strength
    sentence: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The day a demanded meeting is announced and the day it is held, so that both periods are kept (R18)."""

    announce_on: date
    meets_on: date
    sentence: str


@dataclass(frozen=True, slots=True)
class Fallback:
    """Who calls the meeting when the chair does not, in order; `proposed` is no rule of the place."""

    step: str
    words: str
    cite: str
    strength: Strength
    proposed: bool


def demand(kind: BodyKind, *, on: date, place: str, adopted: Adopted | None = None) -> Demand:
    """The share of members whose demand makes a meeting compulsory, and the days within which it is held (R18)."""
    share = rule_of(kind, "demand_share", on, place, adopted)
    days = rule_of(kind, "demand_days", on, place, adopted)
    owners = rule_of(kind, "demand_owners_share", on, place, adopted)
    cite, strength = _told(share)
    days_cite, days_strength = _told(days)
    said = _demanded(kind, share, days)
    if owners is not None:
        said += f"经{share_name(owners.answer.share)}以上业主提议的，也应当召开（{source(owners)}）。"
    return Demand(
        share=share.answer.share if share else None,
        days=days.answer.number if days else None,
        owners_share=owners.answer.share if owners else None,
        cite=cite,
        strength=strength,
        proposed=share is None or share.proposed,
        days_cite=days_cite,
        days_strength=days_strength,
        sentence=said,
    )


def _told(rule: Rule | None) -> tuple[str, Strength]:
    return ("", Strength.PROPOSED) if rule is None else (source(rule), rule.answer.strength)


def _demanded(kind: BodyKind, share: Rule | None, days: Rule | None) -> str:
    name = BODY_NAMES[kind]
    if share is None:
        return f"没有见到{name}会议由成员提议召开的规定。"
    said = f"经{share_name(share.answer.share)}以上成员提议，应当召开{name}会议（{source(share)}）"
    return said + ("。" if days is None else f"，{days.answer.number}日内召开（{source(days)}）。")


def demand_reached(
    kind: BodyKind, signed: int, members: int, *, on: date, place: str, adopted: Adopted | None = None
) -> Finding:
    """Whether `signed` of `members` in office demand a meeting; refuses negative numbers and more than there are."""
    if members < 1 or not 0 <= signed <= members:
        raise ValueError(f"{signed} of {members} members cannot sign")
    rule = rule_of(kind, "demand_share", on, place, adopted)
    if rule is None:
        said = f"没有见到{BODY_NAMES[kind]}会议由成员提议召开的规定，由负责人决定是否召开。"
        return Finding("demand_share", None, said, "", Strength.PROPOSED, missing=("成员提议的规定",))
    answer = rule.answer
    check = Check(
        name="demand",
        label="提议的成员",
        part=signed,
        whole=members,
        unit=Unit.HEADS,
        required=answer.share,
        compare="at_least",
        passed=met(signed, members, answer.share, "at_least"),
        cite=answer.cite,
        strength=answer.strength,
        blocks=answer.blocks,
    )
    said = f"{check.text}（{source(rule)}）。"
    return Finding("demand_share", check.passed, said, source(rule), answer.strength, answer.blocks, (check,))


def meeting_by(
    reached_on: date, *, kind: BodyKind = BodyKind.COMMITTEE, on: date, place: str, adopted: Adopted | None = None
) -> Due | None:
    """The last day for a meeting that was demanded on `reached_on`; None where no number of days was seen."""
    rule = rule_of(kind, "demand_days", on, place, adopted)
    return None if rule is None else due(reached_on, rule, f"成员提议达到人数后召开{BODY_NAMES[kind]}会议")


def plan(
    reached_on: date, *, kind: BodyKind = BodyKind.COMMITTEE, on: date, place: str, adopted: Adopted | None = None
) -> Plan | None:
    """The only plan that keeps both periods (R18): announced the day the demand is reached, held on the last day."""
    rule = rule_of(kind, "demand_days", on, place, adopted)
    if rule is None:
        return None
    meets = reached_on + timedelta(days=rule.answer.number)
    said = f"{day_words(reached_on)}提议达到人数，当日公告，{day_words(meets)}开会；改期或者晚公告的只提示。"
    return Plan(reached_on, meets, said)


def notice(
    kind: BodyKind,
    announced_on: date,
    meets_on: date,
    *,
    demanded: bool,
    urgent: bool,
    on: date,
    place: str,
    residents_told_on: date | None = None,
    adopted: Adopted | None = None,
) -> list[Finding]:
    """Whether the meeting was announced early enough, and the 居委会 told: every answer warns, none refuses (R18).

    Days are counted from the day after the announcement to the day of the meeting. An announcement after the
    meeting is late, not wrong. What was not told yet is open, with the last day for it.
    """
    found = []
    rule = rule_of(kind, "notice_days", on, place, adopted)
    if rule is not None:
        found.append(_announced(rule, announced_on, meets_on, demanded, urgent))
    told = residents_told_by(meets_on, kind=kind, on=on, place=place, adopted=adopted)
    if told is not None:
        found.append(_residents(told, residents_told_on))
    return found


def _announced(rule: Rule, announced_on: date, meets_on: date, demanded: bool, urgent: bool) -> Finding:
    days, needed = days_between(announced_on, meets_on), rule.answer.number
    early = days >= needed
    said = f"会议在{day_words(meets_on)}，{day_words(announced_on)}公告，"
    said += f"提前{days}日" if days >= 0 else f"晚于会议{-days}日"
    said += f"，应当提前{needed}日公告内容和议程（{source(rule)}）"
    missing: tuple[str, ...] = ()
    if early:
        said += "，时间足够。"
    elif urgent:
        said += "；紧急召开的，写明紧急的原因并随决定公告。"
        missing = ("紧急的原因",)
    elif demanded:
        said += "；经成员提议的会议有最后一日，晚公告只提示，不影响开会。"
    else:
        said += "；只提示，不影响开会。"
    latest = meets_on - timedelta(days=needed)
    return Finding("notice_days", early, said, source(rule), rule.answer.strength, False, (), missing, latest)


def residents_told_by(
    meets_on: date, *, kind: BodyKind = BodyKind.COMMITTEE, on: date, place: str, adopted: Adopted | None = None
) -> Finding | None:
    """How and by which day the 居委会 is told before a meeting (北京45条: five days); None where nothing asks for it.

    `passed` is None, `day` the last day: where a place names no number, the day before the meeting.
    """
    how = rule_of(kind, "residents_told", on, place)
    if how is None:
        return None
    days = rule_of(kind, "residents_told_days", on, place, adopted)
    number = days.answer.number if days is not None else 1
    last = meets_on - timedelta(days=number)
    what = get(how.answer.name).choice_names[how.answer.text]
    said = f"居委会：{what}，至迟{day_words(last)}（{source(how)}）。"
    return Finding("residents_told", None, said, source(how), how.answer.strength, False, (), ("告知的日期",), last)


def _residents(told: Finding, on_day: date | None) -> Finding:
    if on_day is None or told.day is None:
        return told
    early = on_day <= told.day
    said = (
        f"{day_words(on_day)}已告知居委会，" + ("按时" if early else "晚于") + f"{day_words(told.day)}（{told.cite}）。"
    )
    return Finding(told.rule, early, said, told.cite, told.strength, False, (), (), told.day)


def regular_every(kind: BodyKind, on: date, place: str, *, adopted: Adopted | None = None) -> int | None:
    """Every how many months a body meets at least; None where neither the place nor the estate's rules say."""
    rule = rule_of(kind, "regular_months", on, place, adopted)
    return None if rule is None or rule.proposed else rule.answer.number


def first_meeting_by(elected_on: date, place: str, *, adopted: Adopted | None = None) -> Due | None:
    """The last day for a new committee's first meeting (指导规则32条: seven days; 青岛36条: three)."""
    answer = law_of("clocks/first_committee_meeting_days", elected_on, place, adopted)
    return None if answer is None else due(elected_on, Rule(answer, False), "业主委员会首次会议，推选主任、副主任")


def fallback_conveners(kind: BodyKind, on: date, place: str, *, adopted: Adopted | None = None) -> tuple[Fallback, ...]:
    """Who calls the meeting when the chair does not, in order; empty for a body without any rule or proposal.

    The place's text first, then what the estate's rules add; where neither goes beyond the chair's own deputy or
    the members, what is proposed follows, marked so.
    """
    key = KEYS.get(kind)
    if key is None:
        return ()
    name = f"meetings/{key}_conveners"
    words = get(name).choice_names
    law, own = law_of(name, on, place), law_of(name, on, place, adopted)
    found = [Fallback(step, words[step], law.cites, law.strength, False) for step in law.items] if law else []
    settled = law is not None and not _OUTSIDE.isdisjoint(law.items)
    if own is not None and own.strength is Strength.BYLAW:
        found += _further(found, own, words, False)
        settled = True
    proposal = None if settled else offered(name, on=on, place=place)
    if proposal is not None:
        found += _further(found, proposal, words, True)
    return tuple(found)


def _further(known: list[Fallback], answer: Answer, words: Mapping[str, str], proposed: bool) -> list[Fallback]:
    mark, steps = ("（建议，须由议事规则约定）" if proposed else ""), {one.step for one in known}
    return [
        Fallback(step, words[step] + mark, str(answer.cite), answer.strength, proposed)
        for step in answer.items
        if step not in steps
    ]
