"""Who works on the changes of the responsibility list: the administrators of rules, each over their own division (A10.1)."""

from datetime import datetime
from typing import Any

from gongzhi.issues.models import MatterChange
from gongzhi.kernel.errors import NotHere
from gongzhi.norms.access import administrator, reaches
from gongzhi.people.models import Capacity, Person


def get_matter_change_for(person: Person | None, *, at: datetime, matter_change_id: int, **where: Any) -> MatterChange:
    """A change on the administrators' desk; those of other places may be read there, not decided."""
    administrator(person, at=at)
    rows = MatterChange.objects.select_related("division").prefetch_related("verdicts")
    found = rows.filter(pk=matter_change_id).first()
    if found is None:
        raise NotHere
    return found


def offices_of(person: Person | None, *, at: datetime) -> list[Capacity]:
    """The offices under which the person changes the list; none for everyone else: what a page offers."""
    try:
        return administrator(person, at=at)
    except NotHere:
        return []


def changes_to_confirm(person: Person | None, *, at: datetime) -> list[MatterChange]:
    """Changes that wait for this administrator: of another's hand, within reach, on which nobody has decided."""
    offices = [str(held.division_id) for held in offices_of(person, at=at)]
    if person is None or not offices:
        return []
    rows = MatterChange.objects.filter(verdicts__isnull=True).exclude(person_id=person.pk)
    waiting = rows.select_related("division").order_by("from_on", "pk")
    return [row for row in waiting if any(reaches(office, str(row.division_id)) for office in offices)]
