"""Calling a committee's meeting: demands, whose turn it is, what warns and what refuses (R18)."""

from datetime import date, timedelta

import pytest

from gongzhi.bodies.actions.change_role import change_role
from gongzhi.bodies.tests.ground import ON, Ground, ground
from gongzhi.documents.models import Document
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.meetings.actions.add_item import add_item
from gongzhi.meetings.actions.cancel_meeting import cancel_meeting
from gongzhi.meetings.actions.close_meeting import close_meeting
from gongzhi.meetings.actions.name_convener import name_convener
from gongzhi.meetings.actions.open_demand import open_demand
from gongzhi.meetings.actions.open_meeting import open_meeting
from gongzhi.meetings.actions.sign_demand import sign_demand
from gongzhi.meetings.actions.sign_in_member import sign_in_member
from gongzhi.meetings.duties.committee import duties_over
from gongzhi.meetings.models import CommitteeMeeting
from gongzhi.meetings.queries.calling import ItemDraft
from gongzhi.meetings.tests.committee_world import (
    BEIJING_LEVELS,
    EVENING,
    LATER,
    NOW,
    call,
    one,
    seat_of,
    sitting,
    vote,
)
from gongzhi.register.tests.conftest import sent

pytestmark = pytest.mark.django_db


def test_a_demand_counts_members_and_sets_the_last_day_the_same_day(g: Ground) -> None:
    demand = open_demand(body=g.body, words="尽快议定车库照明", by=g.person(1), at=NOW)
    assert demand.reached_at is None, "one of five is less than a third"
    with pytest.raises(Refused, match="已经签过"):
        sign_demand(demand=demand, by=g.person(1), at=NOW)
    with pytest.raises(Refused, match="的成员本人办理"):
        sign_demand(demand=demand, by=g.worker, at=NOW)
    with pytest.raises(Refused, match="同样的提议"):
        open_demand(body=g.body, words="尽快议定车库照明 ", by=g.person(2), at=NOW)
    demand = sign_demand(demand=demand, by=g.person(2), at=NOW)
    assert (demand.reached_at, demand.due_on) == (NOW, date(2026, 8, 17)), "two of five, within seven days"
    assert len(sent("meetings.demand_reached")) == 5, "every member and the chair, the same day"
    with pytest.raises(BadInput):
        open_demand(body=g.body, words=" ", by=g.person(1), at=NOW)


def test_the_chair_calls_first_then_any_member_once_the_days_are_over(g: Ground) -> None:
    demand = open_demand(body=g.body, words="议照明", by=g.person(1), at=NOW)
    asked = {"cause": "demanded", "demand": demand}
    with pytest.raises(Refused, match="还没有达到人数"):
        call(g.body, g.person(0), **asked)
    demand = sign_demand(demand=demand, by=g.person(2), at=NOW)
    with pytest.raises(Refused, match="由主任召集") as refused:
        call(g.body, g.person(3), **asked | {"demand": demand})
    assert refused.value.reasons[0].cite
    over = NOW + timedelta(days=8)
    with pytest.raises(Refused, match="由主任召集"):
        call(g.body, g.person(3), at=NOW + timedelta(days=7), **asked | {"demand": demand})
    meeting = call(g.body, g.person(3), at=over, **asked | {"demand": demand})
    assert meeting.convened_as == "member"
    cancel_meeting(meeting=meeting, reason="场地被占", by=g.person(3), at=over)
    again = call(g.body, g.person(0), at=over, **asked | {"demand": demand})
    assert (again.serial, again.convened_as) == (2, "chair")


