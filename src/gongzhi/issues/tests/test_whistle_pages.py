"""The pages of whistles, calls, supervision and investigations, walked in each capacity; nothing of a resident on them."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gongzhi.bodies.tests.overview_world import client_of, pin
from gongzhi.issues.actions.arrive_call import arrive_call
from gongzhi.issues.actions.confirm_call import confirm_call
from gongzhi.issues.actions.report_call import report_call
from gongzhi.issues.actions.supervise_side import supervise_side
from gongzhi.issues.actions.topic_from_issue import topic_from_issue
from gongzhi.issues.duties import whistle as duties
from gongzhi.issues.models import Call, Force, Inquiry, Supervision, Whistle
from gongzhi.issues.tests.issues_world import NAME, PHONE
from gongzhi.issues.tests.whistle_world import Called
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.duty import Duty
from gongzhi.meetings.models import Topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def now(called: Called, monkeypatch: pytest.MonkeyPatch) -> Called:
    """The world at its own hour."""
    pin(monkeypatch, called.desk.at)
    return called


def read(client: Client, url: str, status: int = 200) -> str:
    """The words of a page; no page of forces or of the public names a reporter."""
    answer = client.get(url)
    assert answer.status_code == status, url
    words = answer.content.decode()
    assert NAME not in words
    assert PHONE not in words
    return words


@pytest.mark.clause("A10.2", "B3.4")
def test_a_whistle_from_the_page_to_the_rating(now: Called) -> None:
    desk, issue = now.desk, now.issue()
    home = f"/desk/e/{desk.estate.code}/issues/{issue.number}/"
    street, fireman = client_of(desk.street), client_of(desk.fireman)
    assert desk.water.pk
    form = street.get(f"{home}whistle/").content.decode()
    assert "（清单推荐）" in form
    given = {"kind": "street", "forces": [desk.fire.pk, desk.water.pk], "task": "清出通道", "why": "堵死了"}
    refused = street.post(f"{home}whistle/", given)
    assert (refused.status_code, "清出通道" in refused.content.decode()) == (409, True)
    assert street.post(f"{home}whistle/", {**given, "why": ""}).status_code == 422
    done = street.post(f"{home}whistle/", {**given, "urgent": "on"})
    assert done.url == f"{home}whistles/1/"
    assert "建议待补" in read(street, done.url)
    call = Call.objects.get(force=desk.fire)
    assert "清出通道，确认收到" in read(fireman, "/desk/")
    listed = read(fireman, "/desk/calls/")
    assert "清出通道" in listed
    own = f"/desk/calls/{call.pk}/"
    assert "确认收到" in read(fireman, own)
    assert fireman.get(f"/desk/calls/{Call.objects.get(force=desk.water).pk}/").status_code == 404
    assert fireman.post(f"{own}confirm/").status_code == 200
    assert fireman.post(f"{own}confirm/").status_code == 409
    assert fireman.post(f"{own}arrive/").status_code == 200
    wrong = SimpleUploadedFile("x.exe", b"MZ", content_type="application/pdf")
    kept = fireman.post(f"{own}report/", {"words": "车已移走", "file": wrong})
    assert (kept.status_code, "车已移走" in kept.content.decode()) == (422, True)
    paper = SimpleUploadedFile("单.pdf", b"%PDF-1.4 x", content_type="application/pdf")
    assert fireman.post(f"{own}report/", {"words": "车已移走", "file": paper}).status_code == 200
    whistle = done.url
    assert street.post(f"{whistle}calls/{call.pk}/rate/", {"rating": "2"}).status_code == 422
    assert street.post(f"{whistle}calls/{call.pk}/rate/", {"rating": "5"}).url == whistle
    other = Call.objects.get(force=desk.water)
    assert street.post(f"{whistle}close/", {"outcome": "好了"}).status_code == 409
    assert street.post(f"{whistle}calls/{other.pk}/withdraw/", {"reason": "不漏"}).url == whistle
    assert street.post(f"{whistle}close/", {"outcome": "通道恢复"}).url == whistle
    public = read(Client(), f"/e/{desk.estate.code}/issues/{issue.number}/")
    assert desk.fire.name in public
    assert "车已移走" not in public
    assert "通道恢复" in public
    assert "吹哨" in street.get(home).content.decode()
    fire_view = read(fireman, whistle)
    assert "车已移走" in fire_view
    assert Client().get("/desk/calls/").status_code == 302
    assert client_of(desk.worker).get("/desk/calls/").status_code == 404


@pytest.mark.clause("A10.1", "B3.8")
def test_a_force_finds_its_tasks_and_orders_on_its_desk(now: Called) -> None:
    desk = now.desk
    assert desk.fire.pk
    issue = desk.working(**{"department:消防": "核查通道"})
    fireman = client_of(desk.fireman)
    assert "核查通道" in read(fireman, "/desk/calls/")
    supervise_side(issue=issue, side="department", word="消防", words="快查", by=now.secretary, at=desk.at)
    assert "督办单" in read(fireman, "/desk/calls/")
    home = read(fireman, "/desk/")
    assert "核查通道" in home
    assert "回复第 1 号督办单" in home
    page = f"/desk/e/{desk.estate.code}/issues/{issue.number}/supervisions/1/"
    assert fireman.post(f"{page}answer/", {"reply": "已查"}).url == page
    assert client_of(desk.plumber).get(page).status_code == 404


@pytest.mark.clause("B3.8", "B3.10")
def test_recommendation_and_supervision_by_page(now: Called) -> None:
    desk, issue = now.desk, now.desk.working()
    home = f"/desk/e/{desk.estate.code}/issues/{issue.number}/"
    secretary, firm = client_of(now.secretary), client_of(desk.firm)
    worker = client_of(desk.worker)
    asked = {"to": "firm:", "words": "快修", "due_on": "2026-03-30"}
    assert worker.post(f"{home}supervise/", asked).status_code == 409
    assert worker.post(f"{home}recommend/", {"item": "", "words": "请消防"}).status_code == 409
    assert secretary.post(f"{home}supervise/", {**asked, "words": ""}).status_code == 422
    page = f"{home}supervisions/1/"
    assert secretary.post(f"{home}supervise/", asked).url == page
    assert "督〔2026〕1号" in read(firm, page)
    assert firm.post(f"{page}answer/", {"reply": "已换"}).url == page
    assert secretary.post(f"{page}judge/", {"accept": "no", "verdict": "还滴", "due_on": ""}).url == page
    assert Supervision.objects.get().state == "issued"
    orders = f"/desk/d/{desk.estate.community_id}/supervisions/"
    assert "督办中" in read(secretary, orders)
    assert firm.get(orders).status_code == 404
    whole = secretary.get(home).content.decode()
    assert "第 1 号督办单" in whole
    assert NAME not in whole
    assert "第 1 号督办单" in read(Client(), f"/e/{desk.estate.code}/issues/{issue.number}/")
    urgent = now.issue(urgent=True)
    there = f"/desk/e/{desk.estate.code}/issues/{urgent.number}/recommend/"
    assert secretary.post(there, {"item": "", "words": "请消防"}).status_code == 302
    assert urgent.recommendations.get().given_by == "convener"


@pytest.mark.clause("B3.3", "B3.2")
def test_an_investigation_by_page_up_to_the_topic(now: Called) -> None:
    desk, issue = now.desk, now.issue("major", "falling_facade")
    home = f"/desk/e/{desk.estate.code}/issues/{issue.number}/"
    worker = client_of(desk.worker)
    assert "成立调查组" in worker.get(home).content.decode()
    begun = worker.post(f"{home}inquiry/", {"members": "居委会、物业"})
    inquiry = Inquiry.objects.get()
    assert begun.url == f"{home}inquiries/{inquiry.pk}/"
    page = begun.url
    day = desk.at.strftime("%Y-%m-%d")
    assert worker.post(f"{page}note/", {"on": day, "words": ""}).status_code == 422
    assert worker.post(f"{page}note/", {"on": day, "words": "看过外墙"}).url == page
    assert "看过外墙" in read(worker, page)
    assert worker.post(f"{page}opinion/", {"findings": "老化", "opinion": "整体维修"}).url == page
    assert worker.post(f"{page}report/").url == page
    assert "整体维修" in read(worker, f"{home}topic/")
    given = {"business": "disputes", "title": "外墙", "words": "整体维修"}
    assert worker.post(f"{home}topic/", given).url == home
    topic = Topic.objects.get()
    item = now.agreed(issue, topic)
    whole = worker.get(home).content.decode()
    assert item.words in whole
    assert str(item.entry) in whole
    public = read(Client(), f"/e/{desk.estate.code}/issues/{issue.number}/")
    assert "看过外墙" not in public
    assert client_of(desk.fireman).get(page).status_code == 404
    daily = desk.working()
    path = f"/desk/e/{desk.estate.code}/issues/{daily.number}/raise/"
    assert client_of(desk.firm).post(path, {"words": "两户不同意"}).status_code == 302
    assert daily.parties.filter(side="residents").exists()


@pytest.mark.clause("B3.11")
def test_the_register_of_forces_by_page(now: Called) -> None:
    desk = now.desk
    base = f"/desk/d/{desk.estate.community_id}/forces/"
    worker = client_of(desk.worker)
    given = {"kind": "resident_unit", "name": "锦江小学", "code": "xuexiao", "place": desk.estate.community_id}
    assert worker.post(f"{base}new/", {**given, "code": "学校"}).status_code == 422
    assert worker.post(f"{base}new/", given).url == base
    force = Force.objects.get(code="xuexiao")
    assert worker.post(f"{base}{force.pk}/people/", {"name": "方华", "number": "13800077777"}).url == base
    assert "方华" in read(worker, base)
    assert worker.post(f"{base}{force.pk}/end/", {"reason": ""}).status_code == 422
    assert client_of(desk.firm).get(base).status_code == 404
    assert client_of(desk.member).get(base).status_code == 404


def due(called: Called, days: int = 0, hours: int = 0) -> list[Duty]:
    """What is due about whistles after so long."""
    at = called.desk.later(days=days, hours=hours)
    return duties.duties_over({called.desk.estate.pk: called.desk.estate}, at)[called.desk.estate.pk]


@pytest.mark.clause("A10.2", "B3.8", "B3.10")
def test_duties_rise_with_the_lateness_and_go_when_done(called: Called) -> None:
    desk = called.desk
    issue = called.issue()
    whistle = called.whistle(issue, tasks={desk.fire.pk: "处置"})
    assert [duty.title[:6] for duty in due(called)] == ["补上吹哨的建"]
    late = {duty.who for duty in due(called, hours=1) if "超时" in duty.title}
    later = {duty.who for duty in due(called, days=1) if "超时" in duty.title}
    assert late != later
    call = called.call(whistle)
    confirm_call(call=call, by=desk.fireman, at=desk.at)
    arrive_call(call=call, by=desk.fireman, at=desk.at)
    report_call(call=call, words="处置完", by=desk.fireman, at=desk.at)
    assert any("评价" in duty.title for duty in due(called))
    working = desk.working(desk.accepted(desk.reported(number="13511115555")))
    assert any("建议督办" in duty.title for duty in due(called, days=90))
    assert working.state == "working"


@pytest.mark.clause("B3.3", "B2.8")
def test_what_the_joint_meeting_decided_and_saw_done_is_looked_at_before_the_issue_is_finished(called: Called) -> None:
    desk = called.desk
    issue = desk.working(called.issue("major", "falling_facade"))
    topic = topic_from_issue(issue=issue, business="disputes", title="外墙", words="整修", by=desk.worker, at=desk.at)
    item = called.agreed(issue, topic)
    assert not [duty for duty in due(called) if "议定事项已完成" in duty.title]
    item.state, item.done_at = "done", desk.at
    item.save(update_fields=["state", "done_at"])
    found = [duty for duty in due(called) if "议定事项已完成" in duty.title]
    assert [(duty.url, duty.due_on) for duty in found] == [
        (f"/desk/e/{desk.estate.code}/issues/{issue.number}/", law_day(desk.at))
    ]
    desk.done(issue)
    assert not [duty for duty in due(called) if "议定事项已完成" in duty.title]


def test_duties_and_the_desk_of_calls_cost_the_same_for_one_and_for_many(now: Called) -> None:
    desk = now.desk
    fireman = client_of(desk.fireman)
    now.whistle(tasks={desk.fire.pk: "处置"})

    def cost() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as asked:
            due(now, days=2)
        with CaptureQueriesContext(connection) as seen:
            assert fireman.get("/desk/calls/").status_code == 200
        return len(asked), len(seen)

    one = cost()
    for n in range(3):
        now.whistle(now.issue(number=f"1351111600{n}"), tasks={desk.fire.pk: f"处置{n}"})
    assert cost() == one
    assert one[0] <= 8
    assert Whistle.objects.count() == 4
    assert not Supervision.objects.exists()


@pytest.mark.clause("A10.2", "B3.10", "B3.8", "B3.3")
def test_the_same_by_the_api(now: Called) -> None:
    desk, issue = now.desk, now.issue()
    base = f"/api/estates/{desk.estate.code}/desk/issues/{issue.number}"
    street, fireman = client_of(desk.street), client_of(desk.fireman)
    secretary, worker = client_of(now.secretary), client_of(desk.worker)

    def post(client: Client, url: str, status: int = 200, **body: object) -> dict[str, Any]:
        answer = client.post(url, body, content_type="application/json")
        assert answer.status_code == status, answer.content.decode()
        assert NAME not in answer.content.decode()
        return dict(answer.json())

    asked = {"kind": "street", "why": "堵死了", "tasks": {str(desk.fire.pk): "清出通道"}}
    refused = post(street, f"{base}/whistles", 409, **asked)["refused"][0]
    assert refused["remedy"]["text"]
    assert "附件1" in refused["cite"]
    blown = post(street, f"{base}/whistles", **asked, urgent=True)
    assert blown["recommendation_missing"]
    made = post(secretary, f"{base}/recommendations", words="请消防到场")
    assert made["given_by"] == "convener"
    assert post(worker, f"{base}/recommendations", 422, words="议定", agreed_id=0)["fields"] == {"agreed_id": "请重选"}
    own = fireman.get("/api/desk/calls").json()[0]
    assert (own["number"], own["due_strength"], own["late_level"]) == (issue.number, "proposed", 0)
    call = f"/api/desk/calls/{own['id']}"
    post(fireman, f"{call}/confirmation")
    assert fireman.post(f"{call}/arrival").status_code == 200
    assert fireman.post(f"{call}/report", {"words": "已清出"}).json()["state"] == "reported"
    rate = f"{base}/whistles/1/calls/{own['id']}/rating"
    assert post(street, rate, rating=4)["rating"] == 4
    assert post(street, f"{base}/whistles/1/close", outcome="通了")["state"] == "closed"
    working = desk.working()
    there = f"/api/estates/{desk.estate.code}/desk/issues/{working.number}"
    order = post(secretary, f"{there}/supervisions", side="firm", words="快修")
    assert order["due_on"] > "2026-03-02"
    answered = client_of(desk.firm).post(f"{there}/supervisions/1/answer", {"reply": "已修"})
    assert answered.json()["state"] == "replied"
    assert post(secretary, f"{there}/supervisions/1/verdict", accept=True, verdict="看过")["state"] == "closed"
    major = now.issue("major", "falling_facade", number="13511117777")
    wall = f"/api/estates/{desk.estate.code}/desk/issues/{major.number}"
    begun = post(worker, f"{wall}/inquiries", members="各方")
    page = f"{wall}/inquiries/{begun['id']}"
    assert worker.post(f"{page}/notes", {"words": "看过"}).json()["notes"][0]["words"] == "看过"
    assert client_of(desk.firm).get(page).json()["notes"][0]["words"] == ""
    post(worker, f"{page}/opinion", findings="老化", opinion="整修")
    assert post(worker, f"{page}/report")["state"] == "reported"
    post(worker, f"{wall}/topics", business="disputes", title="外墙", words="整修")
    assert worker.get(f"{wall}/topics").json()["topics"][0]["state"] == "proposed"
