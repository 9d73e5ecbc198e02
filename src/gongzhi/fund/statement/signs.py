"""Decides what the sums of a statement mean: which came in, which went out, or that nobody can tell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gongzhi.fund.statement.amounts import IN, OUT
from gongzhi.fund.statement.balances import best_order, breaks, orders
from gongzhi.fund.statement.directions import NEUTRAL
from gongzhi.fund.statement.lines import Line
from gongzhi.fund.statement.mapping import ASK, REVERSED, SIGNED
from gongzhi.fund.statement.reading import Reading
from gongzhi.fund.statement.titles import plain

COLUMNS, DIRECTION, BALANCE = "columns", "direction", "balance"
Pair = tuple[int, int]


def decide(reading: Reading) -> str:
    """Sets credit, debit and neutral of every line and returns how they were told.

    columns (two columns), direction (a column or mark of words), signed, reversed, balance (unsigned sums told by the
    balances), or ask: then all three stay 0. Signs are told by the balance column or the title, never guessed without.
    """
    columns = reading.mapping.columns
    lines = reading.lines
    by_hand = reading.mapping.sign_by_hand
    if "amount" not in columns:
        _by_words(reading, [(line.inward, line.outward) for line in lines])
        return COLUMNS
    moved = [line for line in lines if line.amount]
    if "direction" in columns or (reading.marks and all(line.word for line in moved)):
        for line in lines:
            if line.word == NEUTRAL:
                line.neutral = abs(line.amount or 0)
        _by_words(
            reading,
            [(line.amount if line.word == IN else None, line.amount if line.word == OUT else None) for line in lines],
        )
        return DIRECTION
    sign = by_hand or (SIGNED if reading.mapping.is_sign_told or not moved else _told_by_balance(reading))
    if sign in (SIGNED, REVERSED):
        turn = 1 if sign == SIGNED else -1
        for line in lines:
            change = (line.amount or 0) * turn
            line.credit, line.debit = max(change, 0), max(-change, 0)
    return sign


def _changes(pairs: Iterable[Pair], lines: Sequence[Line]) -> list[int | None]:
    return [None if line.neutral else credit - debit for (credit, debit), line in zip(pairs, lines, strict=True)]


def _by_words(reading: Reading, written: Sequence[tuple[int | None, int | None]]) -> None:
    """Money in and out as the words say; a side written wholly in negatives is meant without its signs.

    A negative beside positives of the same side takes back (红字); where balances contradict, the reading that makes
    more of them run is taken, and 借 and 贷 are exchanged where a firm's own journal was handed in.
    """
    lines = reading.lines
    opening = reading.declared.value("opening")

    def side(at: int, turned: bool) -> list[int]:
        return [-(pair[at] or 0) if turned else pair[at] or 0 for pair in written]

    values = [[value for pair in written if (value := pair[at])] for at in (0, 1)]
    usual = [bool(one) and all(value < 0 for value in one) for one in values]
    open_to = [any(value < 0 for value in one) for one in values]
    best = list(zip(side(0, usual[0]), side(1, usual[1]), strict=True))
    changes = _changes(best, lines)
    held, order = best_order(lines, changes, opening)
    if breaks(lines, changes, order, opening)[1]:
        for turned in ((not usual[0], usual[1]), (usual[0], not usual[1]), (not usual[0], not usual[1])):
            if all(turned[at] == usual[at] or open_to[at] for at in (0, 1)):
                other = list(zip(side(0, turned[0]), side(1, turned[1]), strict=True))
                other_held, _ = best_order(lines, _changes(other, lines), opening)
                if other_held > held:
                    best, held = other, other_held
        exchanged = [(debit, credit) for credit, debit in best]
        changes = _changes(exchanged, lines)
        other_held, order = best_order(lines, changes, opening)
        if held == 0 and other_held > 1 and _is_ledger(reading) and not breaks(lines, changes, order, opening)[1]:
            best = exchanged
            reading.problem(
                reading.mapping.header.last + 1,
                "direction" if "direction" in reading.mapping.columns else "debit",
                "",
                "借贷方向与余额相反",
                "像是单位自己的银行日记账，已按余额把借方作收入；请改用银行的对账单",
            )
    for line, (credit, debit) in zip(lines, best, strict=True):
        line.credit, line.debit = credit, debit


def _is_ledger(reading: Reading) -> bool:
    mapping = reading.mapping
    titles = "".join(plain(mapping.title(field)) for field in ("credit", "debit", "direction"))
    return "借" in titles or "贷" in titles


def _told_by_balance(reading: Reading) -> str:
    lines = reading.lines
    opening = reading.declared.value("opening")
    if "balance" not in reading.mapping.columns or all(line.balance is None for line in lines):
        return ASK
    plus = [line.amount or 0 for line in lines]
    signed, _ = best_order(lines, plus, opening)
    reversed_, _ = best_order(lines, [-change for change in plus], opening)
    if reading.signs == 0 and all(amount >= 0 for amount in plus):
        if told := _unsigned(lines, opening, max(signed, reversed_)):
            for line, change in zip(lines, told, strict=True):
                line.credit, line.debit = max(change, 0), max(-change, 0)
            return BALANCE
        possible = sum(1 for line in lines if line.balance is not None) - (opening is None)
        return SIGNED if signed >= possible or signed > 0 == reversed_ else ASK
    return REVERSED if reversed_ > signed else SIGNED


def _unsigned(lines: Sequence[Line], opening: int | None, to_beat: int) -> list[int]:
    """What every line did to the balance, from balances that rise and fall; [] where they do not tell it of every line."""
    best: list[int] = []
    for order in orders(lines):
        changes = [0] * len(lines)
        held = 0
        before = opening
        for index in order:
            amount, balance = lines[index].amount or 0, lines[index].balance
            if balance is None or (before is None and index != order[0]):
                break
            if before is not None:
                changes[index] = amount if balance > before else -amount
                if abs(balance - before) == amount:
                    held += 1
                elif amount and balance == before:
                    break
            elif amount:
                break
            before = balance
        else:
            if held > to_beat:
                best, to_beat = changes, held
    return best
