"""Forming bodies: the same reads and acts as the pages."""

from datetime import date
from typing import Any

from ninja import Router, Schema

from gongzhi.api.door import Asked, Door, acted, key_of
from gongzhi.api.plain import Given, Words, day
from gongzhi.bodies import access
from gongzhi.bodies.actions.abandon_formation import abandon_formation
from gongzhi.bodies.actions.announce_formation import announce_formation
from gongzhi.bodies.actions.ask_side import ask_side
from gongzhi.bodies.actions.complete_formation import complete_formation
from gongzhi.bodies.actions.give_guidance import give_guidance
from gongzhi.bodies.actions.open_formation import open_formation
from gongzhi.bodies.actions.record_side_answer import record_side_answer
from gongzhi.bodies.actions.send_for_guidance import send_for_guidance
from gongzhi.bodies.models import Formation
from gongzhi.bodies.queries.formation_facts import joined, report_of_formation
from gongzhi.bodies.queries.formations import guidance_line, side_line, steps_of_formation
from gongzhi.bodies.queries.triggers import triggers_of
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import NotHere
from gongzhi.people.access import desk_of_estate

router = Router()
desk, one, public = Door(desk_of_estate), Door(access.get_formation_for), Door(access.public_formation)
side_desk = Door(access.get_side_for)
FORMATIONS = "/estates/{slug:code}/formations"
ONE = f"{FORMATIONS}/{{int:serial}}"


class Opening(Given):
    """On which ground a body is formed, and how."""

    kind: str
    trigger: str
    words: str
    plan: str
    set_size: int
    term_months: int | None = None


class Asking(Given):
    """Whom to ask."""

    side: str


class Answering(Given):
    """Whether a unit sends someone, and whom."""

    answer: str
    name: str = ""
    number: str = ""
    role: str = ""
    note: str = ""


class Announcing(Given):
    """For how many days the list is public."""

    days: int


class Completing(Given):
    """On which document the body stands, and its filing."""

    basis: str
    filing_number: str = ""
    filed_on: date | None = None


class TriggerOut(Schema):
    """A situation the rules name; `holds` is null where only people can attest it."""

    id: str
    words: str
    cite: str
    holds: bool | None
    evidence: str


class FormationLineOut(Schema):
    """A body in the making in one line."""

    serial: int
    kind: str
    state: str
    opened_on: str
    body_id: int | None


class FormationOut(Schema):
    """A body in the making: where it stands, who sits in it, what was said of sides and guidance."""

    serial: int
    kind: str
    state: str
    trigger: str
    trigger_words: str
    cite: str
    set_size: int
    announced_until: str | None
    body_id: int | None
    members: int
    sides_line: str
    guidance_line: str
    steps: list[dict[str, Any]]
    findings: list[dict[str, Any]]


def _formation(request: Asked, found: Formation) -> dict[str, Any]:
    on = law_day(request.at)
    report = report_of_formation(found, on=on, named=False)
    return {
        "serial": found.serial,
        "kind": found.kind,
        "state": found.state,
        "trigger": found.trigger,
        "trigger_words": found.trigger_words,
        "cite": found.trigger_cite,
        "set_size": found.set_size,
        "announced_until": day(found.announced_until),
        "body_id": found.body_id,
        "members": len(joined(found)),
        "sides_line": side_line(found),
        "guidance_line": guidance_line(found, on=on),
        "steps": [
            {"key": s.key, "name": s.name, "state": s.state, "who": s.who, "due_on": day(s.due_on), "cite": s.cite}
            for s in steps_of_formation(found, on=on)
        ],
        "findings": [
            {"rule": f.rule, "passed": f.passed, "strength": f.strength.value, "expected": f.expected, "cite": f.cite}
            for f in report.findings
        ],
    }


def _again(request: Asked, found: Formation) -> dict[str, Any]:
    return _formation(request, Formation.objects.select_related("estate__community").get(pk=found.pk))


