"""What is due in a committee's meetings, by day and article, and that many estates cost no more than one."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongzhi.bodies.actions.change_role import change_role
from gongzhi.bodies.tests.ground import ON, QINGDAO, Ground, ground
from gongzhi.kernel.duty import Duty
from gongzhi.meetings.actions.close_meeting import close_meeting
from gongzhi.meetings.actions.finish_record import finish_record
from gongzhi.meetings.actions.open_demand import open_demand
from gongzhi.meetings.actions.publish_decisions import publish_decisions
from gongzhi.meetings.actions.sign_demand import sign_demand
from gongzhi.meetings.actions.sign_record import sign_record
from gongzhi.meetings.actions.write_record import write_record
from gongzhi.meetings.duties.committee import duties_over
from gongzhi.meetings.tests.committee_world import BEIJING_LEVELS, EVENING, NOW, call, seat_of, sitting, vote

pytestmark = pytest.mark.django_db
LATER = EVENING + timedelta(hours=2)


@pytest.fixture(autouse=True)
def _files(settings: Any, tmp_path: Any) -> None:
    settings.FILES = tmp_path


def due(g: Ground, at: Any) -> list[Duty]:
    return duties_over({g.estate.pk: g.estate}, at).get(g.estate.pk, [])


def said(g: Ground, at: Any) -> list[tuple[str, date | None]]:
    return [(row.title.split("：", 1)[-1], row.due_on) for row in due(g, at)]


def test_a_demand_is_due_on_its_day_and_then_the_office_is_asked(db: None) -> None:
    g = ground()
    assert due(g, NOW) == [], "nothing in 成都 asks a committee with a chair for a meeting"
    demand = open_demand(body=g.body, words="请议照明", by=g.person(1), at=NOW)
    assert due(g, NOW) == []
    sign_demand(demand=demand, by=g.person(2), at=NOW)
    assert said(g, NOW) == [("委员提议已达到人数，召集会议", date(2026, 8, 17))]
    over = NOW + timedelta(days=8)
    assert [row.who for row in due(g, over)] == ["业主委员会委员", "社区工作人员"]
    assert due(g, over)[1].title.endswith("指导委员召集")
    call(g.body, g.person(0), at=over, cause="demanded", demand=demand)
    assert said(g, over) == [("开会", EVENING.date())]


def test_in_beijing_regular_meetings_and_the_naming_are_due_by_law(db: None) -> None:
    g = ground(BEIJING_LEVELS)
    [regular] = due(g, NOW)
    assert (regular.due_on, "第45条" in regular.cite) == (date(2026, 10, 3), True)
    demand = open_demand(body=g.body, words="请议照明", by=g.person(1), at=NOW)
    sign_demand(demand=demand, by=g.person(2), at=NOW)
    naming = due(g, NOW + timedelta(days=9))[1]
    assert "指定一位委员召集" in naming.title
    assert "北京市物业管理条例" in naming.cite


@pytest.mark.parametrize(("levels", "last"), [(None, date(2026, 8, 10)), (QINGDAO, date(2026, 8, 6))])
def test_a_body_without_a_chair_holds_its_first_meeting_within_the_days_of_the_place(
    levels: Any, last: date, db: None
) -> None:
    g = ground(levels) if levels else ground()
    change_role(appointment=seat_of(g.body, g.person(0)), role="member", on=ON, basis="辞去主任", by=g.worker, at=NOW)
    assert said(g, NOW) == [("开会推选主任", last)]


def test_after_the_meeting_it_is_published_written_and_signed(db: None) -> None:
    g = ground()
    meeting = sitting(g, come=3)
    vote(g, meeting, 1, "yes", "yes", "yes")
    meeting = close_meeting(meeting=meeting, by=g.person(0), at=LATER)
    assert said(g, LATER) == [("公告决定", date(2026, 8, 24)), ("写会议记录", None)]
    publish_decisions(meeting=meeting, by=g.person(0), at=LATER)
    meeting = write_record(meeting=meeting, words="三人同意", by=g.person(0), at=LATER)
    assert said(g, LATER) == [("会议记录签字定稿", None)]
    sign_record(meeting=meeting, by=g.person(1), at=LATER)
    finish_record(meeting=meeting, by=g.person(0), at=LATER)
    assert due(g, LATER) == []


@pytest.mark.clause("B1.5")
def test_absence_is_put_to_the_owners_only_where_the_place_says_so(db: None) -> None:
    for levels, expected in ((BEIJING_LEVELS, 1), (None, 0)):
        g = ground(levels) if levels else ground()
        meeting = sitting(g, come=4)
        close_meeting(meeting=meeting, by=g.person(0), at=LATER)
        found = [row for row in due(g, LATER) if "缺席过多" in row.title]
        assert len(found) == expected
        assert all("提请业主大会决定" in row.title for row in found)


def test_two_estates_cost_as_many_statements_as_one(db: None) -> None:
    first, second = ground(), ground(BEIJING_LEVELS)
    for g in (first, second):
        sitting(g, come=3)
    one, two = {first.estate.pk: first.estate}, {g.estate.pk: g.estate for g in (first, second)}
    with CaptureQueriesContext(
        connection,
    ) as single:
        duties_over(one, LATER)
    with CaptureQueriesContext(connection) as double:
        found = duties_over(two, LATER)
    assert len(single) == len(double)
    assert set(found) == set(two)
