"""Bodies on the desk, in an estate and above estates: who sits where, what they may do, and the acts that write it down."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from ninja import Router

from gongzhi.api.bodies_lines import (
    AppointmentOut,
    BodyOut,
    TermOut,
    WholeBodyOut,
    appointment,
    body_line,
    term_line,
    whole_body,
)
from gongzhi.api.door import Asked, Door, acted
from gongzhi.api.plain import Given
from gongzhi.api.twins import D, E, twice
from gongzhi.bodies import access
from gongzhi.bodies.actions.appoint import appoint
from gongzhi.bodies.actions.confirm_term import confirm_term
from gongzhi.bodies.actions.end_body import end_body
from gongzhi.bodies.actions.end_term import end_term
from gongzhi.bodies.actions.form_body import form_body
from gongzhi.bodies.actions.open_term import open_term
from gongzhi.bodies.actions.set_contact import set_contact
from gongzhi.bodies.models import Body, Term
from gongzhi.bodies.queries.standing import latest_term
from gongzhi.bodies.queries.standings import bodies_of, standing, standings
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, NotHere
from gongzhi.people.access import desk_of_estate
from gongzhi.register.models import ElectorUnit

router = Router()
desk, above, one = Door(desk_of_estate), Door(access.desk_of_division), Door(access.get_body_for)
ALL = "/desk/bodies"
ONE = f"{ALL}/{{int:body_id}}"


class NewBody(Given):
    """A body that exists, on what it rests, since when."""

    kind: str
    name: str
    basis: str
    formed_on: date
    department: str = ""


class NewTerm(Given):
    """A term: seats, alternates, days, basis."""

    set_size: int
    alternates: int = 0
    from_on: date
    until_on: date | None = None
    basis: str


class NewSeat(Given):
    """Who takes the next free seat; `door` as on the roll, for owners."""

    name: str
    number: str
    role: str
    way: str
    basis: str
    from_on: date
    alternate: bool = False
    door: str = ""
    side: str = ""
    seconded_from: str = ""


class Filing(Given):
    """The filing against which the list was checked."""

    filing_number: str
    filed_on: date


class HandedOver(Given):
    """How a term handed over."""

    note: str
    on: date


class BodyClosing(Given):
    """Why a body ends."""

    reason: str
    on: date


class Reaching(Given):
    """Duty number, hours, place."""

    duty_phone: str
    hours: str = ""
    place: str = ""


def _list(request: Asked, rows: list[Body]) -> list[dict[str, Any]]:
    known = standings(rows, on=law_day(request.at))
    return [body_line(known[body.pk]) for body in rows]


def _new(request: Asked, body: NewBody, **scope: Any) -> dict[str, Any]:
    made = form_body(**body.dict(), **scope, **acted(request))  # type: ignore[call-arg]
    return body_line(standing(made, on=law_day(request.at)))


def _of_number(request: Asked, number: int) -> Term:
    found: Term | None = request.here.terms.filter(number=number).first()
    if found is None:
        raise NotHere
    return found


@router.get(E + ALL, auth=desk, response=list[BodyOut])
def estate_bodies(request: Asked, code: str) -> list[dict[str, Any]]:
    """The bodies of an estate and of the community and street above it."""
    return _list(request, bodies_of(request.here))


@router.post(E + ALL, auth=desk, response=BodyOut)
def form_in_estate(request: Asked, code: str, body: NewBody) -> dict[str, Any]:
    """Writes down a body of an estate."""
    return _new(request, body, estate=request.here)


@router.get(D + ALL, auth=above, response=list[BodyOut])
def division_bodies(request: Asked, division: str) -> list[dict[str, Any]]:
    """The bodies of a division."""
    rows = Body.objects.filter(division=request.here).select_related("estate__community", "division")
    return _list(request, list(rows.order_by("kind", "pk")))


@router.post(D + ALL, auth=above, response=BodyOut)
def form_above(request: Asked, division: str, body: NewBody) -> dict[str, Any]:
    """Writes down a body above estates."""
    return _new(request, body, division=request.here)


@twice(router.get, ONE, auth=one, response=WholeBodyOut)
def body(request: Asked, body_id: int) -> dict[str, Any]:
    """A body whole."""
    return whole_body(request, request.here)


@twice(router.post, f"{ONE}/terms", auth=one, response=TermOut)
def begin_term(request: Asked, body_id: int, body: NewTerm) -> dict[str, Any]:
    """Opens a term."""
    return term_line(open_term(body=request.here, **body.dict(), **acted(request)))


@router.post(f"{E}{ONE}/terms/{{int:term_number}}/confirmation", auth=one, response=TermOut)
def confirm(request: Asked, code: str, body_id: int, term_number: int, body: Filing) -> dict[str, Any]:
    """The street confirms a term against its filing."""
    return term_line(confirm_term(term=_of_number(request, term_number), **body.dict(), **acted(request)))


@twice(router.post, f"{ONE}/terms/{{int:term_number}}/end", auth=one, response=TermOut)
def hand_over(request: Asked, body_id: int, term_number: int, body: HandedOver) -> dict[str, Any]:
    """Ends a term that handed over."""
    return term_line(end_term(term=_of_number(request, term_number), **body.dict(), **acted(request)))


@twice(router.post, f"{ONE}/seats", auth=one, response=AppointmentOut)
def seat(request: Asked, body_id: int, body: NewSeat) -> dict[str, Any]:
    """Puts a person into the next free seat."""
    asked = body.dict()
    door, elector = asked.pop("door"), None
    if door:
        rows = ElectorUnit.objects.select_related("elector").filter(estate=request.here.estate, unit__door=door)
        found = rows.first()
        if found is None:
            raise BadInput(_("名册里没有这个房号。"), {"door": _("请核对")})
        elector = found.elector
    term = latest_term(request.here, on=law_day(request.at))
    return appointment(appoint(body=request.here, term=term, elector=elector, **asked, **acted(request)))


@twice(router.post, f"{ONE}/contact", auth=one)
def reach(request: Asked, body_id: int, body: Reaching) -> dict[str, str]:
    """Sets the public contact of a body."""
    made = set_contact(body=request.here, **body.dict(), **acted(request))
    return {"duty_phone": made.duty_phone, "hours": made.hours, "place": made.place}


@twice(router.post, f"{ONE}/end", auth=one, response=BodyOut)
def close(request: Asked, body_id: int, body: BodyClosing) -> dict[str, Any]:
    """Ends a body with every seat in it."""
    return body_line(standing(end_body(body=request.here, **body.dict(), **acted(request)), on=law_day(request.at)))
