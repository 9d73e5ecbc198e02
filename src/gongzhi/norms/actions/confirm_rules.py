"""Confirm recorded rules: the second person compares text and numbers, and they are published."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.norms import access
from gongzhi.norms.actions.settle_change import one_at_a_time
from gongzhi.norms.actions.write_rules import Settled, check_values, publish_rules, today_or_later
from gongzhi.norms.models import AdoptedRules, RulesConfirmation
from gongzhi.people.models import Person


@act
@official
def confirm_rules(*, rules: AdoptedRules, by: Person, at: datetime) -> RulesConfirmation:
    """Confirms and publishes recorded rules; from here their numbers bind what is noticed afterwards (民法典第278条).

    Refuses the person who recorded them, a second word on the same text, and a value the law no longer allows.
    """
    one_at_a_time()
    access.may_confirm(by, rules, at=at)
    not_settled(rules)
    said = [Settled(v.parameter, v.value, v.article, v.sentence) for v in rules.values.all()]
    check_values(rules.estate, rules.text, said, on=today_or_later(rules.effective_on, at))
    return publish_rules(rules, office=access.office_in(by, rules.estate, at=at), by=by, at=at)


def not_settled(rules: AdoptedRules) -> None:
    """Refuses a text that was confirmed or declined already."""
    last = rules.confirmations.first()
    if last is not None:
        raise Refused(
            Reason(
                _("这份规则已经办过（%(what)s）。") % {"what": last.get_kind_display()},
                remedy=_("看规则"),
                remedy_url=f"/e/{rules.estate.code}/rules/",
            )
        )
