"""Set the level at which an estate uses the product: what it is obliged to begins with it (L1–L4)."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.places.models import Estate
from gongzhi.register import access
from gongzhi.register.actions.estate_history import next_level

SET = journal.event("register.estate.level_set", before=Fact.WORD, level=Fact.WORD, reason=Fact.TEXT)


@act
def set_level(*, estate: Estate, level: str, reason: str = "", by: Person, at: datetime) -> Estate:
    """Raises the level of use from today; duties of law are there at every level and never begin with it.

    Refuses anyone but the community worker, and the level that is in force; wrong input: an unknown level, or a lower
    one without its reason.
    """
    estate = Estate.objects.select_for_update().get(pk=estate.pk)
    access.require_worker(by, estate, at=at)
    if level not in Estate.Level.values:
        raise BadInput(_("请选使用级别。"), {"level": _("请选一项")})
    if level == estate.level:
        raise Refused(_("现在已经是这个级别。"))
    if level < estate.level and not reason.strip():
        raise BadInput(_("降低级别要写明原因。"), {"reason": _("请填写")})
    entry = journal.record(
        SET,
        ref=f"estate:{estate.pk}",
        estate_id=estate.pk,
        by=keys.pseudonym(estate.pk, by.pk),
        at=at,
        before=estate.level,
        level=level,
        reason=reason.strip(),
    )
    next_level(estate, level=level, on=law_day(at), reason=reason.strip(), entry=entry.pk)
    return estate
