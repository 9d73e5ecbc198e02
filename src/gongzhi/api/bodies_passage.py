"""Renewing a committee, ending a body of passage, renovations: the same reads and acts as the pages."""

from datetime import date
from typing import Any

from ninja import Router

from gongzhi.api.door import Asked, Door, acted
from gongzhi.api.plain import Given, day
from gongzhi.bodies import access
from gongzhi.bodies.actions.conclude_interim import Item, conclude_interim
from gongzhi.bodies.actions.let_residents_committee_act import let_residents_committee_act
from gongzhi.bodies.actions.record_failed_election import record_failed_election
from gongzhi.bodies.actions.register_renovation import register_renovation
from gongzhi.bodies.actions.report_renewal import report_renewal
from gongzhi.bodies.queries.renewal import passage_of, rows_of
from gongzhi.bodies.queries.standing import latest_term
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import NotHere
from gongzhi.people.access import desk_of_estate

router = Router()
desk, renewing, ending = Door(desk_of_estate), Door(access.committee_of_desk), Door(access.get_passage_body)
STEPS = {"report": report_renewal, "failed": record_failed_election, "acting": let_residents_committee_act}


class Step(Given):
    """One step of a renewal: report, failed or acting."""

    step: str
    on: date
    words: str
    document_number: str = ""


class Piece(Given):
    """One item of the list: handed, none or withheld."""

    item: str
    state: str
    note: str = ""


class Concluding(Given):
    """What is handed over, before whom, why and from which day the body ends."""

    items: list[Piece]
    witness: str
    reason: str
    on: date
    to_words: str = ""


class Renovating(Given):
    """A renovation project."""

    title: str
    from_on: date
    words: str = ""
    document_number: str = ""


@router.get("/estates/{slug:code}/renewal", auth=renewing, response=list[dict[str, Any]])
def renewal(request: Asked, code: str) -> list[dict[str, Any]]:
    """The steps of the committee's renewal (L4.1)."""
    on = law_day(request.at)
    passage = passage_of(request.here, on=on)
    return [
        {
            "key": row.key,
            "name": row.name,
            "note": row.note,
            "state": row.state,
            "who": row.who,
            "cite": row.cite,
            "due_on": day(row.due_on),
            "late": row.late(on),
        }
        for row in (rows_of(passage, on=on) if passage else [])
    ]


@router.post("/estates/{slug:code}/renewal", auth=renewing, response=dict[str, str])
def renewal_step(request: Asked, code: str, body: Step) -> dict[str, str]:
    """Records one step of the renewal."""
    given = body.dict()
    act, term = STEPS.get(given.pop("step")), latest_term(request.here, on=law_day(request.at))
    if act is None or term is None:
        raise NotHere
    made = act(term=term, **given, **acted(request))
    return {"kind": made.kind, "on": made.on.isoformat()}


@router.post("/estates/{slug:code}/bodies/{int:body_id}/conclude", auth=ending, response=dict[str, str])
def conclude(request: Asked, code: str, body_id: int, body: Concluding) -> dict[str, str]:
    """Hands over and ends a body of passage (A3.3)."""
    items = [Item(item=piece.item, state=piece.state, note=piece.note) for piece in body.items]
    made = conclude_interim(
        body=request.here,
        items=items,
        witness=body.witness,
        reason=body.reason,
        on=body.on,
        to_words=body.to_words,
        **acted(request),
    )
    return {"on": made.on.isoformat(), "to": made.to_words}


@router.post("/estates/{slug:code}/renovations", auth=desk, response=dict[str, Any])
def renovate(request: Asked, code: str, body: Renovating) -> dict[str, Any]:
    """Registers a renovation (A2.2)."""
    made = register_renovation(estate=request.here, **body.dict(), **acted(request))
    return {"title": made.title, "governed": made.governed}
