"""The administrators' desk and the public pages of changes, places and the whole rule base."""

import pytest
from django.test import Client
from django.urls import reverse

from gongzhi.norms.actions.confirm_change import confirm_change
from gongzhi.norms.models import RuleChange
from gongzhi.voting.tests import made as voting
from gongzhi_law import catalogue
from tests.norms.made import AT, QUOTE, START, TEXT, proposed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now(monkeypatch):
    voting.pin(monkeypatch, AT)


def signed_in(person):
    client = Client()
    voting.sign_in(client, person)
    return client


def sent(**other):
    return {
        "place": "510107",
        "value": "20",
        "from_on": START.isoformat(),
        "strength": "statute",
        "instrument": "成都市武侯区试行规定",
        "article": "3",
        "quote": QUOTE,
        "full_text": TEXT,
        "full_text_read": "on",
        **other,
    }


FORM = "/desk/law/new/assembly/notice_days/"


def test_nothing_is_proposed_before_the_preview_was_seen(province, second):
    client = signed_in(province)
    assert "提前多少日" in client.get("/desk/law/new/?q=提前多少日").content.decode()
    assert client.get(FORM).status_code == 200
    page = client.post(FORM, sent(step="preview"))
    assert page.status_code == 200
    assert "现在：不少于 15 日；以后：不少于 20 日" in page.content.decode()
    assert not RuleChange.objects.exists()
    page = client.post(FORM, sent(step="propose"))
    change = RuleChange.objects.get()
    assert page.status_code == 302
    assert page["Location"] == reverse("norms:one_change", args=[change.pk])
    own = client.get(page["Location"]).content.decode()
    assert "请另一位规则管理员确认" in own
    refused = client.post(f"/desk/law/{change.pk}/confirm/")
    assert refused.status_code == 409
    other = signed_in(second)
    assert "有 1 条变更等第二个人确认" in other.get("/desk/law/").content.decode()
    assert other.post(f"/desk/law/{change.pk}/confirm/").status_code == 302
    assert change.verdicts.get().kind == "confirmed"
    assert other.post(f"/desk/law/{change.pk}/withdraw/", {"reason": ""}).status_code == 422
    assert other.post(f"/desk/law/{change.pk}/withdraw/", {"reason": "引文有误"}).status_code == 302


def test_obstacles_and_wrong_input_stand_on_the_page(province):
    client = signed_in(province)
    page = client.post(FORM, sent(step="preview", from_on="2026-08-03"))
    assert "最早从明天起" in page.content.decode()
    assert 'value="propose"' not in page.content.decode()
    page = client.post(FORM, sent(step="propose", quote="没有的一句"))
    assert page.status_code == 422
    assert "全文里找不到" in page.content.decode()
    assert client.post(FORM, sent(step="propose", full_text="")).status_code == 409
    assert client.get("/desk/law/new/assembly/none_such/").status_code == 404


def test_the_desk_is_for_administrators_and_the_record_for_everyone(province, second, client):
    change = proposed(province)
    confirm_change(change=change, by=second, at=AT)
    worker = signed_in(voting.estate().worker)
    for address in ("/desk/law/", "/desk/law/new/", FORM, f"/desk/law/{change.pk}/"):
        assert worker.get(address).status_code == 404
    listed = client.get("/law/changes/").content.decode()
    assert "武侯区：召开业主大会会议须提前多少日通知全体业主" in listed
    assert "四川省规则管理员" in listed
    whole = client.get(f"/law/changes/{change.pk}/").content.decode()
    assert QUOTE in whole
    for page in (listed, whole):
        assert "何静" not in page
        assert "钱进" not in page
    assert client.get("/law/changes/999/").status_code == 404


def test_a_change_stands_on_the_page_of_its_parameter(province, second, client, known):
    change = proposed(province)
    assert "正在变更的" in client.get("/law/assembly/notice_days/").content.decode()
    confirm_change(change=change, by=second, at=AT)
    known()
    page = client.get("/law/assembly/notice_days/").content.decode()
    assert "由规则管理员变更" in page
    assert f"/law/changes/{change.pk}/" in page
    assert "两人才能变更" in page
    assert "meeting.notice_15d" in page
    assert "不少于 20 日" in client.get("/law/?place=510107&on=2026-09-01").content.decode()
    assert "不少于 20 日" not in client.get("/law/?place=510107&on=2026-08-31&q=提前多少日").content.decode()


def test_every_rule_of_the_base_is_on_its_page(client):
    pages = client.get("/law/rules/").context["page"].paginator.num_pages
    seen = "".join(client.get(f"/law/rules/?page={n}").content.decode() for n in range(1, pages + 1))
    assert all(entry.id in seen for entry in catalogue.rules())
    first = client.get("/law/rules/?status=not_yet&place=5101")
    assert {row["entry"].place for row in first.context["rows"]} == {"5101"}
    assert all(row["entry"].not_yet for row in first.context["rows"])
    assert [row["entry"].id for row in client.get("/law/rules/?q=proxy.zhoushan").context["rows"]] == ["proxy.zhoushan"]
    assert "没有符合的条目" in client.get("/law/rules/?q=没有这样的字").content.decode()
    assert "民法典是法律，位阶高于" in first.content.decode()


def test_a_place_says_what_is_known_and_what_is_missing(client):
    listed = client.get("/law/places/").content.decode()
    assert "/law/places/5101/" in listed
    assert "/law/places/00/" in listed
    chengdu = client.get("/law/places/5101/").content.decode()
    assert "成都市物业管理条例（2023年修订、2024年批准）" in chengdu
    assert "四川省业主电子投票表决规则" in chengdu
    assert "不能用" in chengdu
    assert client.get("/law/places/00/").status_code == 200
    assert client.get("/law/places/510107/").status_code == 200
    assert client.get("/law/places/999999/").status_code == 404
    assert client.get("/law/places/nowhere/").status_code == 404


def test_search_on_the_page_of_the_law(client):
    found = client.get("/law/?q=物业管理条例》第14条").context["sections"]
    names = {row["shown"].parameter.name for section in found for row in section["rows"]}
    assert "assembly/notice_days" in names
    assert "voting/participation" not in names
    assert client.get("/law/?q=没有这样的字").context["sections"] == []


def test_a_change_waits_on_the_desk_of_the_second_person_alone(province, second):
    change = proposed(province)
    waits, none = "确认规则变更：武侯区，召开业主大会会议须提前多少日通知全体业主", "没有要您办的"
    page = signed_in(second).get("/desk/").content.decode()
    assert waits in page
    assert f"/desk/law/{change.pk}/" in page
    assert f"《{change.instrument}》第" in page
    assert none in signed_in(province).get("/desk/").content.decode()
    confirm_change(change=change, by=second, at=AT)
    assert waits not in signed_in(second).get("/desk/").content.decode()
