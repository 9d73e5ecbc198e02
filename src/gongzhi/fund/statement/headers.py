"""Finds the header of the table within a sheet, of one to three rows, under whatever stands above it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from gongzhi.documents.tables import Cell, Sheet, column_letter, shown
from gongzhi.fund.statement.amounts import read_amount
from gongzhi.fund.statement.moments import read_moment
from gongzhi.fund.statement.titles import Meaning, meanings, plain

_SCANNED_ROWS = 250
_MAX_COLUMNS = 200
_MAX_DEPTH = 3
_MONEY = frozenset(("amount", "credit", "debit"))


@dataclass(frozen=True, slots=True)
class Column:
    """One column under a header: its index from 0, its titles from top to bottom, what they may mean."""

    index: int
    parts: tuple[str, ...]
    meanings: tuple[Meaning, ...] = ()

    @property
    def title(self) -> str:
        """The titles as they stand in the sheet, joined as `发生额/借方`, or the column's letter."""
        return "/".join(self.parts) if self.parts else column_letter(self.index)


@dataclass(frozen=True, slots=True)
class Header:
    """Rows `first` to `last` (from 0) are the header; lines stand below."""

    first: int
    last: int
    columns: tuple[Column, ...]

    def is_repeated_by(self, row: Sequence[Cell]) -> bool:
        """Whether a row below prints the titles again, as the head of a further page does."""
        same = 0
        for column, cell in zip(self.columns, row, strict=False):
            if cell.__class__ is str and cell and column.parts and plain(cell) in map(plain, column.parts):
                same += 1
                if same > 1:
                    return True
        return False


def find_header(sheet: Sheet, known: Collection[str] = ()) -> Header | None:
    """The header of a sheet, None where no row reads like one; `known` are titles named by hand.

    A header names a date and a sum (an amount, money in or money out), or two of the titles named by hand.
    """
    names = frozenset(map(plain, known)) - {""}
    rows = _spread(sheet)
    best: tuple[tuple[int, int, int], Header] | None = None
    for first, row in enumerate(rows):
        if not _reads_like_titles(row):
            continue
        for depth in range(1, _MAX_DEPTH + 1):
            stack = rows[first : first + depth]
            if len(stack) < depth or not all(map(_reads_like_titles, stack)):
                break
            columns = _columns(stack, bool(depth > 1 and _is_covered(sheet, first, depth)))
            score = _score(columns, names)
            if score is None:
                continue
            if depth > 1 and _is_second_row(stack[-1]):
                score += 5
            key = (score, -depth, -first)
            if best is None or key > best[0]:
                best = (key, Header(first, first + depth - 1, columns))
    return best[1] if best else None


def lettered_header(sheet: Sheet) -> Header:
    """A header above the first row whose columns have letters only, for tables without titles mapped by hand."""
    width = max(map(len, sheet.rows), default=0)
    return Header(-1, -1, tuple(Column(index, ()) for index in range(min(width, _MAX_COLUMNS))))


def _spread(sheet: Sheet) -> list[list[Cell]]:
    rows = [list(row[:_MAX_COLUMNS]) for row in sheet.rows[:_SCANNED_ROWS]]
    for (top, left), (bottom, right) in sheet.merges:
        if top >= len(rows) or left >= len(rows[top]):
            continue
        value = rows[top][left]
        for at in range(top, min(bottom, len(rows) - 1, top + _MAX_DEPTH) + 1):
            for column in range(left, min(right + 1, len(rows[at]))):
                if rows[at][column] == "":
                    rows[at][column] = value
    return rows


def _is_covered(sheet: Sheet, first: int, depth: int) -> bool:
    return any(first <= top < first + depth and right > left for (top, left), (_, right) in sheet.merges)


def _reads_like_titles(row: Sequence[Cell]) -> bool:
    filled = [
        cell for cell in row if cell is not None and cell != "" and not (isinstance(cell, str) and not cell.strip())
    ]
    if len(filled) < 2 or not all(isinstance(cell, str) for cell in filled):
        return False
    texts = [cell for cell in filled if cell.strip("-—=/* ")]
    return len(set(texts)) > 1 and not any(
        any(sign.isdigit() for sign in text) and (not read_amount(text).fault or read_moment(text)) for text in texts
    )


def _is_second_row(row: Sequence[Cell]) -> bool:
    """Whether a row only divides the titles above it (笔数 | 金额, 借方 | 贷方) and names no date itself."""
    found = [meanings(text) for cell in row if (text := shown(cell))]
    fields = {one.field for entry in found for one in entry}
    return bool(fields & _MONEY) and "date" not in fields


def _columns(stack: Sequence[Sequence[Cell]], covered: bool) -> tuple[Column, ...]:
    width = max(map(len, stack))
    columns: list[Column] = []
    above = [""] * len(stack)
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
        columns.append(Column(index, tuple(parts), _meanings(parts)))
    return tuple(columns)


def _meanings(parts: Sequence[str]) -> tuple[Meaning, ...]:
    if parts and any(word in parts[-1] for word in ("笔数", "次数", "条数")):
        return ()
    for title in ("".join(parts), *reversed(parts)):
        if found := meanings(title):
            return found
    return ()


def _score(columns: Sequence[Column], names: Collection[str]) -> int | None:
    fields: set[str] = set()
    recognised = by_hand = 0
    for column in columns:
        fields.update(one.field for one in column.meanings)
        recognised += bool(column.meanings)
        by_hand += bool(names and any(plain(title) in names for title in (*column.parts, column.title)))
    if not by_hand and not ("date" in fields and fields & _MONEY):
        return None
    if by_hand == 1 and not ("date" in fields or fields & _MONEY):
        return None
    return (len(fields) + 3 * by_hand) * 10 + min(recognised, 9)
