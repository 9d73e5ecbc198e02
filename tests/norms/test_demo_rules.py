"""What the demonstration says of rules stands on the same acts, and making it twice makes nothing new."""

import pytest

from gongzhi.config.demo.rules import load_rules
from gongzhi.norms.models import AdoptedRules, RuleChange
from gongzhi.norms.queries import bylaws_of
from gongzhi.voting.tests import made as voting
from tests.norms.made import AT, TODAY

pytestmark = pytest.mark.django_db


def test_rules_and_a_change_that_waits():
    made = voting.estate()
    asked = {"estate": made.estate, "recorder": made.committee[0], "confirmer": made.worker, "at": AT}
    change = load_rules(**asked)
    assert load_rules(**asked).pk == change.pk
    assert (change.weight, change.verdicts.count()) == ("threshold", 0)
    assert AdoptedRules.objects.count() == RuleChange.objects.count() == 1
    assert bylaws_of(made.estate, on=TODAY)["assembly/objection_days"] == 7
    made = voting.noticed(voting.reported(voting.drafted(voting.frozen(voting.housed(made, 2)), firm=False)))
    assert made.assembly.pinned["norms/rules"]["values"]["voting/void"] == "counted"
