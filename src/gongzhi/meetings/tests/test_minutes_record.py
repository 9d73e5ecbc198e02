"""The record of a sitting: discussion, what is agreed, minutes for three estates at once, signed off and acknowledged."""

from datetime import date, timedelta

import pytest

from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.kernel.models import Entry
from gongzhi.meetings.actions.acknowledge_minutes import acknowledge_minutes
from gongzhi.meetings.actions.agree_item import agree_item
from gongzhi.meetings.actions.draft_minutes import draft_minutes
from gongzhi.meetings.actions.edit_minutes import edit_minutes
from gongzhi.meetings.actions.record_discussion import record_discussion
from gongzhi.meetings.actions.sign_minutes import sign_minutes
from gongzhi.meetings.models import Delivery, Minutes
from gongzhi.meetings.queries.minutes import digest_of, record_of
from gongzhi.meetings.states import SittingState, TopicState
from gongzhi.meetings.tests.held import agreed, closed, sat, topic_of, written

DUE = date(2026, 11, 20)


def test_said_on_a_topic_once_by_the_office_and_unsettled_it_comes_again(here):
    sitting = sat(here)
    topic = topic_of(here, sitting, about=here.estates[0])
    asked = {"sitting": sitting, "topic": topic, "words": "业委会同意，物业请求延期", "settled": False, "at": here.at}
    with pytest.raises(Refused, match="联席会议办公室"):
        record_discussion(**asked, by=here.chair)
    with pytest.raises(BadInput) as wrong:
        record_discussion(**{**asked, "words": "请联系 13800000000"}, by=here.env_chair)
    assert "13800000000" not in str(wrong.value.fields)
    said = record_discussion(**asked, by=here.env_chair)
    topic.refresh_from_db()
    assert (topic.state, topic.sitting_id) == (TopicState.ACCEPTED, None)
    assert record_of(sitting, here.at).topics[0].said == said
    with pytest.raises(Refused, match="已经记录"):
        record_discussion(**asked, by=here.env_chair)
    assert Entry.objects.filter(act="meetings.discussion.recorded", ref=f"topic:{topic.pk}").count() == 1


@pytest.mark.clause("B2.8")
def test_agreed_with_a_party_and_a_day_and_carried_into_later_sittings_until_done(here):
    first = sat(here)
    item = agreed(here, first, about=here.estates[0], due_on=DUE)
    with pytest.raises(BadInput) as wrong:
        agree_item(sitting=first, side="other", words="修", due_on=date(2020, 1, 1), by=here.worker, at=here.at)
    assert set(wrong.value.fields) == {"unit", "due_on"}
    other = here.estates[2]
    elsewhere = sat(here, estates=[other], days=20)
    later = sat(here, estates=[here.estates[0]], days=30)
    at = later.begins_at
    assert [line.item for line in record_of(later, at).carried] == [item]
    assert record_of(elsewhere, at).carried == ()
    assert record_of(first, at).carried == ()
    with pytest.raises(Refused, match="不包括这个小区"):
        agree_item(
            sitting=elsewhere, about=here.estates[0], side="firm", words="修", due_on=DUE, by=here.worker, at=here.at
        )


@pytest.mark.clause("B2.6", "B2.10")
def test_one_sitting_of_three_estates_has_minutes_of_each_under_the_six_headings(here):
    sitting = written(here)
    with pytest.raises(Refused, match="散会以后"):
        draft_minutes(sitting=sat(here, days=3), by=here.worker, at=here.at)
    draft_minutes(sitting=sitting, by=here.worker, at=here.at)
    rows = {m.about_id: m for m in Minutes.objects.filter(sitting=sitting)}
    assert set(rows) == {None, *(estate.pk for estate in here.estates)}
    own = rows[here.estates[0].pk].sections
    assert [s["heading"] for s in own][1:7] == [
        "学习有关法规、规章和规范性文件",
        "沟通各方情况",
        "研究处理倾向性、普遍性意见和建议",
        "研究讨论小区管理规约",
        "研究涉及居民利益的重大事项",
        "协调解决物业管理中的矛盾问题",
    ]
    assert "修好一单元门禁" in str(own)
    assert "修好一单元门禁" not in str(rows[here.estates[2].pk].sections)
    assert "修好一单元门禁" in str(rows[None].sections)
    before = Entry.objects.count()
    draft_minutes(sitting=sitting, by=here.worker, at=here.at)
    assert Entry.objects.count() == before  # what stands is not drafted again


