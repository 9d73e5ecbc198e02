"""People: the session by one-time code, and who holds which capacity in an estate."""

from typing import Any

from django.middleware.csrf import get_token
from ninja import Router, Schema

from gongzhi.api.door import Asked, Door, asked_from, key_of
from gongzhi.api.plain import Given, Number, instant
from gongzhi.api.sessions import enter_session
from gongzhi.people import access, queries
from gongzhi.people.actions.check_code import check_code
from gongzhi.people.actions.end_capacity import end_capacity
from gongzhi.people.actions.grant_capacity import grant_capacity
from gongzhi.people.actions.send_code import send_code
from gongzhi.people.actions.sign_in import sign_in
from gongzhi.people.models import Capacity, Code
from gongzhi.web.door import anyone

router = Router()
public, desk = Door(anyone), Door(access.desk_of_estate)


class SignIn(Number):
    """The number and the code that arrived there."""

    code: str


class Grant(Given):
    """Whom to grant what, on which filing."""

    kind: str
    name: str
    number: str
    filing_number: str


class CapacityEnding(Given):
    """Why a capacity ends."""

    reason: str = ""


class CapacityOut(Schema):
    """A capacity: what somebody may act as, where, from when until when."""

    id: int
    kind: str
    estate: str | None
    division: str | None
    name: str
    from_at: str
    until_at: str | None
    filing_number: str


class SessionOut(Schema):
    """Who is signed in, and the token that unsafe verbs carry in X-CSRFToken."""

    name: str | None
    capacities: list[CapacityOut]
    csrf_token: str


def _capacity(capacity: Capacity) -> dict[str, Any]:
    return {
        "id": capacity.pk,
        "kind": capacity.kind,
        "estate": capacity.estate.code if capacity.estate else None,
        "division": capacity.division_id,
        "name": capacity.person.shown_name(),
        "from_at": instant(capacity.from_at),
        "until_at": instant(capacity.until_at),
        "filing_number": capacity.filing_number,
    }


def _session(request: Asked) -> dict[str, Any]:
    request.personal = True
    person = request.person
    held = queries.capacities(person, at=request.at).select_related("person", "estate") if person else []
    return {
        "name": person.shown_name() if person else None,
        "capacities": [_capacity(c) for c in held],
        "csrf_token": get_token(request),
    }


@router.get("/session", auth=public, response=SessionOut)
def session(request: Asked) -> dict[str, Any]:
    """Who is signed in with what, and the token against forged requests."""
    return _session(request)


@router.post("/session/code", auth=public)
def ask_code(request: Asked, body: Number) -> dict[str, str]:
    """Sends a sign-in code to a number, whether or not anyone is known by it; the answer is always the same."""
    number = queries.normal_phone(body.number)
    send_code(
        purpose=Code.Purpose.SIGN_IN,
        subject=f"phone:{number}",
        number=number,
        at=request.at,
        asked_from=asked_from(request),
    )
    return {"sent_to": number[-4:]}


@router.post("/session", auth=public, response=SessionOut)
def enter(request: Asked, body: SignIn) -> dict[str, Any]:
    """Signs in by the code and opens a fresh session."""
    number = queries.normal_phone(body.number)
    code = check_code(purpose=Code.Purpose.SIGN_IN, subject=f"phone:{number}", text=body.code, at=request.at)
    person = sign_in(number=number, code=code, at=request.at)
    enter_session(request, person.pk)
    return _session(request)


@router.delete("/session", auth=public, response=SessionOut)
def leave(request: Asked) -> dict[str, Any]:
    """Ends the session."""
    request.session.flush()
    request.person = None  # type: ignore[assignment]
    return _session(request)


@router.get("/estates/{slug:code}/capacities", auth=desk, response=list[CapacityOut])
def capacities(request: Asked, code: str) -> list[dict[str, Any]]:
    """Who may act as what in this estate, for its desk."""
    held = queries.capacities_of_estate(request.here, at=request.at).select_related("person", "estate")
    return [_capacity(c) for c in held]


@router.post("/estates/{slug:code}/capacities", auth=desk, response=CapacityOut)
def grant(request: Asked, code: str, body: Grant) -> dict[str, Any]:
    """Grants membership of the committee or the office of a teller on the filing that proves it."""
    found = grant_capacity(
        estate=request.here, **body.dict(), by=request.person, at=request.at, idempotency_key=key_of(request)
    )
    return _capacity(found)


@router.post("/estates/{slug:code}/capacities/{int:capacity_id}/end", auth=desk, response=CapacityOut)
def end(request: Asked, code: str, capacity_id: int, body: CapacityEnding) -> dict[str, Any]:
    """Ends a capacity over this estate."""
    found = access.get_capacity_for(request.person, request.here, capacity_id, at=request.at)
    ended = end_capacity(
        capacity_id=found.pk,
        reason=body.reason,
        by=request.person,
        at=request.at,
        idempotency_key=key_of(request),
    )
    return _capacity(ended)
