"""Which column holds which field: guessed for every sheet, corrected by hand where named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from gongzhi.documents.tables.problems import shown
from gongzhi.documents.tables.sheets import Sheet, Workbook, column_index, column_letter
from gongzhi.register.roster.beside import blocks_beside
from gongzhi.register.roster.contents import complete_header, header_without_titles
from gongzhi.register.roster.doors import (
    arabic,
    bare_building,
    fold,
    kind_hint,
    looks_like_building,
    looks_like_whole_door,
    stair_inside,
)
from gongzhi.register.roster.headers import Column, Header, find_header
from gongzhi.register.roster.titles import FIELDS, REMARK, SEQUENCE, plain

_SAMPLE = 400
_LETTERS = re.compile(r"[A-Z]{1,2}")
_PROGRAM_NAME = re.compile(
    r"(?:SHEET|TABLE|PAGE|工作表|表|第)?\d*(?:页|张)?|住宅.*|.*(?:清册|名册|登记|明细|已售|未售).*"
)


class WrongMapping(ValueError):
    """A field or a column named by hand does not exist; its text is a sentence for the user."""


@dataclass(frozen=True, slots=True)
class OwnerColumns:
    """The columns of one owner of several: the name, then documents and phones of which the first filled counts."""

    name: int | None
    documents: tuple[int, ...] = ()
    phones: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetMapping:
    """One sheet that is read as a roster: its header, one column a field, and its owner groups."""

    sheet: int
    header: Header
    columns: Mapping[str, int]
    owners: tuple[OwnerColumns, ...]
    building: str = ""
    """The building the whole sheet stands for, from its name or its title lines, where no column says it."""
    view: Sheet | None = None
    """The block of the sheet that is read, where several tables stand side by side."""
    stair: str = ""
    """The stair likewise (a sheet called 3幢2单元)."""

    @property
    def lacking(self) -> tuple[str, ...]:
        """What a sheet must have to be read and this one has not: area, door."""
        there = {"area": "area" in self.columns, "door": "door" in self.columns or "room" in self.columns}
        return tuple(name for name, given in there.items() if not given)

    def is_beside(self, sheets: int) -> bool:
        """Whether the sheet is only a summary beside the rosters of a workbook of so many sheets with a header."""
        return bool(self.lacking) and sheets > 1 and not self.owners

    def title(self, column: int | None) -> str:
        """The title of a column of this sheet, or its letter."""
        if column is None:
            return ""
        columns = self.header.columns
        return columns[column].title if column < len(columns) else column_letter(column)


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """A column as the correcting screen offers it: sheet, title, the field it is taken for ('' none), three samples."""

    sheet: str
    title: str
    field: str
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mapping_:
    """The mapping of a whole workbook: the sheets read, the sheets without a header, and the titles by field."""

    sheets: tuple[SheetMapping, ...]
    unread: tuple[int, ...]
    titles: Mapping[str, str]
    choices: tuple[ColumnChoice, ...] = ()


def guess_mapping(workbook: Workbook, by_hand: Iterable[tuple[str, str]] = ()) -> Mapping_:
    """Guesses the mapping of every sheet; `by_hand` holds (column title or letter, field) and wins.

    An empty field takes the column out. Refuses an unknown field, and a column that no sheet has.
    """
    wanted = list(by_hand)
    for _, field in wanted:
        if field and field not in FIELDS:
            raise WrongMapping(f"没有“{field}”这个字段；可用的字段：{'、'.join(FIELDS)}。")
    names = [column for column, _ in wanted]
    headers = [find_header(sheet, names) for sheet in workbook.sheets]
    if not any(headers):
        lettered = bool(names) and all(_LETTERS.fullmatch(name.strip().upper()) for name in names)
        headers = [header_without_titles(sheet, lettered) for sheet in workbook.sheets]
    used: set[int] = set()
    sheets: list[SheetMapping] = []
    for index, (sheet, header) in enumerate(zip(workbook.sheets, headers, strict=True)):
        if header is not None:
            for view, block in blocks_beside(sheet, header):
                one = _map_sheet(index, view, complete_header(view, block), wanted, used)
                sheets.append(one if view is sheet else replace(one, view=view))
    sheets = _by_sheet_name(workbook, sheets)
    if missing := [column for number, (column, _) in enumerate(wanted) if number not in used]:
        known = dict.fromkeys(column.title for one in headers if one for column in one.columns if column.parts)
        raise WrongMapping(
            f"表里没有“{'、'.join(missing)}”这一列；现有的列：{'、'.join(known) if known else '（没有认出表头）'}。"
        )
    unread = tuple(index for index, header in enumerate(headers) if header is None and workbook.sheets[index].rows)
    return Mapping_(
        tuple(sheets),
        unread,
        _titles([one for one in sheets if not one.is_beside(len(sheets))]),
        _choices(workbook, sheets),
    )


def _map_sheet(
    index: int, sheet: Sheet, header: Header, wanted: Sequence[tuple[str, str]], used: set[int]
) -> SheetMapping:
    forced: dict[int, str] = {}
    for number, (name, field) in enumerate(wanted):
        if (column := _find_column(header, name)) is not None:
            used.add(number)
            forced[column.index] = field
    by_hand = {field for field in forced.values() if field}
    columns: dict[str, tuple[int, int]] = {}
    several: list[tuple[Column, str, int, bool, int]] = []
    for column in header.columns:
        found = column.meaning
        field, rank = forced.get(column.index, ""), -1
        if column.index not in forced:
            if found is None or found.field in by_hand:
                continue
            field, rank = found.field, found.rank
        if not field:
            continue
        if field in ("owner", "document", "phone"):
            number = found.number if found and found.field == field else 0
            several.append((column, field, number, bool(found and found.co_owner), rank))
        elif field not in columns or rank < columns[field][1]:
            columns[field] = (column.index, rank)
    chosen = {field: column for field, (column, _) in columns.items()}
    owners = _owner_groups(several)
    _settle_door(sheet, header, chosen, forced)
    _settle_status(sheet, header, chosen)
    building, stair = _building_of(sheet, header)
    return SheetMapping(index, header, chosen, owners, building, stair=stair)


def _find_column(header: Header, name: str) -> Column | None:
    wanted = plain(name)
    for exact in (True, False):
        for column in header.columns:
            titles = (column.title, column.full_title, *column.parts) if column.parts else ()
            if name.strip() in titles if exact else wanted and wanted in {plain(title) for title in titles}:
                return column
    letters = name.strip().upper()
    if 1 <= len(letters) <= 2 and letters.isascii() and letters.isalpha():
        position = column_index(letters)
        if position < len(header.columns):
            return header.columns[position]
    return None


def _owner_groups(several: Sequence[tuple[Column, str, int, bool, int]]) -> tuple[OwnerColumns, ...]:
    names = [entry for entry in several if entry[1] == "owner"]
    main = [entry for entry in names if not entry[3]]
    best = min((entry[4] for entry in main), default=0)
    kept = [entry for entry in main if entry[4] == best or entry[2]]
    if any(entry[2] for entry in kept):
        numbered = {entry[2] for entry in kept}
        kept = [entry for entry in kept if entry[2] or 1 not in numbered]
    elif len({plain(entry[0].title) for entry in kept}) > 1 and best >= 0:
        first = plain(kept[0][0].title)
        kept = [entry for entry in kept if plain(entry[0].title) == first]
    groups: dict[int, tuple[int | None, list[tuple[int, int]], list[tuple[int, int]]]] = {}
    seen: dict[tuple[str, bool, str], int] = {}
    for entry in several:
        column, field, number, co_owner, rank = entry
        if field == "owner" and not co_owner and entry not in kept:
            continue
        title = plain(column.title)
        occurrence = seen[field, co_owner, title] = seen.get((field, co_owner, title), 0) + 1
        slot = (100 if co_owner else 0) + (number or occurrence)
        name, documents, phones = groups.get(slot, (None, [], []))
        if field == "owner":
            name = column.index if name is None else name
        else:
            (documents if field == "document" else phones).append((rank, column.index))
        groups[slot] = (name, documents, phones)
    return tuple(
        OwnerColumns(name, tuple(index for _, index in sorted(documents)), tuple(index for _, index in sorted(phones)))
        for _, (name, documents, phones) in sorted(groups.items())
    )


def _samples(sheet: Sheet, header: Header, column: int) -> list[str]:
    rows = sheet.rows[header.last + 1 : header.last + 1 + _SAMPLE]
    return [text for row in rows if column < len(row) and (text := shown(row[column]))]


def _settle_door(sheet: Sheet, header: Header, chosen: dict[str, int], forced: Mapping[int, str]) -> None:
    """A room column holding whole doors is the door; a door column holding bare rooms beside a building is the room."""
    room, door = chosen.get("room"), chosen.get("door")
    if room is not None and door is None and forced.get(room) != "room":
        samples = _samples(sheet, header, room)
        whole = sum(1 for text in samples if looks_like_whole_door(text, "building" in chosen or "stair" in chosen))
        if samples and whole * 2 > len(samples):
            chosen["door"] = chosen.pop("room")
    elif door is not None and room is None and forced.get(door) != "door" and "building" in chosen:
        samples = _samples(sheet, header, door)
        whole = sum(1 for text in samples if looks_like_whole_door(text, known_building=True))
        if samples and whole * 2 <= len(samples):
            chosen["room"] = chosen.pop("door")


def _settle_status(sheet: Sheet, header: Header, chosen: dict[str, int]) -> None:
    """Without a status column, remarks that say 未售 or 未交付 are the status."""
    if "status" not in chosen and REMARK in chosen:
        column = chosen[REMARK]
        cells = {row[column] for row in sheet.rows[header.last + 1 :] if column < len(row)}
        if any(word in shown(cell) for cell in cells for word in ("未售", "未出售", "待售", "未交付", "未交房")):
            chosen["status"] = chosen[REMARK]


def _building_of(sheet: Sheet, header: Header) -> tuple[str, str]:
    if found := looks_like_building(sheet.name):
        return found, stair_inside(sheet.name)
    for row in sheet.rows[: max(0, header.first)]:
        for cell in row:
            if isinstance(cell, str) and cell and (found := looks_like_building(cell, inside=True)):
                return found, stair_inside(cell)
    return "", ""


def _by_sheet_name(workbook: Workbook, sheets: list[SheetMapping]) -> list[SheetMapping]:
    """Several sheets that nothing else tells a building of and that repeat each other's rooms: one sheet a building."""
    nameless = [
        one
        for one in sheets
        if not one.building and not one.lacking and "building" not in one.columns and "room" in one.columns
    ]
    if len(nameless) < 2 or not _repeat_rooms(workbook, nameless):
        return sheets
    named = {}
    for one in nameless:
        name = workbook.sheets[one.sheet].name.strip()
        if building := bare_building(name) or ("" if _says_nothing(name) else name):
            named[one.sheet] = replace(one, building=building)
    return [named.get(one.sheet, one) for one in sheets]


