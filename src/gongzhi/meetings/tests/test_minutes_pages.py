"""Pages of records, agreed items, urging and summaries: who sees what, what was typed stays, lists in few statements."""

import re
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongzhi.bodies.tests.ground import QINGDAO
from gongzhi.bodies.tests.overview_world import client_of, pin
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import Refused
from gongzhi.meetings.actions.draft_minutes import draft_minutes
from gongzhi.meetings.actions.draft_summary import draft_summary
from gongzhi.meetings.actions.record_discussion import record_discussion
from gongzhi.meetings.actions.report_progress import report_progress
from gongzhi.meetings.actions.sign_minutes import sign_minutes
from gongzhi.meetings.actions.urge_body import urge_body
from gongzhi.meetings.models import AgreedItem, Minutes, Summary, Urging
from gongzhi.meetings.queries.minutes import record_of
from gongzhi.meetings.states import ItemState
from gongzhi.meetings.tests.held import agreed, closed, sat, topic_of, written
from gongzhi.meetings.tests.made import table
from gongzhi.voting.actions.add_motion import add_motion
from gongzhi.voting.actions.draft_assembly import draft_assembly

DUE = date(2026, 10, 26)
PDF = b"%PDF-1.4 repaired"


@pytest.fixture
def now(here, monkeypatch):
    """The pages read the table's day from the clock."""
    pin(monkeypatch, here.at)
    return here


def url(name: str, *args: object) -> str:
    return reverse(f"meetings:{name}", args=args)


def test_the_office_records_and_the_convener_signs_on_the_pages(now):
    here, sitting = now, sat(now)
    topic = topic_of(here, sitting, about=here.estates[0])
    office, secretary, code = client_of(here.worker), client_of(here.secretary), here.division.pk
    page = office.get(url("record", code, sitting.pk)).content.decode()
    assert url("record_topic", code, sitting.pk, topic.pk) in page
    wrong = office.post(
        url("record_topic", code, sitting.pk, topic.pk), {"words": "请打 13800000000", "settled": "yes"}
    )
    assert wrong.status_code == 422
    assert "请打 13800000000" in wrong.content.decode()  # what was typed stays, for the office alone
    office.post(url("record_topic", code, sitting.pk, topic.pk), {"words": "三方同意先修", "settled": "yes"})
    agree = url("agree", code, sitting.pk) + f"?topic={topic.pk}"
    assert 'name="about"' not in office.get(agree).content.decode()
    office.post(agree, {"words": "修好门禁", "side": "firm", "unit": "", "due_on": "2026-11-20"})
    assert AgreedItem.objects.get().about == here.estates[0]
    closed(sitting)
    assert office.post(url("draft_minutes", code, sitting.pk)).status_code == 302
    minutes = Minutes.objects.get(about=here.estates[0])
    paper = url("minutes", code, sitting.pk, minutes.pk)
    form = office.get(paper).content.decode()
    seen = re.search(r'name="seen" value="(\w+)"', form)[1]
    sent = {"seen": seen, "heading_0": "会议情况", "paragraphs_0": "第一行\n第二行", "items_0": ""}
    bad = office.post(paper, {**sent, "items_0": "电话 13912345678"})
    assert bad.status_code == 422
    assert "电话 13912345678" in bad.content.decode()
    assert office.post(paper, sent).status_code == 302
    minutes.refresh_from_db()
    assert minutes.sections == [{"heading": "会议情况", "paragraphs": ["第一行", "第二行"], "items": []}]
    assert office.post(url("sign_minutes", code, sitting.pk, minutes.pk)).status_code == 409
    assert secretary.post(url("sign_minutes", code, sitting.pk, minutes.pk)).status_code == 302
    delivery = minutes.deliveries.get(side="firm") if minutes.deliveries.exists() else None
    manager = client_of(here.manager)
    assert (
        url("acknowledge_minutes", code, delivery.pk) in manager.get(url("record", code, sitting.pk)).content.decode()
    )
    assert manager.post(url("acknowledge_minutes", code, delivery.pk)).status_code == 302
    delivery.refresh_from_db()
    assert delivery.acknowledged_by == here.manager.pk


@pytest.mark.clause("B2.8")
def test_an_item_from_progress_to_done_on_the_pages(now):
    here = now
    item = agreed(here, sat(here), about=here.estates[0], due_on=DUE)
    manager, office, code = client_of(here.manager), client_of(here.worker), here.division.pk
    page = manager.get(url("agreed_item", code, item.pk)).content.decode()
    assert url("item_done", code, item.pk) in page
    assert url("item_confirm", code, item.pk) not in page
    manager.post(url("item_progress", code, item.pk), {"words": "已派工"})
    assert manager.post(url("item_done", code, item.pk), {"words": "修好了"}).status_code == 422
    proof = {"words": "修好了", "file": SimpleUploadedFile("验收.pdf", PDF, "application/pdf")}
    assert manager.post(url("item_done", code, item.pk), proof).status_code == 302
    assert manager.post(url("item_confirm", code, item.pk), {"words": "好"}).status_code == 409
    office.post(url("item_rectify", code, item.pk), {"words": "二单元不通", "due_on": "2026-11-02"})
    item.refresh_from_db()
    assert (item.state, item.due_on) == (ItemState.RECTIFY, date(2026, 11, 2))
    asked = f"{url('agreed_sheet', code)}?shown=all&estate={here.estates[0].code}"
    assert office.get(asked).content[:2] == b"PK"
    filtered = office.get(f"{url('agreed_below', code)}?side=owners").content.decode()
    assert "修好一单元门禁" not in filtered


