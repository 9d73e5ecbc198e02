"""A committee's evening by the API alone; no answer, list or journal says how anybody voted before the end."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongzhi.bodies.tests.ground import ground
from gongzhi.bodies.tests.overview_world import client_of, pin
from gongzhi.documents.models import StoredFile
from gongzhi.documents.queries import file_content
from gongzhi.documents.tests.photo_samples import SECRETS, told
from gongzhi.meetings.models import AgendaItem
from gongzhi.meetings.tests.committee_world import EVENING, NOW, SHEET, seat_of
from gongzhi.people.models import Person

pytestmark = pytest.mark.django_db
LATER = EVENING + timedelta(hours=2)


def ask(person: Person | None, verb: str, path: str, body: Any = None, *, status: int = 200) -> Any:
    """One request with its token, as JSON or as a form where a file goes along."""
    client = client_of(person)
    token = client.get("/api/session").json()["csrf_token"]
    headers = {"X-CSRFToken": token}
    form = isinstance(body, dict) and any(
        hasattr(one, "read") or (isinstance(one, list) and one and hasattr(one[0], "read")) for one in body.values()
    )
    given: dict[str, Any] = {"headers": headers}
    if verb == "post":
        given |= {"data": body} if form else {"data": json.dumps(body or {}), "content_type": "application/json"}
    answer = getattr(client, verb)(path, **given)
    assert answer.status_code == status, (path, answer.status_code, answer.content.decode()[:600])
    return answer.json()


def sheet() -> SimpleUploadedFile:
    return SimpleUploadedFile("sheet.pdf", SHEET, "application/pdf")


def test_an_evening_by_the_api(db: None, settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.FILES = tmp_path
    g = ground()
    pin(monkeypatch, NOW)
    desk, public = f"/api/estates/{g.estate.code}/desk/meetings", f"/api/estates/{g.estate.code}"
    chair, member = g.person(0), g.person(1)
    asked = {
        "cause": "other",
        "begins_at": EVENING.isoformat(),
        "form": "onsite",
        "place": "物业服务用房",
        "items": [{"kind": "decide", "title": "更换灯具", "amount_fen": 1_200_000}, {"kind": "hear", "title": "通报"}],
    }
    demand = ask(member, "post", f"{desk}/demands", {"words": "请开会"})
    demand = ask(g.person(2), "post", f"{desk}/demands/{demand['id']}/signatures")
    assert (demand["signed"], demand["due_on"]) == (2, "2026-08-17")
    assert ask(g.worker, "get", f"{desk}/rules")["fallback"]
    assert "place" in ask(chair, "post", desk, asked | {"place": ""}, status=422)["fields"]
    assert ask(chair, "post", desk, asked | {"begins_at": "2026-08-20T19:30:00"}, status=422)["fields"]
    refused = ask(member, "post", desk, asked, status=409)["refused"][0]
    assert refused["cite"]
    assert refused["remedy"]["url"].endswith("/meetings/demands/new/")
    meeting = ask(chair, "post", desk, asked)
    one = f"{desk}/{meeting['id']}"
    assert ask(None, "get", f"{public}/meetings/{meeting['id']}")["items"][0]["title"] == "更换灯具"
    ask(chair, "post", f"{one}/opening", status=409)
    pin(monkeypatch, EVENING)
    ask(chair, "post", f"{one}/opening")
    for n in range(3):
        ask(g.person(n), "post", f"{one}/presence")
    ask(chair, "post", f"{one}/sheet", {"members": [seat_of(g.body, g.person(3)).pk]})
    for n, choice in enumerate(("yes", "no", "yes")):
        said = ask(g.person(n), "post", f"{one}/items/1/votes", {"choice": choice})
        assert set(said) == {"item", "entry"}
    ask(g.person(4), "post", f"{one}/items/1/votes", {"choice": "yes"}, status=409)
    before = ask(member, "get", one)
    assert before["items"][0]["votes"] == 3
    assert before["items"][0]["decision"] is None
    journal = json.dumps(ask(None, "get", f"{public}/journal"), ensure_ascii=False)
    for words in ('"yes"', '"no"'):
        assert words not in json.dumps(before)
        assert words not in journal
    votes = json.dumps({f"1:{seat_of(g.body, g.person(3)).pk}": "yes"})
    ask(chair, "post", f"{one}/votes", {"votes": votes, "file": sheet()})
    closed = ask(chair, "post", f"{one}/closing")
    decision = closed["items"][0]["decision"]
    assert (decision["passed"], decision["in_favour"], decision["in_force"]) == (True, 3, True)
    assert ask(None, "get", f"{public}/meetings/{meeting['id']}")["items"][0]["decision"] is None
    pin(monkeypatch, LATER)
    ask(chair, "post", f"{one}/record", {"words": "三人同意", "file": sheet()})
    ask(member, "post", f"{one}/signature", {"remark": "属实"})
    ask(chair, "post", f"{one}/signatures", {"members": [seat_of(g.body, chair).pk], "file": sheet()})
    assert len(ask(chair, "post", f"{one}/finish")["signed"]) == 2
    ask(chair, "post", f"{one}/publication")
    shown = ask(None, "get", f"{public}/decisions")
    assert [row["id"] for row in shown] == [decision["id"]]
    order = f"/api/estates/{g.estate.code}/desk/decisions/{decision['id']}/orders"
    given = {"kind": "suspend", "issuer": "法院", "document_number": "1号", "text": "保全"}
    ask(chair, "post", order, {**given, "file": sheet()}, status=409)
    assert ask(g.street, "post", order, {**given, "file": sheet()})["in_force"] is False


def test_what_members_are_to_read_before_goes_along_by_the_api(
    db: None, settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.FILES = tmp_path
    g = ground()
    pin(monkeypatch, NOW)
    desk, chair = f"/api/estates/{g.estate.code}/desk/meetings", g.person(0)
    lamps = {"kind": "decide", "title": "更换灯具", "amount_fen": 1_200_000, "paper": 1}
    call = {"cause": "other", "begins_at": EVENING.isoformat(), "form": "onsite", "place": "物业服务用房"}
    shot = SimpleUploadedFile("现场.jpg", told("JPEG"), "image/jpeg")
    asked = {"call": json.dumps({**call, "items": [lamps, {"kind": "hear", "title": "通报", "paper": 0}]})}
    assert "items" in ask(chair, "post", f"{desk}/with-papers", {**asked, "files": sheet()}, status=422)["fields"]
    unsaid = {"call": json.dumps({**call, "items": [], "colour": "red"}), "files": sheet()}
    assert "colour" in ask(chair, "post", f"{desk}/with-papers", unsaid, status=422)["fields"]
    meeting = ask(chair, "post", f"{desk}/with-papers", {**asked, "files": [sheet(), shot]})
    ask(chair, "post", f"{desk}/{meeting['id']}/items", {"kind": "hear", "title": "增加", "file": sheet()})
    rows = AgendaItem.objects.filter(meeting=meeting["id"]).order_by("number")
    kept = [StoredFile.objects.get(pk=row.file_id) for row in rows]
    assert [one.content_type for one in kept] == ["image/jpeg", "application/pdf", "application/pdf"]
    assert not any(secret in file_content(kept[0]) for secret in SECRETS)
    wrong = {"kind": "hear", "title": "再加", "file": SimpleUploadedFile("x.exe", b"MZ", "application/pdf")}
    assert "file" in ask(chair, "post", f"{desk}/{meeting['id']}/items", wrong, status=422)["fields"]
