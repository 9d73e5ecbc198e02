"""Whether a unit is sold and delivered: from a status, a remark, a delivery day (法释〔2020〕17号第9条)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from gongzhi.documents.tables.problems import WARN
from gongzhi.documents.tables.sheets import Cell
from gongzhi.register.roster.cells import text_of
from gongzhi.register.roster.dates import read_date
from gongzhi.register.roster.doors import fold
from gongzhi.register.roster.drafts import Tell
from gongzhi.register.roster.kinds import UNDELIVERED, UNSOLD, read_status, says_delivered
from gongzhi.register.roster.owners import COMPANY, DEVELOPER, OwnerRow
from gongzhi.register.roster.titles import REMARK

_DEVELOPER_WORDS = frozenset(
    {"开发商", "建设单位", "开发公司", "房地产公司", "开发企业", "房开", "地产公司", "开发单位"}
)


class StatusReader:
    """Reads status, delivery day and remark of each row of one sheet; `on` is the day later deliveries are ahead of."""

    def __init__(
        self, columns: Mapping[str, int], rows: list[list[Cell]], first: int, on: date | None, tell: Tell
    ) -> None:
        self.columns = columns
        self.on = on
        self.tell = tell
        self.delivery = self._delivery_is_kept(rows, first)

    def read(self, at: int, row: list[Cell], owners: list[OwnerRow]) -> tuple[str, date | None, str]:
        columns = self.columns
        remark_column = columns.get(REMARK)
        remark = text_of(row[remark_column]) if remark_column is not None and row[remark_column] != "" else ""
        status = ""
        column = columns.get("status")
        text = text_of(row[column]) if column is not None and row[column] != "" else ""
        if text:
            found = read_status(text)
            if found is None and column != remark_column:
                self.tell(at, column, text, "不认识的销售状态，按已售计", "改为已售、未售或已售未交付", WARN)
            status = found or ""
        if not status and remark and column != remark_column and read_status(remark) in (UNSOLD, UNDELIVERED):
            status = read_status(remark) or ""
        if not status and owners and owners[0].name in _DEVELOPER_WORDS:
            status = UNSOLD
        delivered_on = None
        column = columns.get("delivered_on")
        if column is None or not self.delivery:
            return status, delivered_on, remark
        cell = row[column]
        delivered_on = read_date(cell)
        if delivered_on is not None:
            if status == UNSOLD:
                self.tell(at, column, cell, "未售却有交付日期，按未售计", "核对销售状态与交付日期", WARN)
            elif self.on is not None and delivered_on > self.on:
                status = UNDELIVERED
            return status, delivered_on, remark
        said = says_delivered(text_of(cell)) if cell != "" else False
        if said is None:
            self.tell(at, column, cell, "交付日期无法读取，按未交付计", "填写日期，例如 2021-06-30", WARN)
        if status != UNSOLD and not said and (owners or status):
            if cell == "":
                self.tell(at, column, "", "没有交付日期，按未交付计入建设单位", "已交付的请补上交付日期", WARN)
            status = UNDELIVERED
        return status, None, remark

    def _delivery_is_kept(self, rows: list[list[Cell]], first: int) -> bool:
        column = self.columns.get("delivered_on")
        if column is None:
            return False
        if any(row[column] != "" for row in rows[first:]):
            return True
        self.tell(
            max(0, first - 1),
            column,
            "",
            "交付日期一列全空，无法据此判断是否交付，按已交付计",
            "补上交付日期；未交付的在状态列写明",
            WARN,
        )
        return False

    def developer(self, at: int, owners: list[OwnerRow], column: int | None) -> list[OwnerRow]:
        if owners and not any(owner.kind == COMPANY or fold(owner.name) in _DEVELOPER_WORDS for owner in owners):
            self.tell(
                at,
                column,
                "、".join(owner.name for owner in owners),
                "写明未售，业主却是个人；按未售计入建设单位",
                "核对销售状态；已售并交付的请改为已售",
                WARN,
            )
            return owners
        return [owner._replace(kind=DEVELOPER) for owner in owners]
