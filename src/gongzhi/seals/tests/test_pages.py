"""The pages of seals: the keeper's desk, a member's request, the 环物委, the public page without names."""

import io
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from python_calamine import CalamineWorkbook

from gongzhi.bodies.tests.overview_world import client_of, pin
from gongzhi.documents.models import StoredFile
from gongzhi.documents.queries import file_content
from gongzhi.documents.tests.photo_samples import SECRETS
from gongzhi.people.actions.know_person import know_person
from gongzhi.people.models import Person
from gongzhi.seals.actions.log_routine_use import log_routine_use
from gongzhi.seals.models import Keeping, Seal, SealRequest, SealUse
from gongzhi.seals.tests.made import NOW, PHOTO, TODAY, Book, asked, decided, photo, used

pytestmark = pytest.mark.django_db


class Room:
    """Reads and sends pages of one estate at a pinned moment."""

    def __init__(self, b: Book, clock: pytest.MonkeyPatch) -> None:
        self.b, self.clock = b, clock
        self.desk = f"/desk/e/{b.g.estate.code}/seals/"
        self.public = f"/e/{b.g.estate.code}/seals/"

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
def room(b: Book, monkeypatch: pytest.MonkeyPatch) -> Room:
    made = Room(b, monkeypatch)
    made.at(NOW)
    return made


def picture() -> SimpleUploadedFile:
    return SimpleUploadedFile("印.jpg", PHOTO, "image/jpeg")


def paper() -> SimpleUploadedFile:
    return SimpleUploadedFile("合同.pdf", b"%PDF-1.4 contract", "application/pdf")


@pytest.mark.clause("B8.4")
def test_from_the_request_to_the_public_page(room: Room) -> None:
    b, desk = room.b, room.desk
    decision = decided(b.g)
    assert "业主委员会章" in room.read(desk, b.member)
    ask = f"{desk}{b.seal.pk}/request/"
    assert "签订电梯维修合同" in room.read(ask, b.member)
    wanted = {
        "use": "contract",
        "title": "电梯维修合同",
        "copies": 2,
        "amount_fen": "12000",
        "party_shown": "安达电梯公司",
    }
    refused = room.send(ask, b.member, 409, **wanted, file=paper())
    assert "没有依据不得用印" in refused
    assert "安达电梯公司" in refused  # nothing that was typed is lost
    room.send(ask, b.member, 422, **wanted | {"title": ""}, file=paper())
    room.send(ask, b.member, **wanted, basis=f"decision:{decision.pk}", file=paper())
    request = SealRequest.objects.get()
    page = f"{desk}requests/{request.pk}/"
    assert "填写意见" in room.read(page, b.env)
    room.send(f"{page}opinion/", b.env, opinion="object", words="价格偏高")
    assert "价格偏高" in room.read(page, b.chair)
    room.send(f"{page}use/", b.member, 409, used_on=TODAY.isoformat(), file=picture())
    room.send(f"{page}use/", b.chair, used_on=TODAY.isoformat(), file=picture())
    use = SealUse.objects.get()
    content = file_content(StoredFile.objects.get(pk=use.photo_id))
    assert not any(secret in content for secret in SECRETS)
    opened = client_of(b.env).get(reverse("desk:file", args=[b.g.estate.code, use.photo_id]))
    assert opened.status_code == 200
    shown = room.read(room.public)
    for words in ("电梯维修合同", "签订电梯维修合同", "不同意见", "桂溪苑业委会主任"):
        assert words in shown
    for name in ("刘芳", "杨帆", "安达电梯公司"):
        assert name not in shown


def test_receipts_are_counted_in_public_and_not_named(room: Room) -> None:
    b = room.b
    room.send(
        f"{room.desk}{b.seal.pk}/routine/", b.chair, use="routine", title="王五的停车收据", copies=1,
        used_on=TODAY.isoformat(), file=picture(),
    )  # fmt: skip
    assert "王五" in room.read(room.desk, b.chair)
    assert "王五" not in room.read(room.public)
    answer = client_of(None).get(f"{room.public}uses.xlsx")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert rows[1][2:6] == ["日常（收据、证明、通知）", "", "", 1.0]


