"""The order of time of a statement, and whether its balances run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, time
from typing import Any

from gongzhi.fund.statement.lines import Line

Order = list[int]
Changes = Sequence[int | None]


def orders(lines: Sequence[Line]) -> Iterator[Order]:
    """Every order the lines may have happened in, as indexes, the likeliest first.

    By day and time, lines of one moment as they stand or the other way round; then by day alone; then as they stand.
    """
    days: list[date] = []
    for line in lines:
        days.append(line.day or (days[-1] if days else date.min))
    timed = all(line.when is not None for line in lines)
    moments = [(day, line.when or time()) for day, line in zip(days, lines, strict=True)]
    standing = list(range(len(lines)))
    falling = bool(lines) and (moments[0] > moments[-1] if timed else days[0] > days[-1])
    ways = [standing[::-1], standing] if falling else [standing, standing[::-1]]
    seen: list[Order] = []
    keys: list[Callable[[int], Any] | None] = [moments.__getitem__] if timed else []
    for key in (*keys, days.__getitem__, None):
        for way in ways:
            order = way if key is None else sorted(way, key=key)
            if order not in seen:
                seen.append(order)
                yield order


def breaks(
    lines: Sequence[Line], changes: Changes, order: Order, opening: int | None = None
) -> tuple[int, list[tuple[int, int]]]:
    """How many balances follow from the one before, and the others as (index of the line, what it should be).

    `changes` in fen, None where a neutral line leaves it open; `opening` is the declared balance before the first line.
    """
    held = 0
    broken: list[tuple[int, int]] = []
    before = opening
    moved = 0
    for index in order:
        balance, change = lines[index].balance, changes[index]
        if change is None:
            if balance is not None:
                before, moved = balance, 0
            else:
                before = None
            continue
        moved += change
        if balance is None:
            continue
        if before is not None:
            if before + moved == balance:
                held += 1
            else:
                broken.append((index, before + moved))
        before, moved = balance, 0
    return held, broken


def best_order(lines: Sequence[Line], changes: Changes, opening: int | None = None) -> tuple[int, Order]:
    """The order in which the most balances run, the likeliest of several, with how many run."""
    best: tuple[int, Order] | None = None
    possible = sum(1 for line in lines if line.balance is not None) - (opening is None)
    for order in orders(lines):
        if possible <= 0:
            return 0, order
        held, broken = breaks(lines, changes, order, opening)
        if best is None or held > best[0]:
            best = held, order
        if not broken:
            break
    return best or (0, [])


def ends(lines: Sequence[Line], changes: Changes, order: Order) -> tuple[int | None, int | None]:
    """Balance before the first and after the last line as the balance column tells, None where it cannot."""

    def reach(indexes: Sequence[int], forward: bool) -> int | None:
        moved = 0
        for index in indexes:
            balance, change = lines[index].balance, changes[index]
            if forward and balance is not None:
                return balance + moved
            if change is None:
                return None
            moved += change
            if balance is not None:
                return balance - moved
        return None

    return reach(order, forward=False), reach(order[::-1], forward=True)
