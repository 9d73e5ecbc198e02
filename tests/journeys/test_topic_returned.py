"""A topic is returned with a reason, amended by who proposed it, accepted, and stands on the agenda everyone reads."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, expect

from gongzhi.meetings.actions.draft_sitting import draft_sitting
from gongzhi.meetings.models import Sitting, Topic
from gongzhi.meetings.states import TopicState
from gongzhi.meetings.tests.made import table
from tests.journeys.pages import signed_in, sound

pytestmark = pytest.mark.journey
WHY = "先由物业现场查看，写明几个车位积水"


@pytest.mark.clause("B2.4", "B2.10")
def test_a_topic_is_returned_amended_accepted_and_on_the_agenda(at_desk: BrowserContext) -> None:
    now = timezone.now()
    here = table(since=now - timedelta(days=30), at=now)
    base = f"/desk/d/{here.division.pk}/meetings/"
    draft_sitting(
        division=here.division,
        kind="joint",
        form="onsite",
        begins_at=now + timedelta(days=3),
        estates=here.estates,
        why="雨季将到",
        place="桂溪苑车库",
        by=here.worker,
        at=now,
    )

    chair = signed_in(at_desk, here.chair)
    chair.goto(f"{base}topics/")
    chair.get_by_role("link", name="提议题").click()
    chair.get_by_label("处理").check()
    chair.get_by_label("题目").fill("地下车库漏水")
    chair.get_by_label("情况和建议").fill("雨后积水，请物业查排水。")
    sound(chair)
    chair.get_by_role("button", name="提交").click()
    expect(chair.get_by_role("heading", level=1)).to_have_text("地下车库漏水")
    address = chair.url

    secretary = signed_in(at_desk, here.secretary)
    secretary.goto(f"{base}topics/")
    expect(secretary.get_by_role("heading", level=1)).to_contain_text("1 项议题等党组织研究")
    sound(secretary)
    secretary.get_by_role("link", name="地下车库漏水").click()
    secretary.get_by_role("link", name="研究确定").click()
    secretary.get_by_label("退回", exact=True).check()
    secretary.get_by_role("button", name="确认").click()
    expect(secretary.get_by_role("alert")).to_contain_text("要改")  # without a reason nothing is returned
    expect(secretary.get_by_label("退回", exact=True)).to_be_checked()
    secretary.get_by_label("理由").fill(WHY)
    sound(secretary)
    secretary.get_by_role("button", name="确认").click()
    expect(secretary.locator("main")).to_contain_text(WHY)
    expect(secretary.get_by_role("link", name="研究确定")).to_have_count(0)

    chair = signed_in(at_desk, here.chair)
    chair.goto(address)
    expect(chair.locator("main")).to_contain_text(WHY)
    chair.get_by_role("link", name="改好再提").click()
    expect(chair.get_by_label("情况和建议")).to_have_value("雨后积水，请物业查排水。")
    chair.get_by_label("情况和建议").fill("物业已查看，B1 十二个车位积水，请定维修方案。")
    chair.get_by_role("button", name="再次提交").click()
    expect(chair).to_have_url(address)
    expect(chair.get_by_role("link", name="改好再提")).to_have_count(0)

    secretary = signed_in(at_desk, here.secretary)
    secretary.goto(f"{address}judge/")
    secretary.get_by_label("确定为议题").check()
    secretary.get_by_role("button", name="确认").click()
    expect(secretary.locator("main")).to_contain_text("已确定")

    office = signed_in(at_desk, here.worker)
    page = f"{base}{Sitting.objects.get().pk}/"
    office.goto(page)
    office.get_by_role("link", name="列议程").click()
    office.get_by_label("地下车库漏水").check()
    sound(office)
    office.get_by_role("button", name="保存议程").click()
    expect(office.get_by_role("link", name="地下车库漏水")).to_be_visible()

    secretary = signed_in(at_desk, here.secretary)
    secretary.goto(f"{page}notice/")
    sound(secretary)
    secretary.get_by_role("button", name="签发通知").click()
    expect(secretary.locator("main")).to_contain_text("未签收")
    sound(secretary)
    assert Topic.objects.get().state == TopicState.TAKEN
    secretary.goto(f"/d/{Sitting.objects.get().document_id}/")
    expect(secretary.locator("main")).to_contain_text("地下车库漏水")
    expect(secretary.locator("main")).not_to_contain_text(WHY)
    expect(secretary.locator("main")).not_to_contain_text("刘芳")
