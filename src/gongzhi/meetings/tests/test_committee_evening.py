"""The evening itself: who came, how they voted unseen, how all members are counted."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from gongzhi.bodies.actions.resign_seat import resign_seat
from gongzhi.bodies.actions.suspend_member import suspend_member
from gongzhi.bodies.models import Appointment
from gongzhi.bodies.tests.ground import QINGDAO, Ground, ground
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.kernel.models import Entry
from gongzhi.meetings.actions.cancel_meeting import cancel_meeting
from gongzhi.meetings.actions.cast_member_vote import cast_member_vote
from gongzhi.meetings.actions.close_meeting import close_meeting
from gongzhi.meetings.actions.open_meeting import open_meeting
from gongzhi.meetings.actions.publish_decisions import publish_decisions
from gongzhi.meetings.actions.record_member_votes import record_member_votes
from gongzhi.meetings.actions.record_presence import record_presence
from gongzhi.meetings.actions.sign_in_member import sign_in_member
from gongzhi.meetings.actions.sign_record import sign_record
from gongzhi.meetings.actions.write_record import write_record
from gongzhi.meetings.models import AgendaItem, MemberVote
from gongzhi.meetings.queries.calling import ItemDraft
from gongzhi.meetings.queries.committee import decisions_of
from gongzhi.meetings.queries.decisions import amount_of, decision_at, in_force, stops
from gongzhi.meetings.tests.committee_world import (
    EVENING,
    FILE,
    HEARD,
    LAMPS,
    LATER,
    NOW,
    call,
    one,
    seat_of,
    sitting,
    vote,
)

pytestmark = pytest.mark.django_db


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


def test_who_left_the_committee_before_the_end_is_not_counted(g: Ground) -> None:
    meeting = sitting(g, come=4)
    vote(g, meeting, 1, "yes", "yes", "yes", "no")
    gone = seat_of(g.body, g.person(2))
    resign_seat(appointment=gone, words="我辞职", on=EVENING.date(), by=g.person(2), at=LATER)
    decision = one(close_meeting(meeting=meeting, by=g.person(0), at=LATER + timedelta(minutes=1)))
    assert (decision.in_favour, decision.present) == (2, 3)
    assert decision.passed is None, "two of five seats, exactly half of four in office"