@pytest.mark.clause("B1.2")
def test_everyone_reads_what_was_agreed_and_urged_without_a_name(now):
    here = now
    item = agreed(here, sat(here), about=here.estates[0], due_on=DUE)
    report_progress(item=item, words="已派工", by=here.manager, at=here.at)
    urge_body(
        division=here.division,
        about=here.estates[0],
        side="firm",
        words="请尽快修好",
        ground="10月联席会议",
        due_on=DUE,
        by=here.env_chair,
        at=here.at,
    )
    page = client_of(None).get(url("agreed_public", here.estates[0].code))
    text = page.content.decode()
    assert page.status_code == 200
    assert all(words in text for words in ("修好一单元门禁", "桂溪苑物业服务企业", "已派工", "请尽快修好"))
    people = (here.secretary, here.chair, here.manager, here.env_chair, here.worker)
    assert not any(person.shown_name() in text for person in people)
    assert "修好一单元门禁" not in client_of(None).get(url("agreed_public", here.estates[1].code)).content.decode()
    assert client_of(here.stranger).get(url("agreed_below", here.division.pk)).status_code == 404
    assert client_of(here.stranger).get(url("agreed_item", here.division.pk, item.pk)).status_code == 404


def test_urged_and_answered_on_the_pages(now):
    here, code = now, now.division.pk
    item = agreed(here, sat(here), about=here.estates[0], due_on=DUE)
    env = client_of(here.env_chair)
    asked = f"{url('urge', code)}?item={item.pk}"
    assert str(here.estates[0].pk) in env.get(asked).content.decode()
    sent = {"about": here.estates[0].pk, "side": "firm", "words": "请修", "ground": "议定", "due_on": "2026-10-26"}
    assert client_of(here.worker).post(asked, sent).status_code == 409
    assert env.post(asked, sent).status_code == 302
    urging = Urging.objects.get()
    assert urging.item == item
    assert client_of(here.manager).post(url("urging", code, urging.pk), {"words": "周五修好"}).status_code == 302
    assert "周五修好" in client_of(here.chair).get(url("urging", code, urging.pk)).content.decode()
    own = client_of(here.manager).get(url("agreed_estate", here.estates[0].code))
    assert "请修" in own.content.decode()


@pytest.mark.clause("B2.9")
def test_a_summary_on_the_pages_from_draft_to_answer(now, monkeypatch):
    here, code = now, now.division.pk
    written(here)
    pin(monkeypatch, here.at + timedelta(days=90))
    office, party = client_of(here.worker), client_of(here.party_member)
    assert office.post(url("summaries", code), {"period": "2026"}).status_code == 302
    page = office.get(url("summary", code, "2026")).content.decode()
    seen = re.search(r'name="seen" value="(\w+)"', page)[1]
    office.post(url("summary", code, "2026"), {"seen": seen, "heading_0": "情况", "paragraphs_0": "写过"})
    assert party.post(url("send_summary", code, "2026")).status_code == 409
    assert office.post(url("send_summary", code, "2026")).status_code == 302
    assert party.post(url("receive_summary", code, "2026"), {"answer": ""}).status_code == 422
    assert party.post(url("receive_summary", code, "2026"), {"answer": "由支委包案"}).status_code == 302
    assert Summary.objects.get().answer == "由支委包案"
    assert "由支委包案" in office.get(url("summary", code, "2026")).content.decode()


def test_a_year_of_meetings_takes_as_many_statements_as_one(now):
    here, code = now, now.division.pk
    pages = [url("agreed_below", code), url("agreed_estate", here.estates[0].code), url("summaries", code)]
    pages += [url("agreed_public", here.estates[0].code)]
    office = client_of(here.worker)

    def counted() -> list[int]:
        found = []
        for page in pages:
            with CaptureQueriesContext(
                connection,
            ) as seen:
                assert office.get(page).status_code == 200
            found.append(len(seen))
        return found

    agreed(here, sat(here), about=here.estates[0], due_on=DUE)
    draft_summary(division=here.division, period="2026-H1", by=here.worker, at=here.at)
    few = counted()
    for n in range(1, 6):
        sitting = sat(here, days=-2 * n)
        for estate in here.estates[:1]:
            item = agreed(here, sitting, about=estate, due_on=DUE)
            report_progress(item=item, words="在办", by=here.manager, at=here.at)
    draft_summary(division=here.division, period="2025", by=here.worker, at=here.at)
    assert counted() == few
    last = sat(here, days=20)
    report_progress(item=agreed(here, last, due_on=law_day(last.begins_at)), words="在办", by=here.worker, at=here.at)
    with CaptureQueriesContext(connection) as one:
        record_of(last, last.begins_at)
    for _n in range(4):
        agreed(here, last, about=here.estates[0], due_on=law_day(last.begins_at))
    with CaptureQueriesContext(connection) as many:
        assert len(record_of(last, last.begins_at).carried) == 6
    assert len(many) == len(one)


