"""A proposed change and an estate's confirmed rules: what stands in the addresses of the rule base."""

from typing import Any

from gongzhi.norms.actions.confirm_rules import confirm_rules
from gongzhi.norms.models import RuleChange
from gongzhi.voting.tests import made as story
from tests.norms.made import administrator, proposed
from tests.norms.test_rules import recorded


def rule_values(made: story.Made) -> dict[str, Any]:
    """Numbers of a change that waits, and of rules in effect, of this estate."""
    change = RuleChange.objects.first()
    if change is None:
        start = made.now.date() + story.timedelta(days=400)
        change = proposed(administrator("51", "13800510008", at=made.now), at=made.now, from_on=start)
    rules = recorded(made, at=made.now)
    confirm_rules(rules=rules, by=made.worker, at=made.now)
    return {"change_id": change.pk, "rules_id": rules.pk, "place": "5101"}
