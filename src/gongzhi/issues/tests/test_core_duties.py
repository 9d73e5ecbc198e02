"""What is due about issues: whose it is, by when, under which article; the same cost for one and for many."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongzhi.issues.actions.hand_back import hand_back
from gongzhi.issues.actions.record_issue import record_issue
from gongzhi.issues.duties import core
from gongzhi.issues.tests.issues_world import Desk
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.duty import Duty

pytestmark = pytest.mark.django_db


def due(here: Desk) -> list[Duty]:
    """The core duties of the estate."""
    return core.duties_over({here.estate.pk: here.estate}, here.at)[here.estate.pk]


@pytest.mark.clause("B3.1", "B3.8")
def test_each_state_is_due_from_somebody_by_a_day_with_its_article(here: Desk) -> None:
    assert due(here) == []
    urgent = here.reported(matter="lift_trapped", number="13511113333")
    [duty] = due(here)
    assert ("紧急" in duty.title, duty.who, duty.due_on) == (True, "社区工作人员", law_day(here.at))
    issue = here.accepted(urgent)
    [duty] = due(here)
    assert "派给责任方" in duty.title
    assert duty.due_on == issue.due_on
    here.working(issue)
    [duty] = due(here)
    assert duty.who == "物业项目负责人"
    assert duty.title.startswith("接收")
    assert duty.cite
    here.done(issue)
    assert due(here) == []  # the reporter has it now


@pytest.mark.clause("B3.5")
def test_without_a_lead_the_community_looks_for_one_and_at_the_limit_the_street_names_one(here: Desk) -> None:
    issue = here.working(committee="配合")
    hand_back(party=here.party(issue), reason="不归我", by=here.firm, at=here.at)
    assert [duty.who for duty in due(here) if "牵头" in duty.title] == ["社区工作人员"]
    hand_back(party=here.party(issue, "committee"), reason="不归我", by=here.member, at=here.at)
    [duty] = due(here)
    assert (duty.who, "指定牵头" in duty.title) == ("街道办事处工作人员", True)


def test_what_has_no_reporter_to_ask_is_looked_at_by_the_community(here: Desk) -> None:
    report = record_issue(estate=here.estate, source="patrol", words="灯坏", by=here.worker, at=here.at)
    here.done(here.working(here.accepted(report)))
    [duty] = due(here)
    assert "现场" in duty.title


@pytest.mark.clause("B3.5")
def test_a_legacy_issue_waits_for_its_explanation(here: Desk) -> None:
    here.accepted(here.reported(matter="title_legacy"), issue_class="legacy")
    [duty] = due(here)
    assert "解释" in duty.title
    assert duty.due_on is not None
    assert duty.due_on > law_day(here.at) + timedelta(days=1)


def test_the_duties_of_many_issues_cost_as_much_as_of_one(here: Desk) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            due(here)
        return len(seen)

    here.working()
    few = cost()
    for n in range(3):
        here.working(here.accepted(here.reported(number=f"1352222000{n}")))
    assert cost() == few <= 3
