"""Results as they are stored and shown: sums, every check with both numbers, every reading."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from gongzhi.kernel.area import plain_area
from gongzhi.voting.models import Assembly, Result, RuleAnswer
from gongzhi_law.finding import Check, Finding
from gongzhi_law.readings import ReadingsFinding
from gongzhi_law.scope import ScopeFinding
from gongzhi_law.voting import Count, Tally


def tally_json(tally: Tally) -> dict[str, object]:
    """Heads as an integer, area as a plain string with two decimals: the form of `gongzhi decide`."""
    return {"heads": tally.heads, "area": plain_area(tally.area or 0)}


def sums_json(count: Count, marks: Mapping[str, Tally]) -> dict[str, object]:
    """The three numbers that were compared, and what each mark got."""
    return {
        "roll": tally_json(count.roll),
        "took_part": tally_json(count.took_part),
        "in_favour": tally_json(count.in_favour),
        "marks": {mark: tally_json(tally) for mark, tally in marks.items()},
    }


def check_json(check: Check) -> dict[str, object]:
    """One check with the numbers on both sides (whole numbers of heads or 0.01 m²), as stored and printed."""
    return {
        "name": check.name,
        "label": check.label,
        "part": check.part,
        "whole": check.whole,
        "unit": str(check.unit),
        "required": str(check.required),
        "compare": check.compare,
        "passed": check.passed,
        "percent": check.percent,
        "shortfall": check.shortfall,
        "cite": check.cites,
        "strength": str(check.strength),
        "text": check.text,
    }


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "passed": finding.passed,
        "checks": [check_json(c) for c in finding.checks],
        "sentence": finding.sentence,
    }


def finding_json(found: ReadingsFinding) -> dict[str, object]:
    """The adopted reading whole, the others beside it, and what decides where they differ."""
    return {
        **_finding(found.adopted),
        "sentence": found.sentence,
        "law_of": found.adopted.law_of,
        "readings": [{"words": other.words, **_finding(other.finding)} for other in found.others],
        "undecided_by": list(found.undecided_by),
    }


def scope_json(found: ScopeFinding) -> dict[str, object]:
    """A vote of a part: the statutory rule's reading first, then every rule with its outcome, and what decides."""
    return {
        **finding_json(found.adopted),
        "sentence": found.sentence,
        "undecided_by": list(found.undecided_by),
        "rules": [
            {
                **finding_json(outcome.found),
                "rule": str(outcome.rule.rule),
                "name": outcome.rule.name,
                "cites": "、".join(map(str, outcome.rule.cites)),
                "outcome": outcome.found.passed,
            }
            for outcome in found.outcomes
        ],
    }


def results_of(assembly: Assembly) -> list[Result]:
    """The rows of the count in the order of the ballot: one a motion, for a choice one an option.

    Where two rules gave two outcomes and the authority has answered which applies (R15), its outcome is the row's.
    """
    rows = list(
        Result.objects.filter(estate_id=assembly.estate_id, motion__assembly=assembly)
        .select_related("motion", "option")
        .order_by("motion__number", "option__lot")
    )
    answer = answer_of(assembly)
    for row in rows if answer else ():
        if open_by_rule(row):
            row.passed = next((r["outcome"] for r in row.finding["rules"] if r["rule"] == answer.rule), None)  # type: ignore[union-attr]
    return rows


def open_rows(**of: Any) -> QuerySet[Result]:
    """The rows of the count that two rules left open (R15), of what is asked for by fields of the row."""
    return Result.objects.filter(passed__isnull=True, finding__undecided_by__contains=["scope_rule"], **of)


def waiting_for_rule(assembly: Assembly) -> list[Result]:
    """The rows that two rules left open and no answer of the authority has settled yet."""
    if not assembly.scope or answer_of(assembly) is not None:
        return []
    return [row for row in results_of(assembly) if open_by_rule(row)]


def open_by_rule(result: Result) -> bool:
    """Whether the count alone left it open because two rules gave two outcomes (R15)."""
    return "scope_rule" in result.finding["undecided_by"]


def answer_of(assembly: Assembly) -> RuleAnswer | None:
    """The authority's written answer which rule it applies; None before it, and for every vote of all owners."""
    if not assembly.scope:
        return None
    return RuleAnswer.objects.filter(estate_id=assembly.estate_id, assembly=assembly).first()


def outcome(results: list[Result]) -> list[dict[str, Any]]:
    """Each row with whether it counts: passed is the arithmetic, in_effect needs its conditions too."""
    return [{"result": r, "in_effect": bool(r.passed) and conditions_met(r, results)} for r in results]


def conditions_met(result: Result, results: list[Result]) -> bool:
    """Whether every condition of the motion holds in these results; an undecided row meets no condition."""
    for condition in result.motion.conditions.all():
        of = [
            r.passed for r in results if r.motion_id == condition.of_id and condition.option_id in (None, r.option_id)
        ]
        held = any(of) if condition.passed else bool(of) and all(p is False for p in of)
        if not held:
            return False
    return True
