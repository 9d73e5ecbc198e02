"""The first assembly in a real Chromium, point by point: desks at 1440 px, phones at 390 px, JavaScript off for owners."""

import io
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, expect
from pypdf import PdfReader

from gongzhi.config.home import PROJECT
from gongzhi.kernel import outbox
from gongzhi.kernel.models import Message
from gongzhi.register.queries import claim_of
from gongzhi.voting.models import Assembly, Ballot
from gongzhi.voting.tests import made
from tests.journeys.pages import sign_in, sound
from tests.server import Live

pytestmark = pytest.mark.journey
ROSTER = PROJECT / "src/gongzhi/config/demo/rosters/桂溪苑_房屋清册.xlsx"
WORKER, SECOND = "13900000001", "13900000002"
CHAIR = "13700010011"
TELLERS = ("13700010021", "13700010022")


def days_ago(days: int) -> datetime:
    return timezone.now() - timedelta(days=days)


@pytest.fixture
def at_desk(browser: Browser, live_gongzhi: Live, desk: dict[str, Any]) -> Iterator[BrowserContext]:
    context = browser.new_context(**desk, base_url=live_gongzhi.url)
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def on_phone(browser: Browser, live_gongzhi: Live, phone: dict[str, Any]) -> Iterator[BrowserContext]:
    """An owner's phone whose web view runs no script."""
    context = browser.new_context(**phone, base_url=live_gongzhi.url, java_script_enabled=False)
    context.set_default_timeout(10_000)
    yield context
    context.close()


def test_a_worker_makes_an_estate_and_takes_in_the_firms_roster(at_desk: BrowserContext) -> None:
    made.estate(at=days_ago(1))
    page = at_desk.new_page()
    sign_in(page, WORKER)
    page.goto("/desk/estates/new/")
    sound(page)
    page.get_by_label("小区名称").fill("锦绣桂溪")
    page.get_by_label("值班电话").fill("028-85550002")
    page.locator("main button.btn-primary").click()

    stranger = at_desk.browser.new_page(base_url=page.url.split("/desk")[0])
    stranger.goto("/e/jinxiuguixi/")
    expect(stranger.get_by_role("heading", level=1)).to_contain_text("锦绣桂溪")
    sound(stranger)
    stranger.close()

    page.goto("/desk/e/jinxiuguixi/roster/")
    page.locator("input[type=file]").set_input_files(ROSTER)
    page.locator("main button.btn-primary").click()
    expect(page.locator("main")).to_contain_text("1,316")
    expect(page.locator("main")).to_contain_text("127,915.84㎡")
    expect(page.locator("main")).to_contain_text("1,192")
    sound(page)
    page.get_by_role("button", name="入册", exact=True).click()
    page.goto("/desk/e/jinxiuguixi/units/")
    expect(page.locator("main")).to_contain_text("1,316")

    page.goto("/desk/e/jinxiuguixi/roster/")
    page.locator("input[type=file]").set_input_files(ROSTER)
    page.locator("main button.btn-primary").click()
    expect(page.locator("main")).to_contain_text("没有改动")


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
    second = at_desk.browser.new_context(base_url=desk.url.split("/desk")[0])
    other = second.new_page()
    sign_in(other, SECOND)
    other.goto(f"/desk/e/{story.estate.code}/roll/")
    other.locator("main button.btn-primary").click()
    other.goto(f"/e/{story.estate.code}/roll/")
    expect(other.locator("main")).to_contain_text("张*")
    expect(other.locator("main")).not_to_contain_text("张伟")
    second.close()


