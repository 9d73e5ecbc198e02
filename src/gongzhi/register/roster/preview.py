"""Reads a whole workbook under a mapping: units, problems, totals, heads; nothing is written anywhere."""

from __future__ import annotations

from collections import Counter
from datetime import date

from gongzhi.documents.tables.problems import BLOCK, WARN, Problem, shown
from gongzhi.documents.tables.sheets import MAX_ROWS, Unreadable, Workbook, collection_paused
from gongzhi.register.roster.contradictions import contradicting_owners
from gongzhi.register.roster.doors import building_suffix
from gongzhi.register.roster.drafts import Draft, Reading
from gongzhi.register.roster.heads import count_heads
from gongzhi.register.roster.kinds import KINDS, UNDELIVERED, UNSOLD
from gongzhi.register.roster.mapping import Mapping_
from gongzhi.register.roster.sheet_reader import SheetReader
from gongzhi.register.roster.units import KindTotal, RosterPreview, UnitRow

_NEEDED = {"area": "面积", "door": "房号或门牌"}


def preview(workbook: Workbook, mapping: Mapping_, *, on: date | None = None) -> RosterPreview:
    """The roster as it would be imported, every doubtful row told with its place, value, severity and remedy.

    `on` is the day on which later delivery dates count as not delivered. Totals count every unit none of whose rows is
    blocked. Refuses (Unreadable) more than MAX_ROWS data rows and a roster without any.
    """
    with collection_paused():
        return _read(workbook, mapping, on)


def _read(workbook: Workbook, mapping: Mapping_, on: date | None) -> RosterPreview:
    _refuse_rows(workbook, mapping)
    reading = Reading(suffix=_suffix(workbook, mapping), on=on)
    for name in workbook.hidden:
        reading.problems.append(
            Problem(name, 1, "", "", "隐藏的工作表没有读取", "其中若有房屋，请取消隐藏后重新导入", WARN)
        )
    whole = not mapping.sheets
    for index in mapping.unread:
        sheet = workbook.sheets[index]
        row, value = next(((at, cell) for at, line in enumerate(sheet.rows) for cell in line if cell != ""), (0, ""))
        reading.problems.append(
            Problem(
                sheet.name,
                row + 1,
                "A",
                shown(value),
                "没有认出表头，这张表没有读取",
                "若是房屋清册，请补上表头，或指明各列的含义"
                if not whole
                else "补上表头（至少有房号与面积两列），或指明各列的含义",
                BLOCK if whole else WARN,
            )
        )
    for one in mapping.sheets:
        sheet = one.view or workbook.sheets[one.sheet]
        lacking = one.lacking
        if one.is_beside(len(mapping.sheets)):
            reading.problems.append(_unread(sheet.name, one.header.last, lacking))
            continue
        for name in lacking:
            reading.problems.append(
                Problem(
                    sheet.name,
                    one.header.last + 1,
                    _NEEDED[name],
                    "",
                    f"表里没有{_NEEDED[name]}这一列",
                    f"补上这一列，或指明哪一列是{_NEEDED[name]}",
                    BLOCK,
                )
            )
        if lacking:
            continue
        if one.header.last < 0:
            reading.problems.append(
                Problem(
                    sheet.name,
                    1,
                    "",
                    "",
                    "没有表头，各列的含义是按内容猜的",
                    "逐列核对；不对的请指明，或补上表头",
                    WARN,
                )
            )
        SheetReader(sheet, one, reading).read()
    return _result(reading, mapping)


def _unread(sheet: str, row: int, lacking: tuple[str, ...]) -> Problem:
    words = "、".join(_NEEDED[name] for name in lacking)
    return Problem(sheet, row + 1, words, "", f"没有{words}，这张表没有读取", "若是房屋清册，请补上这些列", WARN)


def _refuse_rows(workbook: Workbook, mapping: Mapping_) -> None:
    lines = sum(len(sheet.rows) for sheet in workbook.sheets)
    if lines <= MAX_ROWS and any(
        any(row) for one in mapping.sheets for row in workbook.sheets[one.sheet].rows[one.header.last + 1 :]
    ):
        return
    first = {one.sheet: one.header.last + 1 for one in mapping.sheets}
    count = sum(
        sum(1 for row in sheet.rows[first.get(index, 0) :] if any(row)) for index, sheet in enumerate(workbook.sheets)
    )
    if count > MAX_ROWS:
        raise Unreadable(f"有 {count} 行，超过 {MAX_ROWS} 行的上限，已拒绝读取；请按楼栋拆分后分次导入。")
    if not count:
        raise Unreadable("表里没有任何数据行。")


def _suffix(workbook: Workbook, mapping: Mapping_) -> str:
    counted: Counter[str] = Counter()
    for one in mapping.sheets:
        column = one.columns.get("building", one.columns.get("door", one.columns.get("room")))
        if column is None:
            continue
        rows = workbook.sheets[one.sheet].rows[one.header.last + 1 :]
        if "building" not in one.columns:
            rows = rows[:500]
        texts = Counter(row[column] for row in rows if column < len(row) and row[column].__class__ is str)
        for text, times in texts.items():
            if suffix := building_suffix(str(text)):
                counted[suffix] += times
        if one.building and (suffix := building_suffix(one.building)):
            counted[suffix] += 1
    return counted.most_common(1)[0][0] if counted else "栋"


def _unit(draft: Draft) -> UnitRow:
    return UnitRow(
        draft.building,
        draft.stair,
        draft.floor,
        draft.room,
        f"{draft.building}{draft.stair}{draft.room}",
        draft.kind,
        draft.area,
        tuple(draft.owners),
        draft.status,
        draft.delivered_on,
        draft.status == UNSOLD or draft.status == UNDELIVERED,
        draft.remark,
        draft.sheet,
        draft.row,
    )


def _result(reading: Reading, mapping: Mapping_) -> RosterPreview:
    units = tuple(_unit(draft) for draft in reading.drafts if not draft.blocked)
    blocked = tuple(_unit(draft) for draft in reading.drafts if draft.blocked)
    reading.problems += contradicting_owners(units, mapping.titles)
    counts: dict[str, list[int]] = {}
    for unit in units:
        total = counts.setdefault(unit.kind, [0, 0])
        total[0] += 1
        total[1] += unit.area
    by_kind = {kind: KindTotal(*counts[kind]) for kind in KINDS if kind in counts}
    heads = count_heads(units)
    return RosterPreview(
        units=units,
        blocked=blocked,
        problems=tuple(reading.problems),
        mapping=mapping,
        area=sum(total.area for total in by_kind.values()),
        by_kind=by_kind,
        heads=heads.heads,
        heads_range=heads.heads_range,
        merge_proposals=heads.proposals,
        rows=sum(1 for _ in reading.drafts),
    )
