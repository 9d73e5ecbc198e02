"""One meeting for three estates at once: notice, signing in by the code on the screen, minutes for each, acknowledged."""

import time
from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, expect

from gongzhi.kernel.clock import BEIJING, law_day
from gongzhi.meetings.actions.acknowledge_minutes import acknowledge_minutes
from gongzhi.meetings.actions.agree_item import agree_item
from gongzhi.meetings.actions.judge_topic import judge_topic
from gongzhi.meetings.actions.open_sitting import open_sitting
from gongzhi.meetings.actions.propose_topic import propose_topic
from gongzhi.meetings.actions.record_discussion import record_discussion
from gongzhi.meetings.actions.sign_minutes import sign_minutes
from gongzhi.meetings.models import Minutes, Sitting, Topic
from gongzhi.meetings.states import SittingState
from gongzhi.meetings.tests.made import Table, table
from gongzhi.people.models import Person
from gongzhi.voting.tests.made import last_code
from tests.journeys.pages import signed_in, sound

pytestmark = pytest.mark.journey


def accepted(here: Table) -> Topic:
    """A topic of the first estate that may stand on the agenda."""
    topic = propose_topic(
        division=here.division,
        about=here.estates[0],
        business="disputes",
        title="一单元门禁",
        words="坏了两个月",
        by=here.chair,
        at=here.at,
    )
    return judge_topic(topic=topic, accept=True, by=here.secretary, at=here.at)


def later_today() -> datetime:
    """A quarter of an hour from now; just before midnight it waits for the new day, on which it then is."""
    while law_day(soon := timezone.now() + timedelta(minutes=15)) != law_day(timezone.now()):
        time.sleep(5)
    return soon.astimezone(BEIJING)


def held(here: Table, sitting: Sitting) -> Sitting:
    """Opened before its hour, with what was said and agreed on for the first estate."""
    at = timezone.now()
    sitting = open_sitting(sitting=sitting, by=here.worker, at=at)
    topic = sitting.topics.get()
    record_discussion(sitting=sitting, topic=topic, words="三方同意先修", settled=True, by=here.worker, at=at)
    due = law_day(at) + timedelta(days=14)
    agree_item(sitting=sitting, topic=topic, side="firm", words="修好一单元门禁", due_on=due, by=here.worker, at=at)
    return sitting


@pytest.mark.clause("B2.5", "B2.6", "B2.7", "B2.8")
def test_one_meeting_for_three_estates(at_desk: BrowserContext, on_phone: BrowserContext) -> None:
    begins, now = later_today(), timezone.now()
    here = table(since=now - timedelta(days=30), at=now)
    accepted(here)
    office = signed_in(at_desk, here.worker)
    office.goto(f"/desk/d/{here.division.pk}/meetings/")
    sound(office)
    office.get_by_role("link", name="筹备会议").click()
    for estate in here.estates:
        expect(office.get_by_label(estate.name, exact=True)).to_be_checked()
    office.get_by_label("哪一期").select_option("")
    office.get_by_label("临时召开的原因").fill("门禁久拖不修")
    office.get_by_label("现场办公").check()
    office.get_by_label("开会时间").fill(begins.strftime("%Y-%m-%dT%H:%M"))
    office.get_by_role("button", name="存为筹备").click()
    expect(office.get_by_role("alert")).to_contain_text("要改")  # a place is missing, nothing typed is lost
    expect(office.get_by_label("临时召开的原因")).to_have_value("门禁久拖不修")
    sound(office)
    office.get_by_label("地点").fill("桂溪苑一单元")
    office.get_by_role("button", name="存为筹备").click()
    office.get_by_role("link", name="列议程").click()
    office.get_by_label("一单元门禁").check()
    page = office.url.removesuffix("agenda/")
    office.get_by_role("button", name="保存议程").click()
    expect(office).to_have_url(page)
    sound(office)

    secretary = signed_in(at_desk, here.secretary)
    secretary.goto(f"{page}notice/")
    for estate in here.estates:
        expect(secretary.locator("main")).to_contain_text(estate.name)
    secretary.get_by_role("button", name="签发通知").click()
    expect(secretary.locator("main")).to_contain_text("未签收")
    sitting = held(here, Sitting.objects.get())
    assert sitting.deliveries.count() == 6  # party, residents, three for the owners, the one firm there is

    secretary.goto(f"{page}screen/")
    expect(secretary.locator("main svg").first).to_be_visible()
    sound(secretary)
    code = secretary.locator("main .gz-code").inner_text()
    phone = on_phone.new_page()
    phone.goto(code)
    phone.get_by_label("手机号").fill(here.chair.number())
    phone.get_by_role("button", name="发验证码").click()
    phone.get_by_label("验证码").fill(last_code(here.chair.number()))
    phone.get_by_role("button", name="登录").click()
    expect(phone).to_have_url(code)  # back where the code on the screen led
    sound(phone)
    phone.get_by_role("button", name="签到").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("已经签到")
    sound(phone)
    other = signed_in(on_phone, here.stranger)
    other.goto(code)
    other.get_by_role("button", name="签到").click()
    expect(other.locator("main")).to_contain_text("不在这次会议的参会名单里")
    assert sitting.attendees.filter(arrived_at__isnull=False).count() == 1

    office = signed_in(at_desk, here.worker)
    office.goto(page)
    office.get_by_role("button", name="散会").click()
    expect(office.get_by_role("button", name="散会")).to_have_count(0)
    office.get_by_role("link", name="记录、议定事项和纪要").click()
    office.get_by_role("button", name="起草纪要").click()
    expect(office.locator("#minutes article")).to_have_count(4)
    sound(office)
    own = Minutes.objects.get(sitting=sitting, about=here.estates[0])
    for minutes in Minutes.objects.exclude(pk=own.pk):
        sign_minutes(minutes=minutes, by=here.secretary, at=timezone.now())
    secretary = signed_in(at_desk, here.secretary)
    secretary.goto(f"{page}minutes/{own.pk}/")
    sound(secretary)
    secretary.get_by_role("button", name="审签并分送").click()
    expect(secretary.locator("main")).to_contain_text("未签收")
    sitting.refresh_from_db()
    assert sitting.state == SittingState.MINUTED

    four: dict[str, Person] = {"party": here.secretary, "residents": here.resident_chair, "firm": here.manager}
    for side, person in four.items():
        acknowledge_minutes(delivery=own.deliveries.get(side=side), by=person, at=timezone.now())
    chair = signed_in(at_desk, here.chair)
    chair.goto(f"{page}record/")
    mine = chair.locator("#minutes article", has=chair.locator(f'a[href$="/minutes/{own.pk}/"]'))
    mine.get_by_role("button", name="签收").click()
    expect(mine.get_by_role("button", name="签收")).to_have_count(0)
    sound(chair)
    assert own.deliveries.count() == 4
    assert not own.deliveries.filter(acknowledged_at__isnull=True).exists()

    own.refresh_from_db()
    others = Minutes.objects.filter(about__in=here.estates[1:])
    for document, says in [(own.document_id, True), *((one.document_id, False) for one in others)]:
        phone.goto(f"/d/{document}/")
        assert ("修好一单元门禁" in phone.content()) is says
        answer = phone.request.get(f"/d/{document}.docx")
        assert answer.body().startswith(b"PK")
    phone.goto(f"/d/{own.document_id}/")
    sound(phone)
