"""Register the renovation of an old estate."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.bodies import access
from gongzhi.bodies.queries.standing import governing
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.places.models import Estate, Renovation

REGISTERED = journal.event(
    "bodies.renovation.registered",
    title=Fact.TEXT,
    words=Fact.TEXT,
    document=Fact.TEXT,
    from_on=Fact.DAY,
    governed=Fact.TRUTH,
)


@act
def register_renovation(
    *, estate: Estate, title: str, from_on: date, words: str = "", document_number: str = "", by: Person, at: datetime
) -> Renovation:
    """A renovation project of an estate, and whether it had a body of self-government then; 先自治后整治 warns and never stops it (A2.2).

    Refuses anyone but community and street of the place, and the same project twice. Wrong input: no title.
    """
    estate = Estate.objects.select_for_update(of=("self",)).get(pk=estate.pk)
    access.require_in(by, estate, None, access.K.COMMUNITY, access.K.STREET, at=at)
    if not title.strip():
        raise BadInput(_("请写明改造项目。"), {"title": _("必填")})
    if Renovation.objects.filter(estate=estate, title=title.strip()).exists():
        raise Refused(_("这个改造项目已经登记。"))
    governed = governing(estate, at=at) is not None
    entry = journal.record(
        REGISTERED,
        ref=f"estate:{estate.pk}",
        estate_id=estate.pk,
        by=keys.pseudonym(estate.pk, by.pk),
        at=at,
        title=title.strip(),
        words=words.strip(),
        document=document_number.strip(),
        from_on=from_on,
        governed=governed,
    )
    return Renovation.objects.create(
        estate=estate,
        title=title.strip(),
        words=words.strip(),
        document_number=document_number.strip(),
        from_on=from_on,
        governed=governed,
        entry=entry.pk,
    )
