"""Which unit a row is: building, stair, floor, room and kind from its cells, the headings above, the sheet."""

from __future__ import annotations

from gongzhi.documents.tables.problems import BLOCK, WARN
from gongzhi.documents.tables.sheets import Cell
from gongzhi.register.roster.cells import is_day, text_of
from gongzhi.register.roster.doors import (
    arabic,
    building_number,
    floor_number,
    fold,
    kind_hint,
    looks_like_building,
    read_door,
    stair_inside,
    stair_number,
    whole_room,
)
from gongzhi.register.roster.drafts import Place, Tell
from gongzhi.register.roster.kinds import KINDS, read_kind
from gongzhi.register.roster.mapping import SheetMapping

_MAX = {"building": 40, "stair": 20, "room": 30}


class PlaceReader:
    """Reads the place of each row of one sheet; headings and cells written once a group carry over to the rows below."""

    def __init__(
        self, mapping: SheetMapping, grouped: frozenset[str], sheet: str, width: int, suffix: str, tell: Tell
    ) -> None:
        columns = self.columns = mapping.columns
        self.grouped = grouped
        self.suffix = suffix
        self._tell = tell
        self.sheet_kind = kind_hint(fold(sheet)) or (read_kind(sheet) or "")
        self.heading_building = mapping.building
        self.heading_stair = mapping.stair
        self.last = {"building": "", "stair": "", "floor": ""}
        self.assumed_kind = 0
        self.key_column = columns.get("room", columns.get("door", 0))
        self.blocks = 0
        self.places: dict[tuple[Cell, ...], tuple[str, str, str, str, str]] = {}
        self.floors: dict[Cell, str] = {}
        self.place_columns = tuple(columns.get(name, width) for name in ("building", "stair", "floor", "kind"))
        self.quick = {"building", "stair", "floor", "kind", "room"} <= columns.keys() and not grouped

    def tell(self, row: int, column: int | None, value: object, problem: str, remedy: str, severity: str) -> None:
        """Passes a problem on and remembers whether it blocks."""
        self.blocks += severity == BLOCK
        self._tell(row, column, value, problem, remedy, severity)

    def read(self, at: int, row: list[Cell]) -> Place | None:
        """The place of the row at `at` (from 0), None where it cannot be told, which is told."""
        return self._quick_place(row) or self._place(at, row)

    def take_heading(self, row: list[Cell]) -> bool:
        """A row of one text that names the building or the stair of the rows below, in whatever column it stands."""
        texts = {text_of(cell) for cell in row if cell != ""}
        if len(texts) != 1:
            return False
        text = next(iter(texts))
        if building := looks_like_building(text, inside=True):
            self.heading_building, self.heading_stair = building, stair_inside(text)
            self.last = {"building": building if "building" in self.columns else "", "stair": "", "floor": ""}
            return True
        if text.endswith("单元") and len(text) <= 5:
            self.heading_stair = text
            return True
        return False

    def _quick_place(self, row: list[Cell]) -> Place | None:
        """The place of a row whose building, stair, floor and kind have been read before and whose room is a number."""
        if not self.places:
            return None
        room = row[self.key_column]
        if room.__class__ is not str or not room.isdigit() or len(room) < 3 or room[0] == "0":
            return None
        building_column, stair_column, floor_column, kind_column = self.place_columns
        known = self.places.get((row[building_column], row[stair_column], row[kind_column]))
        if known is None or not room.isascii():
            return None
        cell = row[floor_column]
        floor = self.floors.get(cell)
        if floor is None:
            floor = self.floors[cell] = floor_number(text_of(cell)) if cell != "" else ""
        building, stair, kind, number, stair_key = known
        return building, stair, floor, room, kind, (number, stair_key, room)

    def _place(self, at: int, row: list[Cell]) -> Place | None:
        columns, last = self.columns, self.last
        blocks = self.blocks
        texts = {"building": "", "stair": "", "floor": ""}
        for name in texts:
            column = columns.get(name)
            if column is None:
                continue
            text = text_of(row[column])
            if text:
                if text != last[name]:
                    last[name] = text
                    if name == "building" and "stair" in self.grouped:
                        last["stair"] = ""
            elif name in self.grouped:
                text = last[name]
            texts[name] = text
        building_text = texts["building"] or self.heading_building
        stair_text = texts["stair"] or ("" if texts["building"] else self.heading_stair)
        floor = floor_number(texts["floor"]) if texts["floor"] else ""
        kind = self._kind(at, row)
        door_column, room_column = columns.get("door"), columns.get("room")
        source = (
            room_column if door_column is None or (room_column is not None and row[room_column] != "") else door_column
        )
        cell = row[source] if source is not None else ""
        if is_day(cell):
            self.tell(at, source, cell, "房号被表格软件当成了日期", "把这一列设为文本，重新填写房号", BLOCK)
            return None
        text = text_of(cell)
        building, stair = building_number(building_text) if building_text else "", ""
        if stair_text:
            stair = stair_number(stair_text)
        hint = ""
        if text.isdigit() or (text.isalnum() and text.isascii() and text[:1].isdigit()):
            room = text.upper()
        else:
            if text.startswith("="):
                self.tell(at, source, text, "单元格里是公式而不是房号", "改为填写房号本身", BLOCK)
                return None
            door = read_door(text, building, stair, kind)
            if door.building and building and door.building != building and not texts["building"]:
                building = ""
            if door.building and building and door.building != building:
                self.tell(
                    at,
                    source,
                    cell,
                    f"门牌里的楼栋与楼栋列（{building_text}）不一致",
                    "核对后改成一致",
                    BLOCK,
                )
                return None
            if door.stair and stair and door.stair != stair:
                self.tell(at, source, cell, f"门牌里的单元与单元列（{stair_text}）不一致", "核对后改成一致", BLOCK)
                return None
            building, stair = building or door.building, stair or door.stair
            floor = floor or door.floor
            room, hint = door.room, door.kind
        if not room:
            self.tell(at, source, cell, "没有房号，无法确定是哪一套", "补上房号或门牌", BLOCK)
            return None
        if not kind:
            kind = hint or self.sheet_kind or "住宅"
            if kind == "住宅" and not hint and not self.sheet_kind:
                self.assumed_kind += 1
                if "kind" in columns:
                    self.tell(at, columns["kind"], "", "没有用途，按住宅计", "补上用途", WARN)
        room = whole_room(room, floor)
        if kind in ("车位", "储藏室") and not kind_hint(room):
            room = f"{kind}{room}"
        if "building" in columns and not building and kind in ("住宅", "公寓"):
            self.tell(at, columns["building"], "", "没有楼栋，无法确定是哪一套", "补上楼栋", BLOCK)
            return None
        building, stair = self._named(building), self._stair_named(stair)
        for name, value in (("building", building), ("stair", stair), ("room", room)):
            if len(value) > _MAX[name]:
                self.tell(at, columns.get(name, source), value, "门牌过长，不像房号", "核对这一列是不是房号", BLOCK)
                return None
        key = (building_number(building), stair_number(stair), arabic(fold(room)))
        building_column, stair_column, _, kind_column = self.place_columns
        if self.quick and text.isdigit() and row[kind_column] != "" and self.blocks == blocks:
            cells = (row[building_column], row[stair_column], row[kind_column])
            self.places[cells] = building, stair, kind, key[0], key[1]
        return building, stair, floor, room, kind, key

    def _named(self, number: str) -> str:
        if number and (
            number[-1].isdigit() or (number[-1].isascii() and number[-1].isalpha()) or number in "东西南北中"
        ):
            return number + self.suffix
        return number

    def _stair_named(self, number: str) -> str:
        return f"{number}单元" if number and number.isascii() else number

    def _kind(self, at: int, row: list[Cell]) -> str:
        column = self.columns.get("kind")
        if column is None or row[column] == "":
            return ""
        kind = read_kind(text_of(row[column]))
        if kind is None:
            self.tell(at, column, row[column], "不认识的用途", f"改为其中之一：{'、'.join(KINDS)}", BLOCK)
            return "其他"
        return kind
