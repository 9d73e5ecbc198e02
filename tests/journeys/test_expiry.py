"""A committee's term runs out without an election: what is left to it, what is refused, who brings the election about."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, expect

from gongzhi.bodies.actions.announce_formation import announce_formation
from gongzhi.bodies.models import Body, Formation
from gongzhi.bodies.tests.formation_world import bare, elected, led_by, listed, member
from gongzhi.kernel.clock import law_day
from gongzhi.people.queries import person_by_phone
from gongzhi.voting.models import Assembly
from tests.journeys.pages import signed_in, sound

pytestmark = pytest.mark.journey


@pytest.mark.clause("L4.1", "A3.2")
def test_a_term_expires_without_an_election(at_desk: BrowserContext) -> None:
    now = timezone.now()
    here = bare(at=now - timedelta(days=200))
    body = elected(here, 5, until_on=law_day(now) - timedelta(days=10))
    here.now = now
    code = here.estate.code
    chair: Any = person_by_phone("13700090011")

    desk = signed_in(at_desk, chair)
    desk.goto(f"/desk/e/{code}/bodies/{body.pk}/")
    expect(desk.locator("main")).to_contain_text("届满未换届")
    expect(desk.locator("main h1")).to_contain_text("届满看守")
    expect(desk.locator("main")).to_contain_text("支付已签合同到期款和水电等")
    sound(desk)
    desk.goto(f"/desk/e/{code}/assemblies/new/")
    desk.get_by_label("会议名称").fill("2026年临时会议")
    desk.get_by_label("为什么开会").fill("想出租广告位")
    desk.get_by_role("button", name="存为草稿，去写议题").click()
    desk.goto(f"/desk/e/{code}/assemblies/1/motions/new/")
    desk.get_by_label("法定事项").select_option("common_part_use")
    desk.get_by_label("议题", exact=True).fill("出租广告位")
    desk.get_by_label("全文").fill("租给广告公司")
    desk.get_by_role("button", name="加进议题").click()
    expect(desk.locator("main")).to_contain_text("届满")
    assert desk.locator("main .gz-cite").count() > 0

    street = signed_in(at_desk, here.street)
    street.goto(f"/desk/e/{code}/renewal/")
    expect(street.locator("main h1")).to_contain_text("已经届满")
    expect(street.locator("main")).to_contain_text("届满未换届，组织换届")
    sound(street)
    street.get_by_role("link", name="组建换届小组、物管会").click()
    street.get_by_role("link", name="换届小组", exact=True).click()
    street.get_by_label("业主委员会任期将满或者已满").check()
    street.get_by_label("具体情况").fill("任期已满，没有换届")
    street.get_by_label("组建方案").fill("街道、居委会和业主代表七人，两个月内选出新一届。")
    street.get_by_label("名额").fill("7")
    street.get_by_role("button", name="开始组建").click()
    formation = listed(here, Formation.objects.get(), led_by("街道", Body.Kind.RENEWAL))
    announce_formation(formation=formation, days=7, by=here.street, at=here.now - timedelta(days=9))
    street.reload()
    street.get_by_role("link", name="办理成立").click()
    street.get_by_label("成立文件").fill("望街办〔2026〕9号")
    street.get_by_role("button", name="成立").click()
    expect(street.locator("main")).to_contain_text("已经成立")
    street.goto(f"/desk/e/{code}/renewal/")
    expect(street.locator("main")).to_contain_text("已办")

    group = signed_in(at_desk, member(33))
    group.goto(f"/desk/e/{code}/assemblies/new/")
    group.get_by_label("会议名称").fill("换届选举大会")
    group.get_by_label("为什么开会").fill("任期已满")
    group.get_by_role("button", name="存为草稿，去写议题").click()
    expect(group.get_by_role("heading", level=1)).to_have_text("正在起草，还没有报告")
    assert Assembly.objects.get(title="换届选举大会").convener == Body.Kind.RENEWAL
