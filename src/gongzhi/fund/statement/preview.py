"""Reads a bank or payment statement whole: lines, sums, balances, doubts; nothing is written anywhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongzhi.documents.tables import BLOCK, MAX_ROWS, WARN, Problem, Unreadable, Workbook, collection_paused
from gongzhi.fund.statement.balances import best_order, ends
from gongzhi.fund.statement.checks import check_declared, check_ends, check_running, check_totals
from gongzhi.fund.statement.lines import Line
from gongzhi.fund.statement.mapping import ASK, StatementMapping, guess_mapping, has_table
from gongzhi.fund.statement.rows import read_rows
from gongzhi.fund.statement.signs import decide


@dataclass(frozen=True, slots=True)
class StatementPreview:
    """A statement as read: sums in fen (None where the sign is `ask`), days and balances (None where not told).

    `order` holds the indexes of `lines` in order of time; `sign` says how money in and out were told apart.
    """

    lines: tuple[Line, ...]
    order: tuple[int, ...]
    credit: int | None
    debit: int | None
    neutral: int
    first_on: date | None
    last_on: date | None
    opening: int | None
    closing: int | None
    sign: str
    mapping: StatementMapping
    problems: tuple[Problem, ...]

    @property
    def is_blocked(self) -> bool:
        """Whether a person must decide or mend something before this may be posted."""
        return self.sign == ASK or any(problem.severity == BLOCK for problem in self.problems)

    def document(self) -> dict[str, object]:
        """The JSON document of `gongzhi import-statement`; sums as whole fen."""
        mapping = self.mapping
        return {
            "rows": len(self.lines),
            "credit_fen": self.credit,
            "debit_fen": self.debit,
            "neutral_fen": self.neutral,
            "first_on": self.first_on.isoformat() if self.first_on else None,
            "last_on": self.last_on.isoformat() if self.last_on else None,
            "opening_fen": self.opening,
            "closing_fen": self.closing,
            "mapping": {
                "sheet": mapping.sheet.name,
                "header_row": mapping.header.last + 1,
                **{field: mapping.title(field) for field in mapping.columns},
                "sign": self.sign,
            },
            "problems": [problem.document() for problem in self.problems],
        }


def read_statement(
    workbook: Workbook, by_hand: Iterable[tuple[str, str]] = (), *, sheet: str = "", sign: str = ""
) -> StatementPreview:
    """The statement on one sheet of a workbook; see guess_mapping for what may be said by hand.

    Refuses (WrongMapping) what has no table and (Unreadable) more than MAX_ROWS lines.
    """
    with collection_paused():
        return _read(workbook, guess_mapping(workbook, by_hand, sheet=sheet, sign=sign), picked=bool(sheet))


def _read(workbook: Workbook, mapping: StatementMapping, picked: bool) -> StatementPreview:
    reading = read_rows(mapping)
    lines = reading.lines
    if len(lines) > MAX_ROWS:
        raise Unreadable(f"有 {len(lines)} 笔，超过 {MAX_ROWS} 笔的上限，已拒绝读取；请按月份拆分后分次导入。")
    sign = decide(reading)
    told = sign != ASK
    changes = [line.change for line in lines] if told else [None] * len(lines)
    _, order = best_order(lines, changes, reading.declared.value("opening"))
    by_column = ends(lines, changes, order)
    declared = [reading.declared.value(key) for key in ("opening", "closing")]
    opening, closing = (
        value if value is not None else column for value, column in zip(declared, by_column, strict=True)
    )
    if told:
        check_running(reading, changes, order)
        check_totals(reading)
        check_ends(reading, opening, closing, by_column)
    else:
        reading.problem(
            mapping.header.last + 1,
            "amount",
            "",
            "看不出正负号的含义",
            "请选定正数是收入（sign=signed）还是支出（sign=reversed），或指明收支方向、余额所在的列",
            BLOCK,
        )
    check_declared(reading, told)
    reading.close()
    problems = [*_sheets_left(workbook, mapping, picked), *reading.problems]
    days = [line.day for line in lines if line.day]
    return StatementPreview(
        lines=tuple(lines),
        order=tuple(order),
        credit=sum(line.credit for line in lines) if told else None,
        debit=sum(line.debit for line in lines) if told else None,
        neutral=sum(line.neutral for line in lines),
        first_on=min(days, default=None),
        last_on=max(days, default=None),
        opening=opening,
        closing=closing,
        sign=sign,
        mapping=mapping,
        problems=tuple(problems),
    )


def _sheets_left(workbook: Workbook, mapping: StatementMapping, picked: bool) -> list[Problem]:
    """Other sheets with a table that were not read, where nobody picked this one."""
    if picked or len(workbook.sheets) < 2:
        return []
    others = [sheet for sheet in workbook.sheets if sheet is not mapping.sheet and has_table(sheet)]
    remedy = f"这次只读了“{mapping.sheet.name}”；要读这一张请用 --sheet 指明"
    return [Problem(sheet.name, 1, "", "", "这张工作表也有流水，没有读取", remedy, WARN) for sheet in others]
