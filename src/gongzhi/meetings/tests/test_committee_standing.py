"""Bodies that act for another, whose term ran out, or that have no chair of that name (R7, R14)."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from gongzhi.bodies.actions.appoint import appoint
from gongzhi.bodies.models import Appointment
from gongzhi.bodies.tests.ground import Ground, ground
from gongzhi.bodies.tests.overview_world import client_of, pin
from gongzhi.documents.models import Document
from gongzhi.kernel.clock import BEIJING
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.meetings.actions.close_meeting import close_meeting
from gongzhi.meetings.actions.open_meeting import open_meeting
from gongzhi.meetings.actions.publish_decisions import publish_decisions
from gongzhi.meetings.actions.record_member_votes import record_member_votes
from gongzhi.meetings.actions.sign_in_member import sign_in_member
from gongzhi.meetings.models import MemberVote
from gongzhi.meetings.queries.calling import ItemDraft, item_obstacles, power_choices, standing_warnings
from gongzhi.meetings.queries.committee import decisions_of
from gongzhi.meetings.tests.committee_world import EVENING, FILE, NOW, call, seat_of, sitting
from gongzhi.meetings.tests.made import Table

pytestmark = pytest.mark.django_db
TALKS = ItemDraft("decide", "请物业修东门", power="supervise")


def second(here: Table) -> Appointment:
    """Another member of the 自管组织."""
    return appoint(
        body=here.self_managed,
        name="孟涛",
        number="13750000052",
        role="plain",
        way="recommended",
        basis="会议决定",
        from_on=date(2026, 8, 3),
        by=here.worker,
        at=here.at,
    )


@pytest.mark.clause("B1.4")
def test_a_self_managed_body_meets_as_acting_and_confirms_its_rules_itself(here: Table) -> None:
    member = second(here)
    body, leader = here.self_managed, here.keeper
    warns = standing_warnings(body, at=here.at)
    assert "代行职责" in warns[0].text
    blocks, warned = item_obstacles(body, ItemDraft("decide", "签保洁合同", power="sign_contract"), at=here.at)
    assert len(blocks) + len(warned) == 1, "no text gives it this power"
    begins = here.at + timedelta(days=8)
    with pytest.raises(BadInput) as wrong:
        call(body, leader, ItemDraft("vice", "推选副组长", candidate=member), at=here.at, begins_at=begins)
    assert "没有副职" in wrong.value.fields["kind"]
    meeting = call(body, leader, ItemDraft("chair", "推选组长", candidate=member), at=here.at, begins_at=begins)
    assert "（代行）" in str(Document.objects.get(pk=meeting.document_id).data["issuer"])
    meeting = open_meeting(meeting=meeting, by=leader, at=begins)
    sign_in_member(meeting=meeting, by=leader, at=begins)
    meeting = close_meeting(meeting=meeting, by=leader, at=begins)
    [decision] = decisions_of(meeting)
    assert decision.passed is None, "no rule of the place speaks of its meetings"
    publish_decisions(meeting=meeting, by=leader, at=begins)
    assert Appointment.objects.get(pk=member.pk).role == "plain"


@pytest.mark.clause("L4.1")
def test_past_its_term_a_body_meets_and_is_told_what_is_left_to_it(db: None, settings: Any, tmp_path: Any) -> None:
    settings.FILES = tmp_path
    g = ground()
    late = datetime(2029, 9, 3, 9, 0, tzinfo=BEIJING)
    warns = standing_warnings(g.body, at=late)
    assert "任期已届满" in warns[0].text
    _blocks, warned = item_obstacles(g.body, TALKS, at=late)
    in_office = item_obstacles(g.body, TALKS, at=NOW)
    assert in_office == ([], [])
    assert len(_blocks) + len(warned) == 1, "beyond its caretaker powers"
    choices = dict(power_choices(g.body, at=late))
    assert "没有此项权限" in choices["sign_contract"]


def test_the_sheet_of_votes_lies_closed_until_the_meeting_is_over(
    db: None, settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.FILES = tmp_path
    g: Ground = ground()
    meeting = sitting(g, come=3)
    seat = seat_of(g.body, g.person(1))
    record_member_votes(meeting=meeting, votes={f"1:{seat.pk}": "yes"}, **FILE, by=g.person(0), at=EVENING)
    pin(monkeypatch, EVENING + timedelta(hours=1))
    file_id = MemberVote.objects.get().file_id
    path = f"/desk/e/{g.estate.code}/files/{file_id}/"
    assert client_of(g.person(0)).get(path).status_code == 404
    close_meeting(meeting=meeting, by=g.person(0), at=EVENING + timedelta(hours=1))
    assert client_of(g.person(0)).get(path).status_code == 200


def test_an_estate_that_was_merged_calls_no_meetings(db: None, settings: Any, tmp_path: Any) -> None:
    settings.FILES = tmp_path
    g = ground()
    g.estate.ended_on = date(2026, 8, 9)
    g.estate.save(update_fields=["ended_on"])
    g.body.refresh_from_db()
    with pytest.raises(Refused, match="已经合并或者分立"):
        call(g.body, g.person(0))
