"""The result of an assembly as its public page shows it: every check, every option, every reading, every order."""

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from types import SimpleNamespace
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from gongzhi.kernel.area import parse_area
from gongzhi.kernel.clock import law_day
from gongzhi.voting.counting import ABSTAIN, AGAINST, FOR, VOID
from gongzhi.voting.forms.ballot import mark_words
from gongzhi.voting.models import Assembly, Motion, Objection, Order, Resolution, Result, RuleAnswer
from gongzhi.voting.queries.results import answer_of, open_by_rule, outcome, results_of
from gongzhi.voting.queries.rules import condition_words
from gongzhi.voting.states import STOPPED, ResolutionState
from gongzhi.web.figures import area_figure, percent, share_bp, thousands


def result_rows(assembly: Assembly, *, at: datetime) -> list[dict[str, Any]]:
    """One entry a motion: verdict, table of every mark, and for the motion or each option its checks and readings."""
    resolutions, answer = _resolutions(assembly), answer_of(assembly)
    rows = outcome(results_of(assembly))
    return [
        _motion(motion, list(of), resolutions, answer) for motion, of in groupby(rows, key=lambda r: r["result"].motion)
    ]


def _resolutions(assembly: Assembly) -> dict[tuple[int, int | None], Resolution]:
    found = Resolution.objects.filter(estate_id=assembly.estate_id, motion__assembly=assembly).prefetch_related(
        Prefetch("orders", Order.objects.order_by("id"))
    )
    return {(r.motion_id, r.option_id): r for r in found}


def _motion(
    motion: Motion, rows: list[dict[str, Any]], resolutions: dict[Any, Resolution], answer: RuleAnswer | None
) -> dict[str, Any]:
    parts = [_part(row, resolutions.get((motion.pk, row["result"].option_id)), answer) for row in rows]
    won = [p for p in parts if p["passed"]]
    verdict, kind = _verdict(won, parts)
    return {
        "motion": motion,
        "in_effect": any(p["in_effect"] for p in parts),
        "stopped": any(p["in_effect"] and p["resolution"] and p["resolution"]["stopped"] for p in parts),
        "verdict": verdict,
        "kind": kind,
        "note": _note(won or parts, named=len(parts) > 1 and bool(won)),
        "condition": condition_words(motion),
        "parts": sorted(parts, key=lambda p: not p["passed"]) if len(parts) > 1 else parts,
        "table": _marks_table(motion, rows),
        "sums": rows[0]["result"].sums,
    }


def _verdict(won: list[dict[str, Any]], parts: list[dict[str, Any]]) -> tuple[str, str]:
    if any(p["passed"] is None for p in parts):
        return _("不能判断"), "due"
    if not won:
        return (_("未通过") if len(parts) == 1 else _("都没有通过")), "line"
    if not any(p["in_effect"] for p in won):
        return _("通过，条件未成就，不算数"), "line"
    stopped = next((p["resolution"]["state"] for p in won if p["resolution"] and p["resolution"]["stopped"]), None)
    return (_("通过，%(state)s") % {"state": stopped}, "urgent") if stopped else (_("通过"), "done")


def _note(parts: list[dict[str, Any]], *, named: bool) -> str:
    """The consent of the motion, or of its first option, in two percentages; the option that passed by name."""
    consent = [f"{c.label} {c.percent}%" for c in parts[0]["checks"] if c.name.startswith("in_favour") and c.percent]
    return _("，").join([parts[0]["title"], *consent] if named else consent)


def _part(row: dict[str, Any], resolution: Resolution | None, answer: RuleAnswer | None) -> dict[str, Any]:
    result: Result = row["result"]
    found = result.finding
    return {
        "title": result.option.title if result.option else result.motion.title,
        "passed": result.passed,
        "in_effect": row["in_effect"],
        "sentence": _sentence(found, answer),
        "checks": [check_of(c) for c in found["checks"]],
        "readings": _readings_table(found) if found["readings"] else None,
        "rules": rule_sections(found),
        "answer": answer if open_by_rule(result) else None,
        "waits": open_by_rule(result) and answer is None,
        "undecided": result.passed is None,
        "resolution": _resolution(resolution) if resolution else None,
    }


def _sentence(found: dict[str, Any], answer: RuleAnswer | None) -> str:
    """What the count says; once the authority has answered, what it says by the rule that applies."""
    rules = {one["rule"]: one["sentence"] for one in found.get("rules", [])}
    return str(rules.get(answer.rule, found["sentence"]) if answer else found["sentence"])


def rule_sections(found: dict[str, Any]) -> list[dict[str, Any]]:
    """What each of several rules makes of a vote of a part (R15); nothing where one rule alone applies."""
    rules = found.get("rules", [])
    kinds = {True: "done", False: "line", None: "due"}
    return [
        {
            "name": RuleAnswer.Rule(one["rule"]).label,
            "verdict": _outcome({"passed": one["outcome"]}),
            "kind": kinds[one["outcome"]],
            "cites": str(one["cites"]).split("、"),
            "checks": [check_of(c) for c in one["checks"]],
            "readings": _readings_table(one) if one["readings"] else None,
        }
        for one in (rules if len(rules) > 1 else [])
    ]


