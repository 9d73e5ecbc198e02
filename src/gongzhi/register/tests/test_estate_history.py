"""An estate by date: level, version, phases, mode of management; grids of its community."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from gongzhi.kernel.errors import BadInput, NotHere, Refused
from gongzhi.kernel.models import Entry
from gongzhi.places import queries as places
from gongzhi.places.models import Building, Estate, ManagementSpell
from gongzhi.register.actions.change_grid import change_grid
from gongzhi.register.actions.change_phase import change_phase
from gongzhi.register.actions.cover_grid import cover_grid
from gongzhi.register.actions.decide_management_fix import decide_management_fix
from gongzhi.register.actions.make_grid import make_grid
from gongzhi.register.actions.propose_management_fix import propose_management_fix
from gongzhi.register.actions.redraw_estate import redraw_estate
from gongzhi.register.actions.register_phase import register_phase
from gongzhi.register.actions.set_level import set_level
from gongzhi.register.models import Elector
from gongzhi.register.tests.grounds import AT, PAPER, Ground, flat, formed, ground, owner

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)
MODE = Estate.Management


@pytest.fixture
def here(db: None) -> Ground:
    """A community in Chengdu."""
    return ground()


def test_a_new_estate_has_its_history_from_the_first_day(here: Ground) -> None:
    estate = here.estate("望江苑", level="l1")
    version, spell = places.version_on(estate, DAY), places.mode_on(estate, DAY)
    assert (version.name, version.kind, version.from_on) == ("望江苑", "created", DAY)
    assert (spell.mode, spell.basis) == (MODE.NONE, "registered")
    assert places.mode_on(estate, DAY - timedelta(days=1)) is None
    assert places.obliged(estate, "l1")
    assert not places.obliged(estate, "l3")
    assert Entry.objects.get(pk=version.entry).act == "register.estate.created"


def test_the_level_is_raised_by_the_community_worker_and_keeps_its_history(here: Ground) -> None:
    estate = here.estate("望江苑", level="l1")
    set_level(estate=estate, level="l3", by=here.worker, at=here.later(days=9))
    estate.refresh_from_db()
    assert estate.level == "l3"
    rows = list(estate.level_spells.values_list("level", "from_on", "until_on"))
    assert rows == [("l1", DAY, date(2026, 3, 11)), ("l3", date(2026, 3, 11), None)]
    with pytest.raises(BadInput) as wrong:
        set_level(estate=estate, level="l2", by=here.worker, at=here.later(days=10))
    assert set(wrong.value.fields) == {"reason"}
    with pytest.raises(Refused, match="社区工作人员"):
        set_level(estate=estate, level="l4", by=here.street, at=here.later(days=10))
    set_level(estate=estate, level="l2", reason="还没有做名册", by=here.worker, at=here.later(days=10))
    estate.refresh_from_db()
    assert estate.level == "l2"


def test_the_database_lets_no_estate_contradict_its_history(here: Ground) -> None:
    estate = here.estate("望江苑")
    with pytest.raises(DatabaseError, match="what its history says"), transaction.atomic():
        contradict(estate)
    spell = estate.management_spells.get()
    with pytest.raises(DatabaseError, match="no_overlap"), transaction.atomic():
        ManagementSpell.objects.create(
            estate=estate, mode=MODE.TRUST, from_on=spell.from_on, until_on=DAY + timedelta(days=5), basis="registered"
        )


@pytest.mark.clause("L2.1")
def test_a_version_closes_with_the_buildings_it_had(here: Ground) -> None:
    estate = here.estate("望江苑")
    Building.objects.create(estate=estate, name="1幢")
    asked = {"boundary": "东至江边，西至路", "from_on": date(2026, 3, 5), **PAPER}
    redraw_estate(estate=estate, name="望江苑一期", **asked, by=here.worker, at=here.later(days=5))
    Building.objects.create(estate=estate, name="2幢")
    estate.refresh_from_db()
    before, now = places.version_on(estate, date(2026, 3, 4)), places.version_on(estate, date(2026, 3, 5))
    assert (estate.name, now.name, before.name) == ("望江苑一期", "望江苑一期", "望江苑")
    assert (places.buildings_of(before), places.buildings_of(now)) == (["1幢"], ["1幢", "2幢"])
    assert now.document_number == PAPER["document_number"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": " "}, "name"),
        ({"boundary": ""}, "boundary"),
        ({"content": b""}, "file"),
        ({"content": b"hello"}, "file"),
        ({"from_on": date(2026, 3, 3)}, "from_on"),
        ({"from_on": date(2026, 3, 1)}, "from_on"),
        ({"name": "另一处"}, "name"),
    ],
)
def test_a_version_needs_a_document_and_a_day(here: Ground, change: dict, field: str) -> None:
    estate = here.estate("望江苑")
    here.estate("另一处")
    asked = {"name": "新名", "boundary": "东至江边", "from_on": DAY, **PAPER, **change}
    with pytest.raises(BadInput) as wrong:
        redraw_estate(estate=estate, **asked, by=here.worker, at=AT)
    assert set(wrong.value.fields) == {field}
    assert estate.versions.count() == 1


@pytest.mark.clause("L2.1")
def test_units_of_an_undelivered_phase_count_to_the_developer_as_one_head(here: Ground) -> None:
    estate = here.estate("望江苑")
    firm = owner(estate, "锦江置业公司", kind="developer")
    flat(estate, "9幢", "101", 10000, firm, status="未售")
    for n, name in enumerate(("甲一", "乙二", "丙三"), start=1):
        flat(estate, "1幢", f"10{n}", 9000 + n, owner(estate, name))
    for n, name in enumerate(("丁四", "戊五"), start=1):
        flat(estate, "2幢", f"10{n}", 8000 + n, owner(estate, name))
    formed(estate)
    assert heads(estate) == 6
    second = Building.objects.get(estate=estate, name="2幢")
    phase = register_phase(estate=estate, name="二期", buildings=[second.pk], by=here.worker, at=AT)
    assert heads(estate) == 4
    developer = Elector.objects.get(estate=estate, kind="developer", ended_on__isnull=True)
    assert sum(place.unit.area for place in developer.places.all()) == 10000 + 8001 + 8002
    change_phase(
        phase=phase,
        name="二期",
        buildings=[second.pk],
        delivered_on=date(2026, 3, 10),
        by=here.worker,
        at=here.later(days=8),
    )
    assert heads(estate) == 6


def test_a_unit_delivered_by_itself_is_delivered(here: Ground) -> None:
    estate = here.estate("望江苑")
    early = flat(estate, "2幢", "101", 8000, owner(estate, "丁四"), delivered_on=date(2026, 2, 1))
    with pytest.raises(BadInput) as wrong:
        register_phase(estate=estate, name="二期", buildings=[early.building_id], by=here.worker, at=AT)
    assert "1 套" in wrong.value.fields["delivered_on"]
    register_phase(estate=estate, name="二期", buildings=[early.building_id], delivered_on=DAY, by=here.worker, at=AT)
    assert heads(estate) == 1


def test_a_phase_takes_no_building_of_another_estate(here: Ground) -> None:
    estate, other = here.estate("望江苑"), here.estate("另一处")
    there = Building.objects.create(estate=other, name="1幢")
    with pytest.raises(NotHere):
        register_phase(estate=estate, name="一期", buildings=[there.pk], by=here.worker, at=AT)
    with pytest.raises(Refused, match="社区工作人员"):
        register_phase(estate=estate, name="一期", by=here.street, at=AT)
    with pytest.raises(BadInput):
        register_phase(estate=estate, name="一期", delivered_on=date(2026, 3, 3), by=here.worker, at=AT)


@pytest.mark.clause("B1.6")
def test_a_wrong_mode_is_corrected_by_two_persons_and_stays_as_void(here: Ground) -> None:
    estate = here.estate("望江苑")
    asked = {"estate": estate, "mode": MODE.SELF, "reason": "登记时错选了无物业，实际由业主自管"}
    fix = propose_management_fix(**asked, by=here.worker, at=AT)
    with pytest.raises(Refused, match="两个人"):
        decide_management_fix(fix=fix, accept=True, by=here.worker, at=AT)
    decide_management_fix(fix=fix, accept=True, by=here.second, at=AT)
    estate.refresh_from_db()
    assert estate.management == MODE.SELF
    rows = list(estate.management_spells.order_by("pk").values_list("mode", "void", "basis", "from_on"))
    assert rows == [(MODE.NONE, True, "registered", DAY), (MODE.SELF, False, "corrected", DAY)]
    with pytest.raises(Refused):
        decide_management_fix(fix=fix, accept=True, by=here.second, at=AT)


def test_a_correction_needs_a_reason_and_may_be_refused(here: Ground) -> None:
    estate = here.estate("望江苑")
    with pytest.raises(BadInput) as wrong:
        propose_management_fix(estate=estate, mode=MODE.NONE, reason=" ", by=here.worker, at=AT)
    assert set(wrong.value.fields) == {"mode", "reason"}
    fix = propose_management_fix(estate=estate, mode=MODE.SELF, reason="错了", by=here.worker, at=AT)
    with pytest.raises(Refused, match="第二人"):
        propose_management_fix(estate=estate, mode=MODE.TRUST, reason="错了", by=here.second, at=AT)
    decide_management_fix(fix=fix, accept=False, by=here.second, at=AT)
    assert estate.management_spells.get().mode == MODE.NONE


@pytest.mark.clause("A1.4")
def test_grids_and_micro_grids_cover_estates_and_buildings_once_a_level(here: Ground) -> None:
    estate = here.estate("望江苑")
    one, two = (Building.objects.create(estate=estate, name=name) for name in ("1幢", "2幢"))
    by = {"by": here.worker, "at": AT}
    grid = make_grid(community=here.community, code="01", name="第一网格", **by)
    west = make_grid(community=here.community, code="01-1", name="西微网格", parent=grid, **by)
    east = make_grid(community=here.community, code="01-2", name="东微网格", parent=grid, **by)
    cover_grid(grid=grid, estate=estate, whole=True, **by)
    cover_grid(grid=west, estate=estate, whole=False, buildings=[one.pk, two.pk], **by)
    with pytest.raises(Refused, match="西微网格"):
        cover_grid(grid=east, estate=estate, whole=False, buildings=[two.pk], **by)
    with pytest.raises(Refused, match="西微网格"):
        cover_grid(grid=east, estate=estate, whole=True, **by)
    cover_grid(grid=west, estate=estate, whole=False, buildings=[one.pk], **by)
    cover_grid(grid=east, estate=estate, whole=False, buildings=[two.pk], **by)
    found = [(c.grid.code, c.building.name if c.building else "") for c in places.grids_of(estate)]
    assert found == [("01", ""), ("01-1", "1幢"), ("01-2", "2幢")]
    assert [g.code for g in places.in_order(places.grids_below([here.community.code]))] == ["01", "01-1", "01-2"]
    assert estate.grid_covers.count() == 4  # the closed one is still there


def test_a_grid_ends_after_its_micro_grids(here: Ground) -> None:
    estate = here.estate("望江苑")
    by = {"by": here.worker, "at": AT}
    grid = make_grid(community=here.community, code="01", name="第一网格", **by)
    micro = make_grid(community=here.community, code="01-1", name="微网格", parent=grid, **by)
    cover_grid(grid=micro, estate=estate, whole=True, **by)
    with pytest.raises(Refused, match="微网格"):
        change_grid(grid=grid, code="01", name="第一网格", end=True, **by)
    change_grid(grid=micro, code="01-1", name="微网格", end=True, **by)
    assert not places.grids_of(estate).exists()
    change_grid(grid=grid, code="01", name="第一网格", end=True, **by)
    make_grid(community=here.community, code="01", name="又一个", **by)
    with pytest.raises(Refused, match="撤销"):
        cover_grid(grid=grid, estate=estate, whole=True, **by)


def test_grids_belong_to_the_workers_of_their_community(here: Ground) -> None:
    there = ground(serial=2)
    grid = make_grid(community=here.community, code="01", name="第一网格", by=here.worker, at=AT)
    for person in (there.worker, here.street):
        with pytest.raises(NotHere):
            change_grid(grid=grid, code="02", name="别的", by=person, at=AT)
        with pytest.raises(NotHere):
            make_grid(community=here.community, code="03", name="别的", by=person, at=AT)
    with pytest.raises(NotHere):
        cover_grid(grid=grid, estate=there.estate("彼处"), whole=True, by=here.worker, at=AT)
    with pytest.raises(BadInput) as wrong:
        make_grid(community=there.community, code="0 1", name="", parent=grid, by=there.worker, at=AT)
    assert set(wrong.value.fields) == {"code", "name", "parent"}


def contradict(estate: Estate) -> None:
    """Writes a mode past the history, and lets the database judge now what it would judge at commit."""
    Estate.objects.filter(pk=estate.pk).update(management=MODE.TRUST)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def heads(estate: Estate) -> int:
    """How many electors the estate has now."""
    return Elector.objects.filter(estate=estate, ended_on__isnull=True).count()
