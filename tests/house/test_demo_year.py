"""The demonstration's year: its windows, the order in which its stories are told, and whose numbers are whose."""

import random
import re
from datetime import date, datetime, timedelta
from importlib.resources import files

import pytest

from gongzhi.config.demo.issues_desk import Desk, Story
from gongzhi.config.demo.meetings_year import SETTLING, last_windows
from gongzhi.config.demo.table import Table
from gongzhi.config.demo.year import load_sliver
from gongzhi.issues.models import Issue
from gongzhi.issues.tests.issues_world import desk
from gongzhi.kernel.clock import BEIJING
from gongzhi.people.models import Person

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=BEIJING)
PAIR = re.compile(r'"([^"]{2,4})",\s*"(199\d{8})"')


@pytest.mark.clause("B2.6")
@pytest.mark.parametrize("on", [date(2026, 1, 2), date(2026, 3, 10), date(2026, 11, 22), date(2026, 12, 31)])
def test_six_windows_with_time_for_their_minutes_and_one_after_the_spring_festival(on: date) -> None:
    rows = last_windows(on, "510107")
    assert len(rows) == len({(one.year, one.month) for one in rows}) == 6
    assert rows[-1].last <= on - timedelta(days=SETTLING)
    assert sum(one.month == 2 for one in rows) == 1
    assert all(len(one.days) > 1 for one in rows)


def test_a_number_of_the_demonstration_is_of_one_person() -> None:
    names: dict[str, set[str]] = {}
    for file in files("gongzhi.config.demo").iterdir():
        if file.name.endswith(".py"):
            for name, number in PAIR.findall(file.read_text(encoding="utf-8")):
                names.setdefault(number, set()).add(name)
    assert len(names) > 30
    assert {number: who for number, who in names.items() if len(who) > 1} == {}


def test_stories_are_told_in_the_order_of_time_and_never_after_now() -> None:
    heard: list[str] = []

    def story(name: str, at: datetime, *steps: int) -> Story:
        heard.append(name)
        for n, days in enumerate(steps):
            yield at + timedelta(days=days)
            heard.append(f"{name}{n}")

    nobody = Person()
    table = Table(None, {}, {}, {}, nobody, nobody, nobody, nobody, nobody, nobody, NOW)  # type: ignore[arg-type]
    told = Desk(table, {}, random.Random(1), [])
    for name, ago, steps in (("a", 9, (1, 8)), ("b", 7, (1, 20)), ("c", 10, ())):
        start = NOW - timedelta(days=ago)
        told.tell(story(name, start, *steps), start)
    told.run()
    assert heard == ["c", "a", "a0", "b", "b0", "a1"]
    told.run()
    assert len(heard) == 6


@pytest.mark.django_db
def test_the_small_demonstration_has_a_handful_of_issues_once() -> None:
    here = desk()
    for _twice in range(2):
        load_sliver(here.estate, worker=here.worker, now=here.at + timedelta(days=6))
    states = sorted(Issue.objects.filter(estate=here.estate).values_list("state", flat=True))
    assert states == ["accepted"] * 4 + ["received"] * 2
