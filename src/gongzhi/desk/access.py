"""Who may enter the officer's home; everything else of this room has the door of the room it reads."""

from datetime import datetime
from typing import Any

from gongzhi.kernel.errors import NotHere
from gongzhi.people.models import Capacity, Person
from gongzhi.people.queries import capacities


def office_of(person: Person | None, *, at: datetime, **where: Any) -> list[Capacity]:
    """What the person holds, anywhere; for whoever holds nothing the home is not there."""
    held = list(capacities(person, at=at)) if person else []
    if not held:
        raise NotHere
    return held
