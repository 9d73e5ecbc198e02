"""Say whether an estate counts as large among those of its community."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.bodies.models import LargeEstate
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.people import access as people
from gongzhi.people.models import Capacity, Person
from gongzhi.places.models import Estate

MARKED = journal.event("bodies.estate.marked_large", large=Fact.TRUTH, why=Fact.TEXT)


@act
def mark_large_estate(*, estate: Estate, large: bool, why: str, by: Person, at: datetime) -> LargeEstate:
    """The community's word on which estates the 环物委 must cover (B7.4 names no number); the newest counts.

    Refuses all but the community. Wrong input: no reason.
    """
    estate = Estate.objects.select_for_update().get(pk=estate.pk)
    people.require(by, estate, Capacity.Kind.COMMUNITY, at=at)
    if not why.strip():
        raise BadInput(_("请写明根据什么认定。"), {"why": _("例如：户数、人口")})
    entry = journal.record(
        MARKED,
        ref=f"estate:{estate.pk}",
        estate_id=estate.pk,
        by=keys.pseudonym(estate.pk, by.pk),
        at=at,
        large=large,
        why=why.strip(),
    )
    return LargeEstate.objects.create(estate=estate, large=large, why=why.strip(), on=law_day(at), entry=entry.pk)
