"""What a member does for themselves: my seats, my number, what I hand on, how I answer, how I leave."""

from datetime import date
from typing import Any, Literal

from ninja import Router, Schema

from gongzhi.api.bodies_lines import AppointmentOut, appointment
from gongzhi.api.bodies_recalls import RecallOut, recall_line
from gongzhi.api.door import Asked, Door, acted
from gongzhi.api.plain import Given, Why, Words, day
from gongzhi.bodies import access
from gongzhi.bodies.actions.answer_recall import answer_recall
from gongzhi.bodies.actions.delegate_power import delegate_power
from gongzhi.bodies.actions.resign_seat import resign_seat
from gongzhi.bodies.actions.revoke_delegation import revoke_delegation
from gongzhi.bodies.actions.show_party import show_party
from gongzhi.bodies.actions.show_phone import show_phone
from gongzhi.bodies.models import Appointment, Delegation
from gongzhi.people.access import signed_in

router = Router()
me, own, handed = Door(signed_in), Door(access.get_own_seat), Door(access.get_own_delegation)
OWN = "/session/offices/{int:appointment_id}"


class Resignation(Given):
    """A written resignation."""

    words: str
    on: date


class Handing(Given):
    """To whom which powers, until when, on what."""

    name: str
    number: str
    powers: list[str]
    limit_words: str = ""
    basis: str
    from_on: date
    until_on: date


class Showing(Given):
    """What the public page shows of oneself: `phone` empty shows none."""

    what: Literal["phone", "party"]
    phone: str = ""
    party: bool = False


class DelegationOut(Schema):
    """Powers handed on, until when."""

    id: int
    body: str
    powers: list[str]
    from_on: str
    until_on: str
    revoked_on: str | None


class OwnOut(Schema):
    """My seats, and what was handed to me."""

    seats: list[AppointmentOut]
    handed_to_me: list[DelegationOut]


def _delegation(row: Delegation) -> dict[str, Any]:
    return {
        "id": row.pk,
        "body": row.body.name,
        "powers": row.powers,
        "from_on": day(row.from_on),
        "until_on": day(row.until_on),
        "revoked_on": day(row.revoked_on),
    }


@router.get("/session/offices", auth=me, response=OwnOut)
def offices(request: Asked) -> dict[str, Any]:
    """My seats, also those that ended, and what was handed to me."""
    person = request.person
    seats = Appointment.objects.filter(person_id=person.pk).order_by("-pk")
    given = Delegation.objects.filter(to_person_id=person.pk, revoked_on__isnull=True).select_related("body")
    return {
        "seats": [appointment(row) for row in seats],
        "handed_to_me": [_delegation(row) for row in given.order_by("pk")],
    }


@router.post(f"{OWN}/resignation", auth=own, response=AppointmentOut)
def resign(request: Asked, appointment_id: int, body: Resignation) -> dict[str, Any]:
    """Leaves the seat by one's own written word."""
    return appointment(resign_seat(appointment=request.here, **body.dict(), **acted(request)))


@router.post(f"{OWN}/answer", auth=own, response=RecallOut)
def answer(request: Asked, appointment_id: int, body: Words) -> dict[str, Any]:
    """Answers a proposal to recall oneself."""
    return recall_line(answer_recall(appointment=request.here, **body.dict(), **acted(request)))


@router.post(f"{OWN}/delegations", auth=own, response=DelegationOut)
def delegate(request: Asked, appointment_id: int, body: Handing) -> dict[str, Any]:
    """Hands some powers to another person for a while."""
    return _delegation(delegate_power(appointment=request.here, **body.dict(), **acted(request)))


@router.post("/session/delegations/{int:delegation_id}/revocation", auth=handed, response=DelegationOut)
def revoke(request: Asked, delegation_id: int, body: Why) -> dict[str, Any]:
    """Takes powers back."""
    return _delegation(revoke_delegation(delegation=request.here, **body.dict(), **acted(request)))


@router.post(f"{OWN}/shown", auth=own, response=AppointmentOut)
def shown(request: Asked, appointment_id: int, body: Showing) -> dict[str, Any]:
    """Chooses what the public page shows of oneself."""
    if body.what == "phone":
        return appointment(show_phone(appointment=request.here, phone=body.phone, **acted(request)))
    return appointment(show_party(appointment=request.here, shown=body.party, **acted(request)))
