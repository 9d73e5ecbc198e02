"""The first assembly in a real Chromium, point by point: desks at 1440 px, phones at 390 px, JavaScript off for owners."""

import io
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pypdf import PdfReader

from gongzhi.kernel import outbox
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.models import Message
from gongzhi.people.models import Person
from gongzhi.register.queries import claim_of
from gongzhi.voting.models import Assembly, Ballot, Resolution
from gongzhi.voting.tests import made
from tests.journeys.pages import sign_in, sound
from tests.server import Live

pytestmark = pytest.mark.journey
WORKER = "13900000001"


def days_ago(days: int) -> datetime:
    return timezone.now() - timedelta(days=days)


@pytest.fixture
def at_desk(browser: Browser, live_gongzhi: Live, desk: dict[str, Any]) -> Iterator[BrowserContext]:
    context = browser.new_context(**desk, base_url=live_gongzhi.url)
    context.set_default_timeout(10_000)
    yield context
    context.close()


def signed_in(context: BrowserContext, person: Person) -> Page:
    """A window in which this person is signed in, and nobody else in this context any more."""
    client = Client()
    made.sign_in(client, person)
    context.clear_cookies()
    key = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": key, "domain": "127.0.0.1", "path": "/"}])
    return context.new_page()


@pytest.fixture
def on_phone(browser: Browser, live_gongzhi: Live, phone: dict[str, Any]) -> Iterator[BrowserContext]:
    """An owner's phone whose web view runs no script."""
    context = browser.new_context(**phone, base_url=live_gongzhi.url, java_script_enabled=False)
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def stranger(browser: Browser, live_gongzhi: Live) -> Iterator[Page]:
    """A window of somebody whom the system does not know."""
    context = browser.new_context(base_url=live_gongzhi.url)
    yield context.new_page()
    context.close()


def test_an_owner_claims_and_two_people_open_the_roll(at_desk: BrowserContext, on_phone: BrowserContext) -> None:
    story = made.housed(made.estate(at=days_ago(1)))
    elector, number = story.electors[0], "13800010000"
    page = on_phone.new_page()
    page.goto(f"/e/{story.estate.code}/claim/")
    page.locator("main select").select_option(label="101")
    page.locator("main input:not([type=hidden])").fill(number[-4:])
    page.get_by_role("button", name="发验证码").click()
    page.get_by_label("验证码").fill(made.last_code(number))
    page.locator("button.btn-primary").click()
    expect(page.locator("main")).to_contain_text("3幢2单元")
    assert claim_of(elector) is not None

    desk = at_desk.new_page()
    sign_in(desk, WORKER)
    desk.goto(f"/desk/e/{story.estate.code}/roll/")
    sound(desk)
    desk.get_by_label("车位不计").check()
    desk.locator("main button.btn-primary").click()
    other = signed_in(at_desk, story.second_worker)
    other.goto(f"/desk/e/{story.estate.code}/roll/")
    other.locator("main button.btn-primary").click()
    other.goto(f"/e/{story.estate.code}/roll/")
    expect(other.locator("main")).to_contain_text("张*")
    expect(other.locator("main")).not_to_contain_text("张伟")


