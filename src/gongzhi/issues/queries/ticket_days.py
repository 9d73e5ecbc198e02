"""Days and hours as sheets of tickets write them."""

import re
from datetime import date, datetime, timedelta
from typing import Any

from gongzhi.documents.tables import shown
from gongzhi.kernel.clock import BEIJING

DAY = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?:\s*日)?"
    r"(?:(?:[T\s]+|(?<=日))(\d{1,2})[:：时](\d{1,2})分?(?:[:：]?(\d{1,2})(?:\.\d+)?秒?)?)?\s*"
)
FIRST, LAST = 36_526, 73_050  # days as spreadsheets count them: from 2000 to 2099


def moment_of(cell: Any) -> datetime | None:
    """An instant in Beijing from a cell: a date, a day's number, or words for one; None for what is none."""
    if isinstance(cell, datetime):
        return cell.replace(tzinfo=BEIJING)
    if isinstance(cell, date):
        return datetime(cell.year, cell.month, cell.day, tzinfo=BEIJING)
    if isinstance(cell, int | float) and not isinstance(cell, bool) and FIRST <= cell <= LAST:
        return datetime(1899, 12, 30, tzinfo=BEIJING) + timedelta(seconds=round(cell * 86_400))
    match = DAY.fullmatch(shown(cell))
    if match is None:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups())
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=BEIJING)
    except ValueError:
        return None
