"""One elector, one ballot, under any concurrency; and what happens when the database does not hold it."""

import threading
from collections.abc import Callable
from functools import partial
from typing import Any

import psycopg
import pytest

from gongzhi.kernel import keys
from gongzhi.kernel.errors import Refused
from gongzhi.kernel.models import Entry
from gongzhi.register.queries import claim_of
from gongzhi.voting.actions import cast_ballot as casting
from gongzhi.voting.actions.cast_ballot import cast_ballot
from gongzhi.voting.actions.claim_by_link import claim_by_link
from gongzhi.voting.models import Ballot
from gongzhi.voting.queries import turnout
from gongzhi.voting.tests import made as story
from tests.clones import TestDatabase
from tests.concurrency.race import PATIENCE, at_once, fresh_codes

pytestmark = pytest.mark.race
THREADS = 8
CHOICES = {1: "Y", 2: "N"}


def ready(**rules: str) -> story.Made:
    """Voting is open; somebody speaks for the first elector."""
    made = story.voting(2, firm=False, **rules)
    [code] = fresh_codes(1, made.now, made.estate.pk)
    claim_by_link(elector=made.electors[0], code=code, at=made.now)
    keys.data_key(
        f"assembly:{made.estate.pk}:{made.assembly.pk}"
    )  # the first ballot makes it, the others wait for that
    return made


def jobs_of(made: story.Made, *, same: bool = False) -> list[Callable[[], Ballot]]:
    """One cast for each thread: each with its own code and key, or all with the same."""
    elector = made.electors[0]
    codes = fresh_codes(1 if same else THREADS, made.now, made.estate.pk)
    return [
        partial(
            cast_ballot,
            assembly=made.assembly,
            elector_id=elector.pk,
            person_id=claim_of(elector).person_id,
            choices=CHOICES,
            code=codes[0 if same else n],
            device="race",
            idempotency_key="same" if same else f"key-{n}",
            at=made.now,
        )
        for n in range(THREADS)
    ]


@pytest.fixture
def together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every thread has looked into the box before any puts its ballot in: the worst moment."""
    gate, insert = threading.Barrier(THREADS), casting.insert_ballot

    def insert_together(ballot: Ballot, entry: Entry) -> int | None:
        gate.wait(PATIENCE)
        return insert(ballot, entry)

    monkeypatch.setattr(casting, "insert_ballot", insert_together)


def kinds(answers: list[Any]) -> dict[str, int]:
    names = [type(answer).__name__ for answer in answers]
    return {name: names.count(name) for name in names}


def test_of_many_at_the_same_moment_one_counts(clone_db: TestDatabase, together: None) -> None:
    made = ready(change_rule="never")
    answers = at_once(jobs_of(made))
    assert kinds(answers) == {"Ballot": 1, "Refused": THREADS - 1}
    assert Ballot.objects.count() == 1
    assert Entry.objects.filter(act="voting.ballot.cast").count() == 1
    assert turnout(made.assembly).heads == 1


def test_without_the_unique_index_the_race_is_won_twice(
    clone_db: TestDatabase, together: None, owner_connection: psycopg.Connection
) -> None:
    """The negative control: the code alone does not hold it, the database does."""
    made = ready(change_rule="never")
    owner_connection.execute("DROP INDEX voting_ballot_one_first")
    owner_connection.commit()
    answers = at_once(jobs_of(made))
    assert kinds(answers) == {"Ballot": THREADS}
    assert Ballot.objects.filter(supersedes__isnull=True).count() == THREADS


def test_changes_at_the_same_moment_are_one_chain(clone_db: TestDatabase) -> None:
    made = ready(change_rule="until_close")
    answers = at_once(jobs_of(made))
    assert set(kinds(answers)) <= {"Ballot", "Refused"}
    ballots = list(Ballot.objects.order_by("sequence"))
    assert len(ballots) == kinds(answers)["Ballot"]
    assert [b.sequence for b in ballots] == list(range(len(ballots)))
    assert [b.supersedes_id for b in ballots] == [None, *(b.pk for b in ballots[:-1])]


def test_a_resend_at_the_same_moment_is_answered_with_the_same_ballot(clone_db: TestDatabase, together: None) -> None:
    made = ready(change_rule="until_close")
    answers = at_once(jobs_of(made, same=True))
    assert kinds(answers) == {"Ballot": THREADS}
    assert len({answer.pk for answer in answers}) == 1
    assert Ballot.objects.count() == 1


def test_one_code_casts_once(clone_db: TestDatabase) -> None:
    """Different keys, the same code: the code is used up by the ballot that commits first."""
    made = ready(change_rule="until_close")
    jobs = [partial(job, idempotency_key=f"k{n}") for n, job in enumerate(jobs_of(made, same=True))]
    answers = at_once(jobs)
    assert kinds(answers) == {"Ballot": 1, "Refused": THREADS - 1}
    assert Ballot.objects.count() == 1
    assert all(isinstance(answer, Ballot | Refused) for answer in answers)
