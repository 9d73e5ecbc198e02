"""Bodies, terms and appointments as the API prints them."""

from typing import Any

from ninja import Schema

from gongzhi.api.door import Asked
from gongzhi.api.plain import day
from gongzhi.bodies.models import Appointment, Body, Contact, Term
from gongzhi.bodies.queries.caretaking import grants, vacancies
from gongzhi.bodies.queries.holders import holders
from gongzhi.bodies.queries.standings import Standing, standing
from gongzhi.kernel.clock import law_day


class BodyOut(Schema):
    """A body and how it stands today; `acting` says in whose place it acts."""

    id: int
    kind: str
    name: str
    estate: str | None
    division: str | None
    status: str
    acting: str
    term: int | None
    from_on: str | None
    until_on: str | None
    set_size: int | None
    seated: int
    alternates: int


class SeatOut(Schema):
    """One seat and who holds it; an empty one has no appointment."""

    number: int
    alternate: bool
    appointment: int | None
    name: str
    role: str
    way: str
    from_on: str | None
    suspended: bool


class PowerOut(Schema):
    """One power: whether the body has it, who signs too, the article."""

    power: str
    granted: bool
    cosign: str
    acting: bool
    cite: str
    strength: str
    sentence: str


class WholeBodyOut(BodyOut):
    """A body with seats, powers, and what its empty seats ask for."""

    seats: list[SeatOut]
    powers: list[PowerOut]
    vacancy: str
    contact: dict[str, str]


class TermOut(Schema):
    """A term of a body."""

    number: int
    set_size: int
    from_on: str
    until_on: str | None
    ended_on: str | None
    filing_number: str


class AppointmentOut(Schema):
    """One person in one seat, from when until when."""

    id: int
    body: int
    role: str
    way: str
    from_on: str
    ended_on: str | None
    end_way: str


def body_line(now: Standing) -> dict[str, Any]:
    body, term = now.body, now.term
    return {
        "id": body.pk,
        "kind": body.kind,
        "name": body.name,
        "estate": body.estate.code if body.estate else None,
        "division": body.division_id,
        "status": now.status.value,
        "acting": now.acting,
        "term": term.number if term else None,
        "from_on": day(term.from_on) if term else None,
        "until_on": day(term.until_on) if term else None,
        "set_size": now.set_size,
        "seated": now.seated,
        "alternates": now.alternates,
    }


def whole_body(request: Asked, body: Body) -> dict[str, Any]:
    on = law_day(request.at)
    now = standing(body, on=on)
    outcome = vacancies(now, on=on)
    contact = Contact.objects.filter(body=body).order_by("-pk").first()
    return {
        **body_line(now),
        "seats": [
            {
                "number": row.number,
                "alternate": row.alternate,
                "appointment": row.appointment.pk if row.appointment else None,
                "name": row.name,
                "role": row.appointment.role if row.appointment else "",
                "way": row.appointment.way if row.appointment else "",
                "from_on": day(row.appointment.from_on) if row.appointment else None,
                "suspended": row.suspended is not None,
            }
            for row in holders(body, on=on, term=now.term)
        ],
        "powers": [
            {
                "power": grant.power.value,
                "granted": grant.granted,
                "cosign": grant.cosign,
                "acting": grant.acting,
                "cite": grant.cite,
                "strength": grant.strength.value,
                "sentence": grant.sentence,
            }
            for grant in grants(now, on=on)
        ],
        "vacancy": outcome.sentence if outcome else "",
        "contact": {"duty_phone": contact.duty_phone, "hours": contact.hours, "place": contact.place}
        if contact
        else {},
    }


def term_line(term: Term) -> dict[str, Any]:
    return {
        "number": term.number,
        "set_size": term.set_size,
        "from_on": day(term.from_on),
        "until_on": day(term.until_on),
        "ended_on": day(term.ended_on),
        "filing_number": term.filing_number,
    }


def appointment(held: Appointment) -> dict[str, Any]:
    """One appointment as the API prints it."""
    return {
        "id": held.pk,
        "body": held.body_id,
        "role": held.role,
        "way": held.way,
        "from_on": day(held.from_on),
        "ended_on": day(held.ended_on),
        "end_way": held.end_way,
    }
