"""Whoever sits for the party organisation or the residents' committee finds there what they owe, without any office."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from gongzhi.desk.seats import of_seats
from gongzhi.meetings.actions.draft_sitting import draft_sitting
from gongzhi.meetings.actions.give_sitting_notice import give_sitting_notice
from gongzhi.meetings.actions.propose_topic import propose_topic
from gongzhi.meetings.joint_access import tables_of
from gongzhi.meetings.models import Sitting
from gongzhi.meetings.tests.made import Table, table
from gongzhi.meetings.tests.test_joint_members import mandate
from gongzhi.people.models import Person
from gongzhi.voting.tests.made import pin, sign_in

JUDGE, SIGN, NOTICE = "研究确定 1 项联席会议议题", "签发通知", "签收会议通知"


@pytest.fixture
def here(db: None, settings: Any, tmp_path: Path) -> Table:
    """A community with a topic to judge and a draft to sign."""
    settings.FILES = tmp_path
    made = table()
    about, common = made.estates[0], {"division": made.division, "at": made.at}
    propose_topic(business="disputes", title="车库漏水", words="积水", about=about, by=made.chair, **common)
    draft_sitting(
        kind="joint",
        form="regular",
        begins_at=made.at + timedelta(days=15),
        estates=made.estates,
        window="2026-10",
        place="社区会议室",
        by=made.worker,
        **common,
    )
    return made


def due(here: Table, person: Person) -> list[str]:
    rows = of_seats(person, tables_of(person, at=here.at), at=here.at)
    return [one.title.partition("：")[0] for one in rows]


@pytest.mark.clause("B2.3", "B2.4", "B2.7")
def test_by_seat_the_secretary_the_members_and_the_residents_committee_find_what_they_owe(here: Table) -> None:
    assert set(due(here, here.secretary)) == {SIGN, JUDGE}
    assert due(here, here.party_member) == [JUDGE]
    for person in (here.resident_chair, here.chair, here.manager, here.worker, here.stranger):
        assert due(here, person) == []
    mandate(here)
    assert due(here, here.resident_chair) == [SIGN]
    give_sitting_notice(sitting=Sitting.objects.get(division=here.division), by=here.secretary, at=here.at)
    assert set(due(here, here.party_member)) == {JUDGE, NOTICE}
    assert due(here, here.resident_chair) == [NOTICE]
    assert due(here, here.chair) == [], "a committee's members read it in the list of their capacity"


@pytest.mark.clause("B2.3")
def test_the_home_page_of_a_member_without_any_office_leads_to_what_is_due(
    here: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    pin(monkeypatch, here.at)
    for person, shown in ((here.secretary, (JUDGE, SIGN)), (here.party_member, (JUDGE,))):
        client = Client()
        sign_in(client, person)
        page = client.get("/home/").content.decode()
        assert "件事等您" in page
        assert all(words in page for words in shown)
        topics = client.get(f"/desk/d/{here.division.pk}/meetings/topics/")
        assert topics.status_code == 200
        assert str(topics.context["person"]["role"]).startswith("社区党组织"), "a seat, and no owner"
        assert [board["url"] for board in topics.context["boards"]] == ["/home/"], "the way back"
    client = Client()
    sign_in(client, here.stranger)
    assert JUDGE not in client.get("/home/").content.decode()
