"""How a body stands on a day: its term, who sits in it, whether its time has run out, who stands for the owners."""

from datetime import date, datetime

from django.db import connection
from django.db.models import Q, QuerySet

from gongzhi.bodies.models import Appointment, Body, Term
from gongzhi.bodies.states import BodyState
from gongzhi.people.models import Person
from gongzhi.places.models import Estate
from gongzhi_law import terms
from gongzhi_law.bodies import BodyKind, Status

REPRESENTING = (Body.Kind.COMMITTEE, Body.Kind.INTERIM, Body.Kind.SELF_MANAGED)


def body_of(estate: Estate, kind: str) -> Body | None:
    """The body of this kind that is forming or standing in the estate; None if there is none."""
    return (
        Body.objects.select_related("estate__community", "division")
        .filter(estate=estate, kind=kind)
        .exclude(state=BodyState.ENDED)
        .first()
    )


def latest_term(body: Body, *, on: date) -> Term | None:
    """The newest term that has begun by `on`, whether or not it has run out; None for an organ without terms."""
    rows = Term.objects.raw(  # every act of a seat asks it: plain SQL
        "SELECT * FROM bodies_term WHERE body_id = %s AND from_on <= %s ORDER BY number DESC LIMIT 1", [body.pk, on]
    )
    return next(iter(rows), None)


def appointments(body: Body, *, on: date) -> QuerySet[Appointment]:
    """Who sits in the body on `on`, alternates last, in the order of seats."""
    now = Q(ended_on__isnull=True) | Q(ended_on__gt=on)
    found = body.appointments.filter(now, from_on__lte=on).select_related("seat", "term")
    return found.order_by("seat__alternate", "seat__number")


def standing_seats(person: Person, *, on: date) -> QuerySet[Appointment]:
    """The seats that the person holds on `on` in bodies that stand, in the order they were given."""
    now = Q(ended_on__isnull=True) | Q(ended_on__gt=on)
    found = Appointment.objects.filter(now, person_id=person.pk, from_on__lte=on, body__state=BodyState.STANDING)
    return found.select_related("body").order_by("pk")


def disputed(estate: Estate, *, on: date) -> bool:
    """Whether the street has marked a dispute over who governs the estate, and not cleared it by `on` (L4.4)."""
    with connection.cursor() as cursor:  # every act of a seat asks it: plain SQL
        cursor.execute(
            "SELECT 1 FROM bodies_dispute WHERE estate_id = %s AND marked_on <= %s"
            " AND (cleared_on IS NULL OR cleared_on > %s) LIMIT 1",
            [estate.pk, on, on],
        )
        return cursor.fetchone() is not None


def status_of(body: Body, *, on: date) -> Status:
    """The body's standing on `on`, by its newest term and the clock."""
    if body.state == BodyState.FORMING:
        return Status.FORMING
    marked = body.estate is not None and disputed(body.estate, on=on)
    return status_in(body, latest_term(body, on=on), on=on, disputed=marked)


def status_in(body: Body, term: Term | None, *, on: date, disputed: bool) -> Status:
    """The same, for the newest term that has begun by `on`: what has run out is 届满未换届, not ended (R14)."""
    if body.state == BodyState.FORMING:
        return Status.FORMING
    return terms.status(
        BodyKind(body.kind),
        term.last_on if term else None,
        on,
        ended_on=body.ended_on or (term.ended_on if term else None),
        disputed=disputed,
        successor=False,  # the newest term has none
    )


def governing(estate: Estate, *, at: datetime) -> Body | None:
    """The body that stands for the owners: 业委会, else 物管会, else 自管组织; None where there is none."""
    found = Body.objects.filter(estate=estate, kind__in=REPRESENTING, state=BodyState.STANDING)
    known = {body.kind: body for body in found.select_related("estate__community", "division")}
    return next((known[kind] for kind in REPRESENTING if kind in known), None)
