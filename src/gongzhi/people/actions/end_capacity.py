"""End a capacity over one estate; the record of it stays."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput, NotHere, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people import access
from gongzhi.people.actions.grant_capacity import GRANTABLE
from gongzhi.people.models import Capacity, Person

ENDED = journal.event("people.capacity.ended", kind=Fact.WORD, whom=Fact.WORD, reason=Fact.TEXT)


@act
def end_capacity(*, capacity_id: int, reason: str, by: Person, at: datetime) -> Capacity:
    """Ends a capacity of one estate from `at`; refuses anyone but the community worker, and ending it twice.

    Wrong input: no reason.
    """
    capacity = Capacity.objects.select_for_update().filter(pk=capacity_id, estate__isnull=False).first()
    if capacity is None or capacity.estate is None:
        raise NotHere
    access.require(by, capacity.estate, Capacity.Kind.COMMUNITY, at=at, ended_too=True)
    if not reason.strip():
        raise BadInput(_("结束身份要写明原因和凭据。"), {"reason": _("请填写")})
    if capacity.kind not in GRANTABLE:
        raise Refused(
            Reason(_("这个身份随任职产生，也随任职终止。"), remedy=_("请在“组织和任职”里办理辞职、终止或者罢免"))
        )
    if capacity.until_at is not None:
        raise Refused(_("这个身份已经结束。"))
    entry = journal.record(
        ENDED,
        ref=f"estate:{capacity.estate_id}",
        estate_id=capacity.estate_id,
        by=keys.pseudonym(capacity.estate_id, by.pk),
        at=at,
        kind=capacity.kind,
        whom=keys.pseudonym(capacity.estate_id, capacity.person_id),
        reason=reason,
    )
    capacity.until_at, capacity.ended_entry = at, entry.pk
    capacity.save(update_fields=["until_at", "ended_entry"])
    return capacity
