"""Look at the full name and number of an owner; every look stays in the journal."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.places.models import Estate
from gongzhi.register import access
from gongzhi.register.models import Owner

UNMASKED = journal.event("register.owner.unmasked", owner=Fact.NUMBER, reason=Fact.TEXT)


@act
def unmask_owner(*, owner: Owner, reason: str, by: Person, at: datetime) -> Owner:
    """Records who looked and why (个人信息保护法第6条: a stated purpose); the owner sees it on 谁在用我的信息.

    Refuses anyone but the keepers of the register, and a look without a reason.
    """
    estate = Estate.objects.get(pk=owner.estate_id)
    access.require_keeper(by, estate, at=at)
    if not reason.strip():
        raise BadInput(_("请写明查看的理由：业主看得到谁在什么时候为什么看过。"), {"reason": _("必填")})
    journal.record(
        UNMASKED,
        ref=f"owner:{owner.pk}",
        estate_id=estate.pk,
        by=keys.pseudonym(estate.pk, by.pk),
        at=at,
        owner=owner.pk,
        reason=reason.strip(),
    )
    return owner
