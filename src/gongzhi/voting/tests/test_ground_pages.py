"""The pages of an estate's ground: a worker keeps it by date, the street merges and splits, everyone reads where it went."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongzhi.people.models import Person
from gongzhi.places import queries as places
from gongzhi.places.models import Building, Estate, Grid
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


def as_(person: Person) -> Client:
    """A client signed in as this person."""
    client = Client()
    story.sign_in(client, person)
    return client


def paper(**more: object) -> dict[str, object]:
    """The fields of a document, as a form sends them."""
    scan = SimpleUploadedFile("批复.pdf", b"%PDF-1.4 sample", content_type="application/pdf")
    return {"issuer": "桂溪街道办事处", "document_number": "桂办〔2026〕8号", "file": scan, **more}


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.mark.clause("L2.1")
def test_a_worker_keeps_level_version_and_phases(here: Ground) -> None:
    estate = here.estate("望江苑", level="l1")
    one = flat(estate, "1幢", "101", 8000, owner(estate, "张三")).building_id
    formed(estate)
    worker, home = as_(here.worker), f"/desk/e/{estate.code}/estate/"
    assert worker.post(f"{home}level/", {"level": "l3", "reason": ""}).status_code == 302
    assert worker.post(f"{home}level/", {"level": "l1", "reason": ""}).status_code == 422
    assert worker.post(f"{home}phases/", {"name": "一期", "buildings": [one]}).status_code == 302
    phase = estate.phases.get()
    sent = {"name": "一期", "buildings": [one], "delivered_on": "2026-03-03"}
    assert worker.post(f"{home}phases/{phase.pk}/", sent).status_code == 302
    drawn = paper(name="望江花苑", boundary="东至江边", from_on="2026-03-03")
    assert worker.post(f"{home}version/", drawn).status_code == 302
    page = text(worker.get(home))
    for words in (
        "望江花苑",
        "L3 加表决",
        "L1 公示报事",
        "2026年3月2日至2026年3月2日",
        "东至江边",
        "2026年3月3日：1幢",
    ):
        assert words in page
    public = text(Client().get(f"/e/{estate.code}/"))
    for words in ("老旧院落", "无物业（首次登记，自2026年3月2日）", "L3 加表决", "一期（2026年3月3日交付）"):
        assert words in public


@pytest.mark.clause("B1.6")
def test_a_wrong_mode_is_corrected_on_the_page_by_two(here: Ground) -> None:
    estate = here.estate("望江苑")
    home = f"/desk/e/{estate.code}/estate/"
    assert as_(here.worker).post(f"{home}management/", {"mode": "self", "reason": "错选了"}).status_code == 302
    fix = estate.management_fixes.get()
    assert "您提出的" in text(as_(here.worker).get(home))
    assert as_(here.worker).post(f"{home}management/{fix.pk}/", {"answer": "accept"}).status_code == 409
    assert "按此更正" in text(as_(here.second).get(home))
    assert as_(here.second).post(f"{home}management/{fix.pk}/", {"answer": "accept"}).status_code == 302
    estate.refresh_from_db()
    assert estate.management == "self"
    assert "还没有可以依据的决定" in text(as_(here.worker).get(f"{home}change-management/"))


@pytest.mark.clause("L2.1")
def test_the_street_merges_and_the_worker_takes_over_and_everyone_sees_it(here: Ground) -> None:
    one, two = here.estate("棉纺东院"), here.estate("棉纺西院")
    for estate in (one, two):
        flat(estate, "1幢", "101", 6512, owner(estate, "张三"))
        formed(estate)
    street, home = as_(here.street), f"/desk/e/{one.code}/estate/merge/"
    assert "省、自治区、直辖市" in text(street.get(home))
    asked = {
        "others": [two.code],
        "name": "棉纺院",
        "community": here.community.code,
        "management": "self",
        "boundary": "东至河边",
    }
    assert street.post(home, {**asked, **paper(units="2", area="130.25")}).status_code == 409
    answer = street.post(home, {**asked, **paper(units="2", area="130.24")})
    whole = Estate.objects.get(name="棉纺院")
    assert answer["Location"] == f"/desk/e/{whole.code}/estate/succession/"
    item = whole.succession_items.filter(kind="accounts").first()
    worker = as_(here.worker)
    assert worker.post(f"/desk/e/{whole.code}/estate/succession/{item.pk}/", {"note": ""}).status_code == 422
    done = worker.post(f"/desk/e/{whole.code}/estate/succession/{item.pk}/", {"note": "余额清单一号"})
    assert done.status_code == 302
    gone = text(Client().get(f"/e/{one.code}/"))
    assert "只可查阅" in gone
    assert f"/e/{whole.code}/" in gone
    assert "认领我的房屋" not in gone
    assert "余额清单一号" in text(Client().get(f"/e/{whole.code}/"))
    assert worker.post(f"/desk/e/{one.code}/estate/level/", {"level": "l4"}).status_code == 409
    struck = {"on": "2026-03-04", "document_number": "注1号"}
    assert street.post(f"/desk/e/{one.code}/estate/succession/deregister/", struck).status_code == 302
    assert "注1号" in text(street.get(f"/desk/e/{one.code}/estate/succession/"))


@pytest.mark.clause("L2.1")
def test_the_street_splits_by_buildings(here: Ground) -> None:
    estate = here.estate("望江苑")
    numbers = [flat(estate, f"{n}幢", "101", 8000 + n).building_id for n in (1, 2, 3)]
    formed(estate)
    asked = {"name_1": "东苑", "boundary_1": "东边", "name_2": "西苑", "boundary_2": "西边"}
    goes = {f"building_{number}": "1" if number == numbers[0] else "2" for number in numbers}
    street, home = as_(here.street), f"/desk/e/{estate.code}/estate/split/"
    assert street.post(home, {**asked, **paper(), **goes, f"building_{numbers[2]}": ""}).status_code == 422
    assert street.post(home, {**asked, **paper(), **goes}).status_code == 302
    found = {link.estate.name: (link.units, link.area) for link in places.successors_of(estate)}
    assert found == {"东苑": (1, 8001), "西苑": (2, 16005)}


@pytest.mark.clause("A1.4")
def test_a_worker_draws_grids(here: Ground) -> None:
    estate = here.estate("望江苑")
    building = Building.objects.create(estate=estate, name="1幢")
    worker = as_(here.worker)
    base = {"community": here.community.code, "code": "01", "name": "第一网格", "parent": ""}
    assert worker.post("/desk/grids/", base).status_code == 302
    assert worker.post("/desk/grids/", base).status_code == 422
    grid = Grid.objects.get()
    micro = {**base, "code": "01-1", "name": "东微网格", "parent": str(grid.pk)}
    assert worker.post("/desk/grids/", micro).status_code == 302
    part = {"estate": estate.code, "buildings": [building.pk]}
    east = Grid.objects.get(parent=grid)
    assert worker.post(f"/desk/grids/{east.pk}/", part).status_code == 302
    assert "望江苑（1幢）" in text(worker.get("/desk/grids/"))
    assert worker.post(f"/desk/grids/{east.pk}/", {"estate": "nowhere"}).status_code == 404
    assert worker.post(f"/desk/grids/{grid.pk}/", {"code": "01", "name": "第一网格", "end": "on"}).status_code == 409
    assert as_(ground(serial=2).worker).get(f"/desk/grids/{east.pk}/").status_code == 404


def test_a_name_that_another_community_has_is_looked_at_twice(here: Ground) -> None:
    ground(serial=2).estate("望江苑")
    worker = as_(here.worker)
    asked = {
        "name": "望江苑",
        "community": here.community.code,
        "kind": "commodity",
        "management": "none",
        "idempotency_key": "k",
    }
    first = worker.post("/desk/estates/new/", asked)
    assert first.status_code == 422
    assert "第2社区 望江苑" in text(first)
    assert worker.post("/desk/estates/new/", {**asked, "same_name_seen": "on"}).status_code == 302
    assert Estate.objects.get(community=here.community).created_at == here.later(days=2)
    assert places.version_on(Estate.objects.get(community=here.community), date(2026, 3, 4)).name == "望江苑"
