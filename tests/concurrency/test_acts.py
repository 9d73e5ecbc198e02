"""A resend at the same moment is one act; positions stay dense while entries keep coming."""

from datetime import UTC, datetime
from functools import partial

import pytest

from gongzhi.kernel.integrator import integrate
from gongzhi.kernel.journal import event, record
from gongzhi.kernel.models import Done, Entry, Position
from gongzhi.voting.actions.draft_assembly import draft_assembly
from gongzhi.voting.models import Assembly
from gongzhi.voting.tests import made as story
from tests.clones import TestDatabase
from tests.concurrency.race import at_once

pytestmark = pytest.mark.race
SEEN = event("kernel.sample.seen")
AT = datetime(2026, 5, 1, tzinfo=UTC)


def test_the_same_key_at_the_same_moment_is_one_act(clone_db: TestDatabase) -> None:
    made = story.estate()
    job = partial(draft_assembly, estate=made.estate, title="会议", purpose="缘由", by=made.committee[0], at=made.now)
    answers = at_once([partial(job, idempotency_key="same")] * 6)
    assert {type(answer).__name__ for answer in answers} == {"Assembly"}
    assert len({answer.pk for answer in answers}) == 1
    assert (Assembly.objects.count(), Done.objects.filter(key="same").count()) == (1, 1)


def test_without_a_key_each_is_an_act_of_its_own(clone_db: TestDatabase) -> None:
    """The control: the same six calls without a key are six assemblies, their serials distinct."""
    made = story.estate()
    job = partial(draft_assembly, estate=made.estate, title="会议", purpose="缘由", by=made.committee[0], at=made.now)
    answers = at_once([job] * 6)
    assert sorted(answer.serial for answer in answers) == [1, 2, 3, 4, 5, 6]


def test_two_integrators_and_many_writers_leave_no_gap(clone_db: TestDatabase) -> None:
    def write() -> None:
        for n in range(20):
            record(SEEN, ref=f"a:{n}", by="system", at=AT, estate_id=1)

    def place() -> None:
        for _n in range(15):
            integrate()

    answers = at_once([write, place, write, place, write])
    assert answers == [None] * 5
    integrate()
    placed = Position.objects.filter(log="estate:1").order_by("position").values_list("position", flat=True)
    assert list(placed) == list(range(60))
    assert Entry.objects.filter(position__isnull=True).count() == 0
