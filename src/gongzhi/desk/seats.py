"""What is due from whoever sits for a party without any office: the party organisation, the residents' committee."""

from collections.abc import Iterable
from datetime import datetime

from gongzhi.bodies.models import Appointment
from gongzhi.kernel.duty import Duty
from gongzhi.meetings import duties
from gongzhi.meetings.access import mandates_of, stands_of
from gongzhi.meetings.duties.holders import CONVENER
from gongzhi.meetings.models.sitting import Side
from gongzhi.people.models import Capacity, Person
from gongzhi.people.queries import capacities
from gongzhi.places.models import Division, Estate


def of_seats(person: Person, tables: Iterable[Division], *, at: datetime) -> list[Duty]:
    """Duties by seat and mandate at these communities' tables, the earliest first; what a capacity shows is left out."""
    parties = {table.pk: found for table in tables if (found := _parties(person, table, at=at))}
    known = list(Estate.objects.filter(community__in=parties).select_related("community")) if parties else []
    community = {estate.pk: str(estate.community_id) for estate in known}
    due = duties.duties_over(known, at) if known else {}
    rows = [duty for pk, several in due.items() for duty in several if duty.party in parties[community[pk]]]
    return sorted(rows, key=lambda duty: (duty.due_on is None, duty.due_on or at.date()))


def _parties(person: Person, table: Division, *, at: datetime) -> set[str]:
    """For whom the person answers at this table by a seat or a mandate alone."""
    found: set[str] = set()
    for stand in stands_of(person, table, at=at, estates=()):
        if stand.side in (Side.PARTY, Side.RESIDENTS):
            found.add(stand.side)
        if stand.side == Side.PARTY and stand.seat.role == Appointment.Role.SECRETARY:
            found.add(CONVENER)
    if any(mandate.about_id is None for mandate in mandates_of(person, table, at=at)):
        found.add(CONVENER)
    if Side.RESIDENTS in found and capacities(person, at=at).filter(kind=Capacity.Kind.COMMUNITY).exists():
        found.discard(Side.RESIDENTS)  # 居委会's duties stand in the list of its workers
    return found
