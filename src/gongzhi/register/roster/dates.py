"""Reads delivery dates as spreadsheets and people write them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta

_FORMS = re.compile(r"(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?)?月?(?:\d{1,2}:.*)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_EPOCH = date(1899, 12, 30)


def read_date(cell: object) -> date | None:
    """The day of a cell (date cell, serial number, 2021-06-30, 2021年6月30日, 20210630); None when it is no date.

    A month without a day stands for its first day. Refuses years outside 1949 to 2100.
    """
    found: date | None = None
    if isinstance(cell, datetime):
        found = cell.date()
    elif isinstance(cell, date):
        found = cell
    elif isinstance(cell, float | int) and not isinstance(cell, bool):
        if 17_000 <= cell <= 73_000:
            found = _EPOCH + timedelta(days=int(cell))
        elif 19_490_101 <= cell <= 21_001_231 and cell == int(cell):
            return read_date(str(int(cell)))
    elif isinstance(cell, str):
        text = "".join(unicodedata.normalize("NFKC", cell).split()).strip("'`’‘")
        match = _FORMS.fullmatch(text) or _COMPACT.fullmatch(text)
        if match:
            try:
                found = date(int(match[1]), int(match[2]), int(match[3] or 1))
            except ValueError:
                return None
    return found if found and 1949 <= found.year <= 2100 else None