def check_of(stored: dict[str, Any]) -> SimpleNamespace:
    """A stored check in the form of a check of the law, with its two citations apart."""
    cite, _sep, also = str(stored["cite"]).partition("、")
    return SimpleNamespace(**{**stored, "label": label_of(stored), "cite": cite, "also": also or None})


def label_of(stored: dict[str, Any]) -> str:
    """What a check compares, in the reader's language."""
    names = {
        "took_part_heads": _("参与人数"),
        "took_part_area": _("参与面积"),
        "in_favour_heads": _("同意人数"),
        "in_favour_area": _("同意面积"),
        "in_favour_of_roll_heads": _("同意人数（占全体）"),
        "in_favour_of_roll_area": _("同意面积（占全体）"),
    }
    return names.get(stored["name"], stored["label"])


def _marks_table(motion: Motion, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Heads and area of every mark, those who took part below; options in the order of the lot."""
    sums = rows[0]["result"].sums
    whole, marks = sums["took_part"], sums["marks"]
    won = {(r["result"].option.letter if r["result"].option else FOR) for r in rows if r["result"].passed}
    options = [(r["result"].option.letter, r["result"].option.title) for r in rows if r["result"].option]
    listed = options or [(FOR, mark_words(motion, FOR))]
    listed += [(AGAINST, mark_words(motion, AGAINST)), (ABSTAIN, mark_words(motion, ABSTAIN))]
    listed += [(VOID, _("无效"))] if VOID in marks else []
    columns = [_("选项")] + [
        {"label": label, "n": True} for label in (_("人数"), _("占参与"), _("面积（㎡）"), _("占参与"))
    ]
    return {
        "label": _("%(title)s：各选项得票") % {"title": motion.title},
        "columns": [{"label": columns[0]}, *columns[1:]],
        "rows": [
            {
                "cells": [
                    {"text": title, "badge": _("过门槛") if mark in won else "", "badge_kind": "done"},
                    *_figures(marks.get(mark, {"heads": 0, "area": "0"}), whole),
                ],
                "win": mark in won,
            }
            for mark, title in listed
        ],
        "foot": [_("参与合计"), *_figures(whole, whole)],
    }


def _figures(tally: dict[str, Any], whole: dict[str, Any]) -> list[str]:
    area, of = parse_area(tally["area"]), parse_area(whole["area"])
    return [
        thousands(tally["heads"]),
        percent(share_bp(tally["heads"], whole["heads"])),
        area_figure(area),
        percent(share_bp(area, of)),
    ]


def _readings_table(found: dict[str, Any]) -> dict[str, Any]:
    """The adopted reading beside every other one that rules and facts leave open (R9)."""
    columns = [{"label": _("算法")}]
    columns += [{"label": label_of(c), "n": True} for c in found["checks"]]
    columns += [{"label": _("结论")}]
    adopted = {"words": _("采用的算法"), **found, "passed": _passed(found["checks"])}
    return {
        "label": _("每一种可能的算法"),
        "columns": columns,
        "rows": [
            {
                "cells": [r["words"], *(f"{c['percent']}%" if c["percent"] else "—" for c in r["checks"]), _outcome(r)],
                "win": r is adopted,
            }
            for r in (adopted, *found["readings"])
        ],
    }


def _passed(checks: Iterable[dict[str, Any]]) -> bool | None:
    outcomes = [c["passed"] for c in checks]
    return False if False in outcomes else None if None in outcomes else True


def _outcome(reading: dict[str, Any]) -> str:
    return {True: _("通过"), False: _("未通过"), None: _("不能判断")}[reading["passed"]]


def _resolution(resolution: Resolution) -> dict[str, Any]:
    state = ResolutionState(resolution.state)
    kind = "urgent" if state in STOPPED else "done" if state == ResolutionState.EFFECTIVE else "line"
    return {
        "state": state.label,
        "kind": kind,
        "stopped": state in STOPPED,
        "orders": [
            {
                "title": o.get_kind_display(),
                "text": o.text,
                "at": o.at,
                "who": f"{o.issuer} {o.document_number}",
                "state": "done",
            }
            for o in resolution.orders.all()
        ],
    }


def objections_of(assembly: Assembly, *, at: datetime) -> dict[str, Any]:
    """How many were raised, answered, and left unanswered past their day; the answers in full, never who asked."""
    rows = list(Objection.objects.filter(estate_id=assembly.estate_id, assembly=assembly).order_by("number"))
    today = law_day(at)
    return {
        "total": len(rows),
        "answered": sum(1 for o in rows if o.answered_at),
        "overdue": sum(1 for o in rows if not o.answered_at and o.due_on < today),
        "rows": [
            {
                "number": o.number,
                "at": o.at,
                "due_on": o.due_on,
                "answer": o.answer,
                "answered_at": o.answered_at,
                "overdue": not o.answered_at and o.due_on < today,
            }
            for o in rows
        ],
    }