@pytest.mark.clause("B3.7", "B4.7")
def test_the_committee_drafts_reports_and_gives_notice(at_desk: BrowserContext, stranger: Page) -> None:
    story = made.housed(made.estate(at=days_ago(20)), 4)
    page = signed_in(at_desk, story.committee[0])
    page.goto("/desk/")
    page.get_by_role("link", name=story.estate.name).click()
    page.get_by_role("link", name="表决", exact=True).click()
    page.get_by_role("link", name="起草一次会议").click()
    page.get_by_label("会议名称").fill("2026年第三次临时会议")
    page.get_by_label("为什么开会").fill("管理规约要改，物业合同到期。")
    page.get_by_role("button", name="存为草稿，去写议题").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("正在起草，还没有报告")
    page.get_by_role("link", name="加一项：同意或不同意").click()
    page.get_by_role("button", name="加进议题").click()  # the browser itself points at what is missing
    page.get_by_label("法定事项").select_option("management_convention")
    page.get_by_label("议题", exact=True).fill("修改管理规约第十八条")
    page.get_by_label("全文").fill("电动自行车不得进入电梯和楼道充电。")
    page.get_by_role("button", name="加进议题").click()
    page.get_by_role("link", name="换物业：三步一起加").click()
    page.get_by_label("现物业服务企业").fill("安居物业")
    page.get_by_label("备用授权").fill("授权业委会洽谈不超过六个月的临时服务。")
    for number, (name, terms) in enumerate(made.FIRMS, start=1):
        page.get_by_label(f"候选 {number}", exact=True).fill(name)
        page.get_by_label(f"候选 {number} 的主要条件").fill(terms)
    sound(page)
    page.get_by_role("button", name="加进三项议题").click()
    expect(page.locator("#motions article")).to_have_count(4)
    sound(page)
    page.get_by_role("region", name="先办这件").get_by_role("link", name="去送达").click()
    sound(page)
    page.get_by_role("button", name="全部送达").click()

    base = f"/desk/e/{story.estate.code}/assemblies/1/"
    page.goto(base)
    expect(page.locator("main")).to_contain_text("居民委员会")
    sound(page)
    page.goto(f"{base}notice/")
    expect(page.locator("main")).to_contain_text("名册还没有公示核对并冻结")
    expect(page.locator("main a[href$='/roll/']").first).to_be_visible()
    made.frozen(story)
    page.goto(base)
    page.get_by_role("link", name="定日期和规则").click()
    closes = f"{law_day(timezone.now()) + timedelta(days=30)}T18:00"
    page.get_by_label("表决截止").fill(closes)
    page.get_by_label("在本系统线上表决，用验证码确认本人").check()
    for offered in page.get_by_label("（建议）").all():
        offered.check()
    page.get_by_role("button", name="公告", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("有 1 处要改")
    expect(page.get_by_label("表决截止")).to_have_value(closes)
    sound(page)
    page.get_by_label("提示我都看过了，照这样公告").check()
    page.get_by_role("button", name="公告", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("已公告")
    page.get_by_role("link", name="送达登记").click()
    sound(page)
    assembly = Assembly.objects.get()
    assert assembly.state == "noticed"
    assert assembly.opens_at is not None
    assert (assembly.opens_at - timezone.now()).days >= 15
    stranger.goto(f"/e/{story.estate.code}/assemblies/1/")
    expect(stranger.locator("main")).to_contain_text("截止前可以更改")
    sound(stranger)


def test_the_street_gives_its_opinion_and_reads_the_article(at_desk: BrowserContext) -> None:
    story = made.reported(made.drafted(made.housed(made.estate(at=days_ago(1)), 2)))
    page = signed_in(at_desk, story.street)
    page.goto("/desk/")
    expect(page.get_by_role("heading", name="街道办事处提出意见")).to_be_visible()
    sound(page)
    page.get_by_role("link", name="去办").click()
    page.get_by_label("有建议").check()
    page.get_by_label("意见", exact=True).fill("先公开三家的报价。")
    sound(page)
    page.get_by_role("button", name="提出意见").click()
    expect(page.get_by_text("先公开三家的报价。")).to_be_visible()
    page.locator("#motions").get_by_role("link", name="《民法典》第278条第2款").first.click()
    article = page.locator("article:target")
    expect(article).to_contain_text("三分之二以上")
    expect(article).to_be_in_viewport()
    sound(page)


def test_an_owner_votes_in_four_taps_changes_it_and_nobody_sees_a_direction(
    on_phone: BrowserContext, live_gongzhi: Live, phone: dict[str, Any]
) -> None:
    story = made.voting(firm=True, at=days_ago(30))
    elector = story.electors[0]
    token, number = made.links(story)[elector.pk], "13800010000"
    page = on_phone.new_page()
    taps = 0

    def vote(mark: int) -> None:
        nonlocal taps
        page.goto(f"/v/{token}/")
        taps = 0
        page.locator("button.btn-primary").click()
        taps += 1
        for motion in range(1, 6):
            page.locator(f"input[name=m{motion}]").nth(mark).check()
        page.locator("button.btn-primary").click()
        taps += 1
        page.locator("button.btn-primary").click()
        taps += 1
        page.get_by_label("验证码").fill(made.last_code(number))
        page.locator("button.btn-primary").click()
        taps += 1
        expect(page).to_have_url(re.compile("/receipt/$"))

    vote(0)
    assert taps == 4
    assert page.locator("main").inner_text().count("同意") == 0
    vote(1)
    chain = list(Ballot.objects.order_by("sequence").values_list("sequence", "supersedes_id"))
    assert [sequence for sequence, _before in chain] == [0, 1]
    assert chain[0][1] is None
    page.goto(f"/e/{story.estate.code}/assemblies/1/")
    expect(page.locator("main")).to_contain_text("1")
    assert "同意面积" not in page.locator("main").inner_text()
    looked_at = on_phone.browser.new_context(**phone, base_url=live_gongzhi.url).new_page()
    ways = ["", "ballot/", "receipt/"]
    for address in [*(f"/v/{token}/{way}" for way in ways), f"/e/{story.estate.code}/claim/", "/sign-in/", "/"]:
        looked_at.goto(address)
        sound(looked_at)
    looked_at.context.close()


def test_two_tellers_count_an_owner_objects_and_the_result_is_published(
    at_desk: BrowserContext, on_phone: BrowserContext, stranger: Page
) -> None:
    story = made.voting(firm=True, at=days_ago(45))
    marks = {1: "Y", 2: "N", 3: "B", 4: "A", 5: "Y"}
    made.all_cast(story, [marks] * 5)
    code = story.estate.code
    for teller, button in zip(story.tellers, ("封箱", "开箱并计票"), strict=True):
        page = signed_in(at_desk, teller)
        page.goto(f"/desk/e/{code}/assemblies/1/")
        page.get_by_role("link", name="去开箱").click()
        sound(page)
        page.get_by_role("button", name=button).click()
    expect(page.get_by_text("达到").first).to_be_visible()
    sound(page)
    assert Assembly.objects.get().state == "preliminary"

    owner = on_phone.new_page()
    sign_in(owner, "13800010000")
    owner.goto(f"/e/{code}/assemblies/1/objection/")
    owner.locator("main textarea").fill("没有收到短信的几户是怎么通知的？")
    owner.locator("button.btn-primary").click()

    chair = signed_in(at_desk, story.committee[0])
    chair.goto(f"/desk/e/{code}/assemblies/1/objections/1/")
    chair.locator("main textarea").first.fill("均已公告送达，未投票的不计入。")
    chair.locator("main button.btn-primary").click()
    letters = [outbox.opened(m)[1] for m in Message.objects.filter(kind="objection.answered")]
    assert len(letters) == 1

    # the window for objections is the notice's; the count of today opens it, so the signature waits
    chair.goto(f"/desk/e/{code}/assemblies/1/sign/")
    expect(chair.locator("main")).to_contain_text("异议期")
    chair.get_by_role("button", name="签署", exact=True).click()
    expect(chair.get_by_role("alert")).to_contain_text("期满后才能签署")
    sound(chair)
    assert not Resolution.objects.exists()

    stranger.goto(f"/e/{code}/assemblies/1/")
    main = stranger.locator("main")
    for words in ("参与人数", "同意面积", "83.33%", "三分之二", "民法典"):
        expect(main).to_contain_text(words)
    for name in ("张伟", "李娜", "王芳"):
        expect(main).not_to_contain_text(name)
    sound(stranger)
    link = stranger.locator("a[href*='/d/']").first.get_attribute("href")
    stranger.goto(link)
    pdf = stranger.request.get(stranger.locator("a[href$='.pdf']").first.get_attribute("href")).body()
    text = "".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(pdf)).pages)
    assert "〔" in text
    assert "张伟" not in text