def _repeat_rooms(workbook: Workbook, sheets: Iterable[SheetMapping]) -> bool:
    seen: set[tuple[str, str]] = set()
    for one in sheets:
        stair, room = one.columns.get("stair"), one.columns["room"]
        rows = workbook.sheets[one.sheet].rows[one.header.last + 1 :]
        here = {
            (shown(row[stair]) if stair is not None and stair < len(row) else "", arabic(fold(shown(row[room]))))
            for row in rows
            if room < len(row) and row[room] != ""
        }
        if here & seen:
            return True
        seen |= here
    return False


def _says_nothing(name: str) -> bool:
    """Whether a sheet's name is a program's (Sheet1, 工作表1, 表1) or a kind's (商铺, 车位), not a building's."""
    return bool(_PROGRAM_NAME.fullmatch(fold(name)) or kind_hint(name) or len(name) > 12)


def _titles(sheets: Sequence[SheetMapping]) -> Mapping[str, str]:
    collected: dict[str, dict[str, None]] = {}
    for one in sheets:
        for field in FIELDS:
            if field in one.columns:
                collected.setdefault(field, {})[one.title(one.columns[field])] = None
        for group in one.owners:
            if group.name is not None:
                collected.setdefault("owner", {})[_owner_title(one, group.name)] = None
            for field, indexes in (("document", group.documents), ("phone", group.phones)):
                for index in indexes:
                    collected.setdefault(field, {})[_owner_title(one, index)] = None
    return {field: "、".join(collected[field]) for field in FIELDS if field in collected}


def _owner_title(one: SheetMapping, index: int) -> str:
    column = one.header.columns[index]
    same = sum(1 for other in one.header.columns if other.meaning and other.parts and other.title == column.title)
    return column.title if same <= 1 else column.full_title


def _choices(workbook: Workbook, sheets: Sequence[SheetMapping]) -> tuple[ColumnChoice, ...]:
    choices: list[ColumnChoice] = []
    for one in sheets:
        sheet = workbook.sheets[one.sheet]
        fields = {index: field for field, index in one.columns.items() if field in FIELDS}
        for group in one.owners:
            if group.name is not None:
                fields[group.name] = "owner"
            fields.update(dict.fromkeys(group.documents, "document"))
            fields.update(dict.fromkeys(group.phones, "phone"))
        for column in one.header.columns:
            if (column.parts or one.header.last < 0) and not (column.meaning and column.meaning.field == SEQUENCE):
                samples = tuple(dict.fromkeys(_samples(sheet, one.header, column.index)))[:3]
                choices.append(ColumnChoice(sheet.name, column.title, fields.get(column.index, ""), samples))
    return tuple(choices)
