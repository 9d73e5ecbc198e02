"""Recalls of members, and disputes over who governs."""

from datetime import date
from typing import Any

from ninja import Router, Schema

from gongzhi.api.door import Asked, Door, acted
from gongzhi.api.plain import Given, Why, day, instant
from gongzhi.bodies import access
from gongzhi.bodies.actions.clear_dispute import clear_dispute
from gongzhi.bodies.actions.decide_recall import decide_recall
from gongzhi.bodies.actions.mark_dispute import mark_dispute
from gongzhi.bodies.actions.propose_recall import propose_recall
from gongzhi.bodies.actions.state_in_dispute import state_in_dispute
from gongzhi.bodies.actions.withdraw_recall import withdraw_recall
from gongzhi.bodies.models import Dispute, Recall
from gongzhi.kernel.errors import NotHere
from gongzhi.people.access import desk_of_estate
from gongzhi.register.access import estate_public
from gongzhi.voting.actions.recall_member import recall_member
from gongzhi.voting.models import Resolution

router = Router()
desk, public = Door(desk_of_estate), Door(estate_public)
seat, recall = Door(access.get_seat_for), Door(access.get_recall_for)
E = "/estates/{slug:code}/desk/bodies/{int:body_id}/seats/{int:appointment_id}"
R = "/estates/{slug:code}/desk/recalls/{int:recall_id}"


class RecallProposal(Given):
    """Who proposes a recall, how many of how many, why."""

    proposer: str
    proposer_words: str
    proposers: int = 0
    proposers_of: int = 0
    ground: str


class Decision(Given):
    """The committee's decision under the owners' authority."""

    ends: bool
    article: str
    basis: str
    heard: str = ""


class OwnersDecision(Given):
    """The resolution of the owners."""

    resolution: int
    heard: str = ""


class Marking(Given):
    """What is in dispute, by which document."""

    about: str
    document_number: str
    on: date


class Statement(Given):
    """What one side says."""

    side: str
    words: str


class Clearing(Given):
    """On what a dispute is cleared."""

    reason: str
    on: date


class RecallOut(Schema):
    """A proposal to recall a member, with the member's answer."""

    id: int
    appointment: int
    proposer: str
    ground: str
    state: str
    answer: str
    decided_on: str | None
    decision_basis: str


class DisputeOut(Schema):
    """A dispute with what each side put forward."""

    id: int
    about: str
    document_number: str
    marked_on: str
    cleared_on: str | None
    statements: list[dict[str, str | None]]


def recall_line(row: Recall) -> dict[str, Any]:
    return {
        "id": row.pk,
        "appointment": row.appointment_id,
        "proposer": row.proposer,
        "ground": row.ground,
        "state": row.state,
        "answer": row.answer,
        "decided_on": day(row.decided_on),
        "decision_basis": row.decision_basis,
    }


def _dispute(row: Dispute) -> dict[str, Any]:
    return {
        "id": row.pk,
        "about": row.about,
        "document_number": row.document_number,
        "marked_on": day(row.marked_on),
        "cleared_on": day(row.cleared_on),
        "statements": [
            {"side": one.side, "words": one.words, "at": instant(one.at)} for one in row.statements.order_by("pk")
        ],
    }


@router.post(f"{E}/recalls", auth=seat, response=RecallOut)
def propose(request: Asked, code: str, body_id: int, appointment_id: int, body: RecallProposal) -> dict[str, Any]:
    """Writes down a proposal to recall a member."""
    return recall_line(propose_recall(appointment=request.here, **body.dict(), **acted(request)))


@router.get(R, auth=recall, response=RecallOut)
def one_recall(request: Asked, code: str, recall_id: int) -> dict[str, Any]:
    """One proposal with the member's answer."""
    return recall_line(request.here)


@router.post(f"{R}/decision", auth=recall, response=RecallOut)
def decide(request: Asked, code: str, recall_id: int, body: Decision) -> dict[str, Any]:
    """The committee decides under the owners' authority."""
    return recall_line(decide_recall(recall=request.here, **body.dict(), **acted(request)))


@router.post(f"{R}/owners", auth=recall, response=RecallOut)
def owners_decided(request: Asked, code: str, recall_id: int, body: OwnersDecision) -> dict[str, Any]:
    """Carries out what the owners decided."""
    resolution = Resolution.objects.filter(pk=body.resolution, estate=request.here.estate).first()
    if resolution is None:
        raise NotHere
    return recall_line(recall_member(recall=request.here, resolution=resolution, heard=body.heard, **acted(request)))


@router.post(f"{R}/withdrawal", auth=recall, response=RecallOut)
def withdraw(request: Asked, code: str, recall_id: int, body: Why) -> dict[str, Any]:
    """Those who proposed it take it back."""
    return recall_line(withdraw_recall(recall=request.here, **body.dict(), **acted(request)))


@router.get("/estates/{slug:code}/dispute", auth=public, response=list[DisputeOut])
def disputes(request: Asked, code: str) -> list[dict[str, Any]]:
    """Disputes over who governs, the newest first, both sides."""
    return [_dispute(row) for row in Dispute.objects.filter(estate=request.here).order_by("-pk")]


@router.post("/estates/{slug:code}/dispute", auth=desk, response=DisputeOut)
def mark(request: Asked, code: str, body: Marking) -> dict[str, Any]:
    """The street marks a dispute on a document."""
    return _dispute(mark_dispute(estate=request.here, **body.dict(), **acted(request)))


@router.post("/estates/{slug:code}/dispute/statements", auth=desk)
def state(request: Asked, code: str, body: Statement) -> dict[str, Any]:
    """One side puts forward its material."""
    made = state_in_dispute(estate=request.here, **body.dict(), **acted(request))
    return {"side": made.side, "words": made.words, "at": instant(made.at)}


@router.post("/estates/{slug:code}/dispute/clearance", auth=desk, response=DisputeOut)
def clear(request: Asked, code: str, body: Clearing) -> dict[str, Any]:
    """The street clears the dispute."""
    return _dispute(clear_dispute(estate=request.here, **body.dict(), **acted(request)))
