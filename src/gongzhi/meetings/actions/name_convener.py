"""An office names the member who convenes because the chair does not."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from gongzhi.bodies import access as bodies
from gongzhi.bodies.actions.lock_body import lock_body
from gongzhi.bodies.models import Appointment, Body
from gongzhi.bodies.queries.scope import signed
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.meetings.actions.tell_members import tell_members
from gongzhi.meetings.models import Demand, Naming
from gongzhi.meetings.queries.committee import CHAIRS, estate_of, whole_of
from gongzhi.meetings.queries.convening import CONVENER, lapses, may_name
from gongzhi.meetings.queries.rules import rules_for
from gongzhi.people.models import Capacity, Person

NAMED = journal.event("meetings.convener.named", body=Fact.NUMBER, member=Fact.NUMBER, by_law=Fact.TRUTH, why=Fact.TEXT)
K = Capacity.Kind


@act
@official
def name_convener(
    *, body: Body, member: Appointment, why: str, demand: Demand | None = None, by: Person, at: datetime
) -> Naming:
    """居委会 or 街道 names the member who calls the meeting that nobody called (北京45条末款、上海26条4款; R18).

    Where the place's text gives the office no such task it is guidance, and the naming says so. Refuses everyone else, and
    while it is still the chair's turn. Wrong input: no reason, somebody who is no member, the chair.
    """
    body = lock_body(body.pk)
    bodies.require_in(by, body.estate, body.division, K.COMMUNITY, K.STREET, at=at)
    on = law_day(at)
    whole, rules = whole_of(body, on=on), rules_for(body, on=on)
    wrong = {} if why.strip() else {"why": _("请写明主任没有召集的经过")}
    if member not in whole.seats or member.role in CHAIRS:
        wrong["member"] = _("请选一位主任以外的在任成员")
    if wrong:
        raise BadInput(_("指定召集人要写明是谁、为什么。"), wrong)
    if not lapses(body, rules, whole):
        words = _("现在没有到期未召集的会议，由主任召集。")
        raise Refused(Reason(words, CONVENER, _("先由委员提议，到期没有召集再指定")))
    offices = [kind for kind in (K.COMMUNITY, K.STREET) if bodies.holds_in(by, kind, body.estate, None, at=at)]
    named = [may_name(rules, str(kind)) for kind in offices]
    cite, by_law = next((one for one in named if one[1]), named[0])
    facts: dict[str, Any] = {"body": body.pk, "member": member.pk, "by_law": by_law, "why": why.strip()}
    entry = journal.record(NAMED, **signed(body, by), at=at, **facts)
    estate = estate_of(body)
    naming = Naming.objects.create(
        estate=estate,
        body=body,
        demand=demand,
        appointment=member,
        why=why.strip(),
        cite=cite,
        by=entry.by,
        at=at,
        entry=entry.pk,
    )
    text = _("【共治】%(name)s：会议没有按期召集，已指定一位委员召集和主持（%(cite)s）。")
    said = text % {"name": body.name, "cite": cite}
    tell_members(whole.seats, estate=estate, kind="meetings.convener_named", text=said, at=at)
    return naming
