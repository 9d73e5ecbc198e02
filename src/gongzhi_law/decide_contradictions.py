"""Printed figures against one another: sums, percentages, outcome; reported, never changing a result."""

from __future__ import annotations

from fractions import Fraction

from gongzhi_law.amounts import UNIT_NAMES, Unit, hundredths, percent
from gongzhi_law.decide_input import PERCENT_KEYS, Amount, Document
from gongzhi_law.finding import Contradiction

NAMES = {
    "roll": "全体业主",
    "took_part": "参与表决",
    "in_favour": "同意",
    "against": "反对",
    "abstained": "弃权",
    "void": "废票",
    "silent": "未表决",
}
_OUTCOMES = {"passed": "通过", "failed": "未通过"}


def contradictions(document: Document, passed: bool | None) -> tuple[Contradiction, ...]:
    """All of them, in the order: sums by unit, percentages, outcome."""
    found = [item for unit in Unit for item in _sums(document, unit)]
    found += [item for key in document.percents if (item := _percentage(document, key)) is not None]
    found += _outcome(document, passed)
    return tuple(found)


def _sums(document: Document, unit: Unit) -> list[Contradiction]:
    """Classes within took_part, their sum equal to it when all are printed, took_part within the roll."""
    took_part, roll = document.figure("took_part", unit), document.figure("roll", unit)
    limit, limit_kind = (took_part, "took_part") if took_part else (roll, "roll")
    apart = document.silent_counts and document.silent_in is None
    inside = ["in_favour", "against", "abstained", "void", *(["silent"] if apart else [])]
    printed = {kind: figure for kind in inside if (figure := document.figure(kind, unit)) is not None}
    found = []
    if took_part and roll and took_part.value > roll.value:
        found.append(_over("took_part", "roll", unit, took_part, roll))
    if limit is not None:
        found += [
            _over(kind, limit_kind, unit, figure, limit)
            for kind, figure in printed.items()
            if figure.value > limit.value
        ]
    holder = document.figure(document.silent_in, unit) if document.silent_in else None
    silent = document.figure("silent", unit)
    if document.silent_counts and document.silent_in and silent:
        outer, outer_kind = (holder, document.silent_in) if holder else (limit, limit_kind)
        if outer and silent.value > outer.value:
            found.append(_over("silent", outer_kind, unit, silent, outer))
    total = sum(figure.value for figure in printed.values())
    complete = all(kind in printed for kind in ("in_favour", "against", "abstained"))
    wrong = limit is not None and (
        total != limit.value if complete and took_part else len(printed) > 1 and total > limit.value
    )
    if limit is not None and wrong:
        found.append(_total(unit, limit, limit_kind, total, list(printed), complete and took_part is not None))
    return found


def _show(value: int, unit: Unit, like: Amount) -> str:
    if unit is Unit.HEADS:
        return str(value)
    return str(value // 100) if isinstance(like.shown, int) and value % 100 == 0 else hundredths(value)


def _over(kind: str, limit_kind: str, unit: Unit, figure: Amount, limit: Amount) -> Contradiction:
    name, whole, word = NAMES[kind], NAMES[limit_kind], UNIT_NAMES[unit]
    text = f"{name}{word} {figure.shown} 大于{whole}{word} {limit.shown}。"
    return Contradiction(f"{kind}.{unit}", str(figure.shown), str(limit.shown), text)


def _total(unit: Unit, limit: Amount, limit_kind: str, total: int, kinds: list[str], equal: bool) -> Contradiction:
    names, word = "、".join(NAMES[kind] for kind in kinds), UNIT_NAMES[unit]
    computed = _show(total, unit, limit)
    relation = "不等于" if equal else "大于"
    text = f"{names}的{word}合计 {computed}，{relation}{NAMES[limit_kind]}{word} {limit.shown}。"
    return Contradiction(f"{limit_kind}.{unit}", str(limit.shown), computed, text)


def remarks(document: Document) -> tuple[str, ...]:
    """What is odd about silent owners that do not count: outside the sum rule, so a warning and no contradiction."""
    if document.silent_counts:
        return ()
    found = []
    if document.silent_in is not None and document.classes["silent"]:
        found.append(f"未表决者不计入参与，却又列在{NAMES[document.silent_in]}之中。")
    for unit in Unit:
        silent, roll = document.figure("silent", unit), document.figure("roll", unit)
        took_part, word = document.figure("took_part", unit), UNIT_NAMES[unit]
        if silent and roll and silent.value + (took_part.value if took_part else 0) > roll.value:
            others = f"与参与表决{word}之和" if took_part else ""
            found.append(f"未表决{word} {silent.shown} {others}大于全体业主{word} {roll.shown}。")
    return tuple(found)


def _percentage(document: Document, key: str) -> Contradiction | None:
    """A printed percentage is borne out if less than one unit of its last place from the exact value."""
    part_of, whole_of, unit = PERCENT_KEYS[key]
    part, whole = document.figure(part_of, unit), document.figure(whole_of, unit)
    stated = document.percents[key]
    if part is None or whole is None or whole.value == 0:
        return None
    exact = Fraction(100 * part.value, whole.value)
    if abs(Fraction(stated.units, stated.per_one) - exact) < Fraction(1, stated.per_one):
        return None
    computed = percent(part.value, whole.value) or ""
    text = (
        f"{NAMES[part_of]}{UNIT_NAMES[unit]}占{NAMES[whole_of]}的百分比印为 {stated.shown}%，"
        f"按所印数字 {part.shown}/{whole.shown} 应为 {computed}%。"
    )
    return Contradiction(key, stated.shown, computed, text)


def _outcome(document: Document, passed: bool | None) -> list[Contradiction]:
    if passed is None or document.outcome is None:
        return []
    computed = "passed" if passed else "failed"
    if document.outcome == computed:
        return []
    text = f"公布的结果是{_OUTCOMES[document.outcome]}，按所印数字和当时的法律是{_OUTCOMES[computed]}。"
    return [Contradiction("outcome", document.outcome, computed, text)]
