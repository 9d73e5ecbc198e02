"""Reads sums of money exactly: an int of fen, never a float."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import NamedTuple

from gongzhi.documents.tables import Cell
from gongzhi.documents.tables.invisible import visible

IN, OUT = "in", "out"
MAX_FEN = 10**15
"""The largest sum that is believed, in fen (ten million million yuan); more is taken for a number that is no sum."""

_FEN = Decimal("0.01")
_NOISE = Decimal("0.000001")
_PLAIN = re.compile(r"(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d*)?|\.\d+")
_USUAL = re.compile(r"(-?)([0-9]{1,12}|[0-9]{1,3}(?:,[0-9]{3}){1,3})(?:\.([0-9]{1,2}))?")
_CURRENCY = re.compile(r"(?:人民币|RMB|CNY|CN¥|RMB¥|¥|￥)", re.IGNORECASE)
_UNIT = re.compile(r"(亿元?|百万元?|万元?|千元?|元|圆|分)?整?")
_MARK = r"(CR|DR|贷方?|借方?|收入?|支出?|存|取)\.?"
_MARK_FIRST = re.compile(_MARK + r"[:]?(?=[-+(\d.¥])", re.IGNORECASE)
_MARK_LAST = re.compile(r"(?<=[\d.)元])" + _MARK + "$", re.IGNORECASE)
_DIGITS = {"亿": 8, "百": 6, "万": 4, "千": 3, "元": 0, "圆": 0, "分": -2}
_EMPTY = frozenset(("", "-", "--", "---", "/", "\\", "无", "n/a", "na", "null", "none", "*"))


class Amount(NamedTuple):
    """A sum in fen; `fault` names what is wrong ('' nothing, empty, unreadable, decimals, huge), `mark` in or out.

    `mark` is what a word within the cell says (贷, CR, 收 in; 借, DR, 支 out), '' mostly; `is_signed` whether a sign or
    brackets are written out.
    """

    fen: int = 0
    fault: str = ""
    mark: str = ""
    is_signed: bool = False


EMPTY = Amount(fault="empty")
_UNREADABLE = Amount(fault="unreadable")
_HUGE = Amount(fault="huge")


def read_amount(cell: Cell, unit: int = 0) -> Amount:
    """The sum of a cell in fen; `unit` is the power of ten of the column's unit (元 0, 万元 4, 分 -2).

    Noise of at most 0.000001 yuan as spreadsheets leave it is corrected; more than two decimals are refused.
    """
    text = repr(cell) if cell.__class__ is float else cell
    if text.__class__ is str:
        if text == "":
            return EMPTY
        if not unit and (match := _USUAL.fullmatch(text)):
            sign, whole, cents = match.groups()
            fen = int(whole.replace(",", "") + (cents or "").ljust(2, "0"))
            return Amount(-fen, "", "", True) if sign else Amount(fen)
    if cell.__class__ is str:
        return _from_text(cell, unit)
    if cell is None:
        return EMPTY
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return _UNREADABLE
    number = Decimal(repr(cell))
    if not number.is_finite():
        return _UNREADABLE
    return _exact(number, unit, "", cell < 0)


def _from_text(cell: str, unit: int) -> Amount:
    text = "".join(visible(unicodedata.normalize("NFKC", cell)).split()).strip("'`’‘\"")
    text = text.replace("−", "-").replace("—", "-").replace("–", "-").replace("﹣", "-")
    if text.lower() in _EMPTY or not text.strip("-*/"):
        return EMPTY
    if len(text) > 40:
        return _UNREADABLE
    text, mark = _without_mark(_CURRENCY.sub("", text).removeprefix("/"))
    negative = signed = False
    if text.startswith("(") and text.endswith(")"):
        text, negative, signed = text[1:-1], True, True
    for place in (0, -1):
        if text and text[place] in "+-" and not signed:
            negative, signed = text[place] == "-", True
            text = text[1:] if place == 0 else text[:-1]
    digits = re.match(r"[\d,.]*", text)
    body, tail = (digits[0], text[digits.end() :]) if digits else ("", text)
    suffix = _UNIT.fullmatch(tail)
    if suffix is None or not body.isascii() or not _PLAIN.fullmatch(body):
        return _UNREADABLE
    if suffix[1]:
        unit = _DIGITS[suffix[1][0]]
    number = Decimal(body.replace(",", ""))
    return _exact(-number if negative else number, unit, mark, signed)


def _without_mark(text: str) -> tuple[str, str]:
    for pattern in (_MARK_FIRST, _MARK_LAST):
        if match := pattern.search(text) if pattern is _MARK_LAST else pattern.match(text):
            word = match[1].upper()
            return text[: match.start()] + text[match.end() :], IN if word[0] in "C贷收存" else OUT
    return text, ""


def _exact(number: Decimal, unit: int, mark: str, signed: bool) -> Amount:
    if abs(number) >= 10**16:
        return _HUGE
    yuan = number.scaleb(unit)
    near = yuan.quantize(_FEN, "ROUND_HALF_UP")
    if abs(yuan - near) > _NOISE:
        return Amount(fault="decimals", mark=mark, is_signed=signed)
    fen = int(near * 100)
    return _HUGE if abs(fen) > MAX_FEN else Amount(fen, "", mark, signed)


def unit_of(text: str) -> int | None:
    """The power of ten of a unit that a title or a line above the table names (单位：万元), None where it names none."""
    flat = "".join(unicodedata.normalize("NFKC", text).split())
    match = re.search(
        r"[(\[{/:](?:单位[:]?)?(?:人民币|RMB|CNY)?(亿元|百万元|万元|千元|元|分)(?:[)\]}]|$)", flat, re.IGNORECASE
    )
    match = match or re.search(
        r"单位[:]?(?:金额)?(?:人民币|RMB|CNY)?(亿元|百万元|万元|千元|元|分)", flat, re.IGNORECASE
    )
    return _DIGITS[match[1][0]] if match else None


def printed(fen: int) -> str:
    """A sum in yuan with two decimals: -123456 -> '-1234.56'."""
    whole, rest = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{whole}.{rest:02d}"
