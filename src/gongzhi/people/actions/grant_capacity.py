"""Grant a capacity over one estate, on the filing that proves it."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people import access
from gongzhi.people.actions.know_person import know_person
from gongzhi.people.models import Capacity, Person
from gongzhi.people.queries import capacities
from gongzhi.places.models import Estate

GRANTED = journal.event("people.capacity.granted", kind=Fact.WORD, whom=Fact.WORD, filing=Fact.TEXT)
GRANTABLE = (Capacity.Kind.TELLER,)


@act
def grant_capacity(
    *, estate: Estate, kind: str, name: str, number: str, filing_number: str, by: Person, at: datetime
) -> Capacity:
    """Grants the office of a teller for `estate` to the person of this number, on the document that names them.

    Every other capacity of an estate follows a seat in a body (room bodies).
    Refuses anyone but the community worker of the place, a missing filing number, and a second capacity of the same kind.
    """
    Estate.objects.select_for_update().get(pk=estate.pk)
    access.require(by, estate, Capacity.Kind.COMMUNITY, at=at)
    if kind not in GRANTABLE:
        raise BadInput(_("这里只能授予监票计票人；委员和其他成员的身份随任职产生。"), {"kind": _("请重选")})
    missing = {
        field: _("必填") for field, value in (("name", name), ("filing_number", filing_number)) if not value.strip()
    }
    if missing:
        raise BadInput(_("请写明姓名和文号：身份凭文件授予。"), missing)
    person = know_person(name=name.strip(), number=number, at=at)
    if capacities(person, at=at).filter(kind=kind, estate=estate).exists():
        raise Refused(_("此人已有这个身份，不必再授。"))
    entry = journal.record(
        GRANTED,
        ref=f"estate:{estate.pk}",
        estate_id=estate.pk,
        by=keys.pseudonym(estate.pk, by.pk),
        at=at,
        kind=kind,
        whom=keys.pseudonym(estate.pk, person.pk),
        filing=filing_number.strip(),
    )
    return Capacity.objects.create(
        person=person,
        kind=kind,
        estate=estate,
        from_at=at,
        filing_number=filing_number.strip(),
        granted_entry=entry.pk,
    )
