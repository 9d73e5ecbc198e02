"""A lift repair from the plan of the three parties, over the vote of its two stairwells, to the final account."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from playwright.sync_api import BrowserContext, Page, expect

from gongzhi.fund.actions.accept_work import accept_work
from gongzhi.fund.actions.approve_payment import approve_payment
from gongzhi.fund.actions.draft_repair_vote import draft_repair_vote
from gongzhi.fund.actions.issue_slip import issue_slip
from gongzhi.fund.actions.publish_repair import publish_repair
from gongzhi.fund.actions.record_payment import record_payment
from gongzhi.fund.actions.start_work import start_work
from gongzhi.fund.actions.voice_plan import voice_plan
from gongzhi.fund.models import AllocationShare, MoneyAccount, RepairProject, SpendRequest
from gongzhi.fund.tests.made import Purse, moved, purse
from gongzhi.fund.tests.repair_made import repair_account
from gongzhi.fund.tests.spending_made import PDF
from gongzhi.kernel.clock import law_day
from gongzhi.people.models import Person
from gongzhi.register.models import Unit
from gongzhi.register.queries import claim_of
from tests.journeys.owners import FLATS, elector_of, owned, voted
from tests.journeys.pages import signed_in, sound
from tests.server import Live

pytestmark = pytest.mark.journey
DOOR = "3幢1单元101"
PAID = 11_345_678  # of the 120,000 yuan that were agreed to
SHARE = "¥16,970.26"  # of 89.32㎡ among 597.16㎡


def fund(p: Purse) -> MoneyAccount:
    """The repair fund that was handed over: 40,000 yuan for every flat, kept by flats."""
    money = repair_account(p, by_unit=True)
    held = dict.fromkeys(Unit.objects.filter(estate=p.g.estate).values_list("pk", flat=True), 4_000_000)
    with transaction.atomic():
        moved(p, sum(held.values()), money=money, shares=held)
    return money


def plans(page: Page, code: str) -> None:
    """The firm writes the plan: two of the three stairwells bear it."""
    page.goto(f"/desk/e/{code}/fund/repair/")
    page.get_by_role("link", name="制定维修方案").click()
    page.get_by_label("修什么").fill("3幢电梯更换曳引机")
    page.get_by_label("属于哪一类部位").select_option("installation")
    page.get_by_label("3幢1单元", exact=True).check()
    page.get_by_label("3幢2单元", exact=True).check()
    page.get_by_label("为什么要修").fill("曳引机磨损，一年停运九次。")
    page.get_by_label("维修方案").fill("更换两台曳引机和钢丝绳，质保两年。")
    page.get_by_label("预算（元）").fill("120000")
    page.get_by_label("维修资金在哪里").select_option(label="A2 维修资金（共管账户）")
    page.get_by_label("保修期").select_option("out")
    sound(page)
    page.get_by_role("button", name="提出方案").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("3幢电梯更换曳引机")


def presses(page: Page, link: str, button: str) -> None:
    """A step of the repair that asks nothing more."""
    page.get_by_role("link", name=link).first.click()
    page.get_by_role("button", name=button, exact=True).click()


def asks(page: Page) -> None:
    """The committee asks to pay the contractor."""
    page.get_by_role("link", name="提出支出申请").click()
    page.get_by_label("金额（元）").fill("113456.78")
    page.get_by_label("用途").fill("曳引机更换合同价款")
    page.get_by_label("收款单位全称").fill("安顺电梯有限公司")
    page.get_by_label("开户银行").fill("工商银行桂溪支行")
    page.get_by_label("账号").fill("6222000000001234")
    page.get_by_role("button", name="提出申请").click()
    expect(page.locator("main")).to_contain_text("付给安顺电梯有限公司")


def pays(p: Purse, request: SpendRequest, at: datetime) -> None:
    """Another member and the firm agree, the slip is issued, the bank pays."""
    for person in (p.g.person(1), p.manager):
        approve_payment(request=request, agrees=True, by=person, at=at)
    request = issue_slip(request=request, by=p.chair, at=at).request
    record_payment(request=request, paid_on=law_day(at), file_name="回单.pdf", content=PDF + b"slip", by=p.chair, at=at)


def owner_of(story: Any) -> Person:
    """Who voted for the flat from the phone on the roll, and so is known."""
    claim = claim_of(elector_of(story, DOOR))
    assert claim is not None
    return Person.objects.get(pk=claim.person_id)


@pytest.mark.clause("B4.8", "A5.3", "A5.5")
def test_a_lift_repair_from_the_plan_to_the_final_account(
    live_gongzhi: Live, at_desk: BrowserContext, on_phone: BrowserContext
) -> None:
    p = purse()
    code, story = p.g.estate.code, owned(p)
    money = fund(p)
    live_gongzhi.at(story.now)

    firm = signed_in(at_desk, p.manager)
    plans(firm, code)
    desk = firm.url
    firm.get_by_role("link", name="表态").click()
    firm.get_by_label("同意", exact=True).check()
    firm.get_by_role("button", name="提交意见").click()
    project = RepairProject.objects.get()
    assert project.money_id == money.pk
    for person in (p.chair, p.g.worker):
        voice_plan(project=project, agrees=True, by=person, at=story.now)
    chair = signed_in(at_desk, p.chair)
    chair.goto(desk)
    sound(chair)
    presses(chair, "商定完成，提请表决", "提请表决")
    expect(chair.get_by_role("link", name="起草表决")).to_be_visible()

    voted(story, draft_repair_vote(project=project, by=p.chair, at=story.now))
    assert len(story.electors) == 2 * FLATS  # whoever bears it votes, and nobody else
    at = live_gongzhi.at(story.now + timedelta(days=1))
    chair = signed_in(at_desk, p.chair)
    chair.goto(desk)
    presses(chair, "登记表决结果", "作为依据")
    expect(chair.locator("main")).to_contain_text("业主表决通过“3幢电梯更换曳引机使用维修资金”，额度¥120,000.00")
    asks(chair)
    sound(chair)
    project.refresh_from_db()
    start_work(project=project, on=law_day(at), contractor="安顺电梯有限公司", by=p.chair, at=at)
    pays(p, SpendRequest.objects.get(project_id=project.pk), at)
    accept_work(project=project, on=law_day(at), words="物业和六位业主到场，运行正常。", by=p.chair, at=at)
    chair.goto(desk)
    expect(chair.locator("main")).to_contain_text("已付¥113,456.78")
    chair.get_by_role("link", name="决算", exact=True).first.click()
    account = {"name": "决算书.pdf", "mimeType": "application/pdf", "buffer": PDF + b"account"}
    chair.get_by_label("决算书").set_input_files([account])
    chair.get_by_role("button", name="决算", exact=True).click()
    expect(chair.locator("main")).to_contain_text("决算分摊")
    publish_repair(project=project, by=p.chair, at=at)
    shares = AllocationShare.objects.filter(allocation__project=project, allocation__kind="final")
    assert sum(share.amount_fen for share in shares) == PAID

    at_desk.clear_cookies()  # everyone
    public = at_desk.new_page()
    public.goto(f"/e/{code}/fund/repair/")
    public.get_by_role("link", name="3幢电梯更换曳引机").click()
    expect(public.locator("main")).to_contain_text("597.16㎡")
    expect(public.locator("main")).to_contain_text("¥113,456.78")
    expect(public.locator("main")).to_contain_text("安顺电梯有限公司")
    sound(public)
    assert DOOR not in public.content()
    assert SHARE not in public.content()
    public.get_by_role("link", name="看决定").click()
    expect(public.locator("main")).to_contain_text("通过")

    owner = signed_in(on_phone, owner_of(story))
    owner.goto(f"/e/{code}/fund/repair/")
    owner.get_by_role("link", name="我家分摊多少").click()
    expect(owner.get_by_role("heading", level=1)).to_have_text(f"我家分摊{SHARE}")
    expect(owner.locator("main")).to_contain_text(DOOR)
    expect(owner.locator("main")).to_contain_text("分户余额¥23,029.74")
    sound(owner)
