"""Grounds and grids by the API alone: level, phases, version, merging, splitting, taking over, grids."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongzhi.api.tests.client import Caller
from gongzhi.places.models import Building, Estate
from gongzhi.register.tests.grounds import Ground, flat, formed, ground, owner
from gongzhi.voting.tests import made as story

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    """Files of one test lie apart: the next test has other keys."""
    settings.FILES = tmp_path / "files"


@pytest.fixture
def here(db: None, monkeypatch: pytest.MonkeyPatch) -> Ground:
    """A community in Chengdu on the third day of its story."""
    story.pin(monkeypatch, ground().later(days=2))
    return ground()


def paper(**more: object) -> dict[str, object]:
    """The fields of a document, as a form sends them."""
    scan = SimpleUploadedFile("批复.pdf", b"%PDF-1.4 sample", content_type="application/pdf")
    return {"issuer": "桂溪街道办事处", "document_number": "桂办〔2026〕8号", "file": scan, **more}


@pytest.mark.clause("L2.1")
def test_an_estate_by_date(here: Ground) -> None:
    worker = Caller(here.worker)
    asked = {"name": "望江苑", "community": here.community.code, "kind": "commodity", "management": "none"}
    ground(serial=2).estate("望江苑")
    made = worker.post("/estates", asked, key="k1").json()
    assert (made["level"], made["ended_on"], made["same_name"]) == ("l1", None, [f"{here.community.code[:-1]}2"])
    at = f"/estates/{made['code']}"
    estate = Estate.objects.get(code=made["code"])
    building = flat(estate, "1幢", "101", 8000, owner(estate, "张三")).building_id
    formed(estate)
    assert worker.post(f"{at}/level", {"level": "l3"}).json()["level"] == "l3"
    assert worker.post(f"{at}/level", {"level": "l3"}).status_code == 409
    phase = worker.post(f"{at}/phases", {"name": "一期", "buildings": [building]}).json()
    assert (phase["delivered_on"], phase["buildings"]) == (None, ["1幢"])
    delivered = {"name": "一期", "buildings": [building], "delivered_on": "2026-03-04"}
    assert worker.post(f"{at}/phases/{phase['id']}", delivered).json()["delivered_on"] == "2026-03-04"
    drawn = worker.upload(f"{at}/versions", paper(name="望江花苑", boundary="东至江边", from_on="2026-03-04"))
    assert [v["name"] for v in drawn.json()["versions"]] == ["望江苑", "望江花苑"]
    fix = worker.post(f"{at}/management/fixes", {"mode": "self", "reason": "错选了"}).json()
    assert worker.post(f"{at}/management/fixes/{fix['id']}", {"accept": True}).status_code == 409
    assert (
        Caller(here.second).post(f"{at}/management/fixes/{fix['id']}", {"accept": True}).json()["state"] == "accepted"
    )
    read = Caller().get(f"{at}/ground").json()
    assert (read["management"], [m["void"] for m in read["managements"]]) == ("self", [True, False])
    assert [(level["value"], level["until_on"]) for level in read["levels"]] == [("l1", "2026-03-04"), ("l3", None)]


@pytest.mark.clause("L2.1")
def test_merging_and_splitting(here: Ground) -> None:
    one, two, far = here.estate("东院"), here.estate("西院"), ground("31").estate("远处")
    for n, estate in enumerate((one, two)):
        flat(estate, f"{n}幢", "101", 6512, owner(estate, "张三"))
        formed(estate)
    street, worker = Caller(here.street), Caller(here.worker)
    asked = {"name": "新院", "community": here.community.code, "management": "self", "boundary": "东至河边"}
    path = f"/estates/{one.code}/merge"
    assert street.upload(path, {**asked, "others": [far.code], **paper()}).status_code == 404
    wrong = street.upload(path, {**asked, "others": [two.code], **paper(area="130.25")})
    assert wrong.json()["refused"][0]["cite"] == "《物业管理条例》第9条"
    made = street.upload(path, {**asked, "others": [two.code], **paper(units="2", area="130.24")}).json()
    assert [(s["units"], s["area"]) for s in made["came_from"]] == [(1, "65.12"), (1, "65.12")]
    whole = Estate.objects.get(name="新院")
    item = made["came_from"][0]["items"][0]
    done = worker.post(f"/estates/{whole.code}/succession/{item['id']}", {"note": "清单一号"}).json()
    assert done["came_from"][0]["items"][0]["state"] == "confirmed"
    struck = {"on": "2026-03-04", "document_number": "注1号"}
    assert street.post(f"/estates/{one.code}/deregistration", struck).json()["went_to"][0]["to_estate"] == whole.code
    numbers = list(Building.objects.filter(estate=whole).order_by("pk").values_list("pk", flat=True))
    parts = {"names": ["甲", "乙"], "boundaries": ["东", "西"], "buildings": [str(n) for n in numbers]}
    assert street.upload(f"/estates/{whole.code}/split", {**parts, "names": ["甲"], **paper()}).status_code == 422
    assert (
        street.upload(f"/estates/{whole.code}/split", {**parts, "buildings": ["x", "y"], **paper()}).status_code == 422
    )
    split = street.upload(f"/estates/{whole.code}/split", {**parts, **paper()}).json()
    assert sorted(link["area"] for link in split["went_to"]) == ["65.12", "65.12"]


@pytest.mark.clause("A1.4")
def test_grids_are_public_and_kept_by_the_workers(here: Ground) -> None:
    estate = here.estate("望江苑")
    worker, other = Caller(here.worker), Caller(ground(serial=2).worker)
    asked = {"community": here.community.code, "code": "01", "name": "第一网格"}
    grid = worker.post("/grids", asked).json()
    micro = worker.post("/grids", {**asked, "code": "01-1", "name": "微网格", "parent": grid["id"]}).json()
    assert micro["parent"] == grid["id"]
    assert other.post("/grids", {**asked, "code": "02"}).status_code == 404
    assert worker.post("/grids", {**asked, "code": "03", "parent": 99}).status_code == 422
    covers = f"/grids/{micro['id']}/covers"
    assert worker.post(covers, {"estate": "nowhere", "whole": True}).status_code == 404
    assert other.post(covers, {"estate": estate.code, "whole": True}).status_code == 404
    found = worker.post(covers, {"estate": estate.code, "whole": True}).json()
    assert found["covers"] == [{"estate": estate.code, "building": None}]
    assert worker.post(f"/grids/{grid['id']}", {"code": "01", "name": "网格", "end": True}).status_code == 409
    listed = Caller().get("/grids", community=here.community.code[:9]).json()
    assert [(g["code"], len(g["covers"])) for g in listed["items"]] == [("01", 0), ("01-1", 1)]