def test_nobody_puts_a_demand_off_by_calling_far_ahead(g: Ground) -> None:
    """The chair calls for next year, to the demand or to nothing: after the seven days any member calls all the same."""
    demand = open_demand(body=g.body, words="议照明", by=g.person(1), at=NOW)
    demand = sign_demand(demand=demand, by=g.person(2), at=NOW)
    far = call(g.body, g.person(0), cause="demanded", demand=demand, begins_at=NOW + timedelta(days=300))
    with pytest.raises(Refused):
        call(g.body, g.person(3), at=NOW + timedelta(days=7), cause="demanded", demand=demand)
    over = NOW + timedelta(days=8)
    assert [one.who for one in duties_over({g.estate.pk: g.estate}, over)[g.estate.pk] if "指" in one.title]
    soon = {"at": over, "begins_at": over + timedelta(days=7), "cause": "demanded", "demand": demand}
    meeting = call(g.body, g.person(3), **soon)
    assert (meeting.convened_as, meeting.demand, far.state) == ("member", demand, "called")
    with pytest.raises(Refused):  # it is answered now
        call(g.body, g.person(4), **soon)


def test_an_urgent_meeting_is_called_beside_a_regular_one(g: Ground) -> None:
    """No law says one at a time: the second warns and must have been read."""
    call(g.body, g.person(0), cause="regular")
    soon = {"cause": "urgent", "why": "电梯停运", "begins_at": NOW + timedelta(days=1)}
    with pytest.raises(BadInput):
        call(g.body, g.person(0), warnings_seen=False, **soon)
    assert call(g.body, g.person(0), **soon).serial == 2


def test_a_meeting_called_and_never_opened_stands_in_nobodys_way(g: Ground) -> None:
    demand = open_demand(body=g.body, words="议照明", by=g.person(1), at=NOW)
    demand = sign_demand(demand=demand, by=g.person(2), at=NOW)
    call(g.body, g.person(0), cause="demanded", demand=demand, begins_at=NOW + timedelta(days=7))
    with pytest.raises(Refused, match="由主任召集"):
        call(g.body, g.person(3), at=NOW + timedelta(days=7), cause="demanded", demand=demand)
    meeting = call(g.body, g.person(3), at=NOW + timedelta(days=8), cause="demanded", demand=demand)
    assert meeting.convened_as == "member", "the chair let the day go by"
    meeting = open_meeting(meeting=meeting, by=g.person(3), at=EVENING)
    for n in (1, 2, 3):
        sign_in_member(meeting=meeting, by=g.person(n), at=EVENING)
    with pytest.raises(Refused, match="由会议的召集人办理"):
        close_meeting(meeting=meeting, by=g.person(1), at=LATER)
    assert close_meeting(meeting=meeting, by=g.person(1), at=EVENING + timedelta(days=1)).state == "closed"


def test_a_new_body_without_a_chair_is_called_by_any_member(g: Ground) -> None:
    change_role(appointment=seat_of(g.body, g.person(0)), role="member", on=ON, basis="推选前", by=g.worker, at=NOW)
    chosen = ItemDraft("chair", "推选主任", candidate=seat_of(g.body, g.person(4)))
    meeting = sitting(g, chosen, come=4, cause="first")
    assert meeting.convened_as == "member"
    vote(g, meeting, 1, "yes", "yes", "yes")
    assert one(close_meeting(meeting=meeting, by=g.person(0), at=LATER)).passed
    assert seat_of(g.body, g.person(4)).role == "chair", "chosen though not there"


def test_an_office_names_who_convenes_only_after_the_days_and_says_when_it_is_guidance(g: Ground) -> None:
    seat = seat_of(g.body, g.person(2))
    with pytest.raises(Refused, match="由主任召集"):
        name_convener(body=g.body, member=seat, why="主任没有开会", by=g.worker, at=NOW)
    demand = open_demand(body=g.body, words="议照明", by=g.person(1), at=NOW)
    demand = sign_demand(demand=demand, by=g.person(2), at=NOW)
    over = NOW + timedelta(days=8)
    with pytest.raises(Refused, match="这件事只能由"):
        name_convener(body=g.body, member=seat, why="x", by=g.person(1), at=over)
    with pytest.raises(BadInput):
        name_convener(body=g.body, member=seat, why=" ", by=g.worker, at=over)
    with pytest.raises(BadInput) as wrong:
        name_convener(body=g.body, member=seat_of(g.body, g.person(0)), why="x", by=g.worker, at=over)
    assert "主任以外" in wrong.value.fields["member"]
    naming = name_convener(body=g.body, member=seat, why="主任没有开会", demand=demand, by=g.worker, at=over)
    assert "只作指导" in naming.cite
    meeting = call(g.body, g.person(2), at=over, cause="demanded", demand=demand)
    assert (meeting.convened_as, meeting.naming) == ("named", naming)


