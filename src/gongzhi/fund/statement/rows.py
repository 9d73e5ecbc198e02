"""Reads the rows under a header: transactions, totals, carried balances, page heads and footers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from gongzhi.documents.tables import BLOCK, WARN, Cell, shown
from gongzhi.fund.statement.amounts import read_amount
from gongzhi.fund.statement.directions import NEUTRAL, read_direction
from gongzhi.fund.statement.labels import CLOSING, OPENING, TOTAL, declares, label_of, note_declared
from gongzhi.fund.statement.lines import Line, TotalLine
from gongzhi.fund.statement.mapping import StatementMapping
from gongzhi.fund.statement.moments import read_moment, read_time
from gongzhi.fund.statement.reading import Reading
from gongzhi.fund.statement.titles import plain

_TEXTS = ("summary", "counterparty", "counter_account", "reference", "status", "remark")
_FAULTS = {
    "unreadable": ("金额读不出", "改成数字（如 1234.50）后重新导入"),
    "decimals": ("金额多于两位小数", "金额最小到分，请核对原件；若列的单位是万元，请在表头写明"),
    "huge": ("金额过大，不像一笔钱", "核对这一列是否为金额"),
}
_NOT_MOVED = ("交易关闭", "已关闭", "失败", "已撤销", "已取消", "未成功", "等待付款", "冲正作废")
_YUAN = frozenset(("", "人民币", "人民币元", "cny", "rmb", "156", "01", "001", "cnh", "¥", "元", "-", "/"))


def read_rows(mapping: StatementMapping) -> Reading:
    """All lines of the sheet with the sums as written; nothing is decided yet about what a sign means."""
    reading = Reading(mapping)
    rows = mapping.sheet.rows
    _read_above(reading)
    reader = _RowReader(reading)
    for at in range(mapping.header.last + 1, len(rows)):
        reader.read(at, rows[at])
    reader.finish()
    return reading


def _read_above(reading: Reading) -> None:
    mapping = reading.mapping
    rows = mapping.sheet.rows
    unit = mapping.units.get("balance", next(iter(mapping.units.values()), 0))
    for at in range(max(0, mapping.header.first)):
        below = rows[at + 1] if at + 1 < mapping.header.first else ()
        note_declared(reading.declared, rows[at], at, unit, below)


class _RowReader:
    """Goes down the rows once; keeps the last day for lines that leave it blank."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        mapping = reading.mapping
        self.rows = mapping.sheet.rows
        self.header = mapping.header
        self.year = mapping.year
        self.columns = mapping.columns
        self.date = mapping.columns["date"]
        self.time = mapping.columns.get("time", -1)
        self.word = mapping.columns.get("direction", -1)
        self.money = [(name, mapping.columns[name], mapping.units[name]) for name in mapping.units]
        self.texts = [(name, mapping.columns[name]) for name in _TEXTS if name in mapping.columns]
        used = {mapping.columns[name] for name in mapping.units} | {self.date, self.time}
        self.labelled = [column.index for column in self.header.columns if column.index not in used]
        self.width = max([*mapping.columns.values(), self.date]) + 1
        self.numbering = {
            column.index
            for column in self.header.columns
            if plain(column.title) in ("序号", "行号", "编号", "no", "#", "序")
        }
        self.oddities = mapping.sheet.oddities
        self.currency = mapping.columns.get("currency", -1)
        self.unit = mapping.units.get("balance", next(iter(mapping.units.values()), 0))
        self.day: date | None = None
        self.labels: dict[str, str] = {}
        self.seen: dict[tuple[Cell, ...], int] = {}
        self.currencies: dict[str, int] = {}
        self.masked: list[tuple[int, object]] = []

    def read(self, at: int, row: list[Cell]) -> None:
        """Takes one row for what it is."""
        for cell in row:
            if cell.__class__ is str and "\n" in cell and self._swallows_lines(cell):
                self.reading.problem(
                    at + 1,
                    "",
                    cell,
                    "引号没有配对，后面的行被并进了这一格",
                    "改正这一行的引号，或改用 Excel 格式导出",
                    BLOCK,
                )
        filled = len(row) - row.count("")
        if filled < 5:
            filled = sum(1 for cell in row if shown(cell))
            if not filled:
                return
        if len(row) < self.width:
            row = row + [""] * (self.width - len(row))
        cell = row[self.date]
        moment = read_moment(cell, self.year)
        label = self._label(row)
        if label and self._take_label(label, at, row, moment is not None):
            return
        if moment is None:
            if self.header.is_repeated_by(row):
                return
            if not self._is_money_there(row) or declares(row):
                self._note(at, row)
                return
            if shown(cell):
                if filled < 3 or not any(sign.isdigit() for sign in shown(cell)):
                    self._note(at, row)
                    if filled < 4:
                        return
                self.reading.problem(
                    at + 1, "date", cell, "日期读不出", "改成 2026-01-05 这样的日期，或删去这一行后重新导入", BLOCK
                )
                self._take_line(at, row, None)
                return
            if not self._is_line_without_day(row):
                self._take_total(at, row, proven=True)
                return
            if self.day is None:
                self.reading.problem(at + 1, "date", "", "没有日期", "补上这一笔的日期后重新导入", BLOCK)
            self._take_line(at, row, self.day)
            return
        if filled < 3 and all(read_amount(row[column]).fault == "empty" for _, column, _ in self.money):
            self._note(at, row)
            return
        self.day = moment[0]
        line = self._take_line(at, row, self.day)
        line.when = moment[1] or (read_time(row[self.time]) if self.time >= 0 else None)

    def _swallows_lines(self, cell: str) -> bool:
        """Whether a cell of several lines holds whole rows, as after a quotation mark that nothing closes."""
        rows = [re.split(r"[,;|\t，]", line) for line in cell.splitlines()[1:]]
        return any(len(row) > 2 and any(read_moment(part.strip(' "'), self.year) for part in row) for row in rows)

    def _note(self, at: int, row: Sequence[Cell]) -> None:
        below = self.rows[at + 1] if at + 1 < len(self.rows) else ()
        note_declared(self.reading.declared, row, at, self.unit, below)

    def _label(self, row: Sequence[Cell]) -> str:
        for index in (self.date, *self.labelled):
            cell = row[index] if index < len(row) else ""
            if cell.__class__ is str and 1 < len(cell) <= 24:
                label = self.labels.get(cell)
                if label is None:
                    label = self.labels[cell] = label_of(cell)
                if label:
                    return label
        return ""

    def _take_label(self, label: str, at: int, row: list[Cell], has_day: bool) -> bool:
        """Takes a row of totals or of a carried balance; False where the words stand in a transaction after all."""
        sums = {name: read_amount(row[column], unit) for name, column, unit in self.money}
        moved = [sums[name].fen for name in sums if name != "balance" and not sums[name].fault]
        if label in (OPENING, CLOSING):
            if has_day and any(moved):
                return False
            balance = sums.get("balance")
            fen = balance.fen if balance and not balance.fault else None
            if fen is None:
                others = [read_amount(cell, self.unit) for at_column, cell in enumerate(row) if at_column != self.date]
                fen = next((one.fen for one in others if not one.fault), None)
            if fen is not None:
                self.reading.declared.note(label, fen, at)
            return True
        if has_day and not moved:
            return False
        if has_day and "balance" in sums and not sums["balance"].fault and self.reading.lines:
            last = self.reading.lines[-1].balance
            if last is not None and sums["balance"].fen != last and len(set(moved) - {0}) == 1:
                return False
        self._take_total(at, row, proven=label == TOTAL)
        self._note(at, row)
        return True

    def _take_total(self, at: int, row: list[Cell], proven: bool) -> None:
        sums = {name: read_amount(row[column], unit) for name, column, unit in self.money}
        found = {
            name: sums[name].fen if name in sums and not sums[name].fault else None
            for name in ("credit", "debit", "amount")
        }
        if any(value is not None for value in found.values()):
            self.reading.totals.append(
                TotalLine(len(self.reading.lines), at, found["credit"], found["debit"], found["amount"], proven)
            )

    def _is_money_there(self, row: Sequence[Cell]) -> bool:
        return any(
            read_amount(row[column], unit).fault in ("", "decimals", "huge")
            for name, column, unit in self.money
            if name != "balance"
        )

    def _is_line_without_day(self, row: Sequence[Cell]) -> bool:
        """Whether a row with sums and no date is a further line of the day above and not a row of sums without a label.

        A further line has words of its own, and no sum that is the whole sum so far.
        """
        money = {column for _, column, _ in self.money}
        words = (index for index in range(len(row)) if index not in money and index not in self.numbering)
        if not any(shown(row[index]).strip("-/") for index in words):
            return False
        lines = self.reading.lines
        for name, column, unit in self.money:
            fen = read_amount(row[column], unit).fen
            if name != "balance" and fen and len(lines) > 1:
                written = {"credit": "inward", "debit": "outward"}.get(name, name)
                if fen == sum(getattr(line, written) or 0 for line in lines):
                    return False
        return True

    def _take_line(self, at: int, row: list[Cell], day: date | None) -> Line:
        line = Line(at + 1, day, None)
        reading = self.reading
        for name, column, unit in self.money:
            amount = read_amount(row[column], unit)
            fault = amount.fault
            if self.oddities and self.oddities.get((at, column)) in ("formula_empty", "error"):
                fault = "unreadable"
            if fault == "empty":
                continue
            if name == "balance":
                if fault:
                    self.masked.append((at + 1, row[column]))
                else:
                    line.balance = amount.fen
                continue
            if fault:
                what, remedy = _FAULTS[fault]
                reading.problem(at + 1, name, row[column], what, remedy, BLOCK)
            elif name == "amount":
                line.amount = amount.fen
                reading.signs += amount.is_signed
                if amount.mark:
                    reading.marks += 1
                    line.word = amount.mark
            elif name == "credit":
                line.inward = amount.fen
            else:
                line.outward = amount.fen
        self._take_word(at, row, line)
        for name, column in self.texts:
            cell = row[column]
            setattr(line, name, cell if cell.__class__ is str and len(cell) < 80 and cell.isalnum() else shown(cell))
        if line.status and line.amount and line.word != NEUTRAL and any(word in line.status for word in _NOT_MOVED):
            reading.problem(
                at + 1, "status", line.status, "交易状态显示没有成交，仍按对账单的收支计入", "核对这一笔钱是否真的收付"
            )
        self._note_currency(at, row)
        key = (
            tuple(row) if not self.numbering else tuple(cell for at, cell in enumerate(row) if at not in self.numbering)
        )
        first = self.seen.setdefault(key, at + 1)
        if first != at + 1:
            line.is_same_as = first
            reading.problem(
                at + 1, "", "", "与上面一行完全相同", f"与第 {first} 行相同，已计入；若是重复导出请删去一行"
            )
        reading.lines.append(line)
        return line

    def _take_word(self, at: int, row: Sequence[Cell], line: Line) -> None:
        if self.word < 0:
            return
        line.word = read_direction(row[self.word]) or line.word
        if not line.word:
            line.word = NEUTRAL
            if shown(row[self.word]):
                self.reading.problem(
                    at + 1,
                    "direction",
                    row[self.word],
                    "收支方向读不懂，按不计收支处理",
                    "改为 收入 或 支出 后重新导入",
                )

    def _note_currency(self, at: int, row: Sequence[Cell]) -> None:
        if self.currency >= 0:
            name = plain(shown(row[self.currency]))
            self.currencies.setdefault("" if name in _YUAN else name, at + 1)

    def finish(self) -> None:
        """Tells what shows only over the whole table: several currencies, balances that nobody can read."""
        if len(self.currencies) > 1 or any(self.currencies):
            name, row = next((name, row) for name, row in self.currencies.items() if name)
            several = len(self.currencies) > 1
            self.reading.problem(
                row,
                "currency",
                name,
                "有不止一种币种，不能相加" if several else "不是人民币",
                "按币种拆成几个文件分别导入" if several else "金额按原币的百分之一计，请确认账户的币种",
                BLOCK if several else WARN,
            )
        if self.masked and not any(line.balance is not None for line in self.reading.lines):
            self.masked = self.masked[:1]
        for row, value in self.masked:
            self.reading.problem(row, "balance", value, "余额读不出，无法逐笔核对", "请向银行导出带余额的明细")
