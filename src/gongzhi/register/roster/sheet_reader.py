"""Reads the data rows of one sheet into units, telling of everything doubtful on the way."""

from __future__ import annotations

from collections.abc import Mapping

from gongzhi.documents.tables.problems import BLOCK, WARN, Problem, shown
from gongzhi.documents.tables.sheets import Cell, Sheet
from gongzhi.register.roster.areas import Area, printed, read_area
from gongzhi.register.roster.cells import fill_merged, grouped_columns, is_footer, is_total, text_of
from gongzhi.register.roster.drafts import Draft, Reading
from gongzhi.register.roster.kinds import (
    UNSOLD,
)
from gongzhi.register.roster.mapping import SheetMapping
from gongzhi.register.roster.owner_cells import OwnerReader
from gongzhi.register.roster.owners import OwnerRow
from gongzhi.register.roster.place_reader import PlaceReader
from gongzhi.register.roster.status_reader import StatusReader
from gongzhi.register.roster.titles import REMARK, SEQUENCE

AREA_FAULTS: Mapping[str, tuple[str, str, str]] = {
    "empty": ("没有面积", "补上专有部分面积（平方米），依次取不动产登记簿、实测、合同的面积", BLOCK),
    "unreadable": ("面积无法读取", "只填数字，单位为平方米，例如 89.32", BLOCK),
    "negative": ("面积为负数", "改为正的专有部分面积（平方米）", BLOCK),
    "zero": ("面积为零", "补上专有部分面积（平方米）；不是专有部分的请删去此行", BLOCK),
    "huge": ("面积过大", "核对小数点与单位（平方米）", BLOCK),
    "rounded": ("面积超过两位小数，已四舍五入", "核对登记簿上的面积", WARN),
}


