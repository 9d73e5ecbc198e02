"""Tell those called to a sitting by message; part of the acts that call, cancel and ask for signatures."""

from collections.abc import Iterable
from datetime import datetime

from gongzhi.kernel import outbox
from gongzhi.kernel.models import Message
from gongzhi.people.models import Person


def tell_people(people: Iterable[int], *, kind: str, text: str, at: datetime) -> int:
    """Queues one message to each person, each once; how many were queued."""
    rows = Person.objects.filter(pk__in=set(people)).order_by("pk")
    messages = [
        outbox.draft(channel="sms", kind=kind, address=person.number(), text=text, at=at)
        for person in rows
        if person.phone
    ]
    return len(Message.objects.bulk_create(messages))