def test_in_beijing_the_residents_committee_names_by_law_and_is_told_five_days_before(db: None) -> None:
    g = ground(BEIJING_LEVELS)
    demand = open_demand(body=g.body, words="议照明", by=g.person(1), at=NOW)
    sign_demand(demand=demand, by=g.person(2), at=NOW)
    over = NOW + timedelta(days=9)
    seat = seat_of(g.body, g.person(2))
    naming = name_convener(body=g.body, member=seat, why="主任没有开会", by=g.worker, at=over)
    assert "北京市物业管理条例" in naming.cite
    with pytest.raises(BadInput) as wrong:
        call(g.body, g.person(2), at=EVENING - timedelta(days=4), warnings_seen=False)
    assert "warnings_seen" in wrong.value.fields
    meeting = call(g.body, g.person(2), at=EVENING - timedelta(days=4))
    printed = str(Document.objects.get(pk=meeting.document_id).data)
    for words in ("居委会", "第45条"):
        assert words in printed, "what it departs from stands in the announcement"


@pytest.mark.parametrize(("days", "warned"), [(7, False), (6, True)])
def test_a_short_notice_warns_and_is_never_refused(g: Ground, days: int, warned: bool) -> None:
    at = EVENING - timedelta(days=days)
    asked = {"at": at, "warnings_seen": False}
    if warned:
        with pytest.raises(BadInput):
            call(g.body, g.person(0), **asked)
    meeting = call(g.body, g.person(0), **asked | {"warnings_seen": warned})
    assert ("提前6日" in str(Document.objects.get(pk=meeting.document_id).data)) is warned
    assert len(sent("meetings.called")) == 6, "five members and the residents' committee"


def test_calling_says_what_is_missing(g: Ground) -> None:
    for field, changed in (
        ("place", {"place": " "}),
        ("link", {"form": "video"}),
        ("form", {"form": "phone"}),
        ("cause", {"cause": "party"}),
        ("begins_at", {"begins_at": NOW}),
        ("why", {"cause": "urgent"}),
        ("demand", {"cause": "demanded"}),
    ):
        with pytest.raises(BadInput) as wrong:
            call(g.body, g.person(0), **changed)
        assert field in wrong.value.fields
    for field, draft in (
        ("title", ItemDraft("decide", " ")),
        ("kind", ItemDraft("dance", "跳舞")),
        ("candidate", ItemDraft("chair", "推选主任")),
        ("amount", ItemDraft("decide", "零元", amount_fen=0)),
        ("power", ItemDraft("decide", "x", power="fly")),
    ):
        with pytest.raises(BadInput) as wrong:
            call(g.body, g.person(0), draft)
        assert field in wrong.value.fields
    with pytest.raises(Refused, match="的成员本人办理"):
        call(g.body, g.worker)
    assert not CommitteeMeeting.objects.exists()


@pytest.mark.clause("B1.4", "A3.2")
def test_what_the_owners_decide_together_no_body_decides(g: Ground) -> None:
    draft = ItemDraft("decide", "解聘物业服务企业", power="decide")
    with pytest.raises(Refused, match="应当由业主共同决定的事项") as refused:
        call(g.body, g.person(0), draft)
    assert "民法典" in refused.value.reasons[0].cite
    assert refused.value.reasons[0].remedy_url == f"/desk/e/{g.estate.code}/assemblies/"
    meeting = call(g.body, g.person(0))
    with pytest.raises(Refused, match="应当由业主共同决定的事项"):
        add_item(meeting=meeting, item=draft, by=g.person(0), at=NOW)
