"""The two sides of a matching: lines of a statement, entries of the book that no line bears out yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

Id = int | str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a bank statement; `amount_fen` plus is in and minus out, `balance_fen` what the bank says is left."""

    id: Id
    on: date
    amount_fen: int
    counterparty: str = ""
    words: str = ""
    balance_fen: int | None = None


@dataclass(frozen=True, slots=True)
class Open:
    """One entry on the account that no line bears out yet; `amount_fen` plus is in and minus out.

    `due_on` is the day a schedule asked for, `reference` the number of a slip or a contract.
    """

    id: Id
    on: date
    amount_fen: int
    payee: str = ""
    words: str = ""
    due_on: date | None = None
    reference: str = ""
