"""Take the row of a body for an act on it."""

from gongzhi.bodies.models import Appointment, Body


def lock_body(body_id: int) -> Body:
    """The body with its estate and division, locked until the act is over."""
    return Body.objects.select_for_update(of=("self",)).select_related("estate__community", "division").get(pk=body_id)


def lock_seat(appointment: Appointment) -> tuple[Body, Appointment]:
    """The body of an appointment, then the appointment, both locked, always in this order."""
    body = lock_body(appointment.body_id)
    held = Appointment.objects.select_for_update(of=("self",)).select_related("seat", "term").get(pk=appointment.pk)
    held.body = body
    return body, held
