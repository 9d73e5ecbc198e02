"""Clear a dispute over who governs an estate."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.bodies import access
from gongzhi.bodies.models import Dispute
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Capacity, Person
from gongzhi.places.models import Estate

CLEARED = journal.event("bodies.dispute.cleared", dispute=Fact.NUMBER, cleared_on=Fact.DAY, reason=Fact.TEXT)


@act
def clear_dispute(*, estate: Estate, reason: str, on: date, by: Person, at: datetime) -> Dispute:
    """Ends the dispute from `on` on a document or judgment (L4.4); the statements stay public.

    Refuses everyone but the street of the place, and where none is open. Wrong input: no reason, a day before it was marked or to come.
    """
    dispute = Dispute.objects.select_for_update().filter(estate=estate, cleared_on__isnull=True).first()
    access.require_in(by, estate, None, Capacity.Kind.STREET, at=at)
    if dispute is None:
        raise Refused(_("现在没有标记换届争议。"))
    if not reason.strip() or not dispute.marked_on <= on <= law_day(at):
        raise BadInput(_("解除争议要写明凭哪件文书和日期。"), {"reason": _("必填"), "on": _("在标记之后、不晚于今天")})
    entry = journal.record(
        CLEARED,
        ref=f"dispute:{dispute.pk}",
        estate_id=estate.pk,
        by=keys.pseudonym(estate.pk, by.pk),
        at=at,
        dispute=dispute.pk,
        cleared_on=on,
        reason=reason.strip(),
    )
    dispute.cleared_on, dispute.cleared_for = on, reason.strip()[:200]
    dispute.cleared_entry = entry.pk
    dispute.save(update_fields=["cleared_on", "cleared_for", "cleared_entry"])
    return dispute
