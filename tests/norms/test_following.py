"""A process keeps up with what was confirmed in another."""

import threading

import pytest

from gongzhi.norms import tasks
from gongzhi.norms.actions.confirm_change import confirm_change
from gongzhi.norms.queries import changes
from gongzhi_law.params import lookup
from tests.norms.made import AT, START, proposed

pytestmark = pytest.mark.django_db


def days():
    return lookup("assembly/notice_days", on=START, place="510107").value


def test_what_another_process_confirmed_is_known_after_a_reading(province, second, monkeypatch):
    monkeypatch.setattr(tasks.connection, "close", lambda: None)
    confirm_change(change=proposed(province), by=second, at=AT)
    assert days() == 15
    tasks.read()
    assert days() == 20


def test_a_database_that_is_away_leaves_what_was_known(monkeypatch, province, second):
    confirm_change(change=proposed(province), by=second, at=AT)
    changes.refresh()

    def away():
        raise tasks.DatabaseFails("away")

    monkeypatch.setattr(tasks, "refresh", away)
    monkeypatch.setattr(tasks.connection, "close", lambda: None)
    tasks.read()
    assert days() == 20


def test_it_reads_until_it_is_stopped(monkeypatch):
    stop, seen = threading.Event(), []

    def once():
        seen.append(1)
        if len(seen) == 3:
            stop.set()

    monkeypatch.setattr(tasks, "read", once)
    tasks.keep_up(stop, 0)
    assert len(seen) == 3
