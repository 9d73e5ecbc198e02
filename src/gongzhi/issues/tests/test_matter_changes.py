"""What an office keeps of the responsibility list: one person for who leads, two for a period, used at dispatch."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from gongzhi.issues.actions.change_matter import change_matter
from gongzhi.issues.actions.settle_matter_change import settle_matter_change
from gongzhi.issues.models import MatterChange
from gongzhi.issues.queries.matter_changes import refresh, standing
from gongzhi.issues.tests.issues_world import Desk
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, NotHere, Refused
from gongzhi.people.models import Person
from gongzhi.places.models import Division
from gongzhi_law import matter_changes, matters
from tests.norms.made import administrator

pytestmark = pytest.mark.django_db
PERIOD = {"step": "resolve", "number": 2, "unit": "workdays"}


@pytest.fixture(autouse=True)
def _forgotten() -> Iterator[None]:
    """What this process knows of changes ends with the test."""
    yield
    matter_changes.know(())


def changed(here: Desk, by: Person, **more: Any) -> MatterChange:
    """A change over the county from today."""
    given = {
        "matter": "street_light",
        "instrument": "区治理清单",
        "quote": "路灯由城管牵头",
        "from_on": law_day(here.at),
    }
    county = Division.objects.get(pk=here.estate.place)
    return change_matter(division=county, by=by, at=here.at, **{**given, **more})


@pytest.mark.clause("A10.1")
def test_who_leads_is_changed_by_one_person_and_asked_at_dispatch(here: Desk) -> None:
    first = administrator("51", "13800510001", at=here.at)
    before = matters.matter("street_light", on=law_day(here.at), place=here.estate.place).lead.word
    word = "城管" if before != "城管" else "住建"
    change = changed(here, first, lead=word)
    assert standing(change, on=law_day(here.at)) == "in_force"
    refresh()
    assert matters.matter("street_light", on=law_day(here.at), place=here.estate.place).lead.word == word
    settle_matter_change(change=change, verdict="withdrawn", reason="文件废止", by=first, at=here.at)
    refresh()
    assert matters.matter("street_light", on=law_day(here.at), place=here.estate.place).lead.word == before


@pytest.mark.clause("A10.1")
def test_a_period_needs_a_second_person_and_then_pins_the_day_of_a_task(here: Desk) -> None:
    first, second = (administrator("51", f"1380051000{n}", at=here.at) for n in (1, 2))
    change = changed(here, first, periods=[PERIOD])
    assert standing(change, on=law_day(here.at)) == "waiting"
    with pytest.raises(Refused, match="两个人"):
        settle_matter_change(change=change, verdict="confirmed", by=first, at=here.at)
    settle_matter_change(change=change, verdict="confirmed", by=second, at=here.at)
    issue = here.working(here.accepted(here.reported(matter="street_light")))
    party = here.party(issue)
    assert party.due_strength == "policy"
    assert "区治理清单" in party.due_cite
    assert party.due_on is not None
    assert party.due_on <= law_day(here.at) + timedelta(days=4)


def test_the_list_is_changed_only_by_administrators_and_with_what_it_knows(here: Desk) -> None:
    first = administrator("51", "13800510001", at=here.at)
    with pytest.raises(NotHere):
        changed(here, here.worker, lead="城管")
    for wrong in (
        {},
        {"lead": "外星"},
        {"lead": "城管", "quote": " "},
        {"lead": "城管", "from_on": law_day(here.at) - timedelta(days=1)},
        {"lead": "城管", "matter": "nothing"},
        {"periods": [{"step": "x", "number": 1, "unit": "days"}]},
    ):
        with pytest.raises(BadInput):
            changed(here, first, **wrong)
    change = changed(here, first, lead="城管")
    for verdict, reason in (("maybe", "x"), ("withdrawn", " ")):
        with pytest.raises(BadInput):
            settle_matter_change(change=change, verdict=verdict, reason=reason, by=first, at=here.at)
    with pytest.raises(Refused, match="已经办过"):
        settle_matter_change(change=change, verdict="declined", reason="不", by=first, at=here.at)


def test_everyone_reads_the_list_with_how_each_row_is_known_and_what_offices_changed(here: Desk) -> None:
    changed(here, administrator("51", "13800510001", at=here.at), lead="住建", instrument="区治理清单第一号")
    page = Client().get("/law/matters/").content.decode()
    assert "权责清单" in page
    assert "凭记忆" in page
    assert "区治理清单第一号" in page
    assert Client().get("/law/matters/?place=nowhere").status_code == 200
