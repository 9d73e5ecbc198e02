"""What is due after a sitting, with whom and by which day."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongzhi.kernel.clock import law_day
from gongzhi.meetings.actions.draft_minutes import draft_minutes
from gongzhi.meetings.actions.draft_summary import draft_summary
from gongzhi.meetings.actions.report_done import report_done
from gongzhi.meetings.actions.send_summary import send_summary
from gongzhi.meetings.actions.sign_minutes import sign_minutes
from gongzhi.meetings.actions.urge_body import urge_body
from gongzhi.meetings.duties.minutes import duties_over
from gongzhi.meetings.models import AgreedItem, Minutes
from gongzhi.meetings.tests.held import agreed, sat, written


def due(here, at, n=0):
    """(words, with whom, day) of what is due in the n-th estate."""
    found = duties_over({estate.pk: estate for estate in here.estates}, at)
    return {(duty.title, duty.who, duty.due_on) for duty in found.get(here.estates[n].pk, [])}


@pytest.mark.clause("B2.7", "B2.8")
def test_from_the_draft_to_the_receipt_and_from_the_item_to_its_verification(here):
    sitting = written(here, days=14)
    on, title = law_day(here.at), sitting.title
    item = AgreedItem.objects.get()
    owed = ("落实议定事项：修好一单元门禁", "物业项目负责人", on + timedelta(days=14))
    assert due(here, here.at) == {
        (f"起草纪要：{title}", "环境和物业管理委员会成员", on + timedelta(days=7)),  # the fifth day is a Saturday
        owed,
    }
    draft_minutes(sitting=sitting, by=here.worker, at=here.at)
    assert (f"审签纪要：{title}", "社区党组织", on + timedelta(days=7)) in due(here, here.at)
    for minutes in Minutes.objects.filter(about=here.estates[2]):
        sign_minutes(minutes=minutes, by=here.secretary, at=here.at)
    receipt = on + timedelta(days=3)
    assert (f"签收纪要：{title}", "物业自管组织成员", receipt) in due(here, here.at, 2)
    late = here.at + timedelta(days=20)
    assert ("督促逾期的议定事项：修好一单元门禁", "环境和物业管理委员会成员", owed[2]) in due(here, late)
    report_done(item=item, words="修好了", content=b"%PDF-1.4", by=here.manager, at=late)
    words = {line for line, _who, _day in due(here, late)}
    assert "核实议定事项：修好一单元门禁" in words
    assert owed[0] not in words


@pytest.mark.clause("B1.2", "B2.9")
def test_urgings_and_summaries_until_they_are_answered(here):
    written(here)
    urge_body(
        division=here.division,
        about=here.estates[0],
        side="firm",
        words="请修",
        ground="议定",
        due_on=date(2026, 10, 20),
        by=here.env_chair,
        at=here.at,
    )
    assert ("答复环物委的督促", "物业项目负责人", date(2026, 10, 20)) in due(here, here.at)
    after = here.at + timedelta(days=84)  # 4 January
    assert ("报送2026 年总结", "环境和物业管理委员会成员", date(2027, 1, 15)) in due(here, after)
    summary = draft_summary(division=here.division, period="2026", by=here.worker, at=after)
    send_summary(summary=summary, by=here.worker, at=after)
    assert ("签收2026 年总结", "社区党组织", date(2027, 1, 15)) in due(here, after)


def test_many_items_take_as_many_statements_as_one(here):
    sitting = sat(here)
    agreed(here, sitting, about=here.estates[0], due_on=law_day(here.at))
    known = {estate.pk: estate for estate in here.estates}
    with CaptureQueriesContext(connection) as one:
        duties_over(known, here.at)
    for _n in range(5):
        agreed(here, sitting, about=here.estates[0], due_on=law_day(here.at))
    with CaptureQueriesContext(connection) as many:
        assert len(duties_over(known, here.at)[here.estates[0].pk]) == 6
    assert len(many) == len(one)
