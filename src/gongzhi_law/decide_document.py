"""The whole of `gongzhi decide` without files or streams: text in, exit code and document out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gongzhi_law.amounts import Unit
from gongzhi_law.decide_contradictions import contradictions, remarks
from gongzhi_law.decide_input import CLASSES, Amount, BadInput, Document, Figures, read
from gongzhi_law.finding import Check, Finding
from gongzhi_law.jurisdiction import resolve
from gongzhi_law.params import NoLawInForce, Strength, get
from gongzhi_law.voting import Count, Tally, decide, has_thresholds

ANSWERED, REFUSED, WRONG = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Reply:
    """Exit code, the one JSON document, and warnings for the person at the terminal."""

    code: int
    document: Mapping[str, Any]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Variant:
    """The three classes that the law compares under one treatment of the silent, and why a number is open."""

    classes: Mapping[str, Figures]
    causes: Mapping[tuple[str, Unit], tuple[str, ...]]
    tied: tuple[Unit, ...] = ()


def reply(text: str) -> Reply:
    """0 with the answer (also when it is null), 1 when no law was in force, 2 for wrong input."""
    try:
        document = read(text)
    except BadInput as error:
        return Reply(WRONG, {"error": str(error)})
    resolved = resolve(document.jurisdiction, lambda code: has_thresholds(code, document.on))
    warnings = ((resolved.warning,) if resolved.warning else ()) + remarks(document)
    try:
        return Reply(ANSWERED, _answer(document, resolved.place), warnings)
    except NoLawInForce as error:
        first = min(row.from_ for row in get("voting/basis").rows)
        reason = f"{document.on.isoformat()}没有关于业主共同决定的已生效规定；最早的规定自{first:%Y-%m-%d}起施行。"
        return Reply(REFUSED, {"refused": [{"reason": reason, "cite": str(error.cite)}]}, warnings)


def _answer(document: Document, place: str) -> dict[str, Any]:
    as_printed = Variant({kind: document.classes[kind] for kind in ("roll", "took_part", "in_favour")}, {})
    finding = _judge(document, place, as_printed)
    against = contradictions(document, finding.passed)
    answer: dict[str, Any] = {
        "passed": finding.passed,
        "checks": _checks(finding, as_printed),
        "missing": _missing(finding, as_printed),
        "contradictions": [
            {"field": item.field, "printed": item.printed, "computed": item.computed, "text": item.text}
            for item in against
        ],
        "sentence": finding.sentence,
        "law_of": finding.law_of,
    }
    if document.silent_given:
        with_silent = as_printed if document.silent_counts else _with_silent(document)
        without_silent = _without_silent(document) if document.silent_counts else as_printed
        answer["without_silent"] = _part(_judge(document, place, without_silent), without_silent)
        answer["with_silent"] = _part(_judge(document, place, with_silent), with_silent)
        answer["sentence"] += _silent_sentence(document, answer, with_silent)
    if against:
        answer["sentence"] += f"所印数字有{len(against)}处前后不一致。"
    return answer


def _judge(document: Document, place: str, variant: Variant) -> Finding:
    roll, took_part, in_favour = (_tally(variant.classes[k]) for k in ("roll", "took_part", "in_favour"))
    return decide(document.matter, Count(roll, took_part, in_favour), on=document.on, place=place)


def _tally(figures: Figures) -> Tally:
    return Tally(**{unit.value: figure.value for unit, figure in figures.items()})


def _part(finding: Finding, variant: Variant) -> dict[str, Any]:
    return {
        "passed": finding.passed,
        "checks": _checks(finding, variant),
        "missing": _missing(finding, variant),
    }


def _checks(finding: Finding, variant: Variant) -> list[dict[str, Any]]:
    return [_check(check, variant) for check in finding.checks]


def _check(check: Check, variant: Variant) -> dict[str, Any]:
    part, whole = (variant.classes[kind].get(check.unit) for kind in (check.part_of, check.whole_of))
    shown = {
        "name": check.name,
        "part": part.shown if part else None,
        "whole": whole.shown if whole else None,
        "percent": check.percent,
        "required": str(check.required),
        "compare": check.compare,
        "passed": check.passed,
        "cite": check.cites,
    }
    if check.strength is not Strength.STATUTE:
        shown["strength"] = check.strength.value
    return shown


def _missing(finding: Finding, variant: Variant) -> list[str]:
    """Fields of the input that are not printed and would be needed, in the order of the input."""
    wanted: set[str] = set()
    for field in finding.missing:
        kind, _, unit = field.partition(".")
        wanted |= set(variant.causes.get((kind, Unit(unit)), (field,)))
    order = {f"{kind}.{unit}": place for place, (kind, unit) in enumerate((k, u) for k in CLASSES for u in Unit)}
    return sorted(wanted, key=lambda field: order[field])


def _without_silent(document: Document) -> Variant:
    """The silent taken out of took_part and of the class that is said to hold them."""
    holders = ["took_part", *(["in_favour"] if document.silent_in == "in_favour" else [])]
    classes = {kind: dict(document.classes[kind]) for kind in ("roll", "took_part", "in_favour")}
    causes: dict[tuple[str, Unit], tuple[str, ...]] = {}
    for unit in Unit:
        silent = document.figure("silent", unit)
        for kind in holders:
            figure = document.figure(kind, unit)
            left = figure.minus(silent) if figure and silent else None
            _set(classes[kind], unit, left)
            if left is None:
                causes[kind, unit] = _open(document, unit, kind, "silent")
    return Variant(classes, causes)


def _with_silent(document: Document) -> Variant:
    """The silent added to took_part and to the larger of in_favour and against; a tie leaves it open."""
    classes = {kind: dict(document.classes[kind]) for kind in ("roll", "took_part", "in_favour")}
    causes: dict[tuple[str, Unit], tuple[str, ...]] = {}
    tied = []
    for unit in Unit:
        silent, took_part = document.figure("silent", unit), document.figure("took_part", unit)
        _set(classes["took_part"], unit, took_part.plus(silent) if took_part and silent else None)
        if not (took_part and silent):
            causes["took_part", unit] = _open(document, unit, "took_part", "silent")
        in_favour, against = document.figure("in_favour", unit), document.figure("against", unit)
        if silent and silent.value == 0:
            continue
        if in_favour and against and silent and in_favour.value != against.value:
            larger = in_favour.value > against.value
            _set(classes["in_favour"], unit, in_favour.plus(silent) if larger else in_favour)
            continue
        _set(classes["in_favour"], unit, None)
        causes["in_favour", unit] = _open(document, unit, "in_favour", "against", "silent")
        if in_favour and against and silent:
            tied.append(unit)
    return Variant(classes, causes, tuple(tied))


def _set(figures: dict[Unit, Amount], unit: Unit, amount: Amount | None) -> None:
    if amount is None:
        figures.pop(unit, None)
    else:
        figures[unit] = amount


def _open(document: Document, unit: Unit, *kinds: str) -> tuple[str, ...]:
    return tuple(f"{kind}.{unit}" for kind in kinds if document.figure(kind, unit) is None)


def _silent_sentence(document: Document, answer: Mapping[str, Any], with_silent: Variant) -> str:
    words = {True: "通过", False: "未通过", None: "不能判断"}
    included, excluded = (answer[key]["passed"] for key in ("with_silent", "without_silent"))
    treated = "计入" if document.silent_counts else "未计入"
    rights = any(check["name"].endswith("_rights") for check in answer["checks"])
    tied = with_silent.tied and not rights
    tie = "（同意与反对相等，未表决者不能并入多数）" if tied else ""
    return f"所公布的结果{treated}未表决者：计入则{words[included]}{tie}，不计入则{words[excluded]}。"
