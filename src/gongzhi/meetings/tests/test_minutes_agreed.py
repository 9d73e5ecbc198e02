"""What was agreed is carried out, verified or put right, urged and summed up."""

from datetime import date, timedelta

import pytest

from gongzhi.documents.models import Document
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.meetings.actions.answer_urging import answer_urging
from gongzhi.meetings.actions.carry_opinions import carry_opinions
from gongzhi.meetings.actions.confirm_item import confirm_item
from gongzhi.meetings.actions.draft_summary import draft_summary
from gongzhi.meetings.actions.drop_item import drop_item
from gongzhi.meetings.actions.edit_summary import edit_summary
from gongzhi.meetings.actions.receive_summary import receive_summary
from gongzhi.meetings.actions.record_discussion import record_discussion
from gongzhi.meetings.actions.rectify_item import rectify_item
from gongzhi.meetings.actions.report_done import report_done
from gongzhi.meetings.actions.report_progress import report_progress
from gongzhi.meetings.actions.send_summary import send_summary
from gongzhi.meetings.actions.urge_body import urge_body
from gongzhi.meetings.queries.agreed import entries_of, lines_of, of_basis
from gongzhi.meetings.queries.minutes import digest_of, record_of
from gongzhi.meetings.states import ItemState
from gongzhi.meetings.tests.held import agreed, sat, topic_of, written
from gongzhi.register.tests.conftest import sent
from gongzhi.voting.actions.add_motion import add_motion
from gongzhi.voting.actions.draft_assembly import draft_assembly

PDF = b"%PDF-1.4 repaired"
DUE = date(2026, 10, 26)


@pytest.mark.clause("B2.8", "B8.5")
def test_carried_out_put_right_and_confirmed_by_another_than_who_reported(here):
    item = agreed(here, sat(here), about=here.estates[0], due_on=DUE)
    with pytest.raises(Refused, match="责任方"):
        report_progress(item=item, words="已派工", by=here.chair, at=here.at)
    report_progress(item=item, words="已派工", by=here.manager, at=here.at)
    with pytest.raises(BadInput) as wrong:
        report_done(item=item, words="修好了", by=here.manager, at=here.at)
    assert set(wrong.value.fields) == {"file"}
    with pytest.raises(BadInput) as wrong:
        report_done(item=item, words="修好了", content=b"MZ", file_name="x.jpg", by=here.manager, at=here.at)
    assert set(wrong.value.fields) == {"file"}
    report_done(item=item, words="修好了", content=PDF, file_name="验收.pdf", by=here.manager, at=here.at)
    rectify_item(item=item, words="二单元还不通", due_on=DUE + timedelta(days=7), by=here.env_chair, at=here.at)
    item.refresh_from_db()
    assert (item.state, item.due_on) == (ItemState.RECTIFY, DUE + timedelta(days=7))
    assert [number for number, _text in sent("meetings.rectify")] == [here.manager.number()]
    report_done(item=item, words="二单元也好了", content=PDF, by=here.env_chair, at=here.at)
    with pytest.raises(Refused, match="不能自己核实"):
        confirm_item(item=item, words="看过", by=here.env_chair, at=here.at)
    confirm_item(item=item, words="现场看过", by=here.worker, at=here.at)
    item.refresh_from_db()
    assert (item.state, item.done_at) == (ItemState.DONE, here.at)
    assert len(entries_of(item)) == 6
    later = sat(here, days=30)
    assert record_of(later, later.begins_at).carried == ()


def test_late_only_while_its_party_owes_it_and_dropped_by_the_party_organisation(here):
    item = agreed(here, sat(here), about=here.estates[0], due_on=DUE)
    after = DUE + timedelta(days=4)
    assert [(line.late, line.badge) for line in lines_of([item], on=after)] == [(4, ("逾期 4 天", "urgent"))]
    assert lines_of([item], on=DUE)[0].late == 0
    with pytest.raises(Refused, match="社区党组织"):
        drop_item(item=item, words="不办了", by=here.worker, at=here.at)
    drop_item(item=item, words="改由小区改造一并办理", by=here.party_member, at=here.at)
    item.refresh_from_db()
    assert lines_of([item], on=after)[0].late == 0
    with pytest.raises(Refused):
        report_progress(item=item, words="还在办", by=here.manager, at=here.at)


