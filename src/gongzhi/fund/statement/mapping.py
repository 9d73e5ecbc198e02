"""Which column of a statement holds which field: guessed by titles and cells, corrected by hand where named."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from gongzhi.documents.tables import Cell, Sheet, Workbook, column_index, shown
from gongzhi.fund.statement.amounts import IN, OUT, read_amount, unit_of
from gongzhi.fund.statement.directions import read_direction
from gongzhi.fund.statement.headers import Column, Header, find_header, lettered_header
from gongzhi.fund.statement.moments import read_moment, read_time
from gongzhi.fund.statement.titles import FIELDS, plain, tells_sign

SIGNED, REVERSED, ASK = "signed", "reversed", "ask"
"""What a sign means: plus is money in, plus is money out, nobody knows. By hand only the first two may be said."""

MONEY = ("amount", "credit", "debit")
_SAMPLE = 400
_YEAR = re.compile(r"(?<!\d)(20\d\d)\s*(?:[-/.年]|(?=[01]\d[0-3]\d(?!\d)))")
_CONTENT: Mapping[str, Callable[[Cell], bool]] = {
    "date": lambda cell: read_moment(cell) is not None,
    "time": lambda cell: read_time(cell) is not None and read_moment(cell) is None,
    "direction": lambda cell: bool(read_direction(cell)),
}


class WrongMapping(ValueError):
    """A sheet, a field or a column named by hand does not exist; its text is a sentence for the user."""


@dataclass(frozen=True, slots=True)
class StatementMapping:
    """The sheet that is read, its header, one column a field (from 0), the unit of each column of money.

    `sign_by_hand` is signed or reversed where the person said so, '' else; `year` the one year named above the table.
    """

    sheet: Sheet
    header: Header
    columns: Mapping[str, int]
    units: Mapping[str, int]
    sign_by_hand: str = ""
    year: int = 0

    def title(self, field: str) -> str:
        """The title of a field's column as it stands in the sheet, '' where the field has none."""
        index = self.columns.get(field)
        return "" if index is None else self.header.columns[index].title

    @property
    def is_sign_told(self) -> bool:
        """Whether the title of the amounts says what its signs mean (收入+/支出-)."""
        return "amount" in self.columns and tells_sign(self.title("amount"))


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """A column as a correcting screen offers it: title, the field it is taken for ('' none), three samples."""

    title: str
    field: str
    samples: tuple[str, ...]


def guess_mapping(
    workbook: Workbook, by_hand: Iterable[tuple[str, str]] = (), *, sheet: str = "", sign: str = ""
) -> StatementMapping:
    """The mapping of one sheet: the one picked by name or number from 1, by default the first with a table.

    `by_hand` holds (field, column title or letter) and wins; an empty column takes the field away. `sign` says by hand
    what signs mean. Refuses an unknown sheet, field, column or sign, and a workbook without any table.
    """
    wanted = list(by_hand)
    for field, _ in wanted:
        if field not in FIELDS:
            raise WrongMapping(f"没有“{field}”这个字段；可用的字段：{'、'.join(FIELDS)}、sign。")
    if sign not in ("", SIGNED, REVERSED):
        raise WrongMapping(f"sign 只能是 {SIGNED}（正数为收入）或 {REVERSED}（正数为支出）。")
    names = [column for _, column in wanted if column]
    for one in _picked(workbook, sheet):
        header = find_header(one, names)
        if header is None and names and all(re.fullmatch(r"[A-Za-z]{1,2}", name.strip()) for name in names):
            header = lettered_header(one)
        if header is not None:
            return _map_sheet(one, header, wanted, sign)
    where = f"工作表“{sheet}”里" if sheet else ""
    raise WrongMapping(
        f"{where}没有认出流水表的表头（至少要有日期与金额两列）；请补上表头，或用 --map 字段=列名 指明各列。"
    )


def has_table(sheet: Sheet) -> bool:
    """Whether a sheet holds a table that reads like a statement."""
    return find_header(sheet) is not None


