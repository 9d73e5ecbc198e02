"""Seats on the desk: what ends, changes, stops and fills them."""

from datetime import date
from typing import Any

from ninja import Router

from gongzhi.api.bodies_lines import AppointmentOut, appointment
from gongzhi.api.door import Asked, Door, acted
from gongzhi.api.plain import Given, Why
from gongzhi.api.twins import E, twice
from gongzhi.bodies import access
from gongzhi.bodies.actions.change_role import change_role
from gongzhi.bodies.actions.end_appointment import end_appointment
from gongzhi.bodies.actions.end_lost_seat import end_lost_seat
from gongzhi.bodies.actions.lift_suspension import lift_suspension
from gongzhi.bodies.actions.promote_alternate import promote_alternate
from gongzhi.bodies.actions.suspend_member import suspend_member

router = Router()
seat = Door(access.get_seat_for)
SEAT = "/desk/bodies/{int:body_id}/seats/{int:appointment_id}"


class SeatEnding(Given):
    """On what natural ground a seat ends."""

    way: str
    note: str
    on: date


class FurtherPost(Given):
    """Another post in the same seat."""

    role: str
    basis: str
    on: date


class Promotion(Given):
    """On what an alternate steps up."""

    basis: str
    on: date
    passed_over: str = ""


class Stop(Given):
    """Why a member's work is stopped."""

    ground: str
    on: date


@twice(router.post, f"{SEAT}/end", auth=seat, response=AppointmentOut)
def end(request: Asked, body_id: int, appointment_id: int, body: SeatEnding) -> dict[str, Any]:
    """Ends a seat on a natural ground."""
    return appointment(end_appointment(appointment=request.here, **body.dict(), **acted(request)))


@twice(router.post, f"{SEAT}/role", auth=seat, response=AppointmentOut)
def role(request: Asked, body_id: int, appointment_id: int, body: FurtherPost) -> dict[str, Any]:
    """Gives a member another post."""
    return appointment(change_role(appointment=request.here, **body.dict(), **acted(request)))


@router.post(f"{E}{SEAT}/lost", auth=seat, response=AppointmentOut)
def lost(request: Asked, code: str, body_id: int, appointment_id: int) -> dict[str, Any]:
    """Ends the seat of a member who sold out, on the evidence of the roll."""
    return appointment(end_lost_seat(appointment=request.here, **acted(request)))


@router.post(f"{E}{SEAT}/promotion", auth=seat, response=AppointmentOut)
def promote(request: Asked, code: str, body_id: int, appointment_id: int, body: Promotion) -> dict[str, Any]:
    """Lets an alternate take an empty seat."""
    return appointment(promote_alternate(appointment=request.here, **body.dict(), **acted(request)))


@router.post(f"{E}{SEAT}/suspension", auth=seat, response=AppointmentOut)
def suspend(request: Asked, code: str, body_id: int, appointment_id: int, body: Stop) -> dict[str, Any]:
    """Stops a member's work where local law has it."""
    suspend_member(appointment=request.here, **body.dict(), **acted(request))
    return appointment(request.here)


@router.post(f"{E}{SEAT}/suspension/lift", auth=seat, response=AppointmentOut)
def lift(request: Asked, code: str, body_id: int, appointment_id: int, body: Why) -> dict[str, Any]:
    """Lets a suspended member work again."""
    lift_suspension(appointment=request.here, **body.dict(), **acted(request))
    return appointment(request.here)
