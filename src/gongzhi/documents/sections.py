"""The body of an official document as its sheet, its Word file and its page all set it: numbered the same everywhere.

A section is {heading, paragraphs [str], items [str], table {head [str], rows [[str]]}}, every part of it optional.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any
from unicodedata import category, east_asian_width

DIGITS = "零一二三四五六七八九"
WIDTHS = (4, 20)
UNSEEN = {"Cc", "Cf", "Cs"}
NUMBERED = re.compile(r"^[一二三四五六七八九十]+、")


def numeral(number: int) -> str:
    """一, 十, 十二, 二十 … 九十九: the number of a heading; refuses what is beyond."""
    if not 0 < number < 100:
        raise ValueError(f"no numeral for {number}")
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{DIGITS[tens]}十"
    return head + (DIGITS[ones] if ones else "")


def numbered(sections: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The sections ready to be set: headings 一、二、 where there are several (their own numbers make way), items 1. 2., lines split, tables squared.

    A table also gets `widths`, one whole number a column in proportion to its longest cell.
    """
    given = list(sections)
    several = sum(1 for section in given if section.get("heading")) > 1
    found, count = [], 0
    for section in given:
        heading = NUMBERED.sub("", _line(section.get("heading") or ""))
        if heading and several:
            count += 1
            heading = f"{numeral(count)}、{heading}"
        found.append(
            {
                "heading": heading,
                "paragraphs": [line for text in section.get("paragraphs") or () for line in _lines(text)],
                "items": [f"{n}. {_line(text)}" for n, text in enumerate(section.get("items") or (), 1)],
                "table": _table(section.get("table")),
            }
        )
    return found


def _table(table: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """As many cells in each row as there are headings; a table without rows says so by a row of dashes."""
    if not table or not table.get("head"):
        return None
    head = [_line(cell) for cell in table["head"]]
    rows = [[_cell(cell) for cell in row][: len(head)] for row in table.get("rows") or ()]
    rows = [row + [""] * (len(head) - len(row)) for row in rows] or [["—"] * len(head)]
    least, most = WIDTHS
    widths = [
        min(max(least, *(_width(line) for row in [head, *rows] for line in row[n].split("\n"))), most)
        for n in range(len(head))
    ]
    return {"head": head, "rows": rows, "widths": widths}


def _width(line: str) -> int:
    """How many Chinese characters stand in as much room; a digit or Latin letter takes half of one."""
    return -(-sum(2 if east_asian_width(c) in "WF" else 1 for c in line) // 2)


def _clean(text: object) -> str:
    """Without the characters no document can hold; rare characters of names stay."""
    lines = str(text).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in lines if c in "\n\t" or not (category(c) in UNSEEN or c in "\ufffe\uffff"))


def _lines(text: object) -> list[str]:
    return [line.strip() for line in _clean(text).splitlines() if line.strip()]


def _line(text: object) -> str:
    return " ".join(_lines(text))


def _cell(text: object) -> str:
    return "\n".join(_lines("" if text is None else text))
