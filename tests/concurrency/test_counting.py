"""The box closes once: no ballot slips in beside the count, and no count is carried out twice."""

import json
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import transaction

from gongzhi.kernel.errors import Refused
from gongzhi.kernel.models import Entry
from gongzhi.voting.actions import cast_ballot as casting
from gongzhi.voting.actions.begin_count import begin_count
from gongzhi.voting.actions.carry_out_count import carry_out_count
from gongzhi.voting.models import Ballot, OpenedBallot, Result
from gongzhi.voting.queries import ballots
from gongzhi.voting.tests import made as story
from tests.clones import TestDatabase
from tests.concurrency.race import PATIENCE, at_once
from tests.concurrency.test_casting import jobs_of, kinds, ready

pytestmark = pytest.mark.race


class SlowBallot:
    """A ballot that is written and takes its time to commit, or (`before`) has looked and takes its time to be written."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *, before: bool = False) -> None:
        self.there, self.before, insert = threading.Event(), before, casting.insert_ballot

        def insert_slowly(ballot: Ballot, entry: Entry) -> int | None:
            done = None if before else insert(ballot, entry)
            self.there.set()
            time.sleep(0.8)
            return insert(ballot, entry) if before else done

        monkeypatch.setattr(casting, "insert_ballot", insert_slowly)

    def against(self, cast: Callable[[], Ballot], begin: Callable[[], Any]) -> tuple[Any, int]:
        """The ballot's answer, and how many ballots the journal says were in the box when it was closed."""

        def cast_whole() -> Ballot:
            if self.before:
                return cast()
            with transaction.atomic():
                return cast()

        def begin_now() -> Any:
            assert self.there.wait(PATIENCE)
            return begin()

        ballot, _assembly = at_once([cast_whole, begin_now])
        begun = Entry.objects.get(act="voting.count.begun")
        return ballot, json.loads(bytes(begun.body))["facts"]["ballots"]


def closing(made: story.Made) -> Callable[[], Any]:
    """The first teller begins at the close."""
    return partial(begin_count, assembly=made.assembly, by=made.tellers[0], at=made.assembly.closes_at)


def test_a_ballot_on_its_way_is_in_the_box_when_the_count_begins(
    clone_db: TestDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = ready()
    ballot, seen = SlowBallot(monkeypatch).against(jobs_of(made)[0], closing(made))
    assert isinstance(ballot, Ballot)
    assert seen == Ballot.objects.count() == 1


def test_without_the_lock_the_count_misses_it(clone_db: TestDatabase, monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: casting without FOR SHARE puts a ballot into a box already closed."""
    made = ready()
    assert "FOR SHARE" in ballots.CAST
    monkeypatch.setattr(ballots, "CAST", ballots.CAST.replace("FOR SHARE", ""))
    ballot, seen = SlowBallot(monkeypatch).against(jobs_of(made)[0], closing(made))
    assert isinstance(ballot, Ballot)
    assert (seen, Ballot.objects.count()) == (0, 1)


def test_a_ballot_that_looked_before_the_count_began_does_not_go_in_after(
    clone_db: TestDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = ready()
    ballot, seen = SlowBallot(monkeypatch, before=True).against(jobs_of(made)[0], closing(made))
    assert isinstance(ballot, Refused)
    assert seen == Ballot.objects.count() == 0


def test_after_the_count_has_begun_nothing_goes_in(clone_db: TestDatabase) -> None:
    made = ready()
    closing(made)()
    answers = at_once(jobs_of(made))
    assert set(kinds(answers)) == {"Refused"}
    assert not Ballot.objects.exists()


def test_two_tellers_begin_at_once_and_one_does(clone_db: TestDatabase) -> None:
    made = ready()
    at = made.assembly.closes_at
    answers = at_once([partial(begin_count, assembly=made.assembly, by=who, at=at) for who in made.tellers])
    assert kinds(answers) == {"Assembly": 1, "Refused": 1}
    assert Entry.objects.filter(act="voting.count.begun").count() == 1


def test_the_count_is_carried_out_once(clone_db: TestDatabase) -> None:
    made = ready()
    jobs_of(made)[0]()
    closing(made)()
    at = made.assembly.closes_at
    job = partial(carry_out_count, assembly=made.assembly, by=made.tellers[1], at=at)
    answers = at_once([job] * 4)
    assert kinds(answers) == {"Assembly": 1, "Refused": 3}
    assert (OpenedBallot.objects.count(), Result.objects.count()) == (1, 2)
    assert all(isinstance(answer, Refused) or answer.state == "preliminary" for answer in answers)
