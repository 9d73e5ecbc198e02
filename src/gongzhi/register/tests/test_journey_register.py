"""The register in a real Chromium: the desk at 1440 px, the owner at 390 px, axe on every page."""

import os
import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from gongzhi.people.models import Person
from gongzhi.people.queries import SESSION_KEY
from gongzhi.register.models import Unit
from gongzhi.register.tests.conftest import ROSTERS, World, code_in, make_world, sent
from tests.browser import violations
from tests.server import Live

FILE = "桂溪苑_房屋清册.xlsx"
CSV_FILE = "望江院落_业主登记.csv"


def _seen(page: Page, name: str) -> None:
    """The page has no axe violation and no sideways scroll; a picture is kept where LOOK names a folder."""
    if folder := os.environ.get("LOOK"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
    assert violations(page) == [], name
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1"), name


def _sign_in(live: Live, context: Any, person: Person) -> None:
    session = SessionStore()
    session[SESSION_KEY] = person.pk
    session.save()
    context.add_cookies([{"name": "sessionid", "value": str(session.session_key), "url": live.url}])


def _world() -> World:
    world = make_world()
    world.at = timezone.now()
    world.estate.duty_phone = "028-85550001"
    world.estate.save()
    return world


@pytest.mark.journey
def test_an_estates_roster_becomes_a_public_roll_at_the_desk(
    live_gongzhi: Live, browser: Browser, desk: dict[str, Any]
) -> None:
    world = _world()
    first, second = (browser.new_context(**desk, base_url=live_gongzhi.url) for _n in range(2))
    _sign_in(live_gongzhi, first, world.worker)
    page, other = first.new_page(), second.new_page()

    page.goto("/desk/estates/new/")
    _seen(page, "new-estate")
    page.get_by_label("小区名称").fill("锦绣桂溪")
    page.get_by_label("值班电话").fill("028-85550002")
    page.locator("main button.btn-primary").click()
    expect(page).to_have_url(re.compile("/desk/e/jinxiuguixi/roster/$"))
    other.goto("/e/jinxiuguixi/")
    expect(other.get_by_role("heading", level=1)).to_contain_text("锦绣桂溪")
    _seen(other, "new-estate-in-public")

    _sign_in(live_gongzhi, second, world.member)
    base = f"/desk/e/{world.estate.code}/"
    page.goto(f"{base}units/")
    _seen(page, "units-empty")
    page.goto(f"{base}roster/")
    _seen(page, "rosters-empty")
    page.get_by_label("房屋清册").set_input_files(ROSTERS / FILE)
    page.get_by_role("button", name="上传并预览").click()
    expect(page.get_by_text("127,915.84㎡").first).to_be_visible()
    expect(page.get_by_text("1,192").first).to_be_visible()
    expect(page.get_by_text("1,316").first).to_be_visible()
    _seen(page, "roster-preview")
    page.get_by_role("button", name="入册", exact=True).click()
    expect(page.get_by_role("heading", name="共 1,316 套房屋")).to_be_visible()
    _seen(page, "units")
    page.goto(f"{base}roster/")
    page.get_by_label("房屋清册").set_input_files(ROSTERS / FILE)
    page.get_by_role("button", name="上传并预览").click()
    expect(page.locator("main")).to_contain_text("没有改动")
    page.goto(f"{base}units/")
    page.get_by_role("link", name="下一页").click()
    page.get_by_role("link", name="面积").click()
    page.goto(f"{base}electors/")
    _seen(page, "electors")
    page.goto(f"{base}merges/")
    _seen(page, "merges-none")
    page.goto(f"{base}letters/?all=1")
    page.get_by_role("checkbox").first.check()
    _seen(page, "letters")
    page.get_by_role("button", name="生成验证码").click()
    _seen(page, "letters-issued")

    unit = Unit.objects.filter(estate=world.estate, status="").first() or Unit.objects.first()
    assert unit is not None
    page.goto(f"{base}units/{unit.pk}/")
    _seen(page, "unit")
    page.get_by_role("link", name="看全名").first.click()
    _seen(page, "unmask")
    page.goto(f"{base}units/{unit.pk}/")
    page.get_by_role("link", name="面积").click()
    page.get_by_role("button", name="提出更正").click()
    page.get_by_label("正确的面积（㎡）").fill("88.88")
    page.get_by_label("面积依据").select_option("register")
    page.get_by_label("理由和依据").fill("核对不动产登记簿")
    _seen(page, "change")
    page.get_by_role("button", name="提出更正").click()
    expect(page.get_by_text("须由第二人核准")).to_be_visible()
    _seen(page, "correction-mine")
    other.goto(f"{base}corrections/")
    _seen(other, "corrections")
    other.get_by_role("link", name=unit.door).click()
    _seen(other, "correction")
    other.get_by_role("button", name="核准，按此更正").click()
    expect(other.get_by_text("已办结")).to_be_visible()

    page.goto(f"{base}roll/")
    _seen(page, "roll-none")
    page.get_by_role("button", name="提出名册").click()
    expect(page.get_by_text("须由第二人核准").first).to_be_visible()
    _seen(page, "roll-proposed")
    other.goto(f"{base}roll/")
    _seen(other, "roll-approve")
    other.get_by_role("button", name="核准，开始公示核对").click()
    expect(other.get_by_role("heading", name="名册公示核对到")).to_be_visible()
    _seen(other, "roll-checking")
    other.get_by_role("link", name="看公示页").first.click()
    _seen(other, "public-roll")
    other.get_by_label("找门牌").fill("1503")
    other.get_by_role("button", name="找", exact=True).click()
    expect(other.get_by_role("rowheader", name="1503").first).to_be_visible()


@pytest.mark.journey
def test_an_owner_claims_and_asks_for_a_correction_on_the_phone_without_javascript(
    live_gongzhi: Live, browser: Browser, phone: dict[str, Any]
) -> None:
    world = _world()
    world.apply((ROSTERS / CSV_FILE).read_bytes(), CSV_FILE)
    unit = Unit.objects.select_related("building").filter(estate=world.estate).order_by("pk")[3]
    owner = unit.holdings.all()[0].owner
    number = owner.number()
    context = browser.new_context(**{**phone, "java_script_enabled": False}, base_url=live_gongzhi.url)
    page = context.new_page()
    base = f"/e/{world.estate.code}/"
    page.goto(f"{base}claim/")
    page.get_by_role("link", name=unit.building.name).first.click()
    page.get_by_role("link", name=unit.stair).first.click()
    page.get_by_label("房号").select_option(str(unit.pk))
    page.get_by_label("登记电话的后四位").fill(number[-4:])
    page.get_by_role("button", name="发验证码").click()
    expect(page.get_by_role("heading", name="输入验证码")).to_be_visible()
    page.get_by_label("验证码").fill(code_in(sent("code.claim")[-1][1]))
    page.get_by_role("button", name="认领").click()
    expect(page.get_by_role("heading", name="我的房屋")).to_be_visible()
    page.get_by_role("link", name=unit.door).click()
    page.get_by_label("应当是什么").fill("产权证上是 66.66 平方米")
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_text("产权证上是 66.66 平方米")).to_be_visible()