def test_edited_by_the_office_never_over_another_and_never_without_change(here):
    sitting = written(here)
    draft_minutes(sitting=sitting, by=here.worker, at=here.at)
    minutes = Minutes.objects.get(sitting=sitting, about=here.estates[0])
    seen, kept = digest_of(minutes.sections), minutes.sections
    mine = [{**kept[0], "paragraphs": ["时间改了"]}, *kept[1:]]
    with pytest.raises(BadInput) as wrong:
        edit_minutes(
            minutes=minutes,
            sections=[{**kept[0], "items": ["联系 13912345678"]}],
            seen=seen,
            by=here.worker,
            at=here.at,
        )
    assert set(wrong.value.fields) == {"sections.0.items"}
    edit_minutes(minutes=minutes, sections=mine, seen=seen, by=here.worker, at=here.at)
    before = Entry.objects.count()
    edit_minutes(minutes=minutes, sections=mine, seen=seen, by=here.worker, at=here.at)
    assert Entry.objects.count() == before
    with pytest.raises(Refused, match="别人刚刚改过"):
        edit_minutes(minutes=minutes, sections=kept, seen=seen, by=here.worker, at=here.at)


@pytest.mark.clause("B2.3", "B2.7")
def test_signed_by_the_convener_alone_numbered_and_sent_to_the_four(here):
    sitting = written(here)
    draft_minutes(sitting=sitting, by=here.worker, at=here.at)
    minutes = Minutes.objects.get(sitting=sitting, about=here.estates[0])
    with pytest.raises(Refused, match="召集人签发"):
        sign_minutes(minutes=minutes, by=here.worker, at=here.at)
    signed = sign_minutes(minutes=minutes, by=here.secretary, at=here.at)
    row = next(m for m in record_of(sitting, here.at).minutes if m.minutes.pk == signed.pk)
    assert row.document.number.endswith("〔2026〕1号")
    assert {sent.delivery.side for sent in row.sent} == {"party", "residents", "owners", "firm"}
    with pytest.raises(Refused, match="已经审签"):
        edit_minutes(minutes=signed, sections=[{"heading": "改"}], seen="", by=here.worker, at=here.at)
    with pytest.raises(Refused, match="不能再改记录"):
        agreed(here, sitting, about=here.estates[0], due_on=DUE)
    for left in Minutes.objects.filter(sitting=sitting, signed_at__isnull=True):
        sign_minutes(minutes=left, by=here.secretary, at=here.at)
    sitting.refresh_from_db()
    assert sitting.state == SittingState.MINUTED
    without_a_firm = Delivery.objects.filter(minutes__about=here.estates[1]).values_list("side", flat=True)
    assert set(without_a_firm) == {"party", "residents", "owners"}


@pytest.mark.clause("B2.7")
def test_acknowledged_by_the_party_itself_and_late_after_the_days_of_courtesy(here):
    sitting = written(here)
    draft_minutes(sitting=sitting, by=here.worker, at=here.at)
    minutes = Minutes.objects.get(sitting=sitting, about=here.estates[0])
    sign_minutes(minutes=minutes, by=here.secretary, at=here.at)
    delivery = minutes.deliveries.get(side="owners")
    with pytest.raises(Refused, match="业主委员会"):
        acknowledge_minutes(delivery=delivery, by=here.manager, at=here.at)
    with pytest.raises(Refused, match="业主委员会"):
        acknowledge_minutes(delivery=delivery, by=here.members[1][0], at=here.at)
    acknowledge_minutes(delivery=delivery, by=here.members[0][2], at=here.at)
    late = record_of(sitting, here.at + timedelta(days=9))
    sent = {s.delivery.side: s.late for row in late.minutes for s in row.sent}
    assert sent == {"party": True, "residents": True, "owners": False, "firm": True}


def test_a_topic_that_nobody_recorded_waits_for_the_next_agenda(here):
    sitting = sat(here)
    topic = topic_of(here, sitting)
    closed(sitting)
    draft_minutes(sitting=sitting, by=here.worker, at=here.at)
    for minutes in Minutes.objects.filter(sitting=sitting):
        sign_minutes(minutes=minutes, by=here.secretary, at=here.at)
    topic.refresh_from_db()
    assert (topic.state, topic.sitting_id) == (TopicState.ACCEPTED, None)
