"""The officer's home and the desk of an estate: one's own duties, by day, over all one's estates."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongzhi.bodies.actions.end_body import end_body
from gongzhi.bodies.models import Body
from gongzhi.kernel.clock import law_day
from gongzhi.people.models import Capacity
from gongzhi.register.actions.open_roll_check import open_roll_check
from gongzhi.register.actions.propose_roll import propose_roll
from gongzhi.voting.tests import made

pytestmark = pytest.mark.django_db


def page_of(story, person, address, monkeypatch):
    client = Client()
    made.pin(monkeypatch, story.now)
    made.sign_in(client, person)
    return client.get(address)


def words(response):
    return response.content.decode()


def test_whoever_holds_no_office_finds_no_desk(monkeypatch):
    story = made.voting(2)
    owner = made.cast(story, story.electors[0], {1: "Y", 2: "Y", 3: "A", 4: "A", 5: "Y"}).person_id
    other = made.estate("别处花园", seed=2)
    here = reverse("desk:estate", args=[story.estate.code])
    person = type(story.worker).objects.get(pk=owner)
    assert page_of(story, person, "/desk/", monkeypatch).status_code == 404
    assert page_of(story, person, here, monkeypatch).status_code == 404
    assert page_of(story, other.committee[0], here, monkeypatch).status_code == 404
    assert Client().get(here).url.startswith(reverse("people:sign_in"))


def test_a_new_estate_wants_its_roster_and_its_committee_first(monkeypatch):
    story = made.estate()
    page = page_of(story, story.worker, "/desk/", monkeypatch)
    assert "导入房屋清册" in words(page)
    assert reverse("register:new_estate") in words(page)
    desk = page_of(story, story.worker, reverse("desk:estate", args=[story.estate.code]), monkeypatch)
    line = {s["name"]: s["state"] for s in desk.context["stations"]}
    assert line["公开页"] == "done"
    assert line["房屋清册"] == "now"
    assert line["名册冻结"] == "next"


def test_where_there_is_no_committee_the_second_worker_is_asked_to_approve_the_roll(monkeypatch):
    story = made.housed(made.estate(), 2)
    story.now += timedelta(hours=1)
    (committee,) = Body.objects.filter(kind=Body.Kind.COMMITTEE)
    end_body(body=committee, reason="选举被撤销", on=law_day(story.now), by=story.worker, at=story.now)
    roll = propose_roll(estate=story.estate, parking="never", by=story.worker, at=story.now)
    desk = reverse("desk:estate", args=[story.estate.code])
    own = page_of(story, story.second_worker, desk, monkeypatch).context["own"]
    assert "公示核对名册：第二人核准" in [line["title"] for line in own]
    roll = open_roll_check(roll=roll, days=7, by=story.second_worker, at=story.now)
    over = made.at_nine(roll.check_until + timedelta(days=1))
    assert "名册正在公示核对" in words(page_of(story, story.worker, desk, monkeypatch))
    story.now = over
    assert "核对期满，冻结名册" in words(page_of(story, story.worker, desk, monkeypatch))


def test_the_same_duty_of_many_estates_is_one_line(monkeypatch):
    story = made.estate(members=5)
    for n in (2, 3):
        made.estate(f"小区{n}", seed=n, members=5)
    (group,) = page_of(story, story.worker, "/desk/", monkeypatch).context["groups"]
    assert group["title"] == "导入房屋清册（3 个小区）"
    assert [m["name"] for m in group["members"]] == sorted(m["name"] for m in group["members"])


def test_each_sees_their_own_duties_first_and_what_others_owe(monkeypatch):
    story = made.reported(made.drafted(made.frozen(made.housed(made.estate(members=5), 2))))
    here = reverse("desk:estate", args=[story.estate.code])
    own = page_of(story, story.committee[0], here, monkeypatch).context
    assert [d["title"].split("：")[0] for d in own["own"]] == ["可以公告了"]
    assert {d["title"].split("：")[0] for d in own["others"]} == {"街道办事处提出意见", "社区党组织提出意见"}
    assert own["first"]["action_url"] == reverse("voting:give_notice", args=[story.estate.code, 1])
    street = page_of(story, story.street, here, monkeypatch).context
    assert [d["title"].split("：")[0] for d in street["own"]] == ["街道办事处提出意见"]


def test_what_is_late_can_be_seen_alone(monkeypatch):
    story = made.counted(made.all_cast(made.voting(3), [{1: "Y", 2: "Y", 3: "B", 4: "A", 5: "Y"}] * 3))
    story.now = made.at_nine(law_day(story.now).replace(year=law_day(story.now).year + 1))
    page = page_of(story, story.committee[0], "/desk/?only=late", monkeypatch)
    assert [g["title"].split("：")[0] for g in page.context["groups"]] == ["签署最终结果"]
    assert "先办逾期的 1 件" in words(page)
    assert "逾期" in words(page)


def test_seven_estates_take_as_many_queries_as_one(monkeypatch):
    story = made.estate()
    counts = []
    for upto in (0, 6):
        for n in range(upto):
            made.estate(f"小区{n}", seed=n + 2)
        client = Client()
        made.pin(monkeypatch, story.now)
        made.sign_in(client, story.worker)
        client.get("/desk/")
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/desk/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_capacity_ends_with_a_reason_never_by_one_tap(monkeypatch):
    story = made.estate()
    story.now += timedelta(hours=1)
    page = reverse("people:capacities", args=[story.estate.code])
    assert "为什么结束" in words(page_of(story, story.worker, page, monkeypatch))
    held = Capacity.objects.get(person=story.tellers[0], estate=story.estate)
    client = Client()
    made.sign_in(client, story.worker)
    end = reverse("people:end_capacity", args=[story.estate.code, held.pk])
    bare = client.post(end, {"reason": " "})
    assert bare.status_code == 422
    assert "结束身份要写明原因" in words(bare)
    assert client.post(end, {"reason": "换届，桂街备〔2026〕19号"}).status_code == 302
    held.refresh_from_db()
    assert held.until_at == story.now
