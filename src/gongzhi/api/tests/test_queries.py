"""A list of one row and a list of thirty take the same number of statements."""

from itertools import pairwise
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongzhi.api.tests.client import Caller
from gongzhi.kernel.integrator import integrate
from gongzhi.register.actions.ask_correction import ask_correction
from gongzhi.register.models import Merge, Owner
from gongzhi.register.queries import units_of_elector
from gongzhi.voting.tests import made as story

MARKS = {1: "Y", 2: "N"}
LISTS = (
    "/estates",
    "/estates/{code}/doors",
    "/estates/{code}/roll",
    "/estates/{code}/units",
    "/estates/{code}/corrections",
    "/estates/{code}/merges",
    "/estates/{code}/assemblies",
    "/estates/{code}/assemblies/1/ballots",
    "/estates/{code}/documents",
    "/estates/{code}/journal",
)


def lived() -> story.Made:
    """An estate with several of everything."""
    made = story.voting(6, firm=False)
    story.all_cast(made, [MARKS] * 6)
    owners = list(Owner.objects.filter(estate=made.estate).order_by("pk"))
    for left, right in pairwise(owners):
        Merge.objects.create(estate=made.estate, left=left, right=right)
    from gongzhi.people.models import Person
    from gongzhi.register.queries import claim_of

    for elector in made.electors:
        person = Person.objects.get(pk=claim_of(elector).person_id)
        [unit] = units_of_elector(elector)
        ask_correction(unit=unit, what="area", text="面积不对", by=person, at=made.now)
    story.estate("第二小区", seed=5)
    story.drafted(made, firm=False)
    integrate()
    return made


def statements(caller: Caller, path: str, size: int) -> tuple[int, int]:
    """How many statements one answer took, and how many rows it had."""
    with CaptureQueriesContext(
        connection,
    ) as seen:
        answer: Any = caller.get(path, size=size)
    assert answer.status_code == 200, path
    found = answer.json()
    return len(seen), len(found.get("items", found.get("lines", {}).get("items", [])))


@pytest.mark.django_db
def test_long_lists_ask_no_more_than_short_ones() -> None:
    made = lived()
    caller = Caller(made.worker)
    longer = 0
    for path in LISTS:
        path = path.format(code=made.estate.code)
        statements(caller, path, 1)
        (few, one), (many, more) = statements(caller, path, 1), statements(caller, path, 30)
        assert one == 1, path
        longer += more > one
        assert few == many, path
    assert longer >= len(LISTS) - 2


@pytest.mark.django_db
def test_the_delivery_register_asks_the_same_for_one_and_for_many() -> None:
    few, many = story.voting(1, firm=False), story.voting(6, name="大苑", seed=2, firm=False)
    took = set()
    for made in (few, many):
        path = f"/estates/{made.estate.code}/desk/assemblies/1/deliveries"
        caller = Caller(made.committee[0])
        statements(caller, path, 1)
        took.add(statements(caller, path, 1)[0])
    assert len(took) == 1
