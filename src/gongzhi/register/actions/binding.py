"""Binding a person to an elector: what both ways of claiming share."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys, outbox
from gongzhi.kernel.acts import official
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Code, Person
from gongzhi.places.models import Estate
from gongzhi.register import queries
from gongzhi.register.models import Claim, Elector, Unit
from gongzhi.web.dates import cndatetime

CLAIMED = journal.event("register.claim.made", claim=Fact.NUMBER, elector=Fact.WORD, way=Fact.WORD)


def locked_elector(unit: Unit) -> Elector:
    """The elector behind the unit, locked until the act ends: claims of one elector stand in line."""
    found = queries.elector_of_unit(unit)
    elector = Elector.objects.select_for_update().filter(pk=found.pk).first() if found else None
    if elector is None:
        raise Refused(Reason(_("这套房屋还没有登记业主。"), remedy=_("请带身份证和产权材料到社区办理登记")))
    return elector


def use_up(code: Code, *, at: datetime) -> None:
    """Marks a checked code as used; refuses the second of two acts that bring the same one."""
    if not Code.objects.filter(pk=code.pk, used_at__isnull=True).update(used_at=at):
        raise Refused(_("这个验证码已经用过，请重新获取。"))


def bind(elector: Elector, person: Person, *, way: str, at: datetime) -> Claim:
    """Writes the claim, its journal entry and a message to every number of the elector.

    The same person again gets the claim that stands; refuses while somebody else speaks for the elector.
    """
    standing = queries.claim_of(elector)
    if standing and standing.person_id == person.pk:
        return standing
    if standing:
        raise Refused(_taken(standing))
    claim = Claim.objects.create(estate_id=elector.estate_id, elector=elector, person_id=person.pk, way=way, from_at=at)
    journal.record(
        CLAIMED,
        ref=f"claim:{claim.pk}",
        estate_id=elector.estate_id,
        by=keys.pseudonym(elector.estate_id, person.pk),
        at=at,
        claim=claim.pk,
        elector=keys.alias(elector.estate_id, "elector", elector.pk),
        way=way,
    )
    tell_owners(elector, person, at=at)
    return claim


@official
def tell_owners(elector: Elector, person: Person, *, at: datetime) -> None:
    """Shows the binding to the others: one message to each number of the elector on the roll."""
    estate = Estate.objects.get(pk=elector.estate_id)
    doors = "、".join(unit.door for unit in queries.units_of_elector(elector)[:3])
    text = _(
        "【共治】%(estate)s %(doors)s 已由尾号 %(tail)s 的手机认领，由其代表这一户表决。如不是您家商定的人，请尽快联系社区更正。"
    ) % {"estate": estate.name, "doors": doors, "tail": queries.tail(person.number())}
    for number in queries.phones_of_elector(elector):
        outbox.put(channel="sms", kind="claim.told", address=number, text=text, at=at, estate_id=elector.estate_id)


def _taken(claim: Claim) -> Reason:
    bound = Person.objects.get(pk=claim.person_id)
    words = _("这一户已由尾号 %(tail)s 的手机在 %(since)s 认领（%(way)s），同一时间只能由一个人代表。")
    return Reason(
        words
        % {
            "tail": queries.tail(bound.number()),
            "since": cndatetime(claim.from_at),
            "way": Claim.Way(claim.way).label,
        },
        cite="《业主大会和业主委员会指导规则》第25条",
        remedy=_("请那位家人在“我的房屋”里解除认领；不认识此人的，请到社区由两位工作人员更正"),
    )
