"""A leak at night: reported by phone without an account, whistled for, reopened, decided by the three, done, confirmed."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, FilePayload, Page, expect

from gongzhi.documents.tests.photo_samples import told
from gongzhi.issues.actions.arrive_call import arrive_call
from gongzhi.issues.actions.close_whistle import close_whistle
from gongzhi.issues.actions.confirm_call import confirm_call
from gongzhi.issues.actions.rate_call import rate_call
from gongzhi.issues.actions.register_force import register_force
from gongzhi.issues.actions.report_call import report_call
from gongzhi.issues.models import Call, Force, Issue, IssueFile, Whistle
from gongzhi.issues.tests.issues_world import NAME, PHONE, Desk, desk
from gongzhi.issues.tests.whistle_world import Called
from gongzhi.meetings.actions.confirm_item import confirm_item
from gongzhi.people.actions.appoint_officer import appoint_officer
from gongzhi.people.models import Capacity, Person
from gongzhi.places.models import Division
from gongzhi.voting.tests.made import last_code
from tests.journeys.decided import decided
from tests.journeys.pages import signed_in, sound

pytestmark = pytest.mark.journey
WORDS = "半夜楼上漏水，天花板滴水，赵小满家在 1202"
SECRETS = (NAME, PHONE, PHONE[-4:], "1202", "天花板滴水")


def now(here: Desk) -> Desk:
    """The world at the hour it is."""
    here.world.at = timezone.now()
    return here


def housing(here: Desk) -> tuple[Force, Person]:
    """The county's housing department with its officer."""
    county = Division.objects.get(pk=here.estate.place)
    force = register_force(
        division=county,
        kind=Force.Kind.DEPARTMENT,
        code="zhujian",
        name="武侯区住建局",
        word="住建",
        contact="028-12319",
        by=here.street,
        at=here.at,
    )
    given = {"kind": Capacity.Kind.DEPARTMENT, "name": "卢霞", "number": "13800019903", "document": "2号"}
    return force, appoint_officer(division=county, department=force.word, at=here.at, **given).person


def reports(page: Page, here: Desk) -> str:
    """A resident reports without an account; the address of the receipt."""
    page.goto(f"/e/{here.estate.code}/issues/")
    sound(page)
    page.locator("a.btn-primary", has_text="报事").click()
    page.wait_for_url("**/issues/new/")  # loaded: what is typed before the page listens suggests nothing
    page.get_by_label("出了什么事").fill(WORDS)
    page.get_by_role("button", name="爆管、大量漏水").click()  # offered while typing
    expect(page.get_by_label("是哪一类事")).to_have_value("pipe_burst")
    expect(page.get_by_role("heading", name="先保安全")).to_be_visible()
    expect(page.get_by_label("出了什么事")).to_have_value(WORDS)
    page.get_by_label("紧急").check()
    page.get_by_label("怎么称呼您").fill(NAME)
    page.get_by_label("手机号").fill(PHONE)
    sound(page)
    page.get_by_role("button", name="下一步").click()
    page.get_by_label("验证码").fill(last_code(PHONE))
    shot: FilePayload = {"name": "IMG_0001.HEIC", "mimeType": "image/heic", "buffer": told("HEIF")}
    page.get_by_label("照片").set_input_files([shot])
    sound(page)
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_text("已收到").first).to_be_visible()
    sound(page)
    return re.sub(r"\?.*", "", page.url)


def called(page: Page, here: Desk) -> None:
    """The fire department on its phone: received, arrived, reported."""
    page.goto("/desk/calls/")
    page.get_by_role("link", name="到场处置").click()
    for said in ("确认收到", "报到：已到场"):
        page.get_by_role("button", name=said).click()
        expect(page.get_by_role("button", name=said)).to_have_count(0)
    page.get_by_label("看到什么、怎么处置的").fill("立管破裂，已配合关阀")
    sound(page)
    page.get_by_role("button", name="提交反馈").click()
    expect(page.locator("main")).to_contain_text("已反馈")


