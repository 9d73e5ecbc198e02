"""Lock a gathering for the length of an act, whose places are told by the number that signed up."""

from datetime import datetime

from gongzhi.issues.models import Gathering
from gongzhi.kernel import keys, outbox
from gongzhi.people.models import Person
from gongzhi.people.queries import normal_phone


def lock_gathering(gathering: Gathering) -> Gathering:
    """The gathering as it is now, locked until the act ends, with its estate."""
    rows = Gathering.objects.select_for_update(of=("self",)).select_related("estate__community")
    found: Gathering = rows.get(pk=gathering.pk)
    return found


def sign_up_subject(gathering: Gathering, number: str) -> str:
    """What the code of a sign-up is bound to: the gathering and the number given."""
    return f"gathering:{gathering.estate_id}:{gathering.pk}:{normal_phone(number)}"


def tell_signed_up(gathering: Gathering, words: str, *, kind: str, at: datetime) -> int:
    """A message to everyone who signed up and did not give up; returns how many."""
    people = gathering.sign_ups.filter(cancelled_at__isnull=True).values_list("person_id", flat=True)
    told = 0
    for person in Person.objects.filter(pk__in=list(people)).order_by("pk"):
        number = person.number()
        outbox.put(channel="sms", kind=kind, address=number, text=words, at=at, estate_id=gathering.estate_id)
        told += 1
    return told


def comes_as(gathering: Gathering, person: Person) -> str:
    """The name of whoever signs up in the public journal, for this one gathering: it joins them to nothing else."""
    return keys.alias(gathering.estate_id, f"gathering {gathering.pk}", person.pk)
