"""When joint meetings are held: the last week of even months off holidays, and what was missed (B2.6, B2.9, B9.2)."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from gongzhi_law.calendar import NoWorkdayTable, day_words, table_of
from gongzhi_law.jurisdiction import NATION
from gongzhi_law.meeting_rules import Finding
from gongzhi_law.params import Answer, Strength, lookup
from gongzhi_law.terms import months_after

_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Window:
    """The days of one bi-monthly meeting: working days only; `moved` where the last week had none left.

    `exact` is False where the year's holiday notice is not entered: then Monday to Friday, and `note` says so.
    """

    year: int
    month: int
    first: date
    last: date
    days: tuple[date, ...]
    moved: bool
    exact: bool
    note: str

    @property
    def words(self) -> str:
        """2026年12月25日至2026年12月31日."""
        return f"{day_words(self.first)}至{day_words(self.last)}"


@dataclass(frozen=True, slots=True)
class Missed:
    """A window in whose month no meeting was held and no short record signed; it only warns."""

    window: Window
    sentence: str
    cite: str
    strength: Strength


@dataclass(frozen=True, slots=True)
class Summary:
    """A half-year summary (`half`) or a yearly one (`year`): its period and the day it is due."""

    kind: str
    name: str
    first: date
    last: date
    due_on: date
    cite: str
    strength: Strength
    sentence: str


class EnvMeeting(StrEnum):
    """The meetings an 环物委 holds by the calendar (B9.2)."""

    SUMMARY = "summary"
    EXCHANGE = "exchange"
    FIRMS = "firms"


ENV_MEETING_NAMES: Mapping[EnvMeeting, str] = {
    EnvMeeting.SUMMARY: "半年工作总结会",
    EnvMeeting.EXCHANGE: "业委会交流沟通会",
    EnvMeeting.FIRMS: "物业联席会",
}


def windows(year: int, *, place: str = NATION) -> tuple[Window, ...]:
    """The windows of the year in order; raises NoLawInForce before the paper's first year and never for a calendar."""
    on = date(year, 12, 31)
    months = lookup("meetings/joint_months", on=on, place=place)
    length = lookup("meetings/joint_week_days", on=on, place=place).number
    off = _off(year)
    return tuple(window(year, month, length, off) for month in sorted(int(one) for one in months.items))


def window(year: int, month: int, length: int, off: frozenset[date] | None) -> Window:
    """The last `length` days of the month without weekends and `off`; moved a week earlier while none is left.

    `off` None is a year without a table. Refuses a length below 1.
    """
    if length < 1:
        raise ValueError("a window has at least one day")
    last = date(year, month, monthrange(year, month)[1])
    moved = False
    while not (days := _working(last, length, off)):
        last, moved = last - _WEEK, True
    notes = []
    if moved:
        notes.append(f"{month}月最后一周都是节假日，移到最近的前一周。")
    if off is None:
        notes.append(f"{year}年的放假安排尚未录入，先按周一至周五计算。")
    return Window(year, month, days[0], days[-1], days, moved, off is not None, "".join(notes))


def _working(last: date, length: int, off: frozenset[date] | None) -> tuple[date, ...]:
    days = (last - n * _DAY for n in reversed(range(length)))
    return tuple(day for day in days if day.weekday() < 5 and (off is None or day not in off))


def _off(year: int) -> frozenset[date] | None:
    try:
        return table_of(year).off
    except NoWorkdayTable:
        return None


def window_of(day: date, *, place: str = NATION) -> Window | None:
    """The window that the day falls into, from its first to its last day; None on any other day."""
    return next((one for one in windows(day.year, place=place) if one.first <= day <= one.last), None)


def next_window(day: date, *, place: str = NATION) -> Window:
    """The first window that is not over on the day; the one of next February at the end of a year."""
    here = next((one for one in windows(day.year, place=place) if day <= one.last), None)
    return here or windows(day.year + 1, place=place)[0]


def missed(
    held: Collection[tuple[int, int]], on: date, *, since: date | None = None, place: str = NATION
) -> tuple[Missed, ...]:
    """The windows over before `on`, from `since` (else the year's first day), in whose month nothing was held.

    `held` are (year, month) of meetings and of short records. A meeting earlier in the month counts: 一般 only warns.
    """
    start = since or date(on.year, 1, 1)
    rule = lookup("meetings/joint_months", on=on, place=place)
    every = (one for year in range(start.year, on.year + 1) for one in windows(year, place=place))
    return tuple(
        Missed(one, _missed_words(one, rule), rule.cites, rule.strength)
        for one in every
        if start <= one.last < on and (one.year, one.month) not in held
    )


def _missed_words(one: Window, rule: Answer) -> str:
    said = f"{one.year}年{one.month}月（{one.words}）没有召开联席会议，也没有签收简记，只提示（{rule.cites}）。"
    return said + one.note


def summaries_due(year: int, *, place: str = NATION) -> tuple[Summary, ...]:
    """The summaries of the year in order: one each half-year but the last, and the yearly one (B2.9)."""
    on = date(year, 12, 31)
    rule = lookup("meetings/joint_summary_months", on=on, place=place)
    days = timedelta(days=lookup("meetings/joint_summary_days", on=on, place=place).number)
    found = []
    for first, last in _periods(year, rule.number):
        yearly = last == on
        kind, name = ("year", "一年工作总结") if yearly else ("half", "半年工作小结")
        start = date(year, 1, 1) if yearly else first
        said = f"{name}（{day_words(start)}至{day_words(last)}），至迟{day_words(last + days)}报社区党组织（{rule.cites}）。"
        found.append(Summary(kind, name, start, last, last + days, rule.cites, rule.strength, said))
    return tuple(found)


def env_meetings_due(
    year: int, held: Mapping[EnvMeeting, Iterable[date]], *, on: date | None = None, place: str = NATION
) -> tuple[Finding, ...]:
    """Each meeting an 环物委 owes in the year: held, missed once its period is over, open until then; only warns.

    Without `on` the year is judged when it is over.
    """
    found = []
    today = on or date(year + 1, 1, 1)
    for kind in EnvMeeting:
        rule = lookup(f"meetings/env_{kind}_months", on=date(year, 12, 31), place=place)
        days = tuple(held.get(kind, ()))
        for first, last in _periods(year, rule.number):
            done = sum(first <= day <= last for day in days)
            passed = True if done else False if last < today else None
            said = f"{day_words(first)}至{day_words(last)}，{ENV_MEETING_NAMES[kind]}至少一次"
            said += {True: f"，已召开{done}次", False: "，没有召开，只提示", None: "，还没有召开"}[passed]
            found.append(
                Finding(f"env_{kind}", passed, f"{said}（{rule.cites}）。", rule.cites, rule.strength, day=last)
            )
    return tuple(found)


def _periods(year: int, months: int) -> tuple[tuple[date, date], ...]:
    """The year cut into periods of so many months; the last one ends with the year."""
    starts = [months_after(date(year, 1, 1), n) for n in range(0, 12, months)]
    ends = [*(start - _DAY for start in starts[1:]), date(year, 12, 31)]
    return tuple(zip(starts, ends, strict=True))
