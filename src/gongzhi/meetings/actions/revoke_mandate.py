"""Take back the mandate to convene."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.meetings import access
from gongzhi.meetings.actions.tell_attendees import tell_people
from gongzhi.meetings.cites import TABLE
from gongzhi.meetings.models import Mandate
from gongzhi.meetings.queries.joint_scope import signed
from gongzhi.people.models import Person

REVOKED = journal.event("meetings.mandate.revoked", mandate=Fact.NUMBER, reason=Fact.TEXT)


@act
@official
def revoke_mandate(*, mandate: Mandate, reason: str, by: Person, at: datetime) -> Mandate:
    """Ends a mandate at once (B2.3); the secretary of the day may, and whoever holds it may lay it down.

    Refuses everyone else and ending twice. Wrong input: no reason.
    """
    mandate = Mandate.objects.select_for_update(of=("self",)).select_related("division").get(pk=mandate.pk)
    division = mandate.division
    if mandate.person_id != by.pk and access.party_seat(by, division, at=at, head=True) is None:
        raise Refused(Reason(_("召集委托由社区党组织负责人撤回。"), cite=TABLE, remedy=_("请社区党组织书记登录后办理")))
    if mandate.revoked_on is not None or mandate.until_on <= law_day(at):
        raise Refused(Reason(_("这项委托已经结束。"), cite=TABLE, remedy=_("看现在有效的委托")))
    if not reason.strip():
        raise BadInput(_("撤回委托要写明原因。"), {"reason": _("必填")})
    entry = journal.record(
        REVOKED, **signed(division, by, f"mandate:{mandate.pk}"), at=at, mandate=mandate.pk, reason=reason.strip()
    )
    mandate.revoked_on, mandate.revoked_for = law_day(at), reason.strip()[:200]
    mandate.revoked_entry = entry.pk
    mandate.save(update_fields=["revoked_on", "revoked_for", "revoked_entry"])
    text = _("%(place)s联席会议的召集委托已经结束：%(why)s") % {"place": division.name, "why": reason.strip()[:200]}
    tell_people({mandate.person_id, mandate.giver_id} - {by.pk}, kind="meetings.mandate", text=text, at=at)
    return mandate
