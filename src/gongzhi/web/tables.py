"""A table described by data: columns, rows of cells, a foot; ready for one template."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

# What stays on one line: a date, and a word too short to be broken.
_WHOLE = re.compile(r"\d{4}年\d{1,2}月(\d{1,2}日)?|\d{1,2} [A-Z][a-z]+ \d{4}|\d{4}-\d\d(-\d\d)?|.{1,4}")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, whether its cells are numbers, and where its heading sorts to."""

    label: str
    n: bool = False
    sort_url: str = ""
    sorted: str = ""

    @property
    def aria_sort(self) -> str:
        """Value of `aria-sort`, empty when the table is not sorted by this column."""
        return {"asc": "ascending", "desc": "descending"}.get(self.sorted, "")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell, with the heading of its column for narrow screens."""

    text: str | SafeString
    note: str = ""
    url: str = ""
    badge: str = ""
    badge_kind: str = ""
    column: Column = Column("")

    @property
    def whole(self) -> bool:
        """Whether its text stays on one line: a date, a word of at most four characters."""
        return not isinstance(self.text, SafeString) and _WHOLE.fullmatch(str(self.text)) is not None

    @property
    def heading(self) -> str:
        """What stands before it on narrow screens; nothing before nothing."""
        return self.column.label if self.text or self.badge or self.note else ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `win` marks the option that carried the vote."""

    cells: tuple[Cell, ...]
    win: bool = False


@dataclass(frozen=True, slots=True)
class TableView:
    """A whole table."""

    label: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    foot: tuple[Cell, ...]
    stack: bool
    empty: Mapping[str, str]


def table_view(source: Mapping[str, Any]) -> TableView:
    """View of `{label, caption, columns, rows, foot, stack, empty}`; refuses a row of another width."""
    columns = tuple(map(_column, source["columns"]))
    return TableView(
        label=str(source["label"]),
        caption=str(source.get("caption", "")),
        columns=columns,
        rows=tuple(_row(row, columns) for row in source["rows"]),
        foot=_cells(source.get("foot") or (), columns),
        stack=bool(source.get("stack", True)),
        empty=source.get("empty") or {},
    )


def _column(raw: Any) -> Column:
    return raw if isinstance(raw, Column) else Column(**raw) if isinstance(raw, Mapping) else Column(str(raw))


def _row(raw: Any, columns: Sequence[Column]) -> Row:
    if isinstance(raw, Mapping):
        return Row(_cells(raw["cells"], columns), bool(raw.get("win")))
    return Row(_cells(raw, columns))


def _cells(raw: Iterable[Any], columns: Sequence[Column]) -> tuple[Cell, ...]:
    cells = tuple(raw)
    if cells and len(cells) != len(columns):
        raise ValueError(f"{len(cells)} cells under {len(columns)} columns")
    return tuple(_cell(cell, column) for cell, column in zip(cells, columns, strict=False))


def _cell(raw: Any, column: Column) -> Cell:
    if isinstance(raw, Mapping):
        return Cell(**{"text": "", **raw}, column=column)
    if raw is None:
        return Cell("", column=column)
    if isinstance(raw, SafeString):
        return Cell(raw, column=column)
    if isinstance(raw, int) and not isinstance(raw, bool):
        return Cell(f"{raw:,}", column=column)
    return Cell(str(raw), column=column)