@pytest.mark.clause("A10.2", "B3.4", "B3.1", "B2.8")
def test_a_leak_at_night(at_desk: BrowserContext, on_phone: BrowserContext) -> None:
    here = desk(at=timezone.now() - timedelta(days=30))
    secretary, (house, officer) = Called(here).secretary, housing(here)
    called_for = {here.fire: here.fireman, here.water: here.plumber, house: officer}
    assert here.firm.pk
    phone = on_phone.new_page()
    link = reports(phone, here)
    issue = Issue.objects.get()
    assert (issue.urgent, issue.matter, issue.state) == (True, "pipe_burst", "received")
    assert IssueFile.objects.get(issue=issue).public is False

    home = f"/desk/e/{here.estate.code}/issues/{issue.number}/"
    street = signed_in(at_desk, here.street)
    street.goto(home)
    sound(street)
    street.get_by_role("link", name="吹哨", exact=True).click()
    for force in called_for:
        street.get_by_label(force.name).check()
    street.get_by_label("请他们做什么").fill("到场处置")
    street.get_by_label("为什么要请外面的力量").fill("夜间爆管，水进了电梯井")
    sound(street)
    street.get_by_role("button", name="吹哨").click()
    expect(street.get_by_role("heading", level=1)).to_contain_text("街道吹哨")
    sound(street)

    called(signed_in(on_phone, here.fireman), here)
    at = now(here).at
    for call in Call.objects.exclude(force=here.fire).select_related("force", "whistle__issue__estate"):
        by = called_for[call.force]
        for act in (confirm_call, arrive_call):
            act(call=call, by=by, at=at)
        report_call(call=call, words="已到场，已关阀", by=by, at=at)
    whistle = Whistle.objects.get()
    for call in whistle.calls.select_related("force", "whistle__issue__estate"):
        rate_call(call=call, rating=5, by=here.street, at=at)
    street.reload()
    expect(street.locator("main")).to_contain_text("立管破裂，已配合关阀")
    close_whistle(whistle=whistle, outcome="已止水", by=here.street, at=at)
    report = issue.reports.get()
    given = {"public_words": "三单元夜间漏水", "spot": "三单元"}
    here.done(here.working(here.accepted(report, "major", **given)))

    on_phone.clear_cookies()  # the link is enough
    phone.goto(link)
    expect(phone.get_by_role("heading", name="说是办好了，解决了吗")).to_be_visible()
    sound(phone)
    phone.get_by_role("link", name="没有解决").click()
    phone.get_by_role("button", name="重新办理").click()
    expect(phone.locator("textarea:invalid")).to_be_focused()  # what is still wrong has to be said
    phone.get_by_label("想说的话").fill("夜里又滴了")
    phone.get_by_role("button", name="重新办理").click()
    expect(phone).to_have_url(link)
    expect(phone.locator("main")).to_contain_text("办理中")
    issue.refresh_from_db()
    assert (issue.state, issue.reopened) == ("working", 1)

    item = decided(here, secretary, issue)
    firm = signed_in(at_desk, here.firm)
    firm.goto(home)
    firm.get_by_role("link", name="更换三单元立管").click()
    firm.get_by_role("link", name="报完成").click()
    firm.get_by_label("说明").fill("新立管已装，打压合格")
    shot: FilePayload = {"name": "立管.jpg", "mimeType": "image/jpeg", "buffer": told("JPEG")}
    firm.get_by_label("照片或者 PDF").set_input_files([shot])
    firm.get_by_role("button", name="报完成").click()
    expect(firm.locator("main")).to_contain_text("打压合格")
    sound(firm)
    confirm_item(item=item, words="现场看过，不漏了", by=here.worker, at=now(here).at)
    here.done(issue)

    phone.goto(link)
    phone.get_by_role("link", name="解决了", exact=True).click()
    phone.get_by_role("button", name="确认解决了").click()
    expect(phone.get_by_role("link", name="又出现了")).to_be_visible()
    issue.refresh_from_db()
    assert issue.state == "closed"
    phone.goto(f"/e/{here.estate.code}/issues/{issue.number}/")
    sound(phone)
    seen = phone.content()
    assert all(words in seen for words in (house.name, "已止水", "更换立管", "更换三单元立管"))
    assert not [secret for secret in SECRETS if secret in seen]
