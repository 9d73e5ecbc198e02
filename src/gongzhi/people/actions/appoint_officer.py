"""Appoint a street officer or community worker over a division (the operator's only act on people, at set-up)."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.people.actions.know_person import know_person
from gongzhi.people.models import Capacity
from gongzhi.places.models import Division

APPOINTED = journal.event("people.officer.appointed", kind=Fact.WORD, whom=Fact.WORD, document=Fact.TEXT)


@act
def appoint_officer(*, division: Division, kind: str, name: str, number: str, document: str, at: datetime) -> Capacity:
    """Grants a street officer or community worker their division, on the office's document; journaled in its own log."""
    if kind not in (Capacity.Kind.STREET, Capacity.Kind.COMMUNITY):
        raise BadInput(_("只能任用街道或社区工作人员。"))
    person = know_person(name=name, number=number, at=at)
    entry = journal.record(
        APPOINTED,
        ref=f"division:{division.code}",
        office=division.code,
        by="system",
        at=at,
        kind=kind,
        whom=keys.pseudonym(None, person.pk),
        document=document,
    )
    capacity, _made = Capacity.objects.get_or_create(
        person=person,
        kind=kind,
        division=division,
        until_at=None,
        defaults={"from_at": at, "filing_number": document, "granted_entry": entry.pk},
    )
    return capacity
