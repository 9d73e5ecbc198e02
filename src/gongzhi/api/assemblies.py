"""Assemblies as everyone reads them: motions, rules, turnout, results, resolutions, objections; never a direction before the count."""

from typing import Any

from ninja import Router, Schema

from gongzhi.api import documents
from gongzhi.api.door import Asked, Door
from gongzhi.api.plain import Page, PageNumber, PageSize, day, instant, page_of
from gongzhi.documents.queries import published
from gongzhi.kernel.area import plain_area
from gongzhi.kernel.clock import law_day
from gongzhi.register.access import estate_public
from gongzhi.voting.access import get_assembly_for, get_public_assembly
from gongzhi.voting.actions.cast_ballot import marks_of
from gongzhi.voting.models import Assembly, Ballot, Motion, Objection, Resolution, Result, RuleAnswer
from gongzhi.voting.queries import motions_of, public_assemblies, reports_of, results_of, stops_payment, turnout
from gongzhi.voting.queries.notice import obstacles, opinion_line
from gongzhi.voting.queries.resolutions import in_effect
from gongzhi.voting.queries.results import answer_of, outcome
from gongzhi.voting.queries.rule_base import pin_of
from gongzhi.voting.queries.rules import needed, terms
from gongzhi.voting.queries.scope import scope_words
from gongzhi.voting.sealing import short_code
from gongzhi.voting.states import AssemblyState

router = Router()
everyone, desk = Door(get_public_assembly), Door(get_assembly_for)


class AssemblyOut(Schema):
    """One assembly in a list; `phase` (before, open, closed) is where a noticed one stands now.

    `scope` names the buildings and stairwells whose owners vote; empty for all owners.
    """

    serial: int
    title: str
    scope: str
    state: str
    phase: str | None
    opens_at: str | None
    closes_at: str | None
    noticed_at: str | None
    decided_on: str | None


class OptionOut(Schema):
    """An option in the order drawn by lot."""

    letter: str
    title: str
    terms: str


class ConditionOut(Schema):
    """The motion counts only if motion `of` (its option `letter`, where named) passed, or did not."""

    of: int
    letter: str | None
    passed: bool


class MotionOut(Schema):
    """One question, with the marks a ballot may carry for it: Y, N, S (abstain) or an option's letter."""

    number: int
    matter: str
    form: str
    title: str
    text: str
    explanation: str
    large: bool
    options: list[OptionOut]
    conditions: list[ConditionOut]
    marks: list[str]
    needed: str | None


class RuleOut(Schema):
    """One rule of this vote as the notice states it."""

    label: str
    text: str


class ReportOut(Schema):
    """A report or invitation before notice and its public line."""

    id: int
    to: str
    what: str
    clause: str
    cite: str
    sent_at: str
    line: str
    stance: str
    opinion: str


class TurnoutOut(Schema):
    """Those who have taken part and the whole roll."""

    heads: int
    area: str
    roll_heads: int
    roll_area: str


class ResultOut(Schema):
    """One motion, or one option of it: `passed` is the arithmetic, `in_effect` whether it counts."""

    motion: int
    letter: str | None
    title: str
    matter: str
    passed: bool | None
    in_effect: bool
    sums: dict[str, Any]
    finding: dict[str, Any]


class OrderOut(Schema):
    """What a court or office ordered on a resolution."""

    kind: str
    issuer: str
    document_number: str
    text: str
    at: str


class ResolutionOut(Schema):
    """A resolution, whether it counts, and why nothing may be paid under it now."""

    id: int
    motion: int
    letter: str | None
    title: str
    state: str
    passed: bool | None
    in_effect: bool
    decided_on: str
    stops_payment: str | None
    orders: list[OrderOut]


class ObjectionOut(Schema):
    """An objection without any name; its words are for the desk."""

    number: int
    at: str
    due_on: str
    answered_at: str | None
    answer: str
    overdue: bool


class ObjectionsOut(Schema):
    """How many objected, were answered, are overdue, and every answer."""

    count: int
    answered: int
    overdue: int
    items: list[ObjectionOut]


class RuleAnswerOut(Schema):
    """The authority's written answer which share it applies to a vote of a part: participants, or all of the part."""

    rule: str
    issuer: str
    document_number: str
    text: str
    at: str


class AssemblyWhole(AssemblyOut):
    """An assembly with everything that is public about it."""

    purpose: str
    convener: str
    withdrawn_for: str
    channel: str
    notice_hash: str
    roll_hash: str | None
    objections_until: str | None
    rules: list[RuleOut]
    motions: list[MotionOut]
    reports: list[ReportOut]
    turnout: TurnoutOut | None
    results: list[ResultOut]
    rule_answer: RuleAnswerOut | None
    resolutions: list[ResolutionOut]
    objections: ObjectionsOut
    documents: list[documents.DocumentOut]


class BallotInBox(Schema):
    """A ballot by its commitment; after the count how it stands, never what it says."""

    code: str
    commitment: str
    standing: str | None


