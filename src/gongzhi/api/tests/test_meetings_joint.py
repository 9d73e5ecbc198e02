"""A community's table by API: the acts and refusals of the pages, from a topic to a sitting that is closed."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongzhi.api.tests.client import Caller
from gongzhi.bodies.models import Appointment
from gongzhi.bodies.tests.ground import QINGDAO
from gongzhi.bodies.tests.overview_world import pin
from gongzhi.documents.tests.photo_samples import saved
from gongzhi.meetings.models import Sitting
from gongzhi.meetings.tests.made import Table, table

pytestmark = pytest.mark.django_db
SCAN = b"%PDF-1.4 sample"


@pytest.fixture
def here(db: None, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Table:
    settings.FILES = tmp_path  # the next test has other keys
    made = table()
    pin(monkeypatch, made.at)
    return made


def done(answer: Any, status: int = 200) -> Any:
    assert answer.status_code == status, answer.content.decode()
    return answer.json()


@pytest.mark.clause("B2.4", "B2.6", "B2.7")
def test_from_a_topic_to_a_sitting_that_is_closed(here: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    chair, secretary, worker = Caller(here.chair), Caller(here.secretary), Caller(here.worker)
    at, code = f"/divisions/{here.division.pk}", here.estates[0].code
    file = SimpleUploadedFile("a.pdf", SCAN, content_type="application/pdf")
    words = {"business": "disputes", "title": "车库漏水", "words": "请物业查"}
    topic = done(chair.upload(f"{at}/topics", {**words, "estate": code, "file": file}))
    assert done(chair.post(f"{at}/topics/{topic['id']}/judge", {"accept": True}), 409)["refused"][0]["cite"]
    assert done(secretary.post(f"{at}/topics/{topic['id']}/judge", {"accept": False, "reason": " "}), 422)["fields"]
    done(secretary.post(f"{at}/topics/{topic['id']}/judge", {"accept": False, "reason": "先查看"}))
    done(chair.upload(f"{at}/topics/{topic['id']}/amend", {**words, "words": "已查看"}))
    done(secretary.post(f"{at}/topics/{topic['id']}/judge", {"accept": True}))
    asked = {"kind": "joint", "form": "regular", "window": "2026-10", "begins_at": "2026-10-27T15:00:00+08:00"}
    asked |= {"place": "会议室", "estates": [estate.code for estate in here.estates]}
    first = worker.post(f"{at}/sittings", asked, key="draft-1")
    row = done(first)
    assert done(worker.post(f"{at}/sittings", asked, key="draft-1"))["id"] == row["id"]  # a resend is one act
    assert done(worker.post(f"{at}/sittings", {**asked, "estates": ["nowhere"]}), 422)["fields"] == {
        "estates": "请选本社区的小区"
    }
    one = f"{at}/sittings/{row['id']}"
    done(worker.post(f"{one}/agenda", {"topics": [topic["id"]]}))
    done(worker.post(f"{one}/observers", {"observer": "lawyer", "name": "汪律师"}))
    done(worker.post(f"{one}/notice", {}), 409)
    seat = Appointment.objects.get(person_id=here.resident_chair.pk).pk
    given = {"seat": seat, "basis": "党委会", "from_on": "2026-10-12", "until_on": "2026-12-01"}
    mandate = done(secretary.post(f"{at}/mandates", given))
    done(Caller(here.resident_chair).post(f"{one}/notice", {"words": "请准时。"}))
    done(secretary.post(f"{at}/mandates/{mandate['id']}/revoke", {"reason": "换人"}))
    seen = done(chair.get(one))
    assert [t["title"] for t in seen["topics"]] == ["车库漏水"]
    assert "汪律师" not in str(seen)
    assert "汪律师" in str(done(worker.get(one)))
    firm = next(n for n in seen["notices"] if n["side"] == "firm")
    done(Caller(here.manager).post(f"{one}/notices/{firm['id']}/acknowledge"))
    sitting = Sitting.objects.get(pk=row["id"])
    pin(monkeypatch, sitting.begins_at)
    chair, worker = Caller(here.chair), Caller(here.worker)
    assert done(chair.post(f"/m/{sitting.sign_in}/arrival"))["arrived_at"].endswith("+08:00")
    done(worker.post(f"{one}/open"))
    guest = next(a for a in seen["attendees"] if a["observer"])
    done(worker.post(f"{one}/attendees/{guest['id']}/arrival"))
    photo = SimpleUploadedFile("a.jpg", saved("JPEG"), content_type="image/jpeg")
    done(worker.upload(f"{one}/place", {"file": photo}))
    assert done(worker.post(f"{one}/close"))["state"] == "closed"
    years = done(Caller(here.street).get(f"/divisions/{here.division.parent_id}/meetings-below"))
    assert [line["state"] for line in years[0]["windows"]][4] == "held"


@pytest.mark.clause("B2.1", "B2.6")
def test_strangers_read_the_table_and_nothing_of_another_community_is_there(here: Table) -> None:
    seen = done(Caller().get(f"/divisions/{here.division.pk}/joint"))
    assert {"刘芳", "陈立", "韩梅"} < {member["name"] for member in seen["members"]}
    assert [p["expected"] for p in seen["parties"] if p["side"] == "firm"] == [True, False, False]
    done(Caller().get(f"/divisions/{here.division.pk}/sittings"), 401)
    away = table(QINGDAO, serial=1)
    at = f"/divisions/{away.division.pk}"
    asked = {"kind": "joint", "form": "regular", "window": "2026-12", "begins_at": "2026-12-30T15:00:00+08:00"}
    worker = Caller(away.worker)
    row = done(worker.post(f"{at}/sittings", {**asked, "place": "会议室", "estates": [away.estates[0].code]}))
    for address in (f"{at}/sittings/{row['id']}", f"/divisions/{here.division.pk}/sittings/{row['id']}"):
        done(Caller(here.secretary).get(address), 404)
    secretary = Caller(away.secretary)
    done(secretary.post(f"{at}/sittings/{row['id']}/change", {**_plain(asked), "estates": [here.estates[0].code]}), 422)
    done(secretary.post(f"{at}/sittings/{row['id']}/brief", {}))
    for person in (away.resident_chair, away.chair, away.manager):
        signed = done(Caller(person).post(f"{at}/sittings/{row['id']}/brief/sign"))
    assert signed["state"] == "minuted"
    other = done(worker.post(f"{at}/sittings", {**asked, "place": "会议室", "estates": [away.estates[0].code]}))
    assert done(worker.post(f"{at}/sittings/{other['id']}/cancel", {"reason": "重复"}))["state"] == "cancelled"


def _plain(asked: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in asked.items() if name != "kind"} | {"place": "会议室"}
