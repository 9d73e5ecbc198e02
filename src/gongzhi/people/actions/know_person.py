"""Make a person known by a phone number."""

from datetime import datetime

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.people.queries import normal_phone, phone_index

KNOWN = journal.event("people.person.known", name=Fact.TEXT)


@act
def know_person(*, name: str, number: str, at: datetime) -> Person:
    """The person of this number, made if unknown; an unnamed person takes the name given, a named one keeps it."""
    number = normal_phone(number)
    sealed = keys.seal("platform", "people_person.name", name)
    person, made = Person.objects.get_or_create(
        phone_index=phone_index(number),
        defaults={"name": sealed, "phone": keys.seal("platform", "people_person.phone", number)},
    )
    if made:
        journal.record(
            KNOWN,
            ref=f"person:{keys.pseudonym(None, person.pk)}",
            by=keys.pseudonym(None, person.pk),
            at=at,
            name=name,
        )
    elif name and not person.shown_name():
        person.name = sealed
        person.save(update_fields=["name"])
    return person
