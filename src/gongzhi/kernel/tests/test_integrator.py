"""Positions: every entry gets one, dense, in each log; also the entry that commits after a later one was placed."""

from datetime import UTC, datetime

import psycopg
import pytest

from gongzhi.kernel.integrator import integrate
from gongzhi.kernel.journal import event, leaf_hash, record
from gongzhi.kernel.merkle import included, inclusion, root
from gongzhi.kernel.models import Entry, Position
from tests.clones import TestDatabase

SEEN = event("kernel.sample.seen")
AT = datetime(2026, 5, 1, tzinfo=UTC)


def placed(log: str) -> list[tuple[int, int]]:
    return list(Position.objects.filter(log=log).order_by("position").values_list("position", "entry_id"))


@pytest.mark.django_db
def test_each_log_counts_from_zero_and_twice_is_once() -> None:
    mine = [record(SEEN, ref=f"a:{n}", by="system", at=AT, estate_id=1 + n % 2).pk for n in range(6)]
    assert integrate() == 6
    assert integrate() == 0
    later = record(SEEN, ref="a:7", by="system", at=AT, estate_id=1).pk
    assert integrate() == 1
    assert placed("estate:1") == list(enumerate([*mine[::2], later]))
    assert placed("estate:2") == list(enumerate(mine[1::2]))


@pytest.mark.django_db
def test_the_tree_of_a_log_proves_each_of_its_entries() -> None:
    for n in range(5):
        record(SEEN, ref=f"a:{n}", by="system", at=AT, estate_id=1)
    integrate()
    rows = Entry.objects.filter(log="estate:1").order_by("position__position")
    leaves = [leaf_hash(bytes(row.body)) for row in rows]
    assert leaves == [bytes(row.leaf_hash) for row in rows]
    head = root(leaves)
    assert all(included(leaf, n, 5, inclusion(leaves, n), head) for n, leaf in enumerate(leaves))


@pytest.mark.race
def test_an_entry_that_commits_late_is_not_missed(clone_db: TestDatabase) -> None:
    """Two connections: the earlier number commits after the later one has been placed."""
    insert = (
        "INSERT INTO kernel_entry (estate_id, log, act, ref, by, at, body, leaf_hash)"
        " VALUES (1, 'estate:1', 'kernel.sample.seen', 'a:1', 'system', now(), '{}', '') RETURNING id"
    )
    with psycopg.connect(clone_db.urls.app) as slow, psycopg.connect(clone_db.urls.app, autocommit=True) as quick:
        early = slow.execute(insert).fetchone()[0]
        late = quick.execute(insert).fetchone()[0]
        assert early < late
        assert integrate() == 1
        assert placed("estate:1") == [(0, late)]
        slow.commit()
        # Negative control: whoever asks for numbers above the last one placed never sees the early entry.
        naive = "SELECT id FROM kernel_entry WHERE id > (SELECT max(entry_id) FROM kernel_position)"
        assert quick.execute(naive).fetchall() == []
        assert integrate() == 1
    assert placed("estate:1") == [(0, late), (1, early)]
