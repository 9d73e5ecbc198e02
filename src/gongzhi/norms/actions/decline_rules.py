"""Decline recorded rules that do not say what their text says."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.norms import access
from gongzhi.norms.actions.confirm_rules import not_settled
from gongzhi.norms.actions.settle_change import one_at_a_time
from gongzhi.norms.models import AdoptedRules, RulesConfirmation
from gongzhi.people.models import Person

DECLINED = journal.event("norms.rules.declined", rules=Fact.NUMBER, reason=Fact.TEXT)


@act
def decline_rules(*, rules: AdoptedRules, reason: str, by: Person, at: datetime) -> RulesConfirmation:
    """Declines recorded rules with a reason; they bind nobody. Refuses the one who recorded them. Wrong input: no reason."""
    one_at_a_time()
    access.may_confirm(by, rules, at=at)
    not_settled(rules)
    if not reason.strip():
        raise BadInput(_("不同意要写明哪里不对。"), {"reason": _("请填写")})
    pseudonym = keys.pseudonym(rules.estate_id, by.pk)
    entry = journal.record(
        DECLINED,
        ref=f"rules:{rules.pk}",
        estate_id=rules.estate_id,
        by=pseudonym,
        at=at,
        basis=rules.entry_id,
        rules=rules.pk,
        reason=reason.strip(),
    )
    return RulesConfirmation.objects.create(
        estate_id=rules.estate_id,
        rules=rules,
        kind=RulesConfirmation.Kind.DECLINED,
        reason=reason.strip(),
        office=access.office_in(by, rules.estate, at=at),
        person_id=by.pk,
        by=pseudonym,
        at=at,
        entry_id=entry.pk,
    )
