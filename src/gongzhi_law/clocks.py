"""The periods a decision starts (R17): publication, first meeting, filing, notice to the firm, annulment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from gongzhi_law.calendar import Deadline, day_words, deadline, deadline_years
from gongzhi_law.params import Answer, NoLawInForce, get, lookup, offered
from gongzhi_law.voting import Matter


@dataclass(frozen=True, slots=True)
class Clock:
    """One period: what starts it, its last day, its rule; a rule that is only offered has no deadline yet."""

    name: str
    meaning: str
    start: str
    starts_on: date
    answer: Answer
    deadline: Deadline | None
    proposed: bool
    sentence: str


DECIDED = "作出决定之日"
KNOWN = "知道或者应当知道决定之日（以公布之日提示）"


def clocks(
    matters: Iterable[Matter],
    *,
    decided_on: date,
    published_on: date | None = None,
    place: str,
    bylaws: Mapping[str, object] | None = None,
    firm_dismissed: bool = False,
) -> tuple[Clock, ...]:
    """The clocks that a decision of that day sets going; the days roll over days off (民法典203条)."""
    chosen = tuple(matters)
    names = ["clocks/publicity_days"]
    if Matter.COMMITTEE_ELECTION in chosen:
        names += ["clocks/first_committee_meeting_days", "clocks/filing_days"]
    if firm_dismissed:
        names.append("clocks/firm_notice_days")
    found = [clock for name in names if (clock := _clock(name, decided_on, place, bylaws)) is not None]
    try:
        year = lookup("clocks/revocation_years", on=decided_on, place=place)
    except NoLawInForce:
        return tuple(found)
    known = published_on or decided_on
    last = deadline_years(known, year.number)
    words = f"业主认为决定侵害其权益或者程序违法的，可以请求人民法院撤销，至迟{_day(last)}（{year.cite}）。"
    found.append(Clock(year.name, year.meaning, KNOWN, known, year, last, False, words))
    return tuple(found)


def _clock(name: str, decided_on: date, place: str, bylaws: Mapping[str, object] | None) -> Clock | None:
    meaning = get(name).meaning
    try:
        rule = lookup(name, on=decided_on, place=place, bylaws=bylaws)
    except NoLawInForce:
        value = offered(name, on=decided_on, place=place)
        if value is None:
            return None
        words = f"{meaning}：法律未规定，建议{value.number}日，须由本小区规则或者公告确定。"
        return Clock(name, meaning, DECIDED, decided_on, value, None, True, words)
    if rule.compare == "at_least":
        day = decided_on + timedelta(days=rule.number)
        last = Deadline(day, day, rule.cite)
        words = f"须提前{rule.number}日书面通知，决定当日即通知的，不早于{day_words(day)}解除（{rule.cite}）。"
    else:
        last = deadline(decided_on, rule.number)
        words = f"{meaning}：{rule.number}日内，最后一日{_day(last)}（{rule.cite}）。"
    return Clock(name, meaning, DECIDED, decided_on, rule, last, False, words)


def _day(last: Deadline) -> str:
    if last.day is None:
        return f"{day_words(last.nominal)}（遇节假日顺延，该年放假安排尚未录入）"
    return day_words(last.day)
