"""Who holds the seats of a body, with names: for the desk, the public pages and the history."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongzhi.bodies.models import Appointment, Body, Seat, Suspension, Term
from gongzhi.bodies.queries.standing import appointments
from gongzhi.people.models import Person


@dataclass(frozen=True, slots=True)
class Holder:
    """One seat on a day: who sits there (None is empty), and whether their work is suspended."""

    number: int
    alternate: bool
    seat: Seat | None
    appointment: Appointment | None
    name: str
    suspended: Suspension | None


def names_of(people: Iterable[int]) -> dict[int, str]:
    """Person number → full name; holders of an office are named by it (B2.1, B4.1)."""
    return {person.pk: person.shown_name() for person in Person.objects.filter(pk__in=set(people))}


def holders(body: Body, *, on: date, term: Term | None) -> list[Holder]:
    """Every seat of the agreed number, held or empty, then the alternates in their order (R8.6)."""
    held = list(appointments(body, on=on))
    names = names_of(row.person_id for row in held)
    lifted = Suspension.objects.filter(appointment__in=held, lifted_on__isnull=True, from_on__lte=on)
    suspended = {row.appointment_id: row for row in lifted}
    at_seat = {(row.seat.alternate, row.seat.number): row for row in held}
    wanted = [(False, n) for n in range(1, (term.set_size if term else 0) + 1)]
    places = list(dict.fromkeys([*wanted, *sorted(at_seat)]))
    places.sort()
    found = []
    for alternate, number in places:
        row = at_seat.get((alternate, number))
        found.append(
            Holder(
                number=number,
                alternate=alternate,
                seat=row.seat if row else None,
                appointment=row,
                name=names.get(row.person_id, "") if row else "",
                suspended=suspended.get(row.pk) if row else None,
            )
        )
    return found


def past(body: Body, *, on: date) -> list[tuple[Appointment, str]]:
    """Appointments that ended by `on`, the newest end first, with names."""
    rows = list(body.appointments.filter(ended_on__lte=on).select_related("seat", "term").order_by("-ended_on", "-pk"))
    names = names_of(row.person_id for row in rows)
    return [(row, names.get(row.person_id, "")) for row in rows]
