"""The desk in a real Chromium: from a draft to its notice, and from the close to the signed result."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from gongzhi.kernel.clock import law_day
from gongzhi.voting.models import Assembly, Resolution
from gongzhi.voting.states import AssemblyState
from gongzhi.voting.tests import made
from tests.server import Live

pytestmark = pytest.mark.journey
MARKS = [{1: "Y", 2: "Y", 3: "B", 4: "A", 5: "Y"}] * 4


def at_desk(browser: Browser, device: dict[str, Any], live: Live, person: Any) -> Page:
    """A window in which this person is signed in."""
    client = Client()
    made.sign_in(client, person)
    context = browser.new_context(**device, base_url=live.url)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live.url}])
    return context.new_page()


def sound(page: Page) -> None:
    """Nothing that axe finds wrong, nothing wider than the window."""
    found = Axe().run(page).response
    assert found["passes"], "axe looked at nothing"
    assert [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in found["violations"]] == []
    width = page.viewport_size["width"]  # type: ignore[index]
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.clause("B3.7", "B4.7")
def test_the_committee_drafts_reports_and_gives_notice(live_gongzhi: Live, browser: Browser, desk: dict[str, Any]):
    now = datetime.now(UTC)
    story = made.frozen(made.housed(made.estate(at=now - timedelta(days=12)), 4))
    page = at_desk(browser, desk, live_gongzhi, story.committee[0])
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
    page.get_by_role("link", name="定日期和规则").click()
    page.get_by_label("表决截止").fill(f"{law_day(now) + timedelta(days=30)}T18:00")
    page.get_by_label("在本系统线上表决，用验证码确认本人").check()
    for offered in page.get_by_label("（建议）").all():
        offered.check()
    page.get_by_role("button", name="公告", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("有 1 处要改")
    expect(page.get_by_label("表决截止")).to_have_value(f"{law_day(now) + timedelta(days=30)}T18:00")
    sound(page)
    page.get_by_label("提示我都看过了，照这样公告").check()
    page.get_by_role("button", name="公告", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("已公告")
    page.get_by_role("link", name="送达登记").click()
    sound(page)
    assert Assembly.objects.get().state == AssemblyState.NOTICED


def test_two_tellers_count_and_the_committee_signs(live_gongzhi: Live, browser: Browser, desk: dict[str, Any]):
    story = made.all_cast(made.voting(5, at=datetime.now(UTC) - timedelta(days=60)), MARKS)
    address = f"/desk/e/{story.estate.code}/assemblies/1/"
    for teller, button in zip(story.tellers, ("封箱", "开箱并计票"), strict=True):
        page = at_desk(browser, desk, live_gongzhi, teller)
        page.goto(address)
        page.get_by_role("link", name="去开箱").click()
        sound(page)
        page.get_by_role("button", name=button).click()
    expect(page.get_by_text("达到").first).to_be_visible()
    sound(page)
    # the window for objections is the notice's; the count of today opens it, so the signature waits
    page = at_desk(browser, desk, live_gongzhi, story.committee[0])
    page.goto(f"{address}sign/")
    page.get_by_role("button", name="签署", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("期满后才能签署")
    sound(page)
    assert not Resolution.objects.exists()


def test_officers_and_strangers_read_duties_and_law(live_gongzhi: Live, browser: Browser, desk: dict[str, Any]):
    story = made.reported(made.drafted(made.housed(made.estate(at=datetime.now(UTC) - timedelta(days=1)), 2)))
    page = at_desk(browser, desk, live_gongzhi, story.street)
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