@pytest.mark.clause("B1.2", "B8.5")
def test_urged_by_the_env_committee_and_answered_by_the_urged(here):
    item = agreed(here, sat(here), about=here.estates[0], due_on=DUE)
    asked = {
        "division": here.division,
        "about": here.estates[0],
        "side": "firm",
        "words": "请尽快修好门禁",
        "ground": "10月联席会议议定",
        "due_on": DUE,
        "at": here.at,
    }
    with pytest.raises(Refused, match="环境和物业管理委员会"):
        urge_body(**asked, by=here.worker)
    with pytest.raises(Refused, match="没有登记"):
        urge_body(**{**asked, "about": here.estates[1]}, by=here.env_chair)
    with pytest.raises(BadInput) as wrong:
        urge_body(**{**asked, "due_on": date(2026, 1, 1)}, item=item, by=here.env_chair)
    assert set(wrong.value.fields) == {"due_on"}
    urging = urge_body(**asked, item=item, by=here.env_chair)
    assert [number for number, _text in sent("meetings.urging")] == [here.manager.number()]
    with pytest.raises(Refused, match="物业服务企业"):
        answer_urging(urging=urging, words="好", by=here.chair, at=here.at)
    answered = answer_urging(urging=urging, words="本周内修好", by=here.manager, at=here.at)
    assert answered.answered_entry
    with pytest.raises(Refused, match="已经答复"):
        answer_urging(urging=urging, words="好", by=here.manager, at=here.at)


@pytest.mark.clause("B2.9")
def test_summed_up_from_data_with_suggestions_and_received_by_the_party_organisation(here):
    written(here, days=14)
    with pytest.raises(BadInput):
        draft_summary(division=here.division, period="2031", by=here.worker, at=here.at)
    after = here.at + timedelta(days=90)
    summary = draft_summary(division=here.division, period="2026", by=here.worker, at=after)
    said = str(summary.sections)
    assert "召开三方联席会议 1 次" in said
    assert "2026年4月" in said  # a month without a meeting
    assert "2026年12月31日" in said  # the last window too, once the year is over
    assert "桂溪苑物业服务企业：修好一单元门禁" in said
    assert "物业服务企业到会不足一半" in said
    kept = [{**summary.sections[0], "paragraphs": ["改过"]}, *summary.sections[1:]]
    edit_summary(summary=summary, sections=kept, seen=digest_of(summary.sections), by=here.worker, at=after)
    with pytest.raises(Refused, match="还没有报送"):
        receive_summary(summary=summary, answer="已阅", by=here.secretary, at=after)
    reported = send_summary(summary=summary, by=here.worker, at=after)
    assert Document.objects.get(pk=reported.document_id).data["sections"][0]["paragraphs"] == ["改过"]
    with pytest.raises(Refused, match="报社区党组织"):
        receive_summary(summary=summary, answer="已阅", by=here.chair, at=after)
    done = receive_summary(summary=summary, answer="逾期事项由支委包案", by=here.party_member, at=after)
    assert done.received_at == after
    with pytest.raises(Refused, match="已经报送"):
        draft_summary(division=here.division, period="2026", by=here.worker, at=after)


def test_a_period_is_not_sent_before_it_is_over(here):
    summary = draft_summary(division=here.division, period="2026", by=here.worker, at=here.at)
    with pytest.raises(Refused, match="才结束"):
        send_summary(summary=summary, by=here.worker, at=here.at)


@pytest.mark.clause("B2.11")
def test_opinions_on_the_rules_stand_beside_a_draft_motion_with_their_entry(here):
    sitting = sat(here)
    topic = topic_of(here, sitting, about=here.estates[0], business="convention", title="养犬约定")
    other = topic_of(here, sitting, about=here.estates[0])
    for one in (topic, other):
        record_discussion(sitting=sitting, topic=one, words="建议牵绳", settled=True, by=here.worker, at=here.at)
    draft = draft_assembly(estate=here.estates[0], title="修订管理规约", purpose="养犬", by=here.chair, at=here.at)
    motion = add_motion(
        assembly=draft,
        matter="management_convention",
        title="养犬约定",
        text="养犬应当牵绳",
        by=here.chair,
        at=here.at,
    )
    said = topic.discussions.get()
    with pytest.raises(Refused, match="管理规约"):
        carry_opinions(discussion=other.discussions.get(), motion=motion, by=here.chair, at=here.at)
    with pytest.raises(Refused):
        carry_opinions(discussion=said, motion=motion, by=here.worker, at=here.at)
    carried = carry_opinions(discussion=said, motion=motion, by=here.chair, at=here.at)
    assert "建议牵绳" in carried.explanation
    with pytest.raises(BadInput, match="已经在议题里"):
        carry_opinions(discussion=said, motion=motion, by=here.chair, at=here.at)


def test_what_came_of_something_brought_to_the_table(here):
    sitting = sat(here)
    topic = topic_of(here, sitting, about=here.estates[0], ref="issue:12")
    item = agreed(here, sitting, topic=topic, due_on=DUE)
    found = of_basis("issue:12")
    assert (found.topics, found.sittings, found.items) == ((topic,), (sitting,), (item,))
    assert of_basis("issue:13").items == ()
    assert of_basis("").topics == ()
