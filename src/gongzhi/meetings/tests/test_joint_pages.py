"""The pages of a community's table: the way from a topic to a sitting that was held, as different people walk it."""

import io
from datetime import datetime, timedelta

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from gongzhi.bodies.tests.overview_world import client_of, pin
from gongzhi.documents.tests.photo_samples import saved
from gongzhi.meetings.actions.give_sitting_notice import give_sitting_notice
from gongzhi.meetings.actions.hold_brief import hold_brief
from gongzhi.meetings.actions.invite_observer import invite_observer
from gongzhi.meetings.actions.judge_topic import judge_topic
from gongzhi.meetings.actions.open_sitting import open_sitting
from gongzhi.meetings.models import Mandate, Sitting, Topic
from gongzhi.meetings.states import SittingState, TopicState
from gongzhi.meetings.tests.made import Table
from gongzhi.meetings.tests.test_joint_sittings import draft, noticed
from gongzhi.meetings.tests.test_joint_topics import topic
from gongzhi.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now(here: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    pin(monkeypatch, here.at)


def text_of(client: Client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status, url
    return answer.content.decode()


def desk(here: Table, more: str = "") -> str:
    return f"/desk/d/{here.division.pk}/meetings/{more}"


@pytest.mark.clause("B2.4", "B2.10")
def test_a_topic_is_proposed_returned_mended_and_accepted_by_page(here: Table) -> None:
    chair, secretary = client_of(here.chair), client_of(here.secretary)
    sent = {"business": "disputes", "about": str(here.estates[0].pk), "title": "车库漏水", "words": ""}
    answer = chair.post(desk(here, "topics/new/"), sent)
    assert answer.status_code == 422
    assert "车库漏水" in answer.content.decode()  # what was typed is kept
    assert chair.post(desk(here, "topics/new/"), {**sent, "words": "请物业查"}).status_code == 302
    row = Topic.objects.get()
    assert "1 项议题等党组织研究" in text_of(secretary, desk(here, "topics/"))
    assert secretary.post(desk(here, f"topics/{row.pk}/judge/"), {"accept": "no"}).status_code == 422
    back = secretary.post(desk(here, f"topics/{row.pk}/judge/"), {"accept": "no", "reason": "先查看"})
    assert back.status_code == 302
    assert "先查看" in text_of(chair, desk(here, f"topics/{row.pk}/"))
    mended = {"business": "major", "title": "车库维修", "words": "已查看"}
    assert client_of(here.manager).post(desk(here, f"topics/{row.pk}/amend/"), mended).status_code == 409
    assert chair.post(desk(here, f"topics/{row.pk}/amend/"), mended).status_code == 302
    assert secretary.post(desk(here, f"topics/{row.pk}/judge/"), {"accept": "yes"}).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.title) == (TopicState.ACCEPTED, "车库维修")
    assert "撤回" in text_of(chair, desk(here, f"topics/{row.pk}/"))
    assert chair.post(desk(here, f"topics/{row.pk}/withdraw/"), {"reason": "修好了"}).status_code == 302


@pytest.mark.clause("B2.5", "B2.6", "B2.7")
def test_a_sitting_is_prepared_noticed_and_held_by_page(here: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    worker, secretary = client_of(here.worker), client_of(here.secretary)
    taken = judge_topic(topic=topic(here), accept=True, by=here.secretary, at=here.at)
    assert "2026-10-26T15:00" in text_of(worker, desk(here, "new/"))  # the first day of the window is proposed
    form = {
        "kind": "joint",
        "window": "2026-10",
        "estates": [str(estate.pk) for estate in here.estates],
        "form": "onsite",
        "begins_at": "2026-10-27T15:00",
        "place": "",
    }
    assert worker.post(desk(here, "new/"), form).status_code == 422
    assert worker.post(desk(here, "new/"), {**form, "place": "桂溪苑车库"}).status_code == 302
    row = Sitting.objects.get()
    one = desk(here, f"{row.pk}/")
    changed = {**form, "place": "桂溪苑架空层", "notice_words": "请准时。"}
    assert worker.post(f"{one}change/", changed).status_code == 302
    assert "桂溪苑架空层" in text_of(worker, one)
    assert worker.post(f"{one}agenda/", {"topics": [str(taken.pk)]}).status_code == 302
    assert worker.post(f"{one}observers/new/", {"observer": "lawyer", "name": "汪律师"}).status_code == 302
    assert worker.post(f"{one}notice/", {"words": "请准时。"}).status_code == 409  # only a convener signs
    assert "桂溪苑业主委员会" in text_of(secretary, f"{one}notice/")
    assert secretary.post(f"{one}notice/", {"words": "请准时。"}).status_code == 302
    row.refresh_from_db()
    assert f"/d/{row.document_id}/" in text_of(client_of(here.manager), one)
    assert "地下车库漏水" in text_of(Client(), f"/d/{row.document_id}/")
    receipt = row.deliveries.get(side="firm")
    assert client_of(here.chair).post(f"{one}notice/{receipt.pk}/acknowledge/").status_code == 409
    assert client_of(here.manager).post(f"{one}notice/{receipt.pk}/acknowledge/").status_code == 302
    assert "<svg" in text_of(worker, f"{one}screen/")
    pin(monkeypatch, row.begins_at)
    worker, phone = client_of(here.worker), client_of(here.chair)
    assert "签到" in text_of(phone, f"/m/{row.sign_in}/")
    assert phone.post(f"/m/{row.sign_in}/").status_code == 302
    assert "已经签到" in text_of(phone, f"/m/{row.sign_in}/")
    assert client_of(here.stranger).post(f"/m/{row.sign_in}/").status_code == 409
    assert Client().get(f"/m/{row.sign_in}/")["Location"].startswith("/sign-in/?")
    assert worker.post(f"{one}open/")["Location"] == one
    assert worker.post(f"{one}open/").status_code == 409
    guest = row.attendees.get(observer="lawyer")
    assert "汪律师" in text_of(worker, one)
    assert "汪律师" not in text_of(phone, one)  # the sealed name is for whoever keeps the list
    assert "汪律师" in text_of(worker, f"{one}attendees/{guest.pk}/")
    assert worker.post(f"{one}attendees/{guest.pk}/").status_code == 302
    shot = io.BytesIO(saved("JPEG"))
    shot.name = "现场.jpg"
    assert worker.post(f"{one}place/", {"photo": shot}).status_code == 302
    assert worker.get(f"{one}photo/")["Content-Type"] == "image/jpeg"
    assert worker.post(f"{one}close/").status_code == 302
    assert "10 月" in text_of(worker, desk(here))
    row.refresh_from_db()
    assert row.state == SittingState.CLOSED


@pytest.mark.clause("B2.6")
def test_a_short_record_is_signed_by_page_and_a_sitting_is_cancelled(here: Table) -> None:
    secretary = client_of(here.secretary)
    row = draft(here)
    one = desk(here, f"{row.pk}/")
    assert "不再召开会议" in text_of(secretary, f"{one}brief/")
    assert secretary.post(f"{one}brief/", {"words": "没有议题。"}).status_code == 302
    manager = client_of(here.manager)
    assert "代表本方签收简记" in text_of(manager, one)
    assert manager.post(f"{one}brief/sign/").status_code == 302
    assert manager.post(f"{one}brief/sign/").status_code == 409
    other = draft(here)
    cancel = desk(here, f"{other.pk}/cancel/")
    assert secretary.post(cancel, {"reason": ""}).status_code == 422
    assert secretary.post(cancel, {"reason": "停电"}).status_code == 302


@pytest.mark.clause("B2.1", "B2.3")
def test_strangers_read_who_sits_and_who_convenes_and_no_guest(here: Table) -> None:
    secretary = client_of(here.secretary)
    seat = next(m for m in secretary.get(desk(here, "mandates/new/")).context["form"].seats.values())
    sent = {"seat": str(seat.pk), "basis": "党委会", "from_on": "2026-10-12", "until_on": "2026-12-31"}
    assert secretary.post(desk(here, "mandates/new/"), sent).status_code == 302
    row = Mandate.objects.get()
    row_of = give_sitting_notice(sitting=draft(here), by=here.secretary, at=here.at)
    invite_observer(sitting=row_of, observer="lawyer", name="汪律师", by=here.worker, at=here.at)
    public = text_of(Client(), f"/c/{here.division.pk}/joint/")
    assert "受托召集" in public
    for name in ("陈立", "罗琴", "刘芳", "龚辉", "韩梅"):
        assert name in public
    assert "不算缺席" in public
    assert "汪律师" not in public
    assert secretary.post(desk(here, f"mandates/{row.pk}/revoke/"), {"reason": "换人"}).status_code == 302
    assert "受托召集" not in text_of(Client(), f"/c/{here.division.pk}/joint/")
    assert "换人" in text_of(client_of(here.chair), desk(here, "mandates/"))


@pytest.mark.clause("B9.2")
def test_the_street_sees_every_community_on_the_page_and_as_a_sheet(here: Table) -> None:
    street = client_of(here.street)
    url = f"/desk/d/{here.division.parent_id}/meetings-below"
    assert "没有召开" in text_of(street, f"{url}/")
    sheet = io.BytesIO(street.get(f"{url}.xlsx").content)
    rows = CalamineWorkbook.from_filelike(sheet).get_sheet_by_index(0).to_python()
    assert rows[1][:5] == ["桂溪社区", "启用以前", "启用以前", "启用以前", "没有召开"]
    for person in (here.worker, here.secretary):
        assert client_of(person).get(f"{url}/").status_code == 404


@pytest.mark.clause("B2.1")
def test_whoever_has_only_a_seat_finds_the_table_and_others_find_nothing(here: Table) -> None:
    for person in (here.secretary, here.resident_chair, here.keeper):
        assert desk(here) in text_of(client_of(person), "/home/")
        text_of(client_of(person), desk(here))
    assert desk(here) not in text_of(client_of(here.stranger), "/home/")
    text_of(client_of(here.stranger), desk(here), 404)
    assert desk(here) in text_of(client_of(here.worker), "/desk/")
    observer = noticed(here)
    made = invite_observer(
        sitting=observer, observer="owner", name="梁波", number="13700002222", by=here.worker, at=here.at
    )
    guest = client_of(Person.objects.get(pk=made.person_id))
    assert f'href="{desk(here)}"' not in text_of(guest, desk(here, f"{observer.pk}/"))  # a page leads to what opens
    text_of(guest, desk(here), 404)


@pytest.mark.clause("B2.6", "B2.7")
def test_duties_follow_the_state_of_the_table(here: Table) -> None:
    def due(person: Person) -> str:
        return text_of(client_of(person), desk(here))

    assert "放假安排尚未录入" in text_of(client_of(here.worker), f"{desk(here)}?year=2027")
    assert "2026 年的六期" in text_of(client_of(here.worker), f"{desk(here)}?year=二〇二六")
    assert "筹备 10 月的联席会议" in due(here.worker)
    assert "8 月没有召开联席会议" in due(here.worker)
    topic(here)
    assert "研究确定 1 项联席会议议题" in due(here.secretary)
    row = draft(here)
    assert "筹备 10 月的联席会议" not in due(here.worker)
    assert "签发通知：2026年10月三方联席会议" in due(here.secretary)
    row = give_sitting_notice(sitting=row, by=here.secretary, at=here.at)
    assert "签收会议通知：2026年10月三方联席会议" in text_of(client_of(here.chair), f"/desk/e/{here.estates[0].code}/")
    brief = hold_brief(
        sitting=draft(here, estates=here.estates[2:], window="2026-12", begins_at=later(here)),
        by=here.secretary,
        at=here.at,
    )
    assert "签收简记" in due(here.keeper)
    assert brief.brief
    open_sitting(sitting=row, by=here.worker, at=row.begins_at)


def later(here: Table) -> datetime:
    return here.at + timedelta(days=79)