def choices(mapping: StatementMapping) -> tuple[ColumnChoice, ...]:
    """All columns of the table, for a screen on which a person corrects the mapping."""
    fields = {index: field for field, index in mapping.columns.items()}
    rows = mapping.sheet.rows[mapping.header.last + 1 :]
    found: list[ColumnChoice] = []
    for column in mapping.header.columns:
        samples = tuple(dict.fromkeys(shown(cell) for cell in _samples(rows, column.index)))[:3]
        found.append(ColumnChoice(column.title, fields.get(column.index, ""), samples))
    return tuple(found)


def _picked(workbook: Workbook, name: str) -> Sequence[Sheet]:
    if not name:
        return workbook.sheets
    for sheet in workbook.sheets:
        if sheet.name.strip() == name.strip():
            return (sheet,)
    if name.strip().isdecimal() and 1 <= int(name) <= len(workbook.sheets):
        return (workbook.sheets[int(name) - 1],)
    there = "、".join(sheet.name for sheet in workbook.sheets)
    hidden = f"（隐藏的：{'、'.join(workbook.hidden)}）" if workbook.hidden else ""
    raise WrongMapping(f"没有“{name}”这张工作表；现有：{there}{hidden}。")


def _map_sheet(sheet: Sheet, header: Header, wanted: Sequence[tuple[str, str]], sign: str) -> StatementMapping:
    rows = sheet.rows[header.last + 1 : header.last + 1 + _SAMPLE]
    columns: dict[str, int] = {}
    removed = {field for field, column in wanted if not column}
    for field, name in wanted:
        if name:
            columns[field] = _find_column(header, name).index
    taken = set(columns.values())
    fixed = set(columns) | removed

    def best(field: str, share: int) -> int | None:
        """The column whose title says the field and of whose filled cells at least `share` tenths read like it."""
        found: list[tuple[int, int, int]] = []  # rank of the title, column, cells that read like the field
        for column in header.columns:
            for meaning in column.meanings:
                if meaning.field == field and column.index not in taken:
                    good, filled = _reading(rows, column.index, field)
                    if good * 10 >= filled * share:
                        found.append((meaning.rank, column.index, good))
        most = max((good for _, _, good in found), default=0)
        return min((good * 10 < most * 9, rank, index) for rank, index, good in found)[2] if found else None

    def settle(field: str, index: int | None) -> None:
        if index is not None and field not in fixed:
            columns[field] = index
            taken.add(index)

    dates = best("date", 1)
    settle("date", best("date", 0) if dates is None else dates)
    year = _year_above(sheet, header)
    rows = _dated(rows, columns.get("date", -1), year)
    if "date" in columns and not _carries_time(rows, columns["date"]):
        settle("time", best("time", 8))
    settle("balance", best("balance", 0))
    _settle_pair(header, rows, columns, fixed, taken)
    if not {"credit", "debit"} <= set(columns):
        settle("direction", _direction(header, rows, best, taken))
    if "direction" in columns or not {"credit", "debit"} & set(columns):
        settle("amount", _amount(header, rows, taken))
    if "amount" in columns and {"credit", "debit"} & set(columns) and not {"credit", "debit"} & fixed:
        for field in ("credit", "debit"):
            taken.discard(columns.pop(field, -1))
    for field in ("currency", "counter_account", "counterparty", "reference", "status", "summary", "remark"):
        settle(field, best(field, 0))
    lacking = [] if "date" in columns else ["date"]
    if not set(MONEY) & set(columns):
        lacking.append("amount")
    if lacking:
        there = "、".join(column.title for column in header.columns if column.parts)
        raise WrongMapping(f"没有认出{'、'.join(lacking)}这一列；现有的列：{there}。请用 --map 字段=列名 指明。")
    default = _unit_above(sheet, header)
    units = {}
    for field in (*MONEY, "balance"):
        if field in columns:
            own = unit_of(header.columns[columns[field]].title)
            units[field] = default if own is None else own
    ordered = {field: columns[field] for field in FIELDS if field in columns}
    return StatementMapping(sheet, header, ordered, units, sign, year)


def _dated(rows: list[list[Cell]], column: int, year: int) -> list[list[Cell]]:
    """The rows that hold a date, so that what stands below the table says nothing about its columns."""
    dated = [row for row in rows if 0 <= column < len(row) and read_moment(row[column], year)]
    return dated or rows


