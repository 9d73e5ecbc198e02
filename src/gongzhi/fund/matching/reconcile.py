"""The reconciliation statement of an account (银行存款余额调节表), to the fen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gongzhi.fund.matching.items import Line, Open


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """What lies between the book's balance and the bank's; all sums in fen, lists by day and id.

    Book side: `book_plus` the bank took in and the book has not, `book_minus` it paid out. Bank side: `bank_plus` the
    book took in and the bank has not, `bank_minus` it paid out. `difference_fen` is what nobody can explain.
    """

    book_fen: int
    bank_fen: int
    book_plus: tuple[Line, ...]
    book_minus: tuple[Line, ...]
    bank_plus: tuple[Open, ...]
    bank_minus: tuple[Open, ...]
    adjusted_book_fen: int
    adjusted_bank_fen: int
    difference_fen: int

    @property
    def holds(self) -> bool:
        """Whether both adjusted balances are the same."""
        return self.difference_fen == 0


def reconcile(
    book_fen: int, bank_fen: int, open_lines: Iterable[Line], open_postings: Iterable[Open]
) -> Reconciliation:
    """Both balances adjusted by what the other side does not know yet; lines and entries of no sum are left out."""
    lines = sorted((line for line in open_lines if line.amount_fen), key=lambda one: (one.on, str(one.id)))
    postings = sorted((one for one in open_postings if one.amount_fen), key=lambda one: (one.on, str(one.id)))
    book = book_fen + sum(line.amount_fen for line in lines)
    bank = bank_fen + sum(posting.amount_fen for posting in postings)
    return Reconciliation(
        book_fen=book_fen,
        bank_fen=bank_fen,
        book_plus=tuple(line for line in lines if line.amount_fen > 0),
        book_minus=tuple(line for line in lines if line.amount_fen < 0),
        bank_plus=tuple(posting for posting in postings if posting.amount_fen > 0),
        bank_minus=tuple(posting for posting in postings if posting.amount_fen < 0),
        adjusted_book_fen=book,
        adjusted_bank_fen=bank,
        difference_fen=book - bank,
    )
