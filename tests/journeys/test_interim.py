"""A street forms a 物管会 for an estate that nobody governs; it acts for the owners, and later hands over to their committee."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect

from gongzhi.bodies.models import Body, Formation, Handover
from gongzhi.bodies.tests.formation_world import MEMBERS, Field, bare, elected, listed, member
from gongzhi.kernel.clock import law_day
from tests.journeys.pages import sign_in, signed_in, sound
from tests.server import Live

pytestmark = pytest.mark.journey


def opens_it(page: Page, here: Field) -> Formation:
    """From the desk's duty to the list made public."""
    page.goto(f"/desk/e/{here.estate.code}/")
    expect(page.locator("main")).to_contain_text("没有业委会、物管会或者自管组织：组建一个")
    page.goto(f"/desk/e/{here.estate.code}/formation/")
    page.get_by_role("link", name="物业管理委员会", exact=True).click()
    page.get_by_label("尚未成立业主委员会").check()
    page.get_by_label("具体情况").fill("交付六年，没有业委会，物业已经撤走")
    page.get_by_label("组建方案").fill("街道牵头，七人组成，业主代表由楼栋推荐。")
    page.get_by_label("名额").fill("7")
    page.get_by_label("任期（月）").fill("24")
    page.get_by_role("button", name="开始组建").click()
    page.get_by_label("街道", exact=True).check()
    page.get_by_label("公安", exact=True).check()
    page.get_by_role("button", name="发出邀请").click()
    page.get_by_role("link", name="登记答复").first.click()
    page.get_by_label("参加", exact=True).check()
    page.get_by_label("姓名").fill("程立")
    page.get_by_label("手机号").fill("13830000031")
    page.get_by_label("职务").select_option("chair")
    page.get_by_role("button", name="登记答复").click()
    page.get_by_role("link", name="登记答复").first.click()
    page.get_by_label("未答复").check()
    page.get_by_role("button", name="登记答复").click()
    formation = listed(here, Formation.objects.get(), MEMBERS[1:])
    page.reload()
    sound(page)
    page.get_by_role("button", name="报部门指导").click()
    page.get_by_role("link", name="公示名单").click()
    page.get_by_role("button", name="公示").click()
    expect(page.locator("main")).to_contain_text("名单正在公示")
    return formation


@pytest.mark.clause("A3.1", "A3.2", "A3.3", "A3.4")
def test_a_street_forms_an_interim_body_that_hands_over_to_a_committee(
    at_desk: BrowserContext, browser: Browser, live_gongzhi: Live, phone: dict[str, Any]
) -> None:
    here = bare(at=timezone.now() - timedelta(days=30))
    here.now = timezone.now()
    desk = signed_in(at_desk, here.street)
    formation = opens_it(desk, here)

    stranger = browser.new_context(**phone, base_url=live_gongzhi.url)
    owner = stranger.new_page()
    owner.goto(f"/e/{here.estate.code}/formation/1/")
    expect(owner.locator("main")).to_contain_text("丁香")
    expect(owner.locator("main")).to_contain_text("公安未答复，不影响组建")
    sound(owner)

    today = law_day(here.now)  # the days of publicity pass
    Formation.objects.filter(pk=formation.pk).update(
        announced_on=today - timedelta(days=8), announced_until=today - timedelta(days=1)
    )
    desk.reload()
    desk.get_by_role("link", name="办理成立").click()
    desk.get_by_label("成立文件").fill("望街办〔2026〕3号")
    desk.get_by_label("备案文号").fill("望街物管备〔2026〕1号")
    desk.get_by_role("button", name="成立").click()
    expect(desk.locator("main")).to_contain_text("已经成立")

    sitting = stranger.new_page()  # a member's own phone
    sign_in(sitting, "13830000033")
    body = Body.objects.get(estate=here.estate, kind=Body.Kind.INTERIM)
    sitting.goto(f"/desk/e/{here.estate.code}/bodies/{body.pk}/")
    expect(sitting.locator("main h1")).to_contain_text("代行")
    expect(sitting.locator("main")).to_contain_text("召集业主共同决定")

    here.now = timezone.now()
    elected(here)
    desk.goto(f"/desk/e/{here.estate.code}/")
    expect(desk.locator("main")).to_contain_text("逐项移交并终止")
    desk.goto(f"/desk/e/{here.estate.code}/formation/")
    desk.get_by_role("link", name="移交并终止").click()
    for chosen in desk.locator("main select").all():
        chosen.select_option("handed")
    desk.get_by_label("见证人（单位）").fill("望江社区居委会")
    desk.get_by_role("button", name="移交并终止").click()
    expect(desk.locator("main")).to_contain_text("已终止")
    assert Handover.objects.get(body=body).to_words == f"{here.estate.name}业主委员会"

    answer = sitting.goto(f"/desk/e/{here.estate.code}/bodies/{body.pk}/")
    assert answer is not None
    assert answer.status == 404
    assert not member(33).capacities.filter(until_at__isnull=True).exists()
    stranger.close()