def test_drafts_are_offered_to_their_convener_alone(now):
    here, code = now, now.division.pk
    sitting = sat(here)
    topic = topic_of(here, sitting, business="convention", title="养犬约定")
    record_discussion(sitting=sitting, topic=topic, words="建议牵绳", settled=True, by=here.worker, at=here.at)
    draft = draft_assembly(estate=here.estates[0], title="修订管理规约", purpose="养犬", by=here.chair, at=here.at)
    motion = add_motion(
        assembly=draft, matter="management_convention", title="养犬", text="牵绳", by=here.chair, at=here.at
    )
    carry = url("carry_opinions", code, sitting.pk, topic.pk)
    for other in (here.members[1][0], here.worker, here.secretary):
        assert "修订管理规约" not in client_of(other).get(carry).content.decode()
    assert "修订管理规约" in client_of(here.chair).get(carry).content.decode()
    assert client_of(here.members[1][0]).post(carry, {"motion": motion.pk}).status_code == 422
    assert client_of(here.chair).post(carry, {"motion": motion.pk}).status_code == 302
    motion.refresh_from_db()
    assert "建议牵绳" in motion.explanation


def test_minutes_are_read_by_the_parties_and_edited_by_the_office_alone(now):
    here, code = now, now.division.pk
    sitting = written(here)
    draft_minutes(sitting=sitting, by=here.worker, at=here.at)
    minutes = Minutes.objects.get(about=here.estates[0])
    paper = url("minutes", code, sitting.pk, minutes.pk)
    assert 'name="seen"' not in client_of(here.chair).get(paper).content.decode()
    sent = {"seen": "x", "heading_0": "改", "paragraphs_0": "改"}
    assert client_of(here.chair).post(paper, sent).status_code == 409
    stale = client_of(here.worker).post(paper, sent)
    assert stale.status_code == 409
    assert "别人刚刚改过" in stale.content.decode()
    assert client_of(here.stranger).get(paper).status_code == 404


def test_what_belongs_to_another_community_is_not_there(now):
    here, other = now, table(QINGDAO, serial=1)
    sitting = written(here)
    item = AgreedItem.objects.get()
    draft_minutes(sitting=sitting, by=here.worker, at=here.at)
    minutes = Minutes.objects.get(about=here.estates[0])
    sign_minutes(minutes=minutes, by=here.secretary, at=here.at)
    delivery = minutes.deliveries.get(side="residents")
    worker, own = client_of(other.worker), other.division.pk
    pages = [
        url("record", own, sitting.pk),
        url("agree", own, sitting.pk),
        url("minutes", own, sitting.pk, minutes.pk),
        url("agreed_item", own, item.pk),
        url("item_done", own, item.pk),
        url("summary", own, "2026"),
        f"{url('urge', own)}?item={item.pk}",
        f"/api/divisions/{own}/agreed/{item.pk}",
        f"/api/divisions/{own}/meetings/{sitting.pk}/minutes/{minutes.pk}",
    ]
    draft_summary(division=here.division, period="2026", by=here.worker, at=here.at)
    assert {worker.get(page).status_code for page in pages} == {404}
    assert worker.post(url("acknowledge_minutes", own, delivery.pk)).status_code == 404
    assert client_of(other.worker).get(url("agreed_item", here.division.pk, item.pk)).status_code == 404
    theirs = sat(other)
    foreign = url("minutes", own, theirs.pk, minutes.pk)
    assert worker.get(foreign).status_code == 404
    with pytest.raises(Refused, match="不包括这个小区"):
        agreed(other, theirs, about=here.estates[0], due_on=DUE)


@pytest.mark.clause("B2.7")
def test_the_page_of_a_sitting_says_in_one_line_how_far_its_record_is(now):
    here, code = now, now.division.pk

    def read(person, sitting):
        return client_of(person).get(url("sitting", code, sitting.pk)).content.decode()

    sitting = sat(here)
    topic_of(here, sitting, about=here.estates[0])
    assert "还有 1 个议题没有记录" in read(here.worker, sitting)
    assert "写记录和纪要" in read(here.worker, sitting)
    assert "写记录和纪要" not in read(here.chair, sitting)
    over = written(here)
    assert "还没有起草纪要" in read(here.chair, over)
    draft_minutes(sitting=over, by=here.worker, at=here.at)
    assert "份纪要等召集人审签" in read(here.chair, over)
    assert "审签纪要" in read(here.secretary, over)
    assert "审签纪要" not in read(here.worker, over)
    for one in Minutes.objects.filter(sitting=over):
        sign_minutes(minutes=one, names_checked=True, by=here.secretary, at=here.at)
    assert "方没有签收" in read(here.chair, over)
    assert url("record", code, over.pk) in read(here.chair, over)
