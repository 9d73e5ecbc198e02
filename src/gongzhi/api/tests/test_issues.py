"""Issues by the API: reported by code, followed by the link, worked on at the desk; strangers find no name."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongzhi.bodies.tests.overview_world import client_of, pin
from gongzhi.documents.tests.photo_samples import told
from gongzhi.issues.tests.issues_world import NAME, PHONE, WORDS, Desk, desk
from gongzhi.people.models import Person
from gongzhi.register.tests.conftest import code_in, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def now(db: None, monkeypatch: pytest.MonkeyPatch, settings: object, tmp_path: object) -> Desk:
    settings.FILES = tmp_path / "files"
    here = desk()
    pin(monkeypatch, here.at)
    return here


def post(client: Client, url: str, body: dict, status: int = 200) -> dict:
    answer = client.post(url, json.dumps(body), content_type="application/json")
    assert answer.status_code == status, answer.content.decode()
    return answer.json()


@pytest.mark.clause("A10.3", "B3.1", "B4.1")
def test_a_report_by_code_is_followed_to_its_end_and_names_nobody(now: Desk) -> None:
    client, base = Client(), f"/api/estates/{now.estate.code}/issues"
    found = post(client, f"{base}/suggestions", {"words": "顶楼漏水"})
    assert "roof_leak" in {row["id"] for row in found["matters"]}
    assert len(client.get(f"{base}/matters").json()) >= 45
    post(client, f"{base}/code", {"number": PHONE})
    told_of = {"words": WORDS, "matter": "roof_leak", "name": NAME, "number": PHONE, "place": "1202"}
    post(client, base, {**told_of, "code": "000000"}, 422)
    code = code_in(sent("code.report")[0][1])
    post(client, base, {**told_of, "code": code, "building": 999999}, 422)
    made = post(client, base, {**told_of, "code": code})
    link = f"/api/i/{made['token']}"
    photo = SimpleUploadedFile("厅.jpg", told("JPEG"), content_type="image/jpeg")
    assert client.post(f"{link}/photos", {"photos": [photo]}).status_code == 200
    assert post(client, f"{link}/hiding", {"hidden": True})["hidden_from_parties"]
    assert "no-store" in client.get(link)["Cache-Control"]
    post(client, f"{link}/confirmation", {"words": ""}, 409)
    worker, at = client_of(now.worker), f"/api/estates/{now.estate.code}/desk/issues/{made['number']}"
    accepted = {"issue_class": "daily", "public_words": "三单元渗水", "matter": "roof_leak"}
    assert post(worker, f"{at}/acceptance", accepted)["due_cite"]
    whole = post(worker, f"{at}/parties", {"tasks": {"firm": "查漏"}, "lead": "firm"})
    assert whole["reports"][0]["words"] == WORDS
    firm = client_of(now.firm)
    seen = firm.get(at).json()
    assert seen["reports"][0]["words"] is None
    task = seen["parties"][0]["id"]
    post(firm, f"{at}/parties/{task}/take", {})
    assert firm.post(f"{at}/parties/{task}/done", {"outcome": "已修"}).status_code == 200
    post(firm, f"{at}/finish", {"outcome": "修好了"})
    assert post(client, f"{link}/confirmation", {"words": "谢谢"})["state"] == "closed"
    for url in (base, f"{base}?only=all", f"{base}/{made['number']}", f"{base}/counts"):
        answer = Client().get(url)
        assert answer.status_code == 200
        assert not [secret for secret in (NAME, PHONE, "1202", "都湿了", "谢谢") if secret in answer.content.decode()]
    look = f"{at}/reports/{whole['reports'][0]['id']}/look"
    post(firm, look, {"reason": "联系"}, 404)
    assert post(worker, look, {"reason": "联系"}) == {"name": NAME, "number": PHONE}
    mine = client_of(Person.objects.get(phone_index__isnull=False, pk=now.estate.issues.get().reports.get().person_id))
    assert [row["number"] for row in mine.get("/api/home/issues").json()] == [made["number"]]
    assert Client().get("/api/i/none").status_code == 404
    assert Client().get(f"{base}?only=x").status_code == 422
