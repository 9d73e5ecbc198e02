"""A lamp for 30 yuan: two taps and a photo on the keeper's phone, read by everyone at once, checked by another person."""

from datetime import timedelta

import pytest
from django.db import transaction
from playwright.sync_api import BrowserContext, FilePayload, Page, expect

from gongzhi.documents.tests.photo_samples import told
from gongzhi.fund.actions.set_petty_fund import set_petty_fund
from gongzhi.fund.models import PettyFund, PettyVoucher
from gongzhi.fund.tests.made import Purse, account, moved, purse
from gongzhi.meetings.queries.calling import ItemDraft
from gongzhi.meetings.tests.committee_world import LATER
from gongzhi.seals.tests.made import decided
from tests.journeys.pages import reads_month, signed_in, sound
from tests.server import Live

pytestmark = pytest.mark.journey
DAY = LATER + timedelta(days=1)
CAPS = ItemDraft("decide", "设立日常维修备用金", "每笔不超过五十元，每月不超过一百元", amount_fen=10_000)
LAMP: FilePayload = {"name": "IMG_0007.HEIC", "mimeType": "image/heic", "buffer": told("HEIF")}


def petty(p: Purse) -> PettyFund:
    """A box of 1,000 yuan that the committee's second member keeps, by a decision of its meeting."""
    box = account(p, "备用金", fund="petty")
    with transaction.atomic():
        moved(p, 100_000, money=box)
    return set_petty_fund(
        money=box,
        keeper=p.g.seats[1],
        each_cap_fen=5_000,
        month_cap_fen=10_000,
        decision=decided(p.g, CAPS),
        by=p.chair,
        at=DAY,
    )


def records(page: Page, yuan: str) -> None:
    """The sum, the camera, done."""
    page.get_by_label("金额（元）").fill(yuan)
    page.get_by_label("拍照").set_input_files([LAMP])
    page.get_by_role("button", name="记账").click()


@pytest.mark.clause("A5.3", "A5.4", "A5.5")
def test_a_lamp_in_two_taps_and_a_photo(live_gongzhi: Live, at_desk: BrowserContext, on_phone: BrowserContext) -> None:
    p = purse()
    fund, code = petty(p), p.g.estate.code
    live_gongzhi.at(DAY)

    keeper = signed_in(on_phone, p.g.person(1))
    keeper.goto(f"/desk/e/{code}/fund/petty/")  # whoever keeps one box is at its form at once
    sound(keeper)
    records(keeper, "51")
    expect(keeper.locator("main")).to_contain_text("¥51.00超过备用金每笔的上限¥50.00")
    expect(keeper.get_by_text("走支出申请")).to_be_visible()
    records(keeper, "30")
    expect(keeper.locator("main")).to_contain_text("记好了：第 1 号，设施设备维修 ¥30.00，已经入账")
    expect(keeper.locator("main")).to_contain_text("本月已用 ¥30.00，上限 ¥100.00")
    sound(keeper)
    assert PettyVoucher.objects.get(petty=fund).amount_fen == 3_000

    on_phone.clear_cookies()  # a neighbour, not signed in, a moment later
    public = on_phone.new_page()
    reads_month(public, code, "备用金", "2026年8月")
    expect(public.locator("main")).to_contain_text("－ 支出¥30.00")
    public.get_by_role("link", name="设施设备维修").click()
    expect(public.get_by_role("heading", level=1)).to_contain_text("¥30.00")
    expect(public.locator("main")).to_contain_text("待遮盖")  # nobody has looked yet whether a name is on it
    sound(public)
    line = public.url
    public.get_by_role("link", name="设立日常维修备用金").click()
    expect(public.locator("main")).to_contain_text("设立日常维修备用金")

    live_gongzhi.at(DAY + timedelta(days=12))  # the month is over
    own = signed_in(on_phone, p.g.person(1))
    own.goto(f"/desk/e/{code}/fund/petty/?all=1")
    expect(own.locator("main")).to_contain_text("2026年8月有 1 笔等另一个人核对")
    chair = signed_in(at_desk, p.chair)
    chair.goto(f"/desk/e/{code}/fund/petty/?all=1")
    chair.get_by_role("link", name="核对2026年8月：1 笔").click()
    sound(chair)
    chair.get_by_role("button", name="确认").click()
    expect(chair.locator("main")).to_contain_text("已核")
    on_phone.clear_cookies()
    public.goto(line)
    expect(public.locator("main")).to_contain_text("已核")
    assert "杨帆" not in public.content()
