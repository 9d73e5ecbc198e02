"""Holds what a statement says of itself against its lines; nothing here changes a sum."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate

from gongzhi.fund.statement.amounts import IN, OUT, printed
from gongzhi.fund.statement.balances import Changes, Order, breaks
from gongzhi.fund.statement.directions import NEUTRAL
from gongzhi.fund.statement.lines import TotalLine
from gongzhi.fund.statement.reading import Reading

_CHECK = "核对是否漏了、多了或改了行；以银行盖章的对账单为准"
_WORDS = {"credit": "收入", "debit": "支出", "neutral": "不计收支"}
_BOUNDS = 40


def check_running(reading: Reading, changes: Changes, order: Order) -> None:
    """Tells every balance that does not follow from the one before it in time."""
    opening = reading.declared.value("opening")
    for index, expected in breaks(reading.lines, changes, order, opening)[1]:
        line = reading.lines[index]
        reading.problem(
            line.row,
            "balance",
            printed(line.balance or 0),
            "余额与上一笔接不上",
            f"按上一笔应为 {printed(expected)}；{_CHECK}",
        )


def check_declared(reading: Reading, told: bool) -> None:
    """Tells declared counts and sums that the lines do not add up to; sums only where they could be `told`."""
    lines = reading.lines
    declared = reading.declared.values
    if "rows" in declared:
        _compare(reading, "rows", [len(lines)], "声明的笔数")
    if not told:
        return
    counts = {
        "credit": [sum(1 for line in lines if line.credit), sum(1 for line in lines if line.word == IN)],
        "debit": [sum(1 for line in lines if line.debit), sum(1 for line in lines if line.word == OUT)],
        "neutral": [sum(1 for line in lines if line.neutral), sum(1 for line in lines if line.word == NEUTRAL)],
    }
    sums = {name: sum(getattr(line, name) for line in lines) for name in _WORDS}
    for name, word in _WORDS.items():
        if f"{name}_count" in declared:
            _compare(reading, f"{name}_count", counts[name], f"声明的{word}笔数")
        if name in declared:
            _compare(reading, name, [sums[name], -sums[name]], f"声明的{word}合计", printed)


def check_totals(reading: Reading) -> None:
    """Tells lines of totals that equal no sum of the lines above them since an earlier total or the start."""
    lines = reading.lines
    ins = list(accumulate((line.credit for line in lines), initial=0))
    outs = list(accumulate((line.debit for line in lines), initial=0))
    both = list(accumulate((line.credit + line.debit + line.neutral for line in lines), initial=0))
    bounds = [0]
    for total in reading.totals:
        if total.is_proven:
            spans = [(start, total.above) for start in dict.fromkeys((*bounds[-_BOUNDS:], 0))] + [(0, len(lines))]
            if not any(
                _holds(total, ins[end] - ins[start], outs[end] - outs[start], both[end] - both[start])
                for start, end in spans
            ):
                reading.problem(
                    total.row + 1,
                    "credit" if total.inward is not None else "debit" if total.outward is not None else "amount",
                    " ".join(
                        printed(value) for value in (total.inward, total.outward, total.amount) if value is not None
                    ),
                    "合计与明细不符",
                    f"明细为收入 {printed(ins[total.above])}、支出 {printed(outs[total.above])}；{_CHECK}",
                )
        bounds.append(total.above)


def _holds(total: TotalLine, credit: int, debit: int, both: int) -> bool:
    if total.inward is not None and abs(total.inward) != abs(credit):
        return False
    if total.outward is not None and abs(total.outward) != abs(debit):
        return False
    return total.amount is None or total.amount in (
        credit - debit,
        debit - credit,
        credit,
        debit,
        -debit,
        both,
        credit + debit,
    )


def check_ends(
    reading: Reading, opening: int | None, closing: int | None, by_column: tuple[int | None, int | None]
) -> None:
    """Tells a declared opening or closing balance that the balance column or the sums contradict."""
    for key, value, word in zip(("opening", "closing"), by_column, ("期初", "期末"), strict=True):
        declared = reading.declared.value(key)
        if declared is not None and value is not None and declared != value:
            _compare(reading, key, [value], f"声明的{word}余额", printed)
            return
    ends = {"opening", "closing"} & set(reading.declared.values)
    if not ends or opening is None or closing is None or any(line.neutral for line in reading.lines):
        return
    expected = opening + sum(line.credit - line.debit for line in reading.lines)
    if expected != closing and any(value is None for value in by_column):
        key = "closing" if "closing" in ends else "opening"
        reading.problem(
            reading.declared.values[key][1] + 1,
            "balance",
            printed(closing),
            "期初加收入减支出不等于期末",
            f"按明细期末应为 {printed(expected)}；{_CHECK}",
        )


def _compare(reading: Reading, key: str, found: Sequence[int], what: str, show: Callable[[int], str] = str) -> None:
    """Tells a declared value that equals none of `found`, of which the first is named."""
    value, row = reading.declared.values[key]
    if value not in found:
        reading.problem(row + 1, "", show(value), f"{what}与明细不符", f"明细为 {show(found[0])}；{_CHECK}")
