"""Who governs and what stands around bodies, by the API alone."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongzhi.api.tests.client import Caller
from gongzhi.bodies.tests.overview_world import PHOTO, SCAN, SENDER, Around, around, pin
from gongzhi.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(db: None, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Around:
    settings.FILES = tmp_path  # the next test has other keys
    made = around()
    pin(monkeypatch, made.at)
    return made


def ok(answer: Any) -> Any:
    assert answer.status_code == 200, answer.content.decode()[:1000]
    return answer.json()


def file(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.mark.clause("B4.1", "A1.1", "B1.7", "A1.4")
def test_records_are_made_and_read(here: Around) -> None:
    home, on = f"/estates/{here.estate.code}", here.on.isoformat()
    who = ok(Caller().get(f"{home}/who"))
    names = {holder["name"] for body in who["bodies"] for holder in body["holders"]}
    assert {"何平", "秦岚", "钟燕"} <= names
    assert not any(holder["phone"] for body in who["bodies"] for holder in body["holders"])
    place = here.world.community.pk
    assert ok(Caller().get(f"/divisions/{place}/who"))[0]["status"] == "in_office"

    worker, quality, street = Caller(here.world.worker), Caller(here.quality), Caller(here.street)
    four = {"item": "place", "met": "true", "evidence": "站", "on": on, "file": file("站.jpg", PHOTO)}
    assert ok(worker.upload(f"{home}/four-ones", four))["met"]
    assert [row["item"] for row in ok(worker.get(f"{home}/four-ones"))] == ["place"]
    assert ok(street.get(f"/divisions/{place}/four-ones"))[0]["lacking"]["funds"] == 1
    cover = {"form": "joint", "organisation": "联合支部", "firm_members": 3, "on": on}
    assert ok(worker.post(f"{home}/party", cover))["form"] == "joint"
    assert len(ok(worker.get(f"{home}/party"))["due"]) == 1
    assigned = ok(
        worker.post(f"{home}/micro-grids", {"grid": here.micro.pk, "appointment": here.cadre.pk, "from_on": on})
    )
    assert ok(worker.get(f"{home}/micro-grids"))[0]["servers"][0]["name"] == "秦岚"
    assert ok(worker.post(f"{home}/micro-grids/{assigned['id']}/end", {"reason": "轮换", "on": on}))["until_on"] == on
    note = {"kind": "patrol", "words": "门禁", "on": on, "file": file("门.jpg", PHOTO)}
    assert ok(quality.upload(f"{home}/quality", note))["photo"]
    assert worker.upload(f"{home}/quality", {**note, "file": file("门.jpg", PHOTO)}).status_code == 409
    assert ok(worker.get(f"{home}/quality"))[0]["words"] == "门禁"
    assert ok(street.get(f"/divisions/{place}/cross-posts")) == {"people": [], "warnings": []}


@pytest.mark.clause("A8.3", "B1.8", "B5.10", "L4.1")
def test_engagements_and_service(here: Around) -> None:
    home, on = f"/estates/{here.estate.code}", here.on.isoformat()
    member, worker = Caller(here.world.member), Caller(here.world.worker)
    bought = {
        "kind": "service",
        "provider": "社区服务中心",
        "purpose": "辅导",
        "pay_source": "street",
        "pay_fen": 100,
        "basis": "决定",
        "from_on": on,
        "until_on": (here.on + timedelta(days=30)).isoformat(),
        "file": file("合同.pdf", SCAN),
    }
    made = ok(member.upload(f"{home}/engagements", bought, key="buy-1"))
    one = f"{home}/engagements/{made['id']}"
    evaluated = {"kind": "evaluation", "words": "按约", "on": on, "file": file("评.pdf", SCAN)}
    assert ok(member.upload(f"{one}/notes", evaluated))["kind"] == "evaluation"
    assert len(ok(member.get(one))["notes"]) == 1
    assert [row["what"] for row in ok(Caller(here.street).get("/desk/expiry"))] == ["社区服务中心"]
    assert ok(member.post(f"{one}/end", {"reason": "提前", "on": on}))["ended_on"] == on

    service, cadre = f"{home}/service/{here.cadre.pk}", Caller(Person.objects.get(pk=here.cadre.person_id))
    assert [row["seconded_from"] for row in ok(worker.get(f"{home}/service"))] == [SENDER]
    assert not ok(worker.post(f"{service}/notes", {"words": "议事会", "on": on}))["own"]
    assert ok(cadre.post(f"{service}/notes", {"words": "入户", "on": on}))["own"]
    letter = {"unit": SENDER, "letter_number": "8号", "received_on": on, "file": file("函.pdf", SCAN)}
    asked = ok(worker.upload(f"{service}/inquiries", letter))
    assert ok(worker.post(f"{service}/inquiries/{asked['id']}/answer"))["answered_on"] == on
    assert ok(worker.post(f"{service}/certificates"))["kind"] == "service"
    seen = ok(cadre.get(service))
    assert (len(seen["notes"]), len(seen["inquiries"]), len(seen["certificates"])) == (2, 1, 2)
    assert member.get(service).status_code == 404
