"""A message to everyone who sits for a party; part of the acts that ask something of it."""

from datetime import datetime

from gongzhi.kernel import outbox
from gongzhi.kernel.clock import law_day
from gongzhi.meetings.queries.joint_members import members_of
from gongzhi.people.models import Person
from gongzhi.places.models import Division, Estate


def tell_party(division: Division, side: str, about: Estate | None, *, kind: str, text: str, at: datetime) -> int:
    """Queues the text for the members of this party, of `about` where it names an estate; how many were told."""
    seats = members_of(division, [about] if about is not None else (), on=law_day(at), named=False)
    called = {one.seat.person_id for one in seats if one.side == side}
    people = list(Person.objects.filter(pk__in=called).order_by("pk"))
    for person in people:
        outbox.put(channel="sms", kind=kind, address=person.number(), text=text, at=at)
    return len(people)
