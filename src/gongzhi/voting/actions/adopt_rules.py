"""Take over the rules that the owners just adopted: the resolution's own text, and the numbers it settles."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.norms.access import office_in
from gongzhi.norms.actions.settle_change import one_at_a_time
from gongzhi.norms.actions.write_rules import (
    Settled,
    check_kind,
    check_values,
    publish_rules,
    today_or_later,
    write_rules,
)
from gongzhi.norms.models import AdoptedRules
from gongzhi.people.models import Person
from gongzhi.voting import access
from gongzhi.voting.models import Matter, Resolution
from gongzhi.voting.queries.resolutions import in_effect

KINDS = {
    Matter.RULES_OF_PROCEDURE: AdoptedRules.Kind.PROCEDURE,
    Matter.MANAGEMENT_CONVENTION: AdoptedRules.Kind.CONVENTION,
    Matter.OTHER_MAJOR: AdoptedRules.Kind.FUND,
}


@act
@official
def adopt_rules(
    *,
    resolution: Resolution,
    effective_on: date,
    values: Sequence[Settled] = (),
    by: Person,
    at: datetime,
) -> AdoptedRules:
    """Publishes the rules a resolution in effect adopted (民法典第278条第1款第1、2、9项), so that later acts follow them.

    Refuses all but the body that convened, a resolution of another matter or not in effect, one already taken over, and a value
    the law does not allow. Wrong input: a day before the decision, a sentence that the resolution does not have.
    """
    one_at_a_time()
    resolution = Resolution.objects.select_related("estate__community", "motion__assembly").get(pk=resolution.pk)
    estate, motion = resolution.estate, resolution.motion
    access.may_finish(by, motion.assembly, at=at)
    kind = KINDS.get(Matter(motion.matter))
    if kind is None or not in_effect(resolution):
        raise Refused(
            Reason(
                _("只有制定、修改议事规则、管理规约或者资金管理办法、并且现在有效的决定，才能作为本小区规则施行。"),
                "《民法典》第278条第1款",
                _("看决定的效力"),
            )
        )
    if AdoptedRules.objects.filter(estate=estate, basis_entry=resolution.entry_id, title=motion.title).exists():
        raise Refused(
            Reason(_("这个决定的规则已经公布施行。"), remedy=_("看规则"), remedy_url=f"/e/{estate.code}/rules/")
        )
    if effective_on < resolution.decided_on:
        raise BadInput(_("施行日不能早于决定。"), {"effective_on": _("不能早于作出决定的日期")})
    check_kind(kind, values)
    settled = check_values(estate, motion.text, values, on=today_or_later(effective_on, at))
    office = office_in(by, estate, at=at)
    rules = write_rules(
        estate=estate,
        kind=kind,
        title=motion.title,
        text=motion.text,
        adopted_on=resolution.decided_on,
        effective_on=effective_on,
        values=settled,
        office=office,
        by=by,
        at=at,
        basis_entry=resolution.entry_id,
    )
    publish_rules(rules, office=office, by=by, at=at)
    return rules
