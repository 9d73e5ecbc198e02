"""Reads days and times as banks, payment services and spreadsheets write them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from gongzhi.documents.tables import Cell
from gongzhi.documents.tables.invisible import visible

Moment = tuple[date, time | None]

_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - the day 0 of spreadsheets has no time zone
_MONTHS = {
    name: at
    for at, name in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1)
}
_CLOCK = r"(?:[T ,]*(\d{1,2})[:时](\d{1,2})(?:[:分](\d{1,2})(?:秒|[.,]\d+)?|分)?(?:Z|\+08:?00)?)?"
_SPLIT = re.compile(r"(\d{4})([-/.年])(\d{1,2})[-/.月](\d{1,2})日?(?:\(?(?:星期|周).\)?)?" + _CLOCK)
_SHORT = re.compile(r"(\d{2})[-/.年](\d{1,2})[-/.月](\d{1,2})日?" + _CLOCK)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:[T -]?(\d{2}):?(\d{2})(?::?(\d{2}))?(?:\d{3}|\.\d+)?)?")
_ENGLISH = re.compile(r"(\d{1,2})[- ]?([A-Za-z]{3})[A-Za-z]*[-, ]*(\d{4})" + _CLOCK)
_AMERICAN = re.compile(r"([A-Za-z]{3})[A-Za-z]*\.? ?(\d{1,2}),? ?(\d{4})" + _CLOCK)
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})" + _CLOCK)
_MONTH_DAY = re.compile(r"(\d{1,2})[-/.月](\d{1,2})日?" + _CLOCK)
_TIME = re.compile(r"(\d{1,2})[:时](\d{1,2})(?:[:分](\d{1,2})(?:秒|[.,]\d+)?|分)?")
_TIME_COMPACT = re.compile(r"(\d{2})(\d{2})(\d{2})")
_SERIAL = re.compile(r"[234]\d{4}(?:\.\d+)?")
_AROUND = "'`’‘\"[]() \t"


def read_moment(cell: Cell, year: int = 0) -> Moment | None:
    """Day and time (None where not given) of a cell; None when it is no date, or lies outside 1949 to 2100.

    Takes date cells, serial numbers, 20260105, 20260105120304, 2026/1/5 12:03:04, 2026年1月5日, 05-Jan-2026, 25/12/2026;
    a month and day alone (12-31) only with the `year` of the statement.
    """
    if cell.__class__ is str:
        return _from_text(cell, year)
    if isinstance(cell, datetime):
        return _checked(cell.date(), cell.time() if cell.time() != time() else None)
    if isinstance(cell, date):
        return _checked(cell, None)
    if isinstance(cell, bool):
        return None
    return _from_number(cell) if isinstance(cell, float | int) else None


def _from_number(cell: float | int) -> Moment | None:
    if 17_000 <= cell <= 73_050:
        moment = _EPOCH + timedelta(seconds=round(cell * 86_400))
        return _checked(moment.date(), moment.time() if cell != int(cell) else None)
    if cell == int(cell) and len(str(int(cell))) in (8, 14):
        return _from_text(str(int(cell)), 0)
    return None


@lru_cache(maxsize=65_536)
def _from_text(cell: str, year: int) -> Moment | None:
    text = " ".join(visible(unicodedata.normalize("NFKC", cell)).split()).strip(_AROUND)
    text = re.sub(r" ?([-/.年月日:]) ?", r"\1", text)
    if match := _SPLIT.fullmatch(text):
        return _moment(match[1], match[3], match[4], match.groups()[4:])
    if match := _COMPACT.fullmatch(text):
        return _moment(match[1], match[2], match[3], match.groups()[3:])
    if match := _ENGLISH.fullmatch(text):
        return _moment(match[3], _MONTHS.get(match[2].lower()), match[1], match.groups()[3:])
    if match := _AMERICAN.fullmatch(text):
        return _moment(match[3], _MONTHS.get(match[1].lower()), match[2], match.groups()[3:])
    if match := _DAY_FIRST.fullmatch(text):
        first, second = int(match[1]), int(match[2])
        if first <= 12 and second <= 12 and first != second:
            return None
        day, month = (first, second) if first > 12 else (second, first)
        return _moment(match[3], month, day, match.groups()[3:])
    if _SERIAL.fullmatch(text):
        return _from_number(float(text))
    if match := _SHORT.fullmatch(text):
        return _moment(2000 + int(match[1]), match[2], match[3], match.groups()[3:])
    if year and (match := _MONTH_DAY.fullmatch(text)):
        return _moment(year, match[1], match[2], match.groups()[2:])
    return None


def _moment(year: object, month: object, day: object, clock: tuple[str | None, ...]) -> Moment | None:
    try:
        when = None if clock[0] is None else time(int(clock[0]), int(clock[1] or 0), int(clock[2] or 0))
        return _checked(date(int(str(year)), int(str(month)), int(str(day))), when)
    except ValueError:
        return None


def _checked(day: date, when: time | None) -> Moment | None:
    return (day, when) if 1949 <= day.year <= 2100 else None


def read_time(cell: Cell) -> time | None:
    """The time of day of a cell (17:57:17, 175717, a spreadsheet's fraction of a day), None when it is none."""
    if cell.__class__ is str:
        return _time_of(cell)
    if isinstance(cell, datetime):
        return cell.time()
    if isinstance(cell, time):
        return cell
    if isinstance(cell, timedelta):
        cell = cell.total_seconds() / 86_400
    if isinstance(cell, bool):
        return None
    if isinstance(cell, float) and 0 <= cell < 1:
        return (_EPOCH + timedelta(seconds=min(86_399, round(cell * 86_400)))).time()
    if isinstance(cell, float | int) and cell == int(cell) and 0 <= cell <= 235_959:
        return _time_of(f"{int(cell):06d}")
    return None


@lru_cache(maxsize=65_536)
def _time_of(cell: str) -> time | None:
    text = visible(unicodedata.normalize("NFKC", cell)).strip(_AROUND)
    match = _TIME.fullmatch(text) or _TIME_COMPACT.fullmatch(text)
    if match is None:
        return None
    try:
        return time(int(match[1]), int(match[2]), int(match[3] or 0))
    except ValueError:
        return None
