"""Close a list of candidates: the election is over, or it will not be held."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.bodies import slate_access
from gongzhi.bodies.actions.lock_slate import locked
from gongzhi.bodies.models import Slate
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

CLOSED = journal.event("bodies.slate.closed", serial=Fact.NUMBER, published=Fact.TRUTH, reason=Fact.TEXT)


@act
def close_slate(*, slate: Slate, reason: str, by: Person, at: datetime) -> Slate:
    """Ends the list; what was published stays readable. Refuses whoever does not keep it, and closing twice.

    Wrong input: no word on how it ended.
    """
    slate = locked(slate)
    slate_access.may_keep_slate(by, slate.estate, at=at)
    if slate.closed_on is not None:
        raise Refused(_("这份名单已经结束。"))
    if not reason.strip():
        raise BadInput(_("请写明怎样结束的。"), {"reason": _("例如：选举已经完成，或者不再进行")})
    journal.record(
        CLOSED,
        ref=f"slate:{slate.pk}",
        estate_id=slate.estate_id,
        by=keys.pseudonym(slate.estate_id, by.pk),
        at=at,
        serial=slate.serial,
        published=slate.published_on is not None,
        reason=reason.strip(),
    )
    slate.closed_on = law_day(at)
    slate.save(update_fields=["closed_on"])
    return slate
