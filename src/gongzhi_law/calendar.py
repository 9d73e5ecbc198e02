"""Periods in days of Beijing: the act's day is not counted, an end on a day off rolls on (民法典201–204)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from gongzhi_law.citation import Cite
from gongzhi_law.params import Strength

START = Cite("民法典", "201", "1")
MONTHS = Cite("民法典", "202")
ROLL = Cite("民法典", "203", "1")
_DAY = timedelta(days=1)
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class NoWorkdayTable(LookupError):
    """The holiday notice of that year is not entered; a day that hangs on it cannot be said exactly."""

    def __init__(self, year: int) -> None:
        super().__init__(f"{year}年的放假安排尚未录入，不能确定期间的最后一日")
        self.year = year


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day of a period: `nominal` by counting, `day` after days off, None if unknowable."""

    nominal: date
    day: date | None
    cite: Cite

    @property
    def exact(self) -> date:
        """The day; raises NoWorkdayTable where the year's table is missing."""
        if self.day is None:
            raise NoWorkdayTable(self.nominal.year)
        return self.day


@dataclass(frozen=True, slots=True)
class Year:
    """The days off by notice and the weekend days worked instead, with where they were read."""

    year: int
    off: frozenset[date]
    worked: frozenset[date]
    source: str
    strength: Strength


def day_words(day: date) -> str:
    """2026年11月21日, the way days stand in notices and sentences."""
    return f"{day.year}年{day.month}月{day.day}日"


def is_workday(day: date) -> bool:
    """Whether the day is worked; raises NoWorkdayTable for a year with no table."""
    table = table_of(day.year)
    if day in table.worked:
        return True
    return day not in table.off and day.weekday() < 5


def days_between(act_on: date, event_on: date) -> int:
    """Whole days from the day after the act up to and including the event's day (民法典201条1款)."""
    return (event_on - act_on).days


def period_end(act_on: date, days: int) -> date:
    """The last day of a period of `days` after an act; an end on a day off moves on (203条). May raise."""
    return deadline(act_on, days).exact


def deadline(act_on: date, days: int) -> Deadline:
    """As `period_end`, the day left open where the table of the year is missing; refuses days below 1."""
    if days < 1:
        raise ValueError("a period has at least one day")
    return _rolled(act_on + days * _DAY)


def last_day(act_on: date, days: int) -> date:
    """The last day of `deadline`; where the table of its year is missing, the day by counting alone."""
    found = deadline(act_on, days)
    return found.day or found.nominal


def deadline_years(act_on: date, years: int) -> Deadline:
    """The same day `years` later, the month's last day where there is none (202条), rolled over days off."""
    try:
        nominal = act_on.replace(year=act_on.year + years)
    except ValueError:
        nominal = date(act_on.year + years, act_on.month, 28)
    return _rolled(nominal)


def workdays_after(act_on: date, count: int) -> date:
    """The `count`th working day after the act's day; raises NoWorkdayTable, refuses a count below 1."""
    if count < 1:
        raise ValueError("a period has at least one day")
    day = act_on
    while count:
        day += _DAY
        count -= is_workday(day)
    return day


def _rolled(nominal: date) -> Deadline:
    day = nominal
    try:
        while not is_workday(day):
            day += _DAY
    except NoWorkdayTable:
        return Deadline(nominal, None, ROLL)
    return Deadline(nominal, day, ROLL)


def years() -> tuple[int, ...]:
    """Years whose table is entered."""
    names = (file.name for file in (files("gongzhi_law") / "workdays").iterdir())
    return tuple(sorted(int(name[:4]) for name in names if name.endswith(".yaml")))


@cache
def table_of(year: int) -> Year:
    """The table of a year; raises NoWorkdayTable where none is entered."""
    path = files("gongzhi_law") / "workdays" / f"{year}.yaml"
    if not path.is_file():
        raise NoWorkdayTable(year)
    data = yaml.load(path.read_text("utf-8"), _Loader)  # noqa: S506  (safe loader)
    return Year(
        year=year,
        off=frozenset(data["days_off"]),
        worked=frozenset(data["days_worked"]),
        source=str(data["source"]),
        strength=Strength(data["strength"]),
    )
