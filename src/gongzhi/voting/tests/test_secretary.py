"""A secretary carries out what they are charged with, in the vote too, and nothing else (A8.3)."""

from datetime import timedelta

import pytest

from gongzhi.bodies.actions.engage import engage
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import Refused
from gongzhi.people.models import Person
from gongzhi.voting.access import may_convene, may_count
from gongzhi.voting.actions.record_delivery import record_delivery
from gongzhi.voting.models import Delivery
from gongzhi.voting.tests import made

pytestmark = pytest.mark.django_db


def secretary(story: made.Made, *tasks: str, number: str) -> Person:
    on = law_day(story.now)
    engaged = engage(
        estate=story.estate,
        kind="secretary",
        name="彭雪",
        number=number,
        tasks=tasks,
        purpose="会务",
        pay_source="committee_budget",
        pay_fen=0,
        basis="业委会会议决定",
        from_on=on,
        until_on=on + timedelta(days=60),
        by=story.committee[0],
        at=story.now,
    )
    return Person.objects.get(pk=engaged.person_id)


@pytest.mark.clause("A8.3")
def test_a_secretary_registers_deliveries_only_when_charged_with_them():
    story = made.noticed(made.reported(made.drafted(made.frozen(made.housed(made.estate(), 2)))))
    asked = {"assembly": story.assembly, "elector_id": story.electors[0].pk, "way": "handed", "at": story.now}
    charged = secretary(story, "delivery", number="13822220001")
    other = secretary(story, "minutes", number="13822220002")
    record_delivery(**asked, by=charged)
    assert Delivery.objects.filter(assembly=story.assembly, way="handed").count() == 1
    with pytest.raises(Refused):
        record_delivery(**asked, by=other)
    for forbidden in (may_convene, may_count):
        with pytest.raises(Refused):
            forbidden(charged, story.estate, at=story.now)
    with pytest.raises(Refused):
        record_delivery(**{**asked, "at": story.now + timedelta(days=61)}, by=charged)