def _find_column(header: Header, name: str) -> Column:
    wanted = plain(name)
    for exact in (True, False):
        for column in header.columns:
            titles = (column.title, *column.parts) if column.parts else ()
            if name.strip() in [title.strip() for title in titles] if exact else wanted in map(plain, titles):
                return column
    letters = name.strip().upper()
    if re.fullmatch(r"[A-Z]{1,2}", letters) and column_index(letters) < len(header.columns):
        return header.columns[column_index(letters)]
    there = "、".join(column.title for column in header.columns if column.parts)
    raise WrongMapping(f"表里没有“{name}”这一列；现有的列：{there}。")


def _samples(rows: Sequence[Sequence[Cell]], column: int) -> list[Cell]:
    return [
        row[column]
        for row in rows
        if column < len(row)
        and row[column] not in ("", None)
        and (row[column].__class__ is not str or row[column].strip())
    ]


def _reading(rows: Sequence[Sequence[Cell]], column: int, field: str) -> tuple[int, int]:
    samples = _samples(rows, column)
    test = _CONTENT.get(field)
    return (len(samples) if test is None else sum(map(test, samples))), len(samples)


def _sums(rows: Sequence[Sequence[Cell]], column: int) -> tuple[int, int]:
    """How many cells of a column hold a sum, and how many hold anything else that is not empty."""
    faults = [read_amount(cell).fault for cell in _samples(rows, column)]
    return sum(fault in ("", "decimals", "huge") for fault in faults), faults.count("unreadable")


def _carries_time(rows: Sequence[Sequence[Cell]], column: int) -> bool:
    return any(moment and moment[1] for moment in map(read_moment, _samples(rows, column)))


def _settle_pair(
    header: Header, rows: Sequence[Sequence[Cell]], columns: dict[str, int], fixed: set[str], taken: set[int]
) -> None:
    """Money in and money out from the pair of columns that holds the most sums (of 交易金额 and 记账金额, say)."""
    families: dict[str, dict[str, tuple[int, int]]] = {}
    for column in header.columns:
        for meaning in column.meanings:
            if meaning.field in ("credit", "debit") and column.index not in taken:
                good, bad = _sums(rows, column.index)
                if good or bad <= 2:
                    families.setdefault(meaning.family, {}).setdefault(meaning.field, (column.index, good))
    if not families:
        return
    counted = [
        (-sum(good for _, good in pair.values()), -len(pair), at, pair) for at, pair in enumerate(families.values())
    ]
    pair = min(counted, key=lambda one: one[:3])[3]
    for field in ("credit", "debit"):
        if field in pair and field not in fixed:
            columns[field] = pair[field][0]
            taken.add(pair[field][0])


def _direction(
    header: Header, rows: Sequence[Sequence[Cell]], best: Callable[[str, int], int | None], taken: set[int]
) -> int | None:
    index = best("direction", 8)
    if index is not None and any(read_direction(cell) in (IN, OUT) for cell in _samples(rows, index)):
        return index
    for column in header.columns:
        samples = _samples(rows, column.index) if column.index not in taken else []
        words = {read_direction(cell) for cell in samples}
        if (
            {IN, OUT} <= words
            and "" not in words
            and not all(len(shown(cell)) == 1 and shown(cell).isascii() for cell in samples)
        ):
            return column.index
    return None


def _amount(header: Header, rows: Sequence[Sequence[Cell]], taken: set[int]) -> int | None:
    found: list[tuple[int, int, int]] = []
    for column in header.columns:
        for meaning in column.meanings:
            if meaning.field == "amount" and column.index not in taken:
                good, bad = _sums(rows, column.index)
                if good or bad <= 2:
                    found.append((-min(good, 1), meaning.rank, column.index))
    return min(found)[2] if found else None


def _unit_above(sheet: Sheet, header: Header) -> int:
    for row in sheet.rows[: max(0, header.first)]:
        for cell in row:
            if isinstance(cell, str) and "单位" in cell and (unit := unit_of(cell)) is not None:
                return unit
    return 0


def _year_above(sheet: Sheet, header: Header) -> int:
    texts = [sheet.name, *(shown(cell) for row in sheet.rows[: max(0, header.first)] for cell in row if cell != "")]
    years = {int(year) for text in texts for year in _YEAR.findall(text)}
    return years.pop() if len(years) == 1 else 0