class ReasonOut(Schema):
    """What stands in the way, which article says so, where it can be mended."""

    reason: str
    cite: str
    remedy: dict[str, str] | None


class ObstaclesOut(Schema):
    """What refuses the notice now, and what only warns."""

    blocks: list[ReasonOut]
    warns: list[ReasonOut]


def brief(assembly: Assembly, request: Asked) -> dict[str, Any]:
    """An assembly in a list."""
    phase = assembly.phase(request.at)
    return {
        "serial": assembly.serial,
        "title": assembly.title,
        "scope": scope_words(assembly),
        "state": assembly.state,
        "phase": phase.value if phase else None,
        "opens_at": instant(assembly.opens_at),
        "closes_at": instant(assembly.closes_at),
        "noticed_at": instant(assembly.noticed_at),
        "decided_on": day(assembly.decided_on),
    }


def whole(assembly: Assembly, request: Asked) -> dict[str, Any]:
    """Everything public about an assembly; a draft has no rules, turnout or results yet."""
    counted = results_of(assembly) if assembly.state in (AssemblyState.PRELIMINARY, AssemblyState.FINAL) else []
    return {
        **brief(assembly, request),
        "purpose": assembly.purpose,
        "convener": assembly.convener,
        "withdrawn_for": assembly.withdrawn_for,
        "channel": assembly.channel,
        "notice_hash": assembly.notice_hash,
        "roll_hash": assembly.roll.hash if assembly.roll else None,
        "objections_until": day(assembly.objections_until),
        "rules": rules(assembly),
        "motions": [motion_shown(m, assembly) for m in motions_of(assembly)],
        "reports": [report_shown(r, request) for r in reports_of(assembly)],
        "turnout": turnout_shown(assembly) if assembly.noticed_at else None,
        "results": [result_shown(row["result"], row["in_effect"]) for row in outcome(counted)],
        "rule_answer": answer_shown(answer_of(assembly)),
        "resolutions": resolutions_shown(assembly, request),
        "objections": objections_shown(assembly, request),
        "documents": [documents.shown(d) for d in published(f"assembly:{assembly.pk}", assembly.estate_id)],
    }


def rules(assembly: Assembly) -> list[dict[str, str]]:
    """The rules of the vote as its notice states them; none before."""
    if assembly.noticed_at is None:
        return []
    return [{"label": label, "text": text} for label, text in terms(assembly)]


def motion_shown(motion: Motion, assembly: Assembly) -> dict[str, Any]:
    """A motion with its marks and, once the closing day is known, what it needs to pass."""
    at, place = assembly.closes_at, assembly.estate.place
    return {
        "number": motion.number,
        "matter": motion.matter,
        "form": motion.form,
        "title": motion.title,
        "text": motion.text,
        "explanation": motion.explanation,
        "large": motion.large,
        "options": [{"letter": o.letter, "title": o.title, "terms": o.terms} for o in motion.options.all()],
        "conditions": [
            {"of": c.of.number, "letter": c.option.letter if c.option else None, "passed": c.passed}
            for c in motion.conditions.all()
        ],
        "marks": sorted(marks_of(motion)),
        "needed": needed(motion, at=at, place=place, pin=pin_of(assembly), scope=assembly.scope).whole if at else None,
    }


def report_shown(report: Any, request: Asked) -> dict[str, Any]:
    """A report with its public line: waiting, answered, or silent after its period."""
    return {
        "id": report.pk,
        "to": report.to,
        "what": report.what,
        "clause": report.clause,
        "cite": report.cite,
        "sent_at": instant(report.sent_at),
        "line": opinion_line(report, at=request.at),
        "stance": report.stance,
        "opinion": report.opinion,
    }


def turnout_shown(assembly: Assembly) -> dict[str, Any]:
    """Turnout by heads and area."""
    got = turnout(assembly)
    return {
        "heads": got.heads,
        "area": plain_area(got.area),
        "roll_heads": got.roll_heads,
        "roll_area": plain_area(got.roll_area),
    }


def result_shown(result: Result, counts: bool) -> dict[str, Any]:
    """One row of the count; the areas of its checks as strings."""
    found = result.finding
    return {
        "motion": result.motion.number,
        "letter": result.option.letter if result.option else None,
        "title": result.option.title if result.option else result.motion.title,
        "matter": result.motion.matter,
        "passed": result.passed,
        "in_effect": counts,
        "sums": result.sums,
        "finding": _finding(found),
    }


def _finding(found: dict[str, Any]) -> dict[str, Any]:
    shown = {
        **found,
        "checks": [_check(check) for check in found["checks"]],
        "readings": [
            {**reading, "checks": [_check(check) for check in reading["checks"]]} for reading in found["readings"]
        ],
    }
    return {**shown, "rules": [_finding(rule) for rule in found["rules"]]} if "rules" in found else shown


def answer_shown(answer: RuleAnswer | None) -> dict[str, Any] | None:
    """The authority's answer which share it applies, or None."""
    if answer is None:
        return None
    return {
        "rule": answer.rule,
        "issuer": answer.issuer,
        "document_number": answer.document_number,
        "text": answer.text,
        "at": instant(answer.at),
    }


