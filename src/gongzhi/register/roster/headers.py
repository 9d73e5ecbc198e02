"""Finds the header of a sheet, of one to three rows, and reads the titles of its columns."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from gongzhi.documents.tables.problems import shown
from gongzhi.documents.tables.sheets import Cell, Sheet, column_letter
from gongzhi.register.roster.titles import FIELDS, Meaning, meaning, plain

_SCANNED_ROWS = 60
_MAX_COLUMNS = 200
_MAX_DEPTH = 3
_CORE = frozenset(FIELDS)
_NUMBERS = re.compile(r"\d{3,}")
_FIGURE = re.compile(r"[\d.,\-]+")
_GROUP_WORD = re.compile(r"业主|产权|房屋|信息|租|面积|联系|共有|基本|交付|情况|权利|位置|坐落")


@dataclass(frozen=True, slots=True)
class Column:
    """One column under a header: its index from 0, its titles from top to bottom, and what they mean."""

    index: int
    parts: tuple[str, ...]
    meaning: Meaning | None

    @property
    def title(self) -> str:
        """The title as it stands in the sheet: the lowest header cell, or the column's letter."""
        return self.parts[-1] if self.parts else column_letter(self.index)

    @property
    def full_title(self) -> str:
        """All header cells of the column joined, as `业主信息/姓名`."""
        return "/".join(self.parts) if self.parts else column_letter(self.index)


@dataclass(frozen=True, slots=True)
class Header:
    """Rows `first` to `last` (from 0) are the header; data starts below."""

    first: int
    last: int
    columns: tuple[Column, ...]


def find_header(sheet: Sheet, known: Collection[str] = ()) -> Header | None:
    """The header of a sheet, None where no row reads like one; `known` are titles named by hand.

    A header names at least two fields, one of them the door, the room, the area or the owner. Merged cells are
    spread over the range they cover; without merges an upper title also stands over the blanks to its right.
    """
    names = frozenset(plain(title) for title in known)
    rows = _spread(sheet)
    best: tuple[tuple[int, int, int], Header] | None = None
    for first, row in enumerate(rows):
        if not _reads_like_titles(row):
            continue
        for depth in range(1, _MAX_DEPTH + 1):
            stack = rows[first : first + depth]
            if len(stack) < depth or (depth > 1 and not all(map(_reads_like_titles, stack))):
                break
            if depth > 1 and not (_is_group_row(stack[0], names) and _has_titles(stack[-1], names)):
                break
            columns = _columns(sheet, stack, first)
            score = _score(columns, names)
            if score is None:
                continue
            key = (score, depth, -first)
            if best is None or key > best[0]:
                best = (key, Header(first, first + depth - 1, columns))
    return best[1] if best else None


def _spread(sheet: Sheet) -> list[list[Cell]]:
    rows = [list(row[:_MAX_COLUMNS]) for row in sheet.rows[:_SCANNED_ROWS]]
    for (top, left), (bottom, right) in sheet.merges:
        if top >= len(rows) or left >= len(rows[top]):
            continue
        value = rows[top][left]
        for at in range(top, min(bottom, len(rows) - 1, top + _MAX_DEPTH) + 1):
            row = rows[at]
            for column in range(left, min(right + 1, len(row))):
                if row[column] == "":
                    row[column] = value
    return rows


def _reads_like_titles(row: Sequence[Cell]) -> bool:
    filled = [cell for cell in row if cell != ""]
    if len(filled) < 2:
        return False
    texts = [cell for cell in filled if isinstance(cell, str)]
    if len(texts) < len(filled):
        return False
    return sum(1 for text in texts if _NUMBERS.search(text)) == 0 or all(
        meaning(text) or len(text) > 12 for text in texts if _NUMBERS.search(text)
    )


def _has_titles(row: Sequence[Cell], names: Collection[str]) -> bool:
    texts = [shown(cell) for cell in row if cell != ""]
    if any(_FIGURE.fullmatch(text) for text in texts):
        return False
    return any(meaning(text) or plain(text) in names for text in texts)


def _is_group_row(row: Sequence[Cell], names: Collection[str]) -> bool:
    texts = {shown(cell) for cell in row if cell != ""}
    if len(texts) < 2 or any("：" in text or ":" in text or len(text) > 24 for text in texts):
        return False
    return any(meaning(text) or plain(text) in names or _GROUP_WORD.search(text) for text in texts)


def _columns(sheet: Sheet, stack: Sequence[Sequence[Cell]], first: int) -> tuple[Column, ...]:
    width = max(len(row) for row in stack)
    covered = bool(
        [
            merge
            for merge in sheet.merges
            if first <= merge[0][0] <= first + len(stack) - 1 and merge[1][1] > merge[0][1]
        ]
    )
    columns: list[Column] = []
    above: list[str] = [""] * len(stack)
    for index in range(width):
        parts: list[str] = []
        texts = [shown(row[index]) if index < len(row) else "" for row in stack]
        for level, text in enumerate(texts):
            if text:
                above[level] = text
                above[level + 1 :] = [""] * (len(stack) - level - 1)
            elif not covered and level < len(stack) - 1 and any(texts[level + 1 :]) and not any(texts[:level]):
                text = above[level]
            if text and (not parts or parts[-1] != text):
                parts.append(text)
        columns.append(Column(index, tuple(parts), meaning(*parts) if parts else None))
    return tuple(columns)


def _score(columns: Sequence[Column], names: Collection[str]) -> int | None:
    fields: set[str] = set()
    recognised = 0
    by_hand = 0
    for column in columns:
        if column.meaning and column.meaning.field in _CORE:
            fields.add(column.meaning.field)
            recognised += 1
        elif column.meaning:
            recognised += 1
        if names and any(plain(title) in names for title in (*column.parts, column.full_title)):
            by_hand += 1
    if len(fields) + by_hand < 2 or not (by_hand or fields & {"door", "room", "area", "owner"}):
        return None
    return (len(fields) + by_hand) * 10 + min(recognised, 9)
