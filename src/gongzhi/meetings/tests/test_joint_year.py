"""Short records that count for a window, and the year of a community: held, missed, coming, before."""

from datetime import datetime, timedelta

import pytest
from django.test import Client

from gongzhi.documents.models import Document
from gongzhi.documents.queries import typeset
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import Refused
from gongzhi.meetings.actions.close_sitting import close_sitting
from gongzhi.meetings.actions.give_sitting_notice import give_sitting_notice
from gongzhi.meetings.actions.hold_brief import hold_brief
from gongzhi.meetings.actions.judge_topic import judge_topic
from gongzhi.meetings.actions.open_sitting import open_sitting
from gongzhi.meetings.actions.sign_brief import sign_brief
from gongzhi.meetings.actions.withdraw_topic import withdraw_topic
from gongzhi.meetings.queries.joint_calendar import year_of
from gongzhi.meetings.states import SittingState
from gongzhi.meetings.tests.made import Table
from gongzhi.meetings.tests.test_joint_sittings import draft, noticed
from gongzhi.meetings.tests.test_joint_topics import topic
from gongzhi.register.tests.conftest import check_constraints

pytestmark = pytest.mark.django_db


@pytest.mark.clause("B2.6")
def test_a_short_record_signed_by_all_that_are_there_counts_for_its_window(here: Table) -> None:
    row = draft(here)
    with pytest.raises(Refused, match="召集人签发"):
        hold_brief(sitting=row, by=here.worker, at=here.at)
    waiting = topic(here)
    judge_topic(topic=waiting, accept=True, by=here.secretary, at=here.at)
    with pytest.raises(Refused, match="应当开会"):
        hold_brief(sitting=row, by=here.secretary, at=here.at)
    withdraw_topic(topic=waiting, reason="已办", by=here.chair, at=here.at)
    with pytest.raises(Refused, match="定期"):
        hold_brief(sitting=draft(here, window="", why="急"), by=here.secretary, at=here.at)
    row = hold_brief(sitting=row, by=here.secretary, at=here.at)
    with pytest.raises(Refused, match="以简记代替"):
        open_sitting(sitting=row, by=here.worker, at=row.begins_at)
    with pytest.raises(Refused, match="不用您"):
        sign_brief(sitting=row, by=here.secretary, at=here.at)
    for person in (here.resident_chair, here.chair, here.members[1][2], here.manager):
        row = sign_brief(sitting=row, by=person, at=here.at)
        assert row.state == SittingState.NOTICED
    with pytest.raises(Refused, match="已经签收"):
        sign_brief(sitting=row, by=here.members[0][1], at=here.at)
    row = sign_brief(sitting=row, by=here.keeper, at=here.at)
    assert (row.state, row.signs.count()) == (SittingState.MINUTED, 5)
    document = Document.objects.get(pk=row.document_id)
    assert document.title == "2026年10月三方联席会议简记"
    assert typeset(document).startswith(b"%PDF")
    assert Client().get(f"/d/{document.pk}.docx").content.startswith(b"PK")
    lines = {line.key: line.state for line in year_of(here.division, 2026, on=law_day(here.at)).lines}
    assert lines["2026-10"] == "brief"
    check_constraints()


@pytest.mark.clause("B2.6", "B9.2")
def test_the_year_shows_held_missed_coming_and_what_was_before(here: Table) -> None:
    def states(on: datetime) -> dict[str, str]:
        return {line.key[5:]: line.state for line in year_of(here.division, 2026, on=law_day(on)).lines}

    assert states(here.at) == {
        "02": "before", "04": "before", "06": "before", "08": "missed", "10": "coming", "12": "coming",
    }  # fmt: skip
    row = noticed(here)
    assert states(here.at)["10"] == "planned"
    row = open_sitting(sitting=row, by=here.worker, at=row.begins_at)
    close_sitting(sitting=row, by=here.worker, at=row.begins_at)
    assert states(here.at + timedelta(days=30))["10"] == "held"
    year = year_of(here.division, 2026, on=law_day(here.at))
    assert "没有召开" in year.missed[0].sentence
    assert [one.passed for one in year.env] == [None, None, None]  # the first half was before the community was here
    env = draft(here, kind="env_summary", window="", estates=())
    env = give_sitting_notice(sitting=env, by=here.env_chair, at=here.at)
    open_sitting(sitting=env, by=here.worker, at=env.begins_at)
    close_sitting(sitting=env, by=here.worker, at=env.begins_at)
    assert [one.passed for one in year_of(here.division, 2026, on=law_day(here.at)).env] == [True, None, None]
