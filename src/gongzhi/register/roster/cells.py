"""The cells of one data row under a mapping: texts, blanks filled from merged cells and from group headings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from gongzhi.documents.tables.problems import shown
from gongzhi.documents.tables.sheets import Cell, Sheet

if TYPE_CHECKING:
    from gongzhi.register.roster.mapping import SheetMapping

_TOTAL = re.compile(r"^.{0,12}(?:合\s*计|小\s*计|总\s*计|共\s*计|累\s*计|汇\s*总)(?:[(（].{0,20}[)）])?.{0,8}$")
_FOOTER = re.compile(
    r"^(?:制表|填表|审核|复核|核对|经办|打印|日期|说明|备注|注[:：]|附[:：]|单位[:：(（盖]|负责人|物业(?:服务)?(?:公司|中心|企业)[:：(（盖]|"
    r"第\s*\d+\s*页|共\s*\d+\s*页|联系人|盖章|业主委员会|本表|以上|此表)"
)


def text_of(cell: Cell) -> str:
    """A cell as text without blanks and apostrophes around it; 101.0 -> '101'; a date as it is printed."""
    if cell.__class__ is str:
        text = cell.strip()
        return text.lstrip("'`’‘").strip() if text and text[0] in "'`’‘" else text
    return shown(cell)


def is_day(cell: Cell) -> bool:
    """Whether a spreadsheet holds the cell as a date, as it does with doors such as 3-12 that it took for one."""
    return isinstance(cell, date | datetime)


def fill_merged(
    sheet: Sheet, first: int, columns: Iterable[int], width: int
) -> tuple[list[list[Cell]], dict[tuple[int, int], int]]:
    """Rows at least `width` wide with the value of vertically merged cells in the rows below, the sheet untouched.

    Only the left column of a merged range is filled, and only rows from `first` on; the second answer says which cells
    were: (row, column) -> row of the value.
    """
    wanted = frozenset(columns)
    filled: dict[tuple[int, int], int] = {}
    if sheet.rows and min(map(len, sheet.rows)) < width:
        rows = [row if len(row) >= width else row + [""] * (width - len(row)) for row in sheet.rows]
    else:
        rows = list(sheet.rows)
    copied: set[int] = set()
    for (top, left), (bottom, _) in sheet.merges:
        if left not in wanted or bottom <= top or bottom < first or top >= len(rows):
            continue
        value = rows[top][left] if left < len(rows[top]) else ""
        if value == "" or top < first:
            continue
        for at in range(top + 1, min(bottom, len(rows) - 1) + 1):
            if rows[at][left] == "":
                if at not in copied:
                    rows[at] = list(rows[at])
                    copied.add(at)
                rows[at][left] = value
                filled[at, left] = top
    return rows, filled


def grouped_columns(table: list[list[Cell]], mapping: SheetMapping) -> frozenset[str]:
    """Which of building, stair and floor are written only on the first row of each group, so that blanks repeat them."""
    key = mapping.columns.get("room", mapping.columns.get("door"))
    found: set[str] = set()
    if key is None:
        return frozenset()
    rows = [row for row in table[mapping.header.last + 1 :] if row[key] != ""]
    for field in ("building", "stair", "floor"):
        column = mapping.columns.get(field)
        if column is None:
            continue
        blanks = [row[column] for row in rows].count("")
        if blanks * 2 >= len(rows) > blanks and rows[0][column] != "":
            found.add(field)
    return frozenset(found)


def is_total(texts: list[str]) -> bool:
    """Whether the first words of a row say that it is a sum (合计, 小计, 总计)."""
    return any(len(text) <= 24 and _TOTAL.match(text) for text in texts[:2])


def is_footer(text: str) -> bool:
    """Whether a text is a line below the table (制表人, 审核, 第1页) and not a door."""
    return len(text) > 30 or bool(_FOOTER.match(text))
