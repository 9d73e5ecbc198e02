"""Topics: proposed by the three, accepted or returned with a reason, mended, withdrawn, taken in the order of business."""

import pytest

from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.kernel.models import Entry
from gongzhi.meetings.actions.amend_topic import amend_topic
from gongzhi.meetings.actions.judge_topic import judge_topic
from gongzhi.meetings.actions.propose_topic import propose_topic
from gongzhi.meetings.actions.withdraw_topic import withdraw_topic
from gongzhi.meetings.models import Topic
from gongzhi.meetings.models.sitting import Side
from gongzhi.meetings.queries.agreed import of_basis
from gongzhi.meetings.queries.topics import suggested, threshold
from gongzhi.meetings.states import TopicState
from gongzhi.meetings.tests.made import Table
from gongzhi.register.tests.conftest import sent

pytestmark = pytest.mark.django_db
SCAN = {"file_name": "照片.pdf", "content": b"%PDF-1.4 sample"}


def topic(here: Table, **asked: object) -> Topic:
    common = {
        "division": here.division,
        "business": "disputes",
        "title": "地下车库漏水",
        "words": "雨后积水，建议先查排水。",
        "about": here.estates[0],
        "by": here.chair,
        "at": here.at,
    }
    return propose_topic(**{**common, **asked})  # type: ignore[arg-type]


@pytest.mark.clause("B2.4")
def test_each_party_proposes_for_itself_and_nobody_else_does(here: Table) -> None:
    assert topic(here).side == Side.OWNERS
    assert topic(here, by=here.manager, **SCAN).side == Side.FIRM
    assert topic(here, by=here.resident_chair).side == Side.RESIDENTS
    assert topic(here, by=here.env_chair, about=None).side == Side.ENVIRONMENT
    assert topic(here, by=here.keeper, about=here.estates[2]).side == Side.OWNERS
    assert topic(here, by=here.worker, about=None).side == Side.RESIDENTS
    for person in (here.secretary, here.street, here.stranger):
        with pytest.raises(Refused, match="居委会"):
            topic(here, by=person)
    with pytest.raises(BadInput) as why:
        topic(here, about=here.estates[1])
    assert set(why.value.fields) == {"about"}
    numbered = {"words": "请找 138 0000 1111 的住户"}
    for wrong in ({"title": " "}, numbered, {"business": "other"}, {"content": b"x"}, {"basis_ref": "issue 1"}):
        with pytest.raises(BadInput):
            topic(here, **wrong)
    assert "漏水" not in bytes(Entry.objects.filter(act="meetings.topic.proposed").first().body).decode()


@pytest.mark.clause("B2.4")
def test_the_party_organisation_accepts_or_returns_with_a_reason_and_the_proposer_is_told(here: Table) -> None:
    row = topic(here)
    for person in (here.worker, here.chair, here.resident_chair):
        with pytest.raises(Refused, match="社区党组织"):
            judge_topic(topic=row, accept=True, by=person, at=here.at)
    with pytest.raises(BadInput):
        judge_topic(topic=row, accept=False, reason=" ", by=here.party_member, at=here.at)
    row = judge_topic(topic=row, accept=False, reason="先由物业现场查看", by=here.party_member, at=here.at)
    assert row.state == TopicState.RETURNED
    assert sent("meetings.topic")[-1][0] == here.chair.number()
    assert "先由物业现场查看" in sent("meetings.topic")[-1][1]
    changed = {"business": "major", "title": "车库漏水", "words": "物业已查看，要维修。"}
    with pytest.raises(Refused, match="提出人"):
        amend_topic(topic=row, **changed, by=here.manager, at=here.at)
    row = amend_topic(topic=row, **changed, by=here.members[0][1], at=here.at)  # of the same party
    assert (row.state, row.title) == (TopicState.PROPOSED, "车库漏水")
    with pytest.raises(Refused, match="已经办好"):
        amend_topic(topic=row, **changed, by=here.chair, at=here.at)
    row = judge_topic(topic=row, accept=True, by=here.secretary, at=here.at)
    assert row.state == TopicState.ACCEPTED
    with pytest.raises(Refused, match="已经办好"):
        judge_topic(topic=row, accept=True, by=here.secretary, at=here.at)
    with pytest.raises(BadInput):
        withdraw_topic(topic=row, reason="", by=here.chair, at=here.at)
    with pytest.raises(Refused, match="提出人"):
        withdraw_topic(topic=row, reason="已修好", by=here.manager, at=here.at)
    assert withdraw_topic(topic=row, reason="已修好", by=here.chair, at=here.at).state == TopicState.WITHDRAWN


@pytest.mark.clause("B2.11")
def test_like_requests_suggest_a_topic_at_the_number_and_one_basis_has_one_open_topic(here: Table) -> None:
    on = here.at.date()
    count = threshold(here.division, on=on).count
    assert suggested(here.division, on=on, counted=count - 1) == ""
    assert "建议提为联席会议议题" in suggested(here.division, on=on, counted=count)
    topic(here, by=here.worker, basis_ref="issue:12")
    with pytest.raises(Refused, match="同一来源"):
        topic(here, by=here.worker, basis_ref="issue:12")
    with pytest.raises(BadInput):
        topic(here, by=here.worker, basis_entry=10**12)


@pytest.mark.clause("B2.4")
def test_a_topic_rests_on_nothing_of_another_estate_and_says_nothing_of_its_matters(here: Table) -> None:
    first, second = here.estates[:2]
    entries = {one.pk: Entry.objects.filter(estate_id=one.pk).order_by("pk").first() for one in (first, second)}
    with pytest.raises(BadInput) as wrong:
        topic(here, by=here.worker, about=first, basis_entry=entries[second.pk].pk)
    assert set(wrong.value.fields) == {"basis_entry"}
    made = topic(here, by=here.worker, about=first, basis_entry=entries[first.pk].pk, basis_ref="issue:12")
    assert (of_basis("issue:12", first).topics, of_basis("issue:12", second).topics) == ((made,), ())