def _check(check: dict[str, Any]) -> dict[str, Any]:
    if check["unit"] != "area":
        return check
    numbers = {name: check[name] for name in ("part", "whole", "shortfall")}
    return {**check, **{name: plain_area(n) if isinstance(n, int) else n for name, n in numbers.items()}}


def resolutions_shown(assembly: Assembly, request: Asked) -> list[dict[str, Any]]:
    """The resolutions in the order of the ballot."""
    rows = (
        Resolution.objects.filter(estate_id=assembly.estate_id, motion__assembly=assembly)
        .select_related("motion", "option")
        .prefetch_related("orders")
        .order_by("motion__number", "option__lot")
    )
    return [resolution_shown(row, request) for row in rows]


def resolution_shown(row: Resolution, request: Asked) -> dict[str, Any]:
    """A resolution with what was ordered on it."""
    stopped = stops_payment(row, at=request.at)
    return {
        "id": row.pk,
        "motion": row.motion.number,
        "letter": row.option.letter if row.option else None,
        "title": row.option.title if row.option else row.motion.title,
        "state": row.state,
        "passed": row.passed,
        "in_effect": in_effect(row),
        "decided_on": day(row.decided_on),
        "stops_payment": stopped.text if stopped else None,
        "orders": [
            {
                "kind": o.kind,
                "issuer": o.issuer,
                "document_number": o.document_number,
                "text": o.text,
                "at": instant(o.at),
            }
            for o in sorted(row.orders.all(), key=lambda o: o.pk)
        ],
    }


def objection_shown(row: Objection, request: Asked) -> dict[str, Any]:
    """An objection without its words and without a name."""
    return {
        "number": row.number,
        "at": instant(row.at),
        "due_on": day(row.due_on),
        "answered_at": instant(row.answered_at),
        "answer": row.answer,
        "overdue": row.answered_at is None and row.due_on < law_day(request.at),
    }


def objections_shown(assembly: Assembly, request: Asked) -> dict[str, Any]:
    """How many objected, were answered, are overdue."""
    rows = Objection.objects.filter(estate_id=assembly.estate_id, assembly=assembly).order_by("number")
    items = [objection_shown(row, request) for row in rows]
    return {
        "count": len(items),
        "answered": sum(1 for one in items if one["answered_at"]),
        "overdue": sum(1 for one in items if one["overdue"]),
        "items": items,
    }


@router.get("/estates/{slug:code}/assemblies", auth=Door(estate_public), response=Page[AssemblyOut])
def assemblies(request: Asked, code: str, page: PageNumber = 1, size: PageSize = 50) -> dict[str, Any]:
    """The noticed assemblies of an estate, newest first."""
    return page_of(public_assemblies(request.here), page, size, lambda row: brief(row, request))


@router.get("/estates/{slug:code}/assemblies/{int:serial}", auth=everyone, response=AssemblyWhole)
def assembly(request: Asked, code: str, serial: int) -> dict[str, Any]:
    """One assembly with everything public about it; results appear with the count."""
    return whole(request.here, request)


@router.get("/estates/{slug:code}/assemblies/{int:serial}/turnout", auth=everyone, response=TurnoutOut)
def live_turnout(request: Asked, code: str, serial: int) -> dict[str, Any]:
    """Turnout now."""
    return turnout_shown(request.here)


@router.get("/estates/{slug:code}/assemblies/{int:serial}/ballots", auth=everyone, response=Page[BallotInBox])
def box(request: Asked, code: str, serial: int, page: PageNumber = 1, size: PageSize = 100) -> dict[str, Any]:
    """Every ballot in the box by its commitment, in the order of the commitments: no name, no choice."""
    rows = Ballot.objects.filter(estate_id=request.here.estate_id, assembly=request.here).select_related("opened")
    return page_of(rows.order_by("commitment"), page, size, _in_box)


def _in_box(ballot: Ballot) -> dict[str, Any]:
    opened = getattr(ballot, "opened", None)
    return {
        "code": short_code(ballot.commitment),
        "commitment": ballot.commitment,
        "standing": opened.standing if opened else None,
    }


@router.get("/estates/{slug:code}/desk/assemblies/{int:serial}", auth=desk, response=AssemblyWhole)
def desk_assembly(request: Asked, code: str, serial: int) -> dict[str, Any]:
    """One assembly, also a draft, for the desk of its estate."""
    return whole(request.here, request)


@router.get("/estates/{slug:code}/desk/assemblies/{int:serial}/obstacles", auth=desk, response=ObstaclesOut)
def in_the_way(request: Asked, code: str, serial: int) -> dict[str, Any]:
    """What stands in the way of the notice before its days are chosen."""
    blocks, warns = obstacles(request.here, None, at=request.at)
    return {"blocks": [r.as_json() for r in blocks], "warns": [r.as_json() for r in warns]}
