"""One line of a statement as it was written, and as it is understood."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time


@dataclass(slots=True)
class Line:
    """One transaction. As written: `amount`, `inward`, `outward`, `balance` in fen (None where blank), `word`.

    As understood: `credit`, `debit` and `neutral` in fen; `row` counts from 1 as in the spreadsheet; `word` is in, out,
    neutral or ''. `is_same_as` is the row of an equal line above, 0 where there is none.
    """

    row: int
    day: date | None
    when: time | None
    amount: int | None = None
    inward: int | None = None
    outward: int | None = None
    word: str = ""
    balance: int | None = None
    summary: str = ""
    counterparty: str = ""
    counter_account: str = ""
    reference: str = ""
    status: str = ""
    remark: str = ""
    credit: int = 0
    debit: int = 0
    neutral: int = 0
    is_same_as: int = 0

    @property
    def change(self) -> int | None:
        """What the line does to the balance, None where a neutral line leaves that open."""
        return None if self.neutral else self.credit - self.debit


@dataclass(frozen=True, slots=True)
class TotalLine:
    """A line of sums within the table: how many lines stand above it, its row from 0, and its sums in fen."""

    above: int
    row: int
    inward: int | None
    outward: int | None
    amount: int | None
    is_proven: bool = True
