"""What the law and the estate's rules say of recalling a member of this body (R19)."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongzhi.bodies.models import Body
from gongzhi.bodies.queries.scope import place_of
from gongzhi.kernel.errors import Reason
from gongzhi.norms.models import AdoptedRules
from gongzhi.norms.queries.adopted import in_effect
from gongzhi_law import offices
from gongzhi_law.bodies import BodyKind
from gongzhi_law.offices import Recall

PROPOSERS = {
    "members": gettext_lazy("委员联名"),
    "owners": gettext_lazy("业主联名"),
    "community": gettext_lazy("社区（只能提议）"),
    "street": gettext_lazy("街道（只能提议）"),
}


@dataclass(frozen=True, slots=True)
class Authority:
    """Whether the committee itself may decide: the rules that authorise it, or why not."""

    title: str
    refused: Reason | None


def rule_of(body: Body, *, on: date) -> Recall:
    """Who may propose and who decides, in this place on this day."""
    return offices.recall(BodyKind(body.kind), on, place_of(body))


def authorisation(body: Body, *, on: date) -> Authority:
    """The estate's rules under which the committee decides in the owners' place; refused where only the owners may."""
    rule = rule_of(body, on=on).decided_by
    remedy = _("请业主大会表决")
    if rule is None or rule.text != "assembly_or_authorised":
        text = _("罢免由业主大会决定，业委会不能自己决定。")
        return Authority("", Reason(text, cite=rule.cites if rule else "", remedy=remedy))
    kinds = (AdoptedRules.Kind.PROCEDURE, AdoptedRules.Kind.CONVENTION)
    rules = [r for r in in_effect(body.estate, on=on) if r.kind in kinds] if body.estate else []
    if not rules:
        text = _("没有登记本小区的议事规则，看不出业主大会授权了业委会决定罢免。")
        return Authority("", Reason(text, cite=rule.cites, remedy=remedy))
    return Authority(f"《{rules[0].title}》", None)
