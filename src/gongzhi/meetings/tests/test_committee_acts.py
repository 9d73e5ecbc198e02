"""A committee's meeting from the demand to the publication: who may, what is counted, what nobody sees before the end."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from gongzhi.bodies.actions.change_role import change_role
from gongzhi.bodies.actions.engage import engage
from gongzhi.bodies.actions.resign_seat import resign_seat
from gongzhi.bodies.actions.suspend_member import suspend_member
from gongzhi.bodies.models import Appointment
from gongzhi.bodies.tests.ground import ON, QINGDAO, Ground, ground
from gongzhi.documents.models import Document
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.kernel.models import Entry
from gongzhi.meetings.actions.add_item import add_item
from gongzhi.meetings.actions.cancel_meeting import cancel_meeting
from gongzhi.meetings.actions.cast_member_vote import cast_member_vote
from gongzhi.meetings.actions.close_meeting import close_meeting
from gongzhi.meetings.actions.finish_record import finish_record
from gongzhi.meetings.actions.name_convener import name_convener
from gongzhi.meetings.actions.open_demand import open_demand
from gongzhi.meetings.actions.open_meeting import open_meeting
from gongzhi.meetings.actions.publish_decisions import publish_decisions
from gongzhi.meetings.actions.record_decision_order import record_decision_order
from gongzhi.meetings.actions.record_member_votes import record_member_votes
from gongzhi.meetings.actions.record_presence import record_presence
from gongzhi.meetings.actions.record_signatures import record_signatures
from gongzhi.meetings.actions.sign_demand import sign_demand
from gongzhi.meetings.actions.sign_in_member import sign_in_member
from gongzhi.meetings.actions.sign_record import sign_record
from gongzhi.meetings.actions.write_record import write_record
from gongzhi.meetings.duties.committee import duties_over
from gongzhi.meetings.models import AgendaItem, CommitteeMeeting, Decision, MemberVote
from gongzhi.meetings.queries.calling import ItemDraft
from gongzhi.meetings.queries.committee import decisions_of
from gongzhi.meetings.queries.decisions import amount_of, decision_at, in_force, stops
from gongzhi.meetings.tests.committee_world import (
    BEIJING_LEVELS,
    EVENING,
    FILE,
    HEARD,
    LAMPS,
    NOW,
    call,
    seat_of,
    sitting,
    vote,
)
from gongzhi.people.models import Person
from gongzhi.register.tests.conftest import sent

pytestmark = pytest.mark.django_db
LATER = EVENING + timedelta(hours=2)


@pytest.fixture
def g(db: None, settings: Any, tmp_path: Any) -> Ground:
    settings.FILES = tmp_path
    return ground()


def one(meeting: CommitteeMeeting) -> Decision:
    return decisions_of(meeting)[0]


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


def test_more_than_half_of_all_members_decide_not_of_those_present(g: Ground) -> None:
    meeting = sitting(g, LAMPS, HEARD, come=3)
    vote(g, meeting, 1, "yes", "yes", "no")
    meeting = close_meeting(meeting=meeting, by=g.person(0), at=LATER)
    decision = one(meeting)
    assert (decision.passed, decision.in_favour, decision.against, decision.present) == (False, 2, 1, 3)
    assert (meeting.set_size, meeting.seated) == (5, 5)
    assert decision.state == "not_passed"
    assert len(decisions_of(meeting)) == 1, "what is heard decides nothing"
    assert not in_force(decision)
    assert stops(decision) is not None


def test_three_of_five_decide_and_other_rooms_may_rest_on_it(g: Ground) -> None:
    meeting = sitting(g, come=4)
    vote(g, meeting, 1, "yes", "yes", "yes", "abstain")
    meeting = close_meeting(meeting=meeting, by=g.person(0), at=LATER)
    decision = one(meeting)
    assert (decision.passed, decision.abstained, decision.state) == (True, 1, "effective")
    found = decision_at(decision.entry, estate=g.estate)
    assert found == decision
    assert in_force(found)
    assert stops(found) is None
    assert amount_of(found) == 1_200_000
    assert decision_at(meeting.entry, estate=g.estate) is None
    assert decision.publish_by == date(2026, 8, 24), "three days end on a Sunday and roll on"


def test_with_too_few_it_closes_without_decisions_and_says_so(g: Ground) -> None:
    meeting = sitting(g, come=2)
    vote(g, meeting, 1, "yes", "yes")
    meeting = close_meeting(meeting=meeting, by=g.person(0), at=LATER)
    assert meeting.state == "closed"
    assert decisions_of(meeting) == []
    with pytest.raises(Refused, match="没有形成决定"):
        publish_decisions(meeting=meeting, by=g.person(0), at=LATER)


def test_where_the_readings_differ_it_stays_undecided_and_nothing_rests_on_it(db: None) -> None:
    g = ground(seated=3)
    meeting = sitting(g, come=3)
    vote(g, meeting, 1, "yes", "yes")
    decision = one(close_meeting(meeting=meeting, by=g.person(0), at=LATER))
    assert (decision.passed, decision.state) == (None, "undecided"), "two of three in office, two of five seats"
    assert "议事规则" in decision.sentence
    reason = stops(decision)
    assert reason is not None
    assert not in_force(decision)


def test_nobody_votes_for_another_and_nobody_votes_twice(g: Ground) -> None:
    meeting = sitting(g, LAMPS, HEARD, come=2)
    item = vote(g, meeting, 1, "yes")
    with pytest.raises(Refused, match="不能再改"):
        cast_member_vote(item=item, choice="no", by=g.person(0), at=LATER)
    with pytest.raises(Refused, match="只能由到会的成员"):
        cast_member_vote(item=item, choice="no", by=g.person(4), at=LATER)
    with pytest.raises(Refused, match="的成员本人办理"):
        cast_member_vote(item=item, choice="no", by=g.worker, at=LATER)
    with pytest.raises(BadInput):
        cast_member_vote(item=item, choice="maybe", by=g.person(1), at=LATER)
    heard = AgendaItem.objects.get(meeting=meeting, number=2)
    with pytest.raises(Refused, match="不表决"):
        cast_member_vote(item=heard, choice="yes", by=g.person(0), at=LATER)
    with pytest.raises(Refused, match="委托") as refused:
        record_presence(meeting=meeting, members=(), by_proxy=[seat_of(g.body, g.person(3))], by=g.person(0), at=LATER)
    assert "第38条" in refused.value.reasons[0].cite
    assert MemberVote.objects.count() == 1


def test_the_direction_of_a_vote_stands_nowhere_in_the_journal(g: Ground) -> None:
    meeting = sitting(g, come=3)
    vote(g, meeting, 1, "yes", "no", "abstain")
    bodies = [bytes(row.body).decode() for row in Entry.objects.filter(act="meetings.member.voted")]
    assert len(bodies) == 3
    assert not any(f'"{word}"' in text for text in bodies for word in ("yes", "no", "abstain"))
    assert len({text.split('"choice":')[1][:80] for text in bodies}) == 3


def test_paper_sheets_say_who_came_and_how_they_voted_and_never_write_over_an_own_vote(g: Ground) -> None:
    meeting = sitting(g, come=2)
    vote(g, meeting, 1, "yes")
    others = [seat_of(g.body, g.person(n)) for n in (1, 2, 3)]
    with pytest.raises(Refused, match="召集人或者专职秘书"):
        record_presence(meeting=meeting, members=others, by=g.person(4), at=LATER)
    with pytest.raises(BadInput):
        record_presence(meeting=meeting, members=[g.seats[5]], by=g.person(0), at=LATER)
    record_presence(meeting=meeting, members=others, by=g.person(0), at=LATER)
    assert meeting.presences.count() == 4
    own, second = seat_of(g.body, g.person(0)), others[0]
    asked: dict[str, Any] = {"meeting": meeting, "by": g.person(0), "at": LATER}
    with pytest.raises(BadInput) as wrong:
        record_member_votes(votes={f"1:{own.pk}": "no"}, **FILE, **asked)
    assert "本人已经表决" in wrong.value.fields["votes"]
    with pytest.raises(BadInput) as wrong:
        record_member_votes(votes={f"1:{second.pk}": "yes"}, **FILE | {"content": b""}, **asked)
    assert "file" in wrong.value.fields
    with pytest.raises(BadInput):
        record_member_votes(votes={"7:x": "yes"}, **FILE, **asked)
    record_member_votes(votes={f"1:{seat.pk}": "yes" for seat in others[:2]}, **FILE, **asked)
    decision = one(close_meeting(meeting=meeting, by=g.person(0), at=LATER))
    assert (decision.passed, decision.in_favour, decision.present) == (True, 3, 4)
    with pytest.raises(Refused, match="不能再办"):
        record_member_votes(votes={f"1:{others[2].pk}": "no"}, **FILE, **asked)


def test_the_members_choose_their_chair_and_it_is_carried_out_in_the_same_act(g: Ground) -> None:
    candidate = seat_of(g.body, g.person(1))
    vice = seat_of(g.body, g.person(2))
    meeting = sitting(
        g, ItemDraft("chair", "推选主任", candidate=candidate), ItemDraft("vice", "推选副主任", candidate=vice), come=4
    )
    vote(g, meeting, 1, "yes", "yes", "yes")
    vote(g, meeting, 2, "yes", "no", "no")
    meeting = close_meeting(meeting=meeting, by=g.person(0), at=LATER)
    assert [row.passed for row in decisions_of(meeting)] == [True, False]
    roles = [seat_of(g.body, g.person(n)).role for n in range(3)]
    assert roles == [Appointment.Role.MEMBER, Appointment.Role.CHAIR, Appointment.Role.MEMBER]
    write_record(meeting=meeting, words="推选主任", by=g.person(1), at=LATER)
    assert sign_record(meeting=meeting, by=g.person(1), at=LATER).appointment == candidate, "signs as who was there"


def test_a_suspended_member_neither_counts_nor_votes(db: None) -> None:
    g = ground(QINGDAO)
    suspend_member(appointment=g.seats[1], ground="有第40条第2款的情形", on=NOW.date(), by=g.person(0), at=NOW)
    meeting = call(g.body, g.person(0))
    meeting = open_meeting(meeting=meeting, by=g.person(0), at=EVENING)
    with pytest.raises(Refused, match="的成员本人办理"):
        sign_in_member(meeting=meeting, by=g.person(1), at=EVENING)
    for n in (0, 2, 3):
        sign_in_member(meeting=meeting, by=g.person(n), at=EVENING)
    with pytest.raises(Refused, match="已经签到"):
        sign_in_member(meeting=meeting, by=g.person(0), at=EVENING)
    meeting = close_meeting(meeting=meeting, by=g.person(0), at=LATER)
    assert (meeting.set_size, meeting.seated) == (5, 4)


def test_the_record_is_written_signed_and_finished_and_shows_who_did_not_sign(g: Ground) -> None:
    meeting = sitting(g, come=3)
    vote(g, meeting, 1, "yes", "yes", "yes")
    with pytest.raises(Refused, match="不能再办这一步"):
        write_record(meeting=meeting, words="x", by=g.person(0), at=LATER)
    meeting = close_meeting(meeting=meeting, by=g.person(0), at=LATER)
    with pytest.raises(Refused, match="还没有写"):
        sign_record(meeting=meeting, by=g.person(1), at=LATER)
    with pytest.raises(BadInput):
        write_record(meeting=meeting, words=" ", by=g.person(0), at=LATER)
    with pytest.raises(BadInput):
        write_record(meeting=meeting, words="x", **FILE | {"content": b"nothing"}, by=g.person(0), at=LATER)
    meeting = write_record(meeting=meeting, words="更换灯具，三人同意。", **FILE, by=g.person(0), at=LATER)
    with pytest.raises(Refused, match="还没有人签字"):
        finish_record(meeting=meeting, by=g.person(0), at=LATER)
    sign_record(meeting=meeting, remark="同意", by=g.person(1), at=LATER)
    with pytest.raises(Refused, match="已经签过字"):
        sign_record(meeting=meeting, by=g.person(1), at=LATER)
    with pytest.raises(Refused, match="只能由到会的成员"):
        sign_record(meeting=meeting, by=g.person(4), at=LATER)
    with pytest.raises(Refused, match="不能再改"):
        write_record(meeting=meeting, words="改一改", by=g.person(0), at=LATER)
    absent = seat_of(g.body, g.person(4))
    with pytest.raises(BadInput) as wrong:
        record_signatures(meeting=meeting, members=[absent], **FILE | {"content": b""}, by=g.person(0), at=LATER)
    assert set(wrong.value.fields) == {"file", "members"}
    record_signatures(meeting=meeting, members=[g.seats[0], g.seats[1]], **FILE, by=g.person(0), at=LATER)
    assert [row.way for row in meeting.signs.order_by("pk")] == ["own", "sheet"]
    meeting = finish_record(meeting=meeting, by=g.person(0), at=LATER)
    assert meeting.state == "minuted"
    assert meeting.signs.count() == 2 < meeting.presences.count()
    sign_record(meeting=meeting, by=g.person(2), at=LATER)


def test_decisions_are_published_once_with_counts_and_without_names(g: Ground) -> None:
    meeting = sitting(g, come=4)
    late = add_item(meeting=meeting, item=ItemDraft("decide", "补买灭火器"), by=g.person(0), at=EVENING)
    assert late.late
    assert late.number == 2
    vote(g, meeting, 1, "yes", "yes", "yes", "no")
    vote(g, meeting, 2, "yes", "no")
    meeting = close_meeting(meeting=meeting, by=g.person(0), at=LATER)
    with pytest.raises(Refused, match="召集人或者专职秘书"):
        publish_decisions(meeting=meeting, by=g.person(4), at=LATER)
    publish_decisions(meeting=meeting, by=g.person(0), at=LATER + timedelta(days=5))
    rows = decisions_of(meeting)
    document = Document.objects.get(pk=rows[0].document_id)
    printed = str(document.data)
    for words in ("同意 3，反对 1，弃权 0", "会议公告以后增加", "晚于应当公告的"):
        assert words in printed
    assert not any(name in printed for name in ("刘芳", "杨帆", "何平"))
    assert len(sent("meetings.decided")) == 1
    with pytest.raises(Refused, match="已经公告"):
        publish_decisions(meeting=meeting, by=g.person(0), at=LATER)


def test_an_order_stops_what_rests_on_a_decision_and_a_lift_lets_it_go_on(g: Ground) -> None:
    meeting = sitting(g, come=4)
    vote(g, meeting, 1, "yes", "yes", "yes")
    decision = one(close_meeting(meeting=meeting, by=g.person(0), at=LATER))
    order: dict[str, Any] = {
        "issuer": "桂溪街道办事处",
        "document_number": "桂街〔2026〕7号",
        "text": "程序不当",
        **FILE,
    }
    with pytest.raises(Refused):
        record_decision_order(decision=decision, kind="correct", **order, by=g.person(0), at=LATER)
    with pytest.raises(BadInput) as wrong:
        record_decision_order(
            decision=decision, kind="supersede", **order | {"issuer": " ", "content": b"x"}, by=g.street, at=LATER
        )
    assert set(wrong.value.fields) == {"issuer", "file", "by_decision"}
    with pytest.raises(Refused, match="不用再办"):
        record_decision_order(decision=decision, kind="lift", **order, by=g.street, at=LATER)
    record_decision_order(decision=decision, kind="correct", **order, by=g.street, at=LATER)
    decision.refresh_from_db()
    reason = stops(decision)
    assert reason is not None
    assert reason.cite == "桂溪街道办事处 桂街〔2026〕7号"
    assert not in_force(decision)
    record_decision_order(decision=decision, kind="lift", **order, by=g.street, at=LATER)
    decision.refresh_from_db()
    assert in_force(decision)
    assert stops(decision) is None


def test_a_later_decision_takes_the_place_of_an_earlier_one(g: Ground) -> None:
    meeting = sitting(g, LAMPS, ItemDraft("decide", "改用声控灯具"), come=4)
    for number in (1, 2):
        vote(g, meeting, number, "yes", "yes", "yes")
    first, second = decisions_of(close_meeting(meeting=meeting, by=g.person(0), at=LATER))
    record_decision_order(
        decision=first,
        kind="supersede",
        issuer=g.body.name,
        document_number="会决2号",
        text="以后一项为准",
        by_decision=second,
        **FILE,
        by=g.street,
        at=LATER,
    )
    first.refresh_from_db()
    assert first.state == "superseded"
    assert in_force(second)
    with pytest.raises(Refused, match="不能变为"):
        record_decision_order(
            decision=first, kind="lift", issuer="x", document_number="x", text="x", **FILE, by=g.street, at=LATER
        )


def test_the_wrong_hour_and_the_wrong_person_open_nothing(g: Ground) -> None:
    meeting = call(g.body, g.person(0))
    with pytest.raises(Refused, match="不能提前开会"):
        open_meeting(meeting=meeting, by=g.person(0), at=EVENING - timedelta(days=1))
    with pytest.raises(Refused, match="由会议的召集人办理"):
        open_meeting(meeting=meeting, by=g.person(1), at=EVENING)
    with pytest.raises(Refused, match="还没有开始"):
        sign_in_member(meeting=meeting, by=g.person(1), at=EVENING)
    meeting = open_meeting(meeting=meeting, by=g.person(0), at=EVENING)
    with pytest.raises(Refused, match="还没有人签到"):
        close_meeting(meeting=meeting, by=g.person(0), at=EVENING)
    with pytest.raises(Refused, match="不能变为"):
        cancel_meeting(meeting=meeting, reason="算了", by=g.person(0), at=EVENING)


def test_the_database_refuses_a_vote_of_whoever_did_not_come(g: Ground) -> None:
    meeting = sitting(g, come=1)
    item = AgendaItem.objects.get(meeting=meeting)
    row = MemberVote(
        estate=g.estate,
        item=item,
        appointment=g.seats[3],
        choice="yes",
        way="own",
        by="x",
        at=LATER,
        entry=item.entry,
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def hired(g: Ground, task: str, last: int = 1) -> Person:
    """A secretary charged with one task."""
    made = engage(
        estate=g.estate,
        kind="secretary",
        purpose="会务",
        pay_source="common_income",
        pay_fen=300_000,
        basis="业主大会决定",
        name="专职秘书",
        number=f"1360000000{last}",
        tasks=[task],
        from_on=NOW.date(),
        until_on=NOW.date() + timedelta(days=365),
        by=g.person(0),
        at=NOW,
    )
    return Person.objects.get(pk=made.person_id)


@pytest.mark.clause("A8.3")
def test_the_secretary_keeps_the_record_but_does_not_run_the_meeting(g: Ground) -> None:
    clerk = hired(g, "minutes")
    other = hired(g, "delivery", 2)
    meeting = sitting(g, come=3)
    record_presence(meeting=meeting, members=[seat_of(g.body, g.person(3))], by=clerk, at=LATER)
    with pytest.raises(Refused, match="召集人或者专职秘书"):
        record_presence(meeting=meeting, members=[seat_of(g.body, g.person(4))], by=other, at=LATER)
    with pytest.raises(Refused, match="由会议的召集人办理"):
        close_meeting(meeting=meeting, by=clerk, at=LATER)


def test_who_left_the_committee_before_the_end_is_not_counted(g: Ground) -> None:
    meeting = sitting(g, come=4)
    vote(g, meeting, 1, "yes", "yes", "yes", "no")
    gone = seat_of(g.body, g.person(2))
    resign_seat(appointment=gone, words="我辞职", on=EVENING.date(), by=g.person(2), at=LATER)
    decision = one(close_meeting(meeting=meeting, by=g.person(0), at=LATER + timedelta(minutes=1)))
    assert (decision.in_favour, decision.present) == (2, 3)
    assert decision.passed is None, "two of five seats, exactly half of four in office"
