"""Take back powers that were handed to another person."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from gongzhi.bodies import access
from gongzhi.bodies.actions.lock_body import lock_body
from gongzhi.bodies.models import Body, Delegation
from gongzhi.bodies.queries.scope import signed
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Capacity, Person

REVOKED = journal.event("bodies.power.revoked", delegation=Fact.NUMBER, reason=Fact.TEXT)


@act
def revoke_delegation(*, delegation: Delegation, reason: str, by: Person, at: datetime) -> Delegation:
    """Ends a delegation at once with its capacity; the member who gave it may, and whoever records the body.

    Refuses everyone else and revoking twice. Wrong input: no reason.
    """
    body = lock_body(delegation.body_id)
    delegation = Delegation.objects.select_for_update(of=("self",)).select_related("appointment").get(pk=delegation.pk)
    if delegation.appointment.person_id != by.pk:
        access.may_record(by, body, at=at, ended_too=True)
    if not reason.strip():
        raise BadInput(_("撤回委托要写明原因。"), {"reason": _("必填")})
    if delegation.revoked_on is not None:
        raise Refused(_("这项委托已经撤回。"))
    return take_back(delegation=delegation, body=body, reason=reason, on=law_day(at), by=by, at=at)


def take_back(*, delegation: Delegation, body: Body, reason: str, on: date, by: Person, at: datetime) -> Delegation:
    """The part that acts ending a delegation share: journal, the row's end, the capacity's end."""
    entry = journal.record(REVOKED, **signed(body, by), at=at, delegation=delegation.pk, reason=reason.strip())
    delegation.revoked_on, delegation.revoked_for = on, reason.strip()[:200]
    delegation.revoked_entry = entry.pk
    delegation.save(update_fields=["revoked_on", "revoked_for", "revoked_entry"])
    for held in Capacity.objects.select_for_update().filter(granted_entry=delegation.entry, until_at__gt=at):
        held.until_at, held.ended_entry = max(at, held.from_at + timedelta(microseconds=1)), entry.pk
        held.save(update_fields=["until_at", "ended_entry"])
    return delegation
