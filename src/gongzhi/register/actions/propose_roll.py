"""Propose the roll of the next vote: the batch as it stands, for a second person to approve."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.places.models import Estate
from gongzhi.register import access, queries
from gongzhi.register.models import Roll, Unit

PROPOSED = journal.event("register.roll.proposed", roll=Fact.NUMBER, parking=Fact.WORD)


@act
def propose_roll(*, estate: Estate, parking: str, by: Person, at: datetime) -> Roll:
    """Opens a roll in state proposed with its parking rule (指导规则第25条; field-notes R12: out unless rules say so).

    Refuses anyone but the keepers of the register, an empty register, and a second roll in preparation.
    """
    Estate.objects.select_for_update().get(pk=estate.pk)
    access.require_keeper(by, estate, at=at)
    if parking not in Roll.Parking.values:
        raise BadInput(_("请选车位怎么计。"), {"parking": _("请选一项")})
    if queries.roll_in_preparation(estate):
        raise Refused(
            Reason(
                _("已有一份名册在准备，冻结或作废之后才能再开一份。"),
                remedy=_("去看这份名册"),
                remedy_url=f"/desk/e/{estate.code}/roll/",
            )
        )
    if not Unit.objects.filter(estate=estate, removed_on__isnull=True).exists():
        raise Refused(
            Reason(
                _("还没有导入房屋清册，名册是空的。"),
                remedy=_("去导入清册"),
                remedy_url=f"/desk/e/{estate.code}/roster/",
            )
        )
    actor = keys.pseudonym(estate.pk, by.pk)
    roll = Roll.objects.create(estate=estate, parking=parking, opened_by=actor)
    journal.record(
        PROPOSED,
        ref=f"roll:{roll.pk}",
        estate_id=estate.pk,
        by=actor,
        at=at,
        roll=roll.pk,
        parking=parking,
    )
    return roll
