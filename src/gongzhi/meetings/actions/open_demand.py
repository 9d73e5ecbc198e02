"""Members demand a meeting."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.bodies.actions.lock_body import lock_body
from gongzhi.bodies.models import Body
from gongzhi.bodies.queries.scope import signed
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.meetings import access
from gongzhi.meetings.actions.sign_demand import put_name
from gongzhi.meetings.models import Demand
from gongzhi.meetings.queries.committee import estate_of, open_demands
from gongzhi.people.models import Person

OPENED = journal.event("meetings.demand.opened", body=Fact.NUMBER, words=Fact.TEXT)


@act
@official
def open_demand(*, body: Body, words: str, by: Person, at: datetime) -> Demand:
    """A member demands a meeting in a fixed text and signs it; the others sign the same (指导规则37条, R18).

    Refuses whoever is no member, and the same text twice while no meeting was called to it. Wrong input: no words.
    """
    body = lock_body(body.pk)
    seat = access.require_seat(by, body, at=at)
    said = words.strip()
    if not said:
        raise BadInput(_("请写明为什么要开会、要议什么。"), {"words": _("必填")})
    if any(one.words == said for one in open_demands(body, on=law_day(at))):
        raise Refused(Reason(_("同样的提议已经有了，还没有召集会议。"), remedy=_("在那一份上签名")))
    entry = journal.record(OPENED, **signed(body, by), at=at, body=body.pk, words=said)
    demand = Demand.objects.create(estate=estate_of(body), body=body, words=said, at=at, entry=entry.pk)
    put_name(demand, body, seat, by=by, at=at)
    return demand