@pytest.mark.clause("L4.3")
def test_a_loss_from_the_page_to_the_new_seal(room: Room) -> None:
    b = room.b
    page = f"{room.desk}{b.seal.pk}/"
    room.send(f"{page}loss/", b.chair, kind="lost", on=TODAY.isoformat(), words="遗失")
    assert "业主委员会章已停用" in room.read(room.public)
    room.send(f"{page}announce/", b.chair)
    room.send(f"{page}announce/", b.chair, 409)
    room.send(f"{page}report/", b.g.worker, office="派出所", on=TODAY.isoformat(), words="已报案", file=paper())
    assert "派出所" in room.read(page, b.g.street)
    new = {"engraved": "桂溪苑业主委员会（2）", "made_on": TODAY.isoformat(), "basis_words": "备案证明"}
    room.send(f"{page}recut/", b.chair, **new, keeper_id=b.member.pk, file=picture())
    made = Seal.objects.get(replaces=b.seal)
    room.send(f"{room.desk}{made.pk}/receive/", b.chair, 409)
    room.send(f"{room.desk}{made.pk}/receive/", b.member)
    assert Keeping.objects.get(seal=made).received_at is not None
    assert "作废公告" in room.read(room.public)


def test_the_other_pages_of_a_seal(room: Room) -> None:
    b = room.b
    page = f"{room.desk}{b.seal.pk}/"
    new = {"kind": "finance", "body_id": b.g.body.pk, "engraved": "财务专用章", "made_on": TODAY.isoformat()}
    room.send(f"{room.desk}register/", b.chair, **new, basis_words="备案", keeper_id=b.member.pk)
    room.send(f"{page}hand-over/", b.chair, keeper_id=b.member.pk)
    room.send(f"{page}receive/", b.member)
    assert "hand-over/" in room.read(page, b.member)
    assert "hand-over/" not in room.read(page, b.chair)
    room.send(f"{page}loss/", b.g.street, kind="held", on=TODAY.isoformat(), words="拒不交出")
    room.send(f"{page}return/", b.chair, words="已交还", keeper_id=b.chair.pk)
    room.send(f"{page}void/", b.chair, words="换章")
    request = asked(Book(b.g, Seal.objects.get(kind="finance"), b.env), decided(b.g))
    room.send(f"{room.desk}requests/{request.pk}/end/", b.member, reason="不用了")
    room.send(f"{room.desk}requests/{request.pk}/sign/", b.member, 409)
    room.send(f"{room.desk}requests/{request.pk}/cosign/", b.g.worker, 409)
    stranger = know_person(number="13900009999", name="路人", at=NOW)
    for path in ("", "register/", f"{b.seal.pk}/", f"{b.seal.pk}/hand-over/", f"{b.seal.pk}/recut/"):
        room.read(f"{room.desk}{path}", b.chair)
        room.read(f"{room.desk}{path}", stranger, 404)


@pytest.mark.clause("B8.4")
def test_a_half_year_is_published_once_it_is_over(room: Room) -> None:
    b = room.b
    log_routine_use(seal=b.seal, title="收据", copies=1, used_on=TODAY, **photo(), by=b.chair, at=NOW)
    room.send(f"{room.desk}disclose/", b.chair, 422, period="2026-07-01")
    room.at(NOW + timedelta(days=150))
    room.send(f"{room.desk}disclose/", b.chair, period="2026-07-01")
    room.send(f"{room.desk}disclose/", b.chair, 409, period="2026-07-01")
    assert "2026年下半年印章使用情况" in room.read(room.public)
    used(b, asked(b, decided(b.g), emergency=True, words="停梯"))


def test_where_no_body_may_have_a_seal_none_is_registered(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongzhi.seals.access.holders_in", lambda estate: [])
    assert "没有可以有印章的组织" in room.read(f"{room.desk}register/", room.b.g.worker, 409)
