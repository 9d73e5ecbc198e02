"""The pages of a committee's evening, for the chair, a member on the phone, the street and a stranger."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongzhi.bodies.tests.ground import Ground, ground
from gongzhi.bodies.tests.overview_world import client_of, pin
from gongzhi.meetings.actions.open_demand import open_demand
from gongzhi.meetings.models import CommitteeMeeting, Decision
from gongzhi.meetings.tests.committee_world import EVENING, NOW, SHEET, seat_of, sitting
from gongzhi.people.actions.know_person import know_person
from gongzhi.people.models import Person

pytestmark = pytest.mark.django_db
LATER = EVENING + timedelta(hours=2)


class Room:
    """Reads and sends pages of one estate at a pinned moment."""

    def __init__(self, g: Ground, clock: pytest.MonkeyPatch) -> None:
        self.g, self.clock = g, clock
        self.desk = f"/desk/e/{g.estate.code}/meetings/"
        self.public = f"/e/{g.estate.code}/"

    def at(self, moment: datetime) -> None:
        pin(self.clock, moment)

    def read(self, path: str, person: Person | None = None, status: int = 200) -> str:
        answer = client_of(person).get(path)
        assert answer.status_code == status, (path, answer.status_code)
        return answer.content.decode()

    def send(self, path: str, person: Person, status: int = 302, **body: Any) -> str:
        answer = client_of(person).post(path, body)
        text = answer.content.decode()
        assert answer.status_code == status, (path, answer.status_code, text[-3000:])
        return text


@pytest.fixture
def room(db: None, settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Room:
    settings.FILES = tmp_path
    made = Room(ground(), monkeypatch)
    made.at(NOW)
    return made


def called(**changed: Any) -> dict[str, Any]:
    return {
        "rows": "2",
        "cause": "other",
        "begins_at": "2026-08-20T19:30",
        "form": "onsite",
        "place": "物业服务用房",
        "i0-title": "更换地下车库灯具",
        "i0-kind": "decide",
        "i0-amount": "12000",
        "i1-title": "",
        "i1-kind": "decide",
        **changed,
    }


def scan() -> SimpleUploadedFile:
    return SimpleUploadedFile("sheet.pdf", SHEET, "application/pdf")


def test_an_evening_from_the_call_to_the_public_page(room: Room) -> None:
    g = room.g
    chair, member = g.person(0), g.person(1)
    assert "召集会议" in room.read(room.desk, chair)
    room.send(f"{room.desk}call/", chair, **called())
    meeting = CommitteeMeeting.objects.get()
    page = f"{room.desk}{meeting.pk}/"
    assert "更换地下车库灯具" in room.read(f"{room.public}meetings/{meeting.pk}/")
    room.at(EVENING)
    assert "开始开会" in room.read(page, chair)
    room.send(f"{page}begin/", chair)
    for n in range(4):
        room.send(f"{page}sign-in/", g.person(n))
    assert "还有 1 项等您表决" in room.read(page, member)
    assert "投出后不能改" in room.read(f"{page}items/1/vote/", member)
    assert "请选择" in room.send(f"{page}items/1/vote/", member, 422)
    for n, choice in enumerate(("yes", "yes", "no")):
        room.send(f"{page}items/1/vote/", g.person(n), choice=choice)
    before = room.read(page, chair)
    for words in ("反对 1", "同意 2"):
        assert words not in before, "nobody sees a direction before the end"
    assert "已有 3 人表决" in before
    fourth = seat_of(g.body, g.person(3))
    room.send(f"{page}votes/", chair, **{f"vote_1:{fourth.pk}": "yes", "file": scan()})
    assert "到会人数" in room.read(f"{page}close/", chair)
    room.send(f"{page}close/", chair)
    assert "同意 3 人，反对 1 人" in room.read(page, member)
    waiting = room.read(f"{room.public}meetings/{meeting.pk}/")
    assert "决定还没有公告" in waiting
    assert "同意 3 人" not in waiting
    room.at(LATER)
    assert "更换地下车库灯具" in room.read(f"{page}record/", chair), "the record is drafted from agenda and counts"
    room.send(f"{page}record/", chair, words="更换灯具，三人同意，一人反对。")
    assert "签字就是确认" in room.read(f"{page}sign/", member)
    room.send(f"{page}sign/", member, remark="同意")
    room.send(f"{page}signatures/", chair, members=[str(seat_of(g.body, chair).pk)], file=scan())
    shown = room.read(page, chair)
    assert shown.count("未签字") == 2
    room.send(f"{page}finish/", chair)
    room.send(f"{page}publish/", chair)
    public = room.read(f"{room.public}meetings/{meeting.pk}/")
    assert "同意 3 人，反对 1 人" in public
    assert not any(name in public for name in ("刘芳", "杨帆", "何平", "马超"))
    assert "已公告 1 项决定" in room.read(f"{room.public}decisions/")


def test_what_was_typed_stays_and_every_warning_is_listed_at_once(room: Room) -> None:
    chair = room.g.person(0)
    call = f"{room.desk}call/"
    typed = room.send(call, chair, 422, **called(begins_at="2026-08-13T19:30"))
    for words in ("提前3日", "请勾选", "更换地下车库灯具", 'value="12000"'):
        assert words in typed
    assert not CommitteeMeeting.objects.exists()
    more = room.send(call, chair, 200, **called(more="1"))
    assert more.count("<legend") == 5, "three more lines, what was typed still there"
    assert "更换地下车库灯具" in more
    refused = room.send(call, chair, 409, **called(**{"i0-power": "decide", "i0-amount": ""}))
    assert "应当由业主共同决定的事项" in refused
    assert "更换地下车库灯具" in refused
    wrong = room.send(call, chair, 422, **called(begins_at="明天", **{"i0-amount": "一万"}))
    assert "请写成日期和时间" in wrong
    room.send(call, chair, **called(begins_at="2026-08-13T19:30", warnings_seen="on"))


def test_a_demand_is_opened_signed_and_called_from_its_page(room: Room) -> None:
    g = room.g
    room.send(f"{room.desk}demands/new/", g.person(1), 422, words=" ")
    room.send(f"{room.desk}demands/new/", g.person(1), words="请议照明")
    demand = g.body.demands.get()
    page = f"{room.desk}demands/{demand.pk}/"
    assert "提议还没有达到人数" in room.read(page, g.person(2))
    room.send(page, g.person(2))
    assert "最迟2026年8月17日开会" in room.read(page, g.worker)
    assert "selected>请议照明" in room.read(f"{room.desk}call/?demand={demand.pk}", g.person(0))
    assert "由主任召集" in room.read(f"{room.desk}call/", g.person(3))
    room.at(NOW + timedelta(days=8))
    assert "有会议没有按期召集" in room.read(room.desk, g.worker)
    naming = f"{room.desk}convener/"
    room.send(naming, g.worker, 422, member="", why="")
    room.send(naming, g.worker, member=str(seat_of(g.body, g.person(2)).pk), why="主任没有召集")
    assert "现在不能召集" not in room.read(f"{room.desk}call/", g.person(2))


def test_proxies_are_refused_on_the_page_with_the_article(room: Room) -> None:
    meeting = sitting(room.g, come=1)
    room.at(EVENING)
    page = f"{room.desk}{meeting.pk}/"
    absent = str(seat_of(room.g.body, room.g.person(2)).pk)
    text = room.send(f"{page}presence/", room.g.person(0), 409, by_proxy=[absent])
    assert "第38条" in text
    room.send(f"{page}presence/", room.g.person(0), members=[absent])
    assert "签到表" in room.read(page, room.g.person(0))
    room.send(f"{page}close/", room.g.person(3), 409)
    paper = SimpleUploadedFile("报价.pdf", SHEET, "application/pdf")
    wrong = SimpleUploadedFile("报价.pdf", b"nothing", "application/pdf")
    room.send(f"{page}item/", room.g.person(0), 422, title="补买灭火器", kind="decide", file=wrong)
    room.send(f"{page}item/", room.g.person(0), title="补买灭火器", kind="decide", file=paper)
    shown = room.read(page, room.g.person(1))
    for words in ("公告以后增加", "看附件"):
        assert words in shown
    assert "看附件" not in room.read(f"{room.public}meetings/{meeting.pk}/")


def test_the_street_records_an_order_and_a_stranger_reads_it(room: Room) -> None:
    g = room.g
    meeting = sitting(g, come=4)
    room.at(LATER)
    page = f"{room.desk}{meeting.pk}/"
    for n in range(3):
        room.send(f"{page}items/1/vote/", g.person(n), choice="yes")
    room.send(f"{page}close/", g.person(0))
    room.send(f"{page}publish/", g.person(0))
    decision = Decision.objects.get()
    order = f"/desk/e/{g.estate.code}/decisions/{decision.pk}/"
    assert "登记一份文书" not in room.read(order, g.person(0))
    wrong = room.send(order, g.street, 422, kind="correct", issuer="桂溪街道", document_number="7号")
    assert "桂溪街道" in wrong
    body = {"kind": "correct", "issuer": "桂溪街道", "document_number": "7号", "text": "程序不当", "file": scan()}
    room.send(order, g.street, **body)
    assert "不能据以办理" in room.read(order, g.person(0))
    assert "责令改正" in room.read(f"{room.public}decisions/")


def test_strangers_and_neighbours_find_nothing_on_the_desk(room: Room) -> None:
    meeting = sitting(room.g, come=1)
    demand = open_demand(body=room.g.body, words="请议照明", by=room.g.person(1), at=NOW)
    paths = (room.desk, f"{room.desk}{meeting.pk}/", f"{room.desk}demands/{demand.pk}/")
    for path in paths:
        assert client_of(None).get(path).status_code == 302
    stranger = know_person(name="路人", number="13600000099", at=NOW)
    for path in paths:
        room.read(path, stranger, 404)
    assert "没有" in room.read(f"{room.public}decisions/")
