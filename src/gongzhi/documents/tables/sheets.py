"""What a spreadsheet is to every import: sheets of cells counted from A1, within fixed bounds."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

Cell = Any
Merge = tuple[tuple[int, int], tuple[int, int]]

MAX_FILE_BYTES = 64 * 1024 * 1024
MAX_TEXT_BYTES = 32 * 1024 * 1024
MAX_UNPACKED_BYTES = 160 * 1024 * 1024
MAX_STRINGS_BYTES = 64 * 1024 * 1024
MAX_MEMBERS = 5_000
MAX_CELLS = 2_200_000
MAX_ROWS = 100_000
MAX_SHEETS = 400
MAX_LINE = 200_000
MAX_CELL = 4_000


class Unreadable(ValueError):
    """The file cannot be read as a table at all, or is out of bounds; its text is a sentence for the user."""


@dataclass(slots=True)
class Sheet:
    """One sheet: `rows[r][c]` is the cell at row r + 1 of the spreadsheet, '' where empty."""

    name: str
    rows: list[list[Cell]]
    merges: tuple[Merge, ...] = ()
    oddities: Mapping[tuple[int, int], str] = field(default_factory=dict)
    """(row, column) from 0 -> 'formula' (its stored value is used), 'formula_empty' or 'error'."""


@dataclass(slots=True)
class Workbook:
    """All visible sheets of one file in their order, and the names of the sheets left out because hidden."""

    filename: str
    sheets: tuple[Sheet, ...]
    hidden: tuple[str, ...] = ()
    encoding: str = ""


def column_letter(index: int) -> str:
    """The spreadsheet's letter of a column counted from 0: 0 -> A, 26 -> AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """The column counted from 0 of a spreadsheet letter: A -> 0, AA -> 26."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


@contextmanager
def collection_paused() -> Iterator[None]:
    """No garbage collection meanwhile: nothing read here is cyclic, and half a million live cells double its time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
