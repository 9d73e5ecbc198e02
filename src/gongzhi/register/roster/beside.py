"""Tables printed side by side on one sheet: the same titles again to the right, each block a table of its own."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from gongzhi.documents.tables.sheets import Sheet
from gongzhi.register.roster.headers import Header
from gongzhi.register.roster.titles import plain


def blocks_beside(sheet: Sheet, header: Header) -> list[tuple[Sheet, Header]]:
    """The blocks of a sheet from left to right, the sheet itself where there is only one.

    Blocks are found by a door and an area whose titles come again in the same distance; a block's sheet holds its own
    columns at their own places and nothing else.
    """
    width = len(header.columns)
    period = _period(header)
    if not period:
        return [(sheet, header)]
    titles = [plain(column.full_title) if column.parts else "" for column in header.columns]
    start = next(at for at in range(width - period) if titles[at] and titles[at] == titles[at + period])
    found: list[tuple[Sheet, Header]] = []
    for left in range(start, width, period):
        right = min(left + period, width) if left + 2 * period <= width else width
        columns = tuple(
            column if left <= column.index < right else replace(column, parts=(), meaning=None)
            for column in header.columns
        )
        rows = [[""] * left + row[left:right] for row in sheet.rows]
        merges = tuple(merge for merge in sheet.merges if left <= merge[0][1] < right)
        odd = {place: what for place, what in sheet.oddities.items() if left <= place[1] < right}
        found.append((Sheet(sheet.name, rows, merges, odd), replace(header, columns=columns)))
        if right == width:
            break
    return found


def _period(header: Header) -> int:
    places: dict[str, list[list[int]]] = {"door": [], "area": []}
    by_title: dict[tuple[str, str], list[int]] = {}
    for column in header.columns:
        if column.meaning:
            field = "door" if column.meaning.field in ("door", "room") else column.meaning.field
            if field in places:
                by_title.setdefault((field, plain(column.full_title)), []).append(column.index)
    for (field, _), indexes in by_title.items():
        if len(indexes) > 1:
            places[field].append(indexes)
    for doors in places["door"]:
        for areas in places["area"]:
            gaps = {later - earlier for row in (doors, areas) for earlier, later in pairwise(row)}
            if len(doors) == len(areas) and len(gaps) == 1:
                return gaps.pop()
    return 0
