"""Grant the capacity that follows a seat; part of the acts that fill or confirm one."""

from datetime import datetime

from gongzhi.bodies.access import CAPACITIES
from gongzhi.bodies.models import Appointment, Body
from gongzhi.people.models import Capacity


def grant_seat_capacity(*, appointment: Appointment, at: datetime) -> Capacity | None:
    """The capacity of the seat's body, resting on the appointment's own journal entry; none for alternates and organs without.

    The database refuses a capacity of such a kind without its seat, and a seat's end that leaves one.
    """
    kind = CAPACITIES.get(Body.Kind(appointment.body.kind))
    if appointment.role == Appointment.Role.QUALITY:
        kind = Capacity.Kind.QUALITY
    if kind is None or appointment.seat.alternate:
        return None
    body = appointment.body
    return Capacity.objects.create(
        person_id=appointment.person_id,
        kind=kind,
        estate=body.estate,
        division=body.division,
        from_at=at,
        filing_number=appointment.term.filing_number if appointment.term else "",
        granted_entry=appointment.entry,
    )