@pytest.mark.clause("B3.7", "B4.7")
def test_the_committee_drafts_reports_and_gives_notice(at_desk: BrowserContext) -> None:
    story = made.housed(made.estate(at=days_ago(20)))
    page = at_desk.new_page()
    sign_in(page, CHAIR)
    base = f"/desk/e/{story.estate.code}/assemblies/"
    page.goto(f"{base}new/")
    page.get_by_label("会议名称").fill("第一次业主大会会议")
    page.locator("main textarea").first.fill("合同年底到期，请业主共同决定。")
    page.locator("main button.btn-primary").click()
    page.goto(f"{base}1/motions/new/")
    page.locator("main select").first.select_option("management_convention")
    page.locator("input[name=title]").fill("修订管理规约")
    page.locator("main textarea").first.fill("修订后的规约全文。")
    page.locator("main button.btn-primary").click()
    page.goto(f"{base}1/motions/firm/")
    sound(page)
    page.locator("[name=firm]").fill("安居物业服务有限公司")
    for number, (name, terms) in enumerate(made.FIRMS, start=1):
        page.locator(f"[name=name_{number}]").fill(name)
        page.locator(f"[name=terms_{number}]").fill(terms)
    page.locator("[name=fallback]").fill("授权业主委员会洽谈不超过六个月的临时服务。")
    page.locator("main button.btn-primary").click()
    page.goto(f"{base}1/reports/")
    page.locator("main button.btn-primary").click()
    page.goto(f"{base}1/")
    expect(page.locator("main")).to_contain_text("居民委员会")
    sound(page)

    page.goto(f"{base}1/notice/")
    expect(page.locator("main")).to_contain_text("名册还没有公示核对并冻结")
    expect(page.locator("main a[href$='/roll/']").first).to_be_visible()

    made.frozen(story)
    page.goto(f"{base}1/notice/")
    sound(page)
    opens = timezone.now() + timedelta(days=17)
    page.locator("input[name=opens_at]").fill(f"{opens:%Y-%m-%d}T08:00")
    page.locator("input[name=closes_at]").fill(f"{opens + timedelta(days=10):%Y-%m-%d}T18:00")
    rules = {"channel": "own", "change_rule": "until_close", "conflict_rule": "last_valid", "disclosure": "panel"}
    for name, value in rules.items():
        page.locator(f"input[name={name}][value={value}]").check()
    page.locator("input[name=warnings_seen]").check()
    page.locator("main button.btn-primary").click()
    assembly = Assembly.objects.get()
    assert assembly.state == "noticed"
    assert assembly.opens_at is not None
    assert (assembly.opens_at - timezone.now()).days >= 15
    stranger = at_desk.browser.new_page(base_url=page.url.split("/desk")[0])
    stranger.goto(f"/e/{story.estate.code}/assemblies/1/")
    expect(stranger.locator("main")).to_contain_text("截止前可以更改")
    sound(stranger)
    stranger.close()


def test_an_owner_votes_in_four_taps_changes_it_and_nobody_sees_a_direction(
    on_phone: BrowserContext, phone: dict[str, Any]
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
    looked_at = on_phone.browser.new_context(**phone, base_url=live_of(on_phone)).new_page()
    ways = ["", "ballot/", "receipt/"]
    for address in [*(f"/v/{token}/{way}" for way in ways), f"/e/{story.estate.code}/claim/", "/sign-in/", "/"]:
        looked_at.goto(address)
        sound(looked_at)
    looked_at.context.close()


def test_two_tellers_count_an_owner_objects_and_the_result_is_published(
    at_desk: BrowserContext, on_phone: BrowserContext
) -> None:
    story = made.voting(firm=True, at=days_ago(45))
    marks = {1: "Y", 2: "N", 3: "B", 4: "A", 5: "Y"}
    made.all_cast(story, [marks] * 5)
    code = story.estate.code
    for number, path in zip(TELLERS, ("count/", "count/"), strict=True):
        context = at_desk.browser.new_context(base_url=live_of(at_desk), viewport={"width": 1440, "height": 900})
        teller = context.new_page()
        sign_in(teller, number)
        teller.goto(f"/desk/e/{code}/assemblies/1/{path}")
        teller.locator("main button.btn-primary").click()
        context.close()
    assert Assembly.objects.get().state == "preliminary"

    owner = on_phone.new_page()
    sign_in(owner, "13800010000")
    owner.goto(f"/e/{code}/assemblies/1/objection/")
    owner.locator("main textarea").fill("没有收到短信的几户是怎么通知的？")
    owner.locator("button.btn-primary").click()

    chair = at_desk.new_page()
    sign_in(chair, CHAIR)
    chair.goto(f"/desk/e/{code}/assemblies/1/objections/1/")
    chair.locator("main textarea").first.fill("均已公告送达，未投票的不计入。")
    chair.locator("main button.btn-primary").click()
    letters = [outbox.opened(m)[1] for m in Message.objects.filter(kind="objection.answered")]
    assert len(letters) == 1

    chair.goto(f"/desk/e/{code}/assemblies/1/sign/")
    expect(chair.locator("main")).to_contain_text("异议期")

    stranger = at_desk.browser.new_page(base_url=live_of(at_desk))
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
    stranger.close()


def live_of(context: BrowserContext) -> str:
    """The address of the server that this context talks to."""
    page = context.new_page()
    page.goto("/gallery/")
    address = page.url.split("/gallery")[0]
    page.close()
    return address
