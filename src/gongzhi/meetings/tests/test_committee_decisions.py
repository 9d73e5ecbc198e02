"""What remains of a meeting: its record, decisions published, orders that stop what rests on them (R2)."""

from datetime import timedelta
from typing import Any

import pytest

from gongzhi.bodies.actions.engage import engage
from gongzhi.bodies.tests.ground import Ground
from gongzhi.documents.models import Document
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.meetings.actions.add_item import add_item
from gongzhi.meetings.actions.close_meeting import close_meeting
from gongzhi.meetings.actions.finish_record import finish_record
from gongzhi.meetings.actions.publish_decisions import publish_decisions
from gongzhi.meetings.actions.record_decision_order import record_decision_order
from gongzhi.meetings.actions.record_presence import record_presence
from gongzhi.meetings.actions.record_signatures import record_signatures
from gongzhi.meetings.actions.sign_record import sign_record
from gongzhi.meetings.actions.write_record import write_record
from gongzhi.meetings.queries.calling import ItemDraft
from gongzhi.meetings.queries.committee import decisions_of
from gongzhi.meetings.queries.decisions import in_force, stops
from gongzhi.meetings.tests.committee_world import (
    EVENING,
    FILE,
    LAMPS,
    LATER,
    NOW,
    one,
    seat_of,
    sitting,
    vote,
)
from gongzhi.people.models import Person
from gongzhi.register.tests.conftest import sent

pytestmark = pytest.mark.django_db


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
