"""What a reading of one sheet gathers: lines, totals, what is declared, and the doubts about them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from gongzhi.documents.tables import WARN, Problem, shown
from gongzhi.fund.statement.labels import Declared
from gongzhi.fund.statement.lines import Line, TotalLine
from gongzhi.fund.statement.mapping import StatementMapping

_MANY = 100


@dataclass(slots=True)
class Reading:
    """What was found on one sheet; problems of one kind beyond a hundred are only counted."""

    mapping: StatementMapping
    lines: list[Line] = field(default_factory=list)
    totals: list[TotalLine] = field(default_factory=list)
    declared: Declared = field(default_factory=Declared)
    problems: list[Problem] = field(default_factory=list)
    told: Counter[str] = field(default_factory=Counter)
    marks: int = 0
    """How many sums carry a word of their own (贷 100.00)."""
    signs: int = 0
    """How many sums of the amount column carry a written sign."""

    def problem(self, row: int, column: str, value: object, what: str, remedy: str, severity: str = WARN) -> None:
        """Notes a doubt about a row counted from 1; `column` is a field or a title."""
        self.told[what] += 1
        if self.told[what] <= _MANY:
            title = self.mapping.title(column) or ("" if column in self.mapping.units else column)
            self.problems.append(Problem(self.mapping.sheet.name, row, title, shown(value), what, remedy, severity))

    def close(self) -> None:
        """Sorts the problems by row and tells how many of a kind were not listed one by one."""
        self.problems.sort(key=lambda problem: problem.row)
        for what, count in self.told.items():
            if count > _MANY:
                severity = next(one.severity for one in self.problems if one.problem == what)
                self.problems.append(
                    Problem(
                        self.mapping.sheet.name,
                        0,
                        "",
                        str(count),
                        what,
                        f"同类共 {count} 处，只列出前 {_MANY} 处",
                        severity,
                    )
                )
