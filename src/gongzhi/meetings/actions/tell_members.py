"""Tell the members of a body something by the outbox; part of the acts that call and cancel."""

from collections.abc import Iterable
from datetime import datetime

from gongzhi.bodies.models import Appointment
from gongzhi.kernel import outbox
from gongzhi.people.models import Person
from gongzhi.places.models import Estate


def tell_members(seats: Iterable[Appointment], *, estate: Estate, kind: str, text: str, at: datetime) -> None:
    """One message to every member, the chair among them."""
    for person in Person.objects.filter(pk__in={seat.person_id for seat in seats}).order_by("pk"):
        outbox.put(channel="sms", kind=kind, address=person.number(), text=text, at=at, estate_id=estate.pk)


def tell_residents_committee(estate: Estate, *, kind: str, text: str, at: datetime) -> None:
    """The residents' committee of the community, by letter: a one-sided act, fulfilled when sent (R3)."""
    outbox.put(channel="letter", kind=kind, address="residents_committee", text=text, at=at, estate_id=estate.pk)
