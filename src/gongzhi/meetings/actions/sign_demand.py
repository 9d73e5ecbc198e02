"""Sign a demand for a meeting; from the share the place asks for, the clock runs."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from gongzhi.bodies.actions.lock_body import lock_body
from gongzhi.bodies.models import Appointment, Body
from gongzhi.bodies.queries.scope import signed
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.meetings import access
from gongzhi.meetings.actions.tell_members import tell_members
from gongzhi.meetings.models import Demand, DemandSign
from gongzhi.meetings.queries.committee import estate_of, open_demands, signers_of, whole_of
from gongzhi.meetings.queries.rules import rules_for
from gongzhi.people.models import Person
from gongzhi.web.dates import cndate

SIGNED = journal.event("meetings.demand.signed", demand=Fact.NUMBER, appointment=Fact.NUMBER)
REACHED = journal.event(
    "meetings.demand.reached", demand=Fact.NUMBER, signed=Fact.NUMBER, members=Fact.NUMBER, due_on=Fact.DAY
)


@act
@official
def sign_demand(*, demand: Demand, by: Person, at: datetime) -> Demand:
    """A member puts their name under a demand (指导规则37条); once the share is reached the last day is set (R18).

    Reaching it is told to every member and the chair the same day. Refuses whoever is no member, a second signature, and
    a demand to which a meeting was called.
    """
    body = lock_body(demand.body_id)
    demand = Demand.objects.select_for_update(of=("self",)).get(pk=demand.pk)
    seat = access.require_seat(by, body, at=at)
    if demand not in open_demands(body, on=law_day(at)):
        raise Refused(Reason(_("已按这份提议召集会议，不用再签。"), remedy=_("看会议")))
    if demand.signs.filter(appointment__person_id=by.pk).exists():
        raise Refused(Reason(_("您已经签过这份提议。"), remedy=_("等其他委员签名")))
    put_name(demand, body, seat, by=by, at=at)
    return demand


def put_name(demand: Demand, body: Body, seat: Appointment, *, by: Person, at: datetime) -> None:
    """The part that opening a demand and signing one share: the signature, and what follows once the share is reached."""
    facts: dict[str, Any] = {"demand": demand.pk, "appointment": seat.pk}
    entry = journal.record(SIGNED, **signed(body, by), at=at, basis=demand.entry, **facts)
    estate = estate_of(body)
    DemandSign.objects.create(estate=estate, demand=demand, appointment=seat, at=at, entry=entry.pk)
    on = law_day(at)
    rules, whole = rules_for(body, on=on), whole_of(body, on=on)
    count = len(signers_of(demand, whole))
    if demand.reached_at is not None or rules.reached(min(count, whole.seated), whole.seated).passed is not True:
        return
    due = rules.meeting_by(on)
    demand.reached_at = at
    demand.due_on = (due.day or due.nominal) if due else None
    demand.save(update_fields=["reached_at", "due_on"])
    journal.record(
        REACHED,
        **signed(body, by),
        at=at,
        basis=entry.pk,
        demand=demand.pk,
        signed=count,
        members=whole.seated,
        due_on=demand.due_on,
    )
    words = _("【共治】%(name)s：委员提议召开会议已达到人数（%(n)s 人）。%(due)s请主任当日公告并召集。")
    until = _("最迟%(day)s开会，") % {"day": cndate(demand.due_on)} if demand.due_on else ""
    text = words % {"name": body.name, "n": count, "due": until}
    tell_members(whole.seats, estate=estate, kind="meetings.demand_reached", text=text, at=at)
