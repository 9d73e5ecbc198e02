"""A payment that was agreed to is refused because a court suspended the resolution, and paid once that is lifted."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from playwright.sync_api import BrowserContext, FilePayload, Page, expect

from gongzhi.fund.actions.approve_payment import approve_payment
from gongzhi.fund.actions.issue_slip import issue_slip
from gongzhi.fund.actions.register_basis import register_basis
from gongzhi.fund.models import Payment, SpendRequest
from gongzhi.fund.tests.made import Purse, moved, purse
from gongzhi.fund.tests.spending_made import LIMIT, PDF, QUOTE, asked
from gongzhi.kernel.clock import law_day
from gongzhi.seals.actions.request_use import request_use
from gongzhi.seals.models import SealRequest, SealUse
from gongzhi.seals.tests.made import PAPER, PHOTO, registered
from gongzhi.voting.actions.add_motion import add_motion
from gongzhi.voting.actions.draft_assembly import draft_assembly
from gongzhi.voting.actions.record_order import record_order
from gongzhi.voting.models import Matter, Resolution
from tests.journeys.owners import owned, voted
from tests.journeys.pages import reads_month, signed_in, sound
from tests.server import Live

pytestmark = pytest.mark.journey
ORDER, LIFTED = "（2026）川0107行保1号", "（2026）川0107行保1号之二"
WEEKS = timedelta(days=20)
COURT = "武侯区人民法院"


def scan(name: str) -> FilePayload:
    return {"name": name, "mimeType": "application/pdf", "buffer": PDF + name.encode()}


def decided(p: Purse) -> tuple[Resolution, Any]:
    """What all owners voted for, and the day after."""
    story = owned(p)
    assembly = draft_assembly(estate=p.g.estate, title="2026年临时会议", purpose="电梯", by=p.chair, at=story.now)
    given: dict[str, Any] = {
        "matter": Matter.OTHER_MAJOR,
        "title": "维修3幢电梯",
        "text": f"同意维修3幢电梯，{QUOTE}。",
    }
    add_motion(assembly=assembly, by=p.chair, at=story.now, **given)
    return voted(story, assembly), story.now + timedelta(days=1)


def issued(p: Purse, resolution: Resolution, at: Any) -> SpendRequest:
    """50,000 yuan under the resolution, agreed to by another member and the firm, its slip issued."""
    with transaction.atomic():
        moved(p, LIMIT)
    rests = register_basis(estate=p.g.estate, resolution=resolution, amount_fen=LIMIT, quote=QUOTE, by=p.chair, at=at)
    request = asked(p, basis=rests, at=at)
    for person in (p.g.person(1), p.manager):
        approve_payment(request=request, agrees=True, by=person, at=at)
    return issue_slip(request=request, by=p.chair, at=at).request


def sealed(p: Purse, resolution: Resolution, at: Any) -> SealRequest:
    """The contract under the same resolution waits for the seal of the owners' meeting, which the chair keeps."""
    seal = registered(p.g, "assembly", engraved="桂溪苑业主大会", at=at)
    given: dict[str, Any] = {"use": "contract", "title": "电梯维修合同", "copies": 3, "amount_fen": 5_000_000, **PAPER}
    given |= {"limit_fen": LIMIT, "quote": QUOTE}
    return request_use(seal=seal, basis=resolution, by=p.g.person(1), at=at, **given)


def suspends(page: Page, at: str) -> None:
    """The street enters the court's document on the resolution."""
    page.goto(at)
    page.get_by_label("暂停执行（保全）").check()
    page.get_by_label("作出文书的机关").fill(COURT)
    page.get_by_label("文书编号").fill(ORDER)
    page.get_by_label("要点").fill("诉讼期间暂停执行维修3幢电梯的决定。")
    page.locator("input[type=file]").set_input_files([scan("裁定书.pdf")])
    sound(page)
    page.get_by_role("button", name="登记").click()
    expect(page.get_by_role("heading", level=3).filter(has_text="暂停执行")).to_be_visible()


def pays(page: Page) -> None:
    """The bookkeeper, at the request, enters what the bank says it paid."""
    page.get_by_role("link", name="登记付款").click()
    page.get_by_label("银行回单").set_input_files([scan("回单.pdf")])
    page.get_by_role("button", name="登记付款").click()


@pytest.mark.clause("A5.3", "A5.4", "A5.5", "B8.4")
def test_a_suspended_resolution_stops_a_payment_and_a_seal_until_it_is_lifted(
    live_gongzhi: Live, at_desk: BrowserContext, on_phone: BrowserContext
) -> None:
    p = purse()
    code = p.g.estate.code
    resolution, at = decided(p)
    request, use = issued(p, resolution, at), sealed(p, resolution, at)
    live_gongzhi.at(at)
    page = f"/desk/e/{code}/fund/spending/{request.pk}/"
    decision = f"/desk/e/{code}/assemblies/{resolution.motion.assembly.serial}/resolutions/{resolution.pk}/"

    suspends(signed_in(at_desk, p.g.street), decision)

    chair = signed_in(at_desk, p.chair)
    chair.goto(page)
    expect(chair.locator("main")).to_contain_text("现在不能付款")
    pays(chair)
    refused = chair.get_by_role("alert")
    expect(refused).to_contain_text("不能付款：决定现在是“暂停执行”，不能据以付款")
    expect(refused).to_contain_text(f"{COURT} {ORDER}")
    sound(chair)
    assert not Payment.objects.filter(request=request).exists()
    refused.get_by_role("link", name="看决定和文书").click()
    expect(chair.locator("main")).to_contain_text("暂停执行")
    expect(chair.locator("main")).to_contain_text(ORDER)

    live_gongzhi.at(at + WEEKS)  # the 环物委 said nothing in its days: only the resolution is in the way
    chair = signed_in(at_desk, p.chair)
    chair.goto(f"/desk/e/{code}/seals/requests/{use.pk}/use/")
    expect(chair.locator("main")).to_contain_text("暂停执行")
    chair.get_by_label("盖好章的照片").set_input_files([{"name": "印.jpg", "mimeType": "image/jpeg", "buffer": PHOTO}])
    chair.get_by_role("button", name="已用印，登记").click()
    expect(chair.get_by_role("alert").filter(has_text=ORDER).first).to_be_visible()
    sound(chair)
    assert not SealUse.objects.exists()

    resolution.refresh_from_db()
    given = {"file_name": "裁定书.pdf", "content": PDF + LIFTED.encode(), "content_type": "application/pdf"}
    text = "解除对维修决定的保全。"
    record_order(
        resolution=resolution,
        kind="lift",
        issuer=COURT,
        document_number=LIFTED,
        text=text,
        by=p.g.street,
        at=at + WEEKS,
        **given,
    )
    chair.goto(page)
    pays(chair)
    expect(chair.get_by_role("link", name="已付，看账目和回单")).to_be_visible()
    assert Payment.objects.get(request=request).paid_on == law_day(at + WEEKS)

    on_phone.clear_cookies()
    public = on_phone.new_page()
    reads_month(public, code, "公共收益账户", "2026年10月")
    expect(public.locator("main")).to_contain_text("－ 支出¥50,000.00")
    expect(public.locator("main")).to_contain_text("＝ 期末¥70,000.00")
    sound(public)
    public.get_by_role("link", name="电梯维修首期款").click()
    public.get_by_role("link", name="维修3幢电梯").click()
    expect(public.locator("main")).to_contain_text(LIFTED)
