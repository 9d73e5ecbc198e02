"""Reads areas exactly: an int of 0.01 m², never a float."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import NamedTuple

from gongzhi.documents.tables.invisible import visible
from gongzhi.documents.tables.sheets import Cell

MAX_AREA = 100_000_000
"""The largest area one unit may have, in 0.01 m² (a million m²); more is taken for a slip."""

_UNIT = re.compile(r"(?:m2|m²|㎡|平方米|平米|平方|平|m\^2|sqm)$", re.IGNORECASE)
_PLAIN = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d*)?|[+-]?\.\d+")
_CENT = Decimal("0.01")
_NOISE = Decimal("0.000001")


class Area(NamedTuple):
    """An area in 0.01 m²; `fault` names what is wrong with it ('' nothing, 'rounded' only a warning)."""

    value: int = 0
    fault: str = ""


_ZERO = Area(fault="zero")
_EMPTY = Area(fault="empty")
_UNREADABLE = Area(fault="unreadable")


def read_area(cell: Cell) -> Area:
    """The area of a cell; faults: empty, unreadable, negative, zero, huge, rounded (more than two decimals, half up)."""
    text = repr(cell) if cell.__class__ is float else cell
    if text.__class__ is str:
        whole, _, cents = text.partition(".")
        if len(whole) < 6 and 1 <= len(cents) <= 2 and text.isascii() and whole.isdigit() and cents.isdigit():
            value = int(whole + cents.ljust(2, "0"))
            return Area(value) if value else _ZERO
    if cell == "" or cell is None:
        return _EMPTY
    if isinstance(cell, bool):
        return _UNREADABLE
    if isinstance(cell, float):
        number = Decimal(repr(cell))
        if not number.is_finite() or abs(number) > 10**12:
            return _UNREADABLE if not number.is_finite() else Area(fault="huge")
        return _exact(number.quantize(_NOISE))
    if isinstance(cell, int):
        return _exact(Decimal(cell)) if abs(cell) < 10**12 else Area(fault="huge")
    if not isinstance(cell, str):
        return _UNREADABLE
    text = "".join(visible(unicodedata.normalize("NFKC", cell)).split()).strip("'`’‘\"")
    if text in ("", "-", "/", "--", "无"):
        return _EMPTY
    text = _UNIT.sub("", text).replace("−", "-")
    if not _PLAIN.fullmatch(text) or len(text) > 30 or not text.isascii():
        return _UNREADABLE
    return _exact(Decimal(text.replace(",", "")))


def _exact(number: Decimal) -> Area:
    if number < 0:
        return Area(fault="negative")
    value = int((number * 100).to_integral_value("ROUND_HALF_UP"))
    if value == 0:
        return Area(fault="zero")
    if value > MAX_AREA:
        return Area(value, "huge")
    return Area(value, "" if number.quantize(_CENT) == number else "rounded")


def printed(area: int) -> str:
    """An area in m² with two decimals: 12791584 -> '127915.84'."""
    whole, rest = divmod(abs(area), 100)
    return f"{'-' if area < 0 else ''}{whole}.{rest:02d}"