@pytest.mark.journey
@pytest.mark.parametrize("elder", [False, True])
def test_the_owners_pages_look_right_on_a_phone(
    live_gongzhi: Live, browser: Browser, phone: dict[str, Any], elder: bool
) -> None:
    world = _world()
    world.apply((ROSTERS / CSV_FILE).read_bytes(), CSV_FILE)
    unit = Unit.objects.select_related("building").filter(estate=world.estate).order_by("pk")[3]
    context = browser.new_context(**phone, base_url=live_gongzhi.url)
    if elder:
        context.add_cookies([{"name": "gz_mode", "value": "elder", "url": live_gongzhi.url}])
    page, mark = context.new_page(), "elder" if elder else "phone"
    base = f"/e/{world.estate.code}/"
    page.goto(f"{base}roll/")
    _seen(page, f"{mark}-roll-none")
    page.goto(f"{base}claim/")
    _seen(page, f"{mark}-claim-building")
    page.goto(f"{base}claim/?building={unit.building_id}")
    _seen(page, f"{mark}-claim-stair")
    page.goto(f"{base}claim/?building={unit.building_id}&stair={unit.stair}")
    page.get_by_role("button", name="发验证码").click()
    page.goto(f"{base}claim/?building={unit.building_id}&stair={unit.stair}&way=letter")
    _seen(page, f"{mark}-claim-letter")
    page.goto(f"{base}claim/?building={unit.building_id}&stair={unit.stair}")
    page.get_by_label("房号").select_option(str(unit.pk))
    _seen(page, f"{mark}-claim-room")
    number = unit.holdings.all()[0].owner.number()
    page.get_by_label("登记电话的后四位").fill(number[-4:])
    page.get_by_role("button", name="发验证码").click()
    page.get_by_label("验证码").fill("000000")
    page.get_by_role("button", name="认领").click()
    page.get_by_text("没有收到？").click()
    _seen(page, f"{mark}-claim-code-wrong")
    page.get_by_label("验证码").fill(code_in(sent("code.claim")[-1][1]))
    page.get_by_role("button", name="认领").click()
    expect(page.get_by_role("heading", name="我的房屋")).to_be_visible()
    _seen(page, f"{mark}-mine")
    page.get_by_role("link", name=unit.door).click()
    _seen(page, f"{mark}-ask")