@router.get("/estates/{slug:code}/triggers/{slug:kind}", auth=desk, response=list[TriggerOut])
def triggers(request: Asked, code: str, kind: str) -> list[dict[str, Any]]:
    """The situations in which a body of this kind may be formed here, and what the data say of each."""
    if kind not in access.FORMERS:
        raise NotHere
    return [
        {
            "id": t.ground.id,
            "words": t.ground.words,
            "cite": t.ground.cite,
            "holds": t.holds,
            "evidence": t.evidence,
        }
        for t in triggers_of(request.here, kind, on=law_day(request.at))
    ]


@router.get(FORMATIONS, auth=desk, response=list[FormationLineOut])
def formations(request: Asked, code: str) -> list[dict[str, Any]]:
    """The bodies that were or are in the making in this estate, the newest first."""
    rows = Formation.objects.filter(estate=request.here).order_by("-serial")
    return [
        {
            "serial": r.serial,
            "kind": r.kind,
            "state": r.state,
            "opened_on": r.opened_on.isoformat(),
            "body_id": r.body_id,
        }
        for r in rows
    ]


@router.post(FORMATIONS, auth=desk, response=FormationOut)
def open_one(request: Asked, code: str, body: Opening) -> dict[str, Any]:
    """Opens the forming of a body (A3.1, B8.8)."""
    found = open_formation(estate=request.here, **body.dict(), **acted(request))
    return _again(request, found)


@router.get(f"{ONE}/public", auth=public, response=FormationOut)
def public_formation(request: Asked, code: str, serial: int) -> dict[str, Any]:
    """A list made public, for everyone."""
    return _formation(request, request.here)


@router.get(ONE, auth=one, response=FormationOut)
def formation(request: Asked, code: str, serial: int) -> dict[str, Any]:
    """A body in the making, for its desk."""
    return _formation(request, request.here)


@router.post(f"{ONE}/sides", auth=one, response=dict[str, int])
def ask(request: Asked, code: str, serial: int, body: Asking) -> dict[str, int]:
    """Invites one representative of a unit."""
    made = ask_side(formation=request.here, side=body.side, **acted(request))
    return {"id": made.pk}


@router.post(f"{ONE}/sides/{{int:side_id}}", auth=side_desk, response=dict[str, str])
def answer(request: Asked, code: str, serial: int, side_id: int, body: Answering) -> dict[str, str]:
    """Writes down what a unit answered."""
    made = record_side_answer(side=request.here, **body.dict(), **acted(request))
    return {"side": made.side, "answer": made.answer}


@router.post(f"{ONE}/send", auth=one, response=FormationOut)
def send(request: Asked, code: str, serial: int) -> dict[str, Any]:
    """Sends the plan for guidance (A3.4)."""
    key = key_of(request)
    return _again(
        request, send_for_guidance(formation=request.here, by=request.person, at=request.at, idempotency_key=key)
    )


@router.post(f"{ONE}/guidance", auth=one, response=FormationOut)
def guide(request: Asked, code: str, serial: int, body: Words) -> dict[str, Any]:
    """A department's guidance."""
    give_guidance(formation=request.here, words=body.words, **acted(request))
    return _again(request, request.here)


@router.post(f"{ONE}/announce", auth=one, response=FormationOut)
def announce(request: Asked, code: str, serial: int, body: Announcing) -> dict[str, Any]:
    """Makes the list public."""
    made = announce_formation(formation=request.here, days=body.days, **acted(request))
    return _again(request, made)


@router.post(f"{ONE}/complete", auth=one, response=FormationOut)
def complete(request: Asked, code: str, serial: int, body: Completing) -> dict[str, Any]:
    """The body stands."""
    made = complete_formation(formation=request.here, **body.dict(), **acted(request))
    return _again(request, made)


@router.post(f"{ONE}/abandon", auth=one, response=FormationOut)
def abandon(request: Asked, code: str, serial: int, body: Words) -> dict[str, Any]:
    """Gives the forming up."""
    made = abandon_formation(formation=request.here, reason=body.words, **acted(request))
    return _again(request, made)