class SheetReader:
    """Reads one sheet; `read` appends its drafts and problems to the reading."""

    def __init__(self, sheet: Sheet, mapping: SheetMapping, reading: Reading) -> None:
        self.sheet = sheet
        self.mapping = mapping
        self.reading = reading
        self.blocks = 0
        columns = mapping.columns
        self.columns = columns
        self.owner_reader = OwnerReader(mapping, self.tell)
        data_columns = {index for name, index in columns.items() if name not in (SEQUENCE, REMARK)}
        data_columns |= set(self.owner_reader.columns)
        self.data_columns = sorted(data_columns)
        width = max([len(mapping.header.columns), *(index + 1 for index in (*data_columns, *columns.values()))])
        self.width = width
        self.first = mapping.header.last + 1
        self.rows, self.filled = fill_merged(sheet, self.first, data_columns, width)
        grouped = grouped_columns(self.rows, mapping)
        self.place_reader = PlaceReader(mapping, grouped, sheet.name, width, reading.suffix, self.tell)
        self.status_reader = StatusReader(columns, self.rows, self.first, reading.on, self.tell)
        self.previous: Draft | None = None
        self.sums = [0, 0]
        self.formulas: dict[int, int] = {}
        self.by_row: dict[int, Draft] = {}
        self.start = len(reading.drafts)

    def tell(self, row: int, column: int | None, value: object, problem: str, remedy: str, severity: str) -> None:
        """Adds a problem at a row counted from 0."""
        title = self.mapping.title(column)
        self.blocks += severity == BLOCK
        self.reading.problems.append(Problem(self.sheet.name, row + 1, title, shown(value), problem, remedy, severity))

    def read(self) -> None:
        """Reads all rows below the header."""
        last = self.mapping.header.last
        header = [text_of(cell) for cell in self.rows[last]] if last >= 0 else [""] * self.width
        oddities = self.sheet.oddities
        data_columns = self.data_columns
        key = self.columns.get("room", self.columns.get("door", 0))
        area = self.columns["area"]
        title = self.rows[last][key] if last >= 0 else ""
        documents = self.owner_reader.documents
        document = documents[0] if documents else None
        for at in range(self.first, len(self.rows)):
            row = self.rows[at]
            if (
                document is not None
                and row[document] != ""
                and row[area] != ""
                and row[key] not in ("", title)
                and len(row) == self.width
            ):
                self._unit_row(at, row, bool(oddities) and self._odd_cells(at))
                continue
            if all(row[column] == "" for column in data_columns):
                if not self.place_reader.take_heading(row):
                    self._no_data(at, row)
                continue
            if len(row) > self.width and any(row[self.width :]):
                extra = next(cell for cell in row[self.width :] if cell)
                self._lost_row(at, extra, "此行的列数多于表头，各列可能已错位", "检查多出的分隔符（例如面积里的逗号）")
                continue
            if self._is_aside(at, row, header):
                continue
            blocked = bool(oddities) and self._odd_cells(at)
            self._unit_row(at, row, blocked)
        self._finish()

    # rows that are no units

    def _no_data(self, at: int, row: list[Cell]) -> None:
        skipped = {self.columns.get(SEQUENCE)}
        rest = [(index, cell) for index, cell in enumerate(row) if index not in skipped and cell != ""]
        if rest and not is_total([text_of(cell) for _, cell in rest]):
            index, cell = rest[0]
            if any(top == at - 1 or (at, index) == key for key, top in self.filled.items()):
                return
            self.tell(
                at,
                index,
                cell,
                "此行没有房号、面积和业主，未计入",
                "若是房屋，请补齐各列；若是说明，不必处理",
                WARN,
            )

    def _lost_row(self, at: int, value: object, problem: str, remedy: str) -> None:
        self.tell(at, None, value, problem, remedy, BLOCK)
        self._block_loose(at)

    def _block_loose(self, at: int) -> None:
        draft = Draft(None, "", "", "", "", "", 0, [], "", None, "", self.sheet.name, at + 1, at + 1, blocked=True)
        self.reading.drafts.append(draft)
        self.previous = draft

    def _is_aside(self, at: int, row: list[Cell], header: list[str]) -> bool:
        """Totals, repeated headers, headings of buildings, notes: rows that are told or used but are no units."""
        columns = self.columns
        first = next((cell for cell in row if cell != ""), "")
        if first.__class__ is str and len(first) <= 40:
            if (
                text_of(first) == next((text for text in header if text), None)
                and [text_of(cell) for cell in row[: self.width]] == header[: self.width]
            ):
                return True
            if any(sign in first for sign in "计总汇") and self._is_sum(at, row):
                return True
        elif first.__class__ is float and self._is_sum(at, row):
            return True
        area = columns.get("area")
        key = columns.get("door", columns.get("room"))
        footer = first.__class__ is str and is_footer(text_of(first))
        if area is not None and row[area] != "" and not (footer and not any(map(str.isdigit, text_of(row[area])))):
            return False
        if self.owner_reader.has_owner(row) and not footer:
            return False
        if self.place_reader.take_heading(row):
            return True
        if key is None or row[key] == "" or is_footer(text_of(row[key])) or footer:
            index = next(number for number, cell in enumerate(row) if cell != "")
            self.tell(
                at,
                index,
                row[index],
                "此行没有房号、面积和业主，未计入",
                "若是房屋，请补齐各列；若是说明，不必处理",
                WARN,
            )
            return True
        return False

    def _is_sum(self, at: int, row: list[Cell]) -> bool:
        texts = [text_of(cell) for cell in row if cell.__class__ is str and cell != ""]
        if not is_total(texts) or self.owner_reader.has_document(row):
            return False
        key = self.columns.get("room", self.columns.get("door"))
        if key is not None and row[key] != "" and not is_total([text_of(row[key])]):
            return False
        area = self.columns.get("area")
        if area is not None and (at, area) not in self.sheet.oddities:
            stated = read_area(row[area])
            so_far = self.reading.area
            if not self.blocks and stated.fault in ("", "rounded") and stated.value not in (*self.sums, so_far):
                self.tell(
                    at,
                    area,
                    row[area],
                    f"合计行的面积与以上各行之和（{printed(self.sums[0])}）不符",
                    "核对合计，看是否漏了房屋或改了面积",
                    WARN,
                )
        self.sums[1] = 0
        return True

    def _odd_cells(self, at: int) -> bool:
        blocked = False
        for column in self.data_columns:
            what = self.sheet.oddities.get((at, column))
            if what == "formula":
                self.formulas[column] = self.formulas.get(column, 0) + 1
            elif what:
                problem = "公式没有保存计算结果" if what == "formula_empty" else "单元格是错误值（如 #N/A、#REF!）"
                self.tell(
                    at,
                    column,
                    "#错误" if what == "error" else "=",
                    problem,
                    "改为填写数值或文字后重新保存",
                    BLOCK,
                )
                blocked = True
        return blocked

    def _is_odd(self, at: int, column: int | None) -> bool:
        """Whether the cell is a formula without a result or an error, which has been told already."""
        return column is not None and self.sheet.oddities.get((at, column)) in ("formula_empty", "error")

    # rows that are units

    def _unit_row(self, at: int, row: list[Cell], blocked: bool) -> None:
        columns = self.columns
        blocks = self.blocks
        column = columns.get("area")
        cell = row[column] if column is not None else ""
        previous = self.previous
        if (
            previous is not None
            and cell == ""
            and not any(row[columns[name]] != "" for name in ("door", "room") if name in columns)
            and self.owner_reader.has_owner(row)
        ):
            self._more_owners(at, row, previous)
            previous.blocked |= blocked or self.blocks != blocks
            return
        place = self.place_reader.read(at, row)
        if place is None:
            blocked = True
        building, stair, floor, room, kind, key = place or ("", "", "", "", "", None)
        known = self.reading.by_key.get(key) if key else None
        area = read_area(cell)
        if known is not None and known is previous and cell == "":
            area = Area(known.area)
        told = area.fault == "empty" and (
            (known is not None and known.blocked) or (blocked and self._is_odd(at, column))
        )
        if area.fault and not told:
            problem, remedy, severity = AREA_FAULTS[area.fault]
            self.tell(at, column, cell, problem, remedy, severity)
            blocked = blocked or severity == BLOCK
        owners = self.owner_reader.read(at, row)
        status, delivered_on, remark = self.status_reader.read(at, row, owners)
        blocked = blocked or self.blocks != blocks
        if extra := self.owner_reader.extra:
            remark = f"{remark}；{extra}" if remark else extra
        if known is not None:
            self._again(at, row, known, kind, area.value, owners, blocked)
            return
        if not owners and status != UNSOLD and not blocked:
            self.tell(
                at,
                self.owner_reader.name_column,
                "",
                "没有业主姓名",
                "补上业主；查不到的留空，面积与人数仍计入总数",
                WARN,
            )
        if status == UNSOLD:
            owners = self.status_reader.developer(at, owners, self.owner_reader.name_column)
        draft = Draft(
            key, building, stair, floor, room, kind, area.value, owners, status, delivered_on, remark,
            self.sheet.name, at + 1, at + 1, blocked,
        )  # fmt: skip
        if self.filled:
            self._refuse_shared_area(at, cell, draft)
        if not draft.blocked:
            self.sums[0] += area.value
            self.sums[1] += area.value
            self.reading.area += area.value
        self.reading.drafts.append(draft)
        if key is not None:
            self.reading.by_key[key] = draft
        self.previous = draft

    def _refuse_shared_area(self, at: int, cell: Cell, draft: Draft) -> None:
        """One merged area cell beside several doors would be counted for each of them."""
        column = self.columns.get("area", -1)
        source = self.filled.get((at, column))
        if source is None:
            self.by_row[at] = draft
            return
        problem = f"面积的合并单元格跨了不同的房屋（从第 {source + 1} 行起）"
        self.tell(at, column, cell, problem, "给每套房屋各填面积，或把它们并成一套", BLOCK)
        draft.blocked = True
        if first := self.by_row.get(source):
            first.blocked = True

    def _more_owners(self, at: int, row: list[Cell], draft: Draft) -> None:
        draft.owners += [owner for owner in self.owner_reader.read(at, row) if owner not in draft.owners]
        draft.last_row = at + 1
        draft.co_rows += 1

    def _again(
        self,
        at: int,
        row: list[Cell],
        known: Draft,
        kind: str,
        area: int,
        owners: list[OwnerRow],
        blocked: bool,
    ) -> None:
        """The same unit once more: another co-owner directly below, or a contradiction."""
        column = self.columns.get("room", self.columns.get("door"))
        value = row[column] if column is not None else ""
        where = f"第 {known.row} 行" if known.sheet == self.sheet.name else f"工作表“{known.sheet}”第 {known.row} 行"
        if known is self.previous:
            if blocked or known.blocked:
                known.blocked = True
                return
            if area != known.area:
                problem = f"与{where}是同一房屋，面积却不同（{printed(known.area)} 与 {printed(area)}）"
                self.tell(at, self.columns.get("area"), printed(area), problem, "核对面积，或改正房号", BLOCK)
            elif kind != known.kind:
                self.tell(
                    at,
                    self.columns.get("kind"),
                    kind,
                    f"与{where}是同一房屋，用途却不同",
                    "核对用途，或改正房号",
                    BLOCK,
                )
            elif not owners or all(self._listed(owner, known.owners) for owner in owners):
                self.tell(
                    at,
                    column,
                    value,
                    f"与{where}重复：同一房屋、同一业主",
                    "删去重复的一行，或改正房号",
                    BLOCK,
                )
            else:
                known.owners += [owner for owner in owners if not self._listed(owner, known.owners)]
                known.last_row = at + 1
                known.co_rows += 1
                return
        else:
            self.tell(
                at,
                column,
                value,
                f"与{where}重复：同一房屋出现两次",
                "删去重复的一行，或改正房号；共有人请写在相邻行",
                BLOCK,
            )
        known.blocked = True

    @staticmethod
    def _listed(owner: OwnerRow, owners: list[OwnerRow]) -> bool:
        for other in owners:
            if owner.document and other.document:
                if owner.document == other.document:
                    return True
            elif owner.name == other.name and (not owner.phone or not other.phone or owner.phone == other.phone):
                return True
        return False

    def _finish(self) -> None:
        several = [draft for draft in self.reading.drafts[self.start :] if draft.co_rows]
        if several:
            first = several[0]
            self.tell(
                first.row - 1,
                self.owner_reader.name_column,
                "、".join(owner.name for owner in first.owners),
                f"一套房屋占了多行，已按共有人合并（本表共 {len(several)} 套）",
                "核对这些房屋确为共有；不是的请改正房号",
                WARN,
            )
        if self.place_reader.assumed_kind and "kind" not in self.columns:
            self.tell(
                max(0, self.mapping.header.last),
                None,
                "",
                f"没有用途列，{self.place_reader.assumed_kind} 套按住宅计",
                "表里有商铺、车位的，请补上用途列",
                WARN,
            )
        for column, count in self.formulas.items():
            self.tell(
                self.first,
                column,
                "=",
                f"这一列有 {count} 个公式，采用文件里保存的计算结果",
                "核对后粘贴为数值",
                WARN,
            )
