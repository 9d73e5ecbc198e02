"""Record by hand that an elector was reached: handed over, posted, announced."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, NotHere, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.register.queries import roll_entry_for
from gongzhi.voting import access, sealing
from gongzhi.voting.models import Assembly, Delivery
from gongzhi.voting.queries.notice import law_or_offer
from gongzhi.voting.queries.rule_base import bylaws_for, law_of

DELIVERED = journal.event("voting.notice.delivered", elector=Fact.WORD, way=Fact.WORD)
BY_HAND = (Delivery.Way.HANDED, Delivery.Way.POSTED, Delivery.Way.ANNOUNCED)


@act
def record_delivery(*, assembly: Assembly, elector_id: int, way: str, by: Person, at: datetime) -> Delivery:
    """One line of the delivery register (R29), by a member of the committee, a teller of the estate or the secretary charged with it.

    Refuses a way the estate's rules do not know, and an announcement that cannot last its days before voting closes
    where law or rules say how many (舟山17条1款).
    """
    access.may_deliver(by, assembly, at=at)
    if way not in BY_HAND:
        raise BadInput(_("请选送达的方式。"), {"way": _("请选择")})
    if assembly.roll_id is None or roll_entry_for(assembly.roll_id, elector_id) is None:
        raise NotHere
    with law_of(assembly):
        _may_be_so(assembly, way, at)
    pseudonym = keys.pseudonym(assembly.estate_id, by.pk)
    row, made = Delivery.objects.get_or_create(
        estate_id=assembly.estate_id,
        assembly=assembly,
        elector_id=elector_id,
        way=way,
        defaults={"at": at, "by": pseudonym},
    )
    if made:
        journal.record(
            DELIVERED,
            ref=f"assembly:{assembly.pk}",
            estate_id=assembly.estate_id,
            by=pseudonym,
            at=at,
            elector=sealing.elector_pseudonym(assembly.estate_id, elector_id),
            way=way,
        )
    return row


def _may_be_so(assembly: Assembly, way: str, at: datetime) -> None:
    place, bylaws = assembly.estate.place, bylaws_for(assembly, at=at)
    ways = law_or_offer("assembly/delivery_ways", at=at, place=place, bylaws=bylaws)
    if isinstance(ways.value, tuple) and way not in ways.value:
        words = _("这里的规则不认这种送达方式。")
        raise Refused(Reason(words, ways.cites, _("请按规则写明的方式送达")))
    if way != Delivery.Way.ANNOUNCED or assembly.closes_at is None:
        return
    days = law_or_offer("assembly/announced_days", at=at, place=place, bylaws=bylaws)
    left = (law_day(assembly.closes_at) - law_day(at)).days
    if days.blocks and left < days.number:
        words = _("公告期限不少于%(n)s日，距表决截止只有%(left)s日。") % {"n": days.number, "left": max(left, 0)}
        raise Refused(Reason(words, days.cites, _("请当面交付或者邮寄")))
