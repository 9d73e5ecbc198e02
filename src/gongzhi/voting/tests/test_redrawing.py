"""Merging and splitting estates: exact carry-over, succession item by item, what refuses, what stays."""

import random
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag

from gongzhi.documents.models import Document
from gongzhi.documents.queries import typeset
from gongzhi.kernel import journal, keys, outbox
from gongzhi.kernel.errors import BadInput, NotHere, Refused
from gongzhi.kernel.models import Entry, Message
from gongzhi.people.actions.know_person import know_person
from gongzhi.places import queries as places
from gongzhi.places.models import Building, Estate, EstateEnd
from gongzhi.register.actions.carry_register import Figures, figures_of
from gongzhi.register.actions.confirm_succession import confirm_succession
from gongzhi.register.actions.cover_grid import cover_grid
from gongzhi.register.actions.make_grid import make_grid
from gongzhi.register.actions.propose_roll import propose_roll
from gongzhi.register.actions.record_deregistration import record_deregistration
from gongzhi.register.actions.register_phase import register_phase
from gongzhi.register.actions.set_level import set_level
from gongzhi.register.models import Claim, Elector, Holding, Merge, Owner, Roll, Unit
from gongzhi.register.queries import electors_of
from gongzhi.register.queries.imports import registered_units
from gongzhi.register.tests.grounds import AT, PAPER, Ground, flat, formed, ground, owner
from gongzhi.voting.actions.change_management import change_management
from gongzhi.voting.actions.merge_estates import merge_estates
from gongzhi.voting.actions.split_estate import Part, split_estate
from gongzhi.voting.models import Assembly, Motion, Resolution
from gongzhi.voting.states import AssemblyState, ResolutionState

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)
NAMES = [
    (("1幢", "2幢"), ["1幢", "2幢"]),
    (("1幢", "1栋"), ["棉纺东院1幢", "锦江苑1栋"]),
    (("未分楼栋", "未分楼栋"), ["棉纺东院未分楼栋", "锦江苑未分楼栋"]),
]
NEW = {"name": "望江新苑", "management": "none", "boundary": "东至江边，西至路", **PAPER}


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    """Files of one test lie apart: the next test has other keys."""
    settings.FILES = tmp_path / "files"


@pytest.fixture
def here(db: None) -> Ground:
    """A community in Chengdu."""
    return ground()


def merged(here: Ground, *estates: Estate, **change: object) -> Estate:
    """One estate of several, by the street."""
    return merge_estates(
        estates=estates, **{**NEW, "community": here.community, "by": here.street, "at": here.later(days=1), **change}
    )


def filled(estate: Estate, seed: int) -> Counter[tuple[str, int]]:
    """Fills an estate by chance, owners shared and unknown included; returns what must be found again: name × area."""
    chance = random.Random(seed)
    known = [owner(estate, f"业主{n}", f"138{seed:04d}{n:04d}", _document(n) if n % 2 else "") for n in range(5)]
    for n in range(chance.randint(3, 9)):
        holders = chance.sample(known, chance.choice((0, 1, 1, 1, 2)))
        flat(estate, f"{n % 3 + 1}幢", f"{n:03d}", chance.randint(1, 20_000_00), *holders)
    formed(estate)
    return contents(estate)


def contents(estate: Estate) -> Counter[tuple[str, int]]:
    """Every holding as name and area, and every unit without one."""
    held = Holding.objects.filter(estate=estate, until_on__isnull=True).select_related("owner", "unit")
    found = Counter((h.owner.shown_name(), h.unit.area) for h in held)
    bare = Unit.objects.filter(estate=estate, removed_on__isnull=True, holdings__isnull=True)
    return found + Counter(("", unit.area) for unit in bare)


def _document(n: int) -> str:
    return f"51010719800101{n:04d}"


@pytest.mark.clause("L2.1")
@pytest.mark.parametrize("seed", range(4))
def test_nothing_is_lost_or_added_whatever_is_merged_and_split_again(here: Ground, seed: int) -> None:
    estates = [here.estate(f"院落{n}") for n in range(2 + seed % 2)]
    wanted: Counter[tuple[str, int]] = Counter()
    for n, estate in enumerate(estates):
        wanted += filled(estate, seed * 10 + n)
    before = [figures_of(estate) for estate in estates]
    whole = merged(here, *estates, units=sum(f.units for f in before), area=sum(f.area for f in before))
    assert contents(whole) == wanted
    assert [(s.units, s.holdings, s.area) for s in places.predecessors_of(whole)] == [
        (f.units, f.holdings, f.area) for f in before
    ]
    assert all(figures_of(estate) == Figures(0, 0, 0) for estate in estates)
    buildings = list(Building.objects.filter(estate=whole).order_by("pk").values_list("pk", flat=True))
    cut = len(buildings) // 2
    parts = [Part("东苑", "东边", tuple(buildings[:cut])), Part("西苑", "西边", tuple(buildings[cut:]))]
    split_estate(estate=whole, parts=parts, **PAPER, by=here.street, at=here.later(days=2))
    pieces = [link.estate for link in places.successors_of(whole)]
    assert contents(pieces[0]) + contents(pieces[1]) == wanted
    assert all(one.units.filter(removed_on__isnull=True).count() == electors_units(one) for one in pieces)


def electors_units(estate: Estate) -> int:
    """How many units stand behind an elector."""
    return sum(e.places.count() for e in Elector.objects.filter(estate=estate, ended_on__isnull=True))


@pytest.mark.clause("L2.1")
def test_one_owner_in_two_estates_is_one_head_in_the_merged_one(here: Ground) -> None:
    one, two = here.estate("院落甲"), here.estate("院落乙")
    for estate in (one, two):
        flat(estate, "1幢", "101", 8000, owner(estate, "张三", "13800000001", _document(1)))
        flat(estate, "1幢", "102", 7000, owner(estate, "李四", "13800000002"))
        formed(estate)
    whole = merged(here, one, two)
    owners = Owner.objects.filter(estate=whole)
    assert sorted(o.shown_name() for o in owners) == ["张三", "李四", "李四"]
    assert Elector.objects.filter(estate=whole, ended_on__isnull=True).count() == 3
    assert Merge.objects.get(estate=whole).state == "open"  # the two 李四 of one number: proposed, never decided here
    assert {u.door for u in whole.units.all()} >= {"院落甲1区1幢1单元101", "院落乙2区1幢1单元102"}


@pytest.mark.parametrize(("names", "wanted"), NAMES)
def test_a_later_roster_can_tell_the_buildings_of_a_merged_estate(
    here: Ground, names: tuple[str, str], wanted: list[str]
) -> None:
    one, two = here.estate("棉纺东院"), here.estate("锦江苑")
    for estate, name in zip((one, two), names, strict=True):
        flat(estate, name, "101", 8000, owner(estate, "张三"))
        formed(estate)
    whole = merged(here, one, two)
    assert list(Building.objects.filter(estate=whole).order_by("pk").values_list("name", flat=True)) == wanted
    assert len(registered_units(whole)) == 2


@pytest.mark.clause("L2.1")
def test_sealed_fields_are_sealed_anew_under_the_successors_key(here: Ground) -> None:
    one, two = here.estate("院落甲"), here.estate("院落乙")
    old = owner(one, "张三", "13800000001", _document(1))
    flat(one, "1幢", "101", 8000, old)
    flat(two, "2幢", "101", 8000)
    whole = merged(here, one, two)
    new = Owner.objects.get(estate=whole)
    assert (new.shown_name(), new.number(), new.document_number()) == ("张三", "13800000001", _document(1))
    assert new.document_index == old.document_index
    with pytest.raises(InvalidTag):
        keys.unseal(f"estate:{one.pk}", "register_owner.name", bytes(new.name))


@pytest.mark.clause("L2.1")
def test_the_old_estate_is_read_only_and_says_where_it_went(here: Ground) -> None:
    one, two = here.estate("院落甲"), here.estate("院落乙")
    flat(one, "1幢", "101", 8000)
    whole = merged(here, one, two)
    one.refresh_from_db()
    assert one.ended_on == date(2026, 3, 3)
    assert [link.estate for link in places.successors_of(one)] == [whole]
    assert places.version_on(one, date(2026, 3, 2)).name == "院落甲"
    assert places.version_on(one, date(2026, 3, 3)) is None
    assert places.buildings_of(one.versions.get()) == ["1幢"]
    with pytest.raises(Refused, match="只可查阅"):
        set_level(estate=one, level="l4", by=here.worker, at=here.later(days=2))
    assert not places.obliged(one, "l1")
    papers = Document.objects.filter(estate_id__in=[one.pk, two.pk, whole.pk], kind="redrawing")
    assert papers.count() == 3
    assert typeset(papers.get(estate_id=one.pk)).startswith(b"%PDF")
    acts = set(Entry.objects.filter(estate_id=one.pk).values_list("act", flat=True))
    assert "register.estate.ended" in acts
    again = here.estate("院落甲")  # the name is free again
    assert again.code != one.code


@pytest.mark.clause("L2.1")
def test_each_item_is_taken_over_in_an_act_of_its_own(here: Ground) -> None:
    whole = merged(here, here.estate("院落甲"), here.estate("院落乙"))
    items = list(whole.succession_items.all())
    assert Counter(item.kind for item in items) == dict.fromkeys(
        ("roster", "accounts", "resolutions", "contracts", "seals"), 2
    )
    seals = next(item for item in items if item.kind == "seals")
    with pytest.raises(BadInput):
        confirm_succession(item=seals, note=" ", by=here.worker, at=here.later(days=2))
    with pytest.raises(Refused, match="社区工作人员"):
        confirm_succession(item=seals, note="交接单1号", by=here.street, at=here.later(days=2))
    done = confirm_succession(item=seals, note="没有刻过章", nothing=True, by=here.second, at=here.later(days=2))
    assert (done.state, done.done_on) == ("nothing", date(2026, 3, 4))
    assert places.open_items([whole]) == {whole.pk: 9}
    with pytest.raises(Refused):
        confirm_succession(item=seals, note="又一次", by=here.worker, at=here.later(days=3))


def test_a_claim_goes_on_with_the_same_owners_and_two_claims_on_one_elector_do_not(here: Ground) -> None:
    one, two = here.estate("院落甲"), here.estate("院落乙")
    alone, anna, bert = (know_person(name=n, number=f"1380000000{d}", at=AT) for d, n in enumerate("甲乙丙"))
    for estate, person in ((one, anna), (two, bert)):
        flat(estate, "1幢", "101", 8000, owner(estate, "张三", document=_document(1)))
        flat(estate, "1幢", "102", 7000, owner(estate, f"李四{estate.pk}"))
        formed(estate)
        for door, speaker in (("101", person), ("102", alone)):
            elector = Elector.objects.get(estate=estate, places__unit__room=door)
            Claim.objects.create(estate=estate, elector=elector, person_id=speaker.pk, way="phone", from_at=AT)
    whole = merged(here, one, two)
    assert electors_of(alone, whole).count() == 2
    assert not electors_of(anna, whole).exists()
    assert not electors_of(bert, whole).exists()
    assert not Claim.objects.filter(estate__in=[one, two], until_at__isnull=True).exists()
    told = [outbox.opened(m)[1] for m in Message.objects.filter(kind="claim.carried")]
    assert sum("照旧有效" in text for text in told) >= 2
    assert sum("重新办理" in text for text in told) == 1


def test_phases_and_grids_come_along(here: Ground) -> None:
    one, two = here.estate("院落甲"), here.estate("院落乙")
    firm = owner(one, "锦江置业公司", kind="developer")
    flat(one, "1幢", "101", 8000, firm, status="未售")
    unit = flat(one, "2幢", "101", 8000, owner(one, "张三"))
    formed(one)
    register_phase(estate=one, name="二期", buildings=[unit.building_id], by=here.worker, at=AT)
    grid = make_grid(community=here.community, code="01", name="第一网格", by=here.worker, at=AT)
    cover_grid(grid=grid, estate=one, whole=True, by=here.worker, at=AT)
    whole = merged(here, one, two)
    assert whole.phases.get().name == "二期"
    assert Elector.objects.get(estate=whole, ended_on__isnull=True).kind == "developer"
    assert [c.building.name for c in places.grids_of(whole)] == ["1幢", "2幢"]
    assert not places.grids_of(one).exists()


@pytest.mark.parametrize("figures", [{"units": 2}, {"area": 15001}])
def test_figures_of_the_document_that_differ_by_one_refuse_everything(here: Ground, figures: dict[str, int]) -> None:
    one, two = here.estate("院落甲"), here.estate("院落乙")
    for room, area in (("101", 8000), ("102", 4000), ("103", 3000)):
        flat(one, "1幢", room, area)
    with pytest.raises(Refused, match=r"3 套、150\.00") as refused:
        merged(here, one, two, **figures)
    assert "第9条" in refused.value.reasons[0].cite
    one.refresh_from_db()
    assert one.ended_on is None
    assert figures_of(one) == Figures(3, 0, 15000)
    assert not Estate.objects.filter(name="望江新苑").exists()


def test_an_assembly_under_way_or_a_roll_under_check_stops_it(here: Ground) -> None:
    one, two = here.estate("院落甲"), here.estate("院落乙")
    flat(one, "1幢", "101", 8000)
    formed(one)
    roll = propose_roll(estate=one, parking="never", by=here.worker, at=AT)
    Roll.objects.filter(pk=roll.pk).update(state="checking", check_from=DAY, check_until=DAY, approved_by="p1")
    held = decided(two, "other_major").motion.assembly
    noticed = dict.fromkeys(("notice_hash", "channel", "change_rule", "conflict_rule", "disclosure"), "own")
    whole = {"roll": Roll.objects.create(estate=two, opened_by="p1"), "noticed_at": AT, "objection_days": 7, **noticed}
    days = {"opens_at": here.later(days=20), "closes_at": here.later(days=30)}
    Assembly.objects.filter(pk=held.pk).update(state=AssemblyState.NOTICED, **whole, **days)
    with pytest.raises(Refused) as refused:
        merged(here, one, two)
    assert [(r.cite, bool(r.remedy_url)) for r in refused.value.reasons] == [
        ("《业主大会和业主委员会指导规则》第25条", True),
        ("《民法典》第278条第2款", True),
    ]


def test_only_the_street_over_both_merges(here: Ground) -> None:
    one, two = here.estate("院落甲"), here.estate("院落乙")
    far = ground("31").estate("徐汇苑")
    for person, estates in ((here.worker, (one, two)), (here.street, (one, far))):
        with pytest.raises(Refused, match="街道办事处"):
            merged(here, *estates, by=person)


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({"name": ""}, {"name"}),
        ({"content": b"no scan"}, {"file"}),
        ({"issuer": "", "document_number": " "}, {"issuer", "document_number"}),
        ({"management": "both"}, {"management"}),
    ],
)
def test_merging_needs_a_document_and_a_name(here: Ground, change: dict[str, object], fields: set[str]) -> None:
    one, two = here.estate("院落甲"), here.estate("院落乙")
    with pytest.raises(BadInput) as wrong:
        merged(here, one, two, **change)
    assert set(wrong.value.fields) == fields
    with pytest.raises(BadInput) as few:
        merged(here, one, one)
    assert set(few.value.fields) == {"estates"}


@pytest.mark.parametrize(
    ("assign", "field"),
    [
        (lambda b: ((b[0],), (b[1],)), "parts"),
        (lambda b: ((b[0], b[1]), (b[1], b[2])), "parts"),
        (lambda b: ((b[0], b[1], b[2]), ()), "parts"),
    ],
)
def test_every_building_goes_to_exactly_one_part(here: Ground, assign: Any, field: str) -> None:
    estate = here.estate("院落甲")
    numbers = [Building.objects.create(estate=estate, name=f"{n}幢").pk for n in (1, 2, 3)]
    parts = [Part(f"院{n}", "东", given) for n, given in enumerate(assign(numbers))]
    with pytest.raises(BadInput) as wrong:
        split_estate(estate=estate, parts=parts, **PAPER, by=here.street, at=here.later(days=1))
    assert set(wrong.value.fields) == {field}


@pytest.mark.clause("L2.1")
def test_in_shanghai_the_owners_of_each_must_have_decided(db: None) -> None:
    there = ground("31")
    one, two = there.estate("徐汇甲"), there.estate("徐汇乙")
    mine = decided(one, "other_major")
    with pytest.raises(Refused) as refused:
        merged(there, one, two, resolutions=[mine])
    assert [r.cite for r in refused.value.reasons] == ["《上海市住宅物业管理规定》第10条第1款"]
    assert "徐汇乙" in refused.value.reasons[0].text
    whole = merged(there, one, two, resolutions=[mine, decided(two, "other_major")])
    assert len(places.predecessors_of(whole)) == 2


@pytest.mark.clause("L2.1")
def test_the_striking_off_is_recorded_by_the_street_once(here: Ground) -> None:
    one, two = here.estate("院落甲"), here.estate("院落乙")
    asked = {"on": date(2026, 3, 5), "document_number": "桂办注〔2026〕1号", "at": here.later(days=5)}
    with pytest.raises(NotHere):
        record_deregistration(estate=one, **asked, by=here.street)
    merged(here, one, two)
    with pytest.raises(Refused, match="街道办事处"):
        record_deregistration(estate=one, **asked, by=here.worker)
    with pytest.raises(BadInput) as wrong:
        record_deregistration(estate=one, **{**asked, "on": date(2026, 3, 1)}, by=here.street)
    assert set(wrong.value.fields) == {"on"}
    record_deregistration(estate=one, **asked, by=here.street)
    assert EstateEnd.objects.get(estate=one).deregistration_number == "桂办注〔2026〕1号"
    with pytest.raises(Refused, match="已经登记"):
        record_deregistration(estate=one, **asked, by=here.street)


@pytest.mark.clause("B1.6")
def test_the_mode_of_management_changes_by_the_owners_decision(here: Ground) -> None:
    estate = here.estate("院落甲")
    resolution = decided(estate, "property_firm")
    asked = {"estate": estate, "resolution": resolution, "by": here.worker, "at": here.later(days=30)}
    change_management(**asked, mode="remuneration", from_on=date(2026, 4, 1))
    estate.refresh_from_db()
    assert estate.management == "remuneration"
    rows = list(estate.management_spells.values_list("mode", "from_on", "until_on", "basis"))
    assert rows == [
        ("none", DAY, date(2026, 4, 1), "registered"),
        ("remuneration", date(2026, 4, 1), None, "vote"),
    ]
    entry = Entry.objects.get(act="voting.management.changed", estate_id=estate.pk)
    assert entry.basis_id == resolution.entry_id
    assert places.mode_on(estate, date(2026, 3, 31)).mode == "none"


@pytest.mark.clause("B1.6")
@pytest.mark.parametrize(
    ("matter", "state", "cite"),
    [
        ("repair_fund_use", ResolutionState.EFFECTIVE, "《民法典》第278条第1款"),
        ("property_firm", ResolutionState.SUSPENDED, "《民法典》第280条第1款"),
    ],
)
def test_no_mode_changes_without_a_decision_in_effect(here: Ground, matter: str, state: str, cite: str) -> None:
    estate = here.estate("院落甲")
    with pytest.raises(Refused) as refused:
        change_management(
            estate=estate,
            resolution=decided(estate, matter, state=state),
            mode="trust",
            from_on=DAY,
            by=here.worker,
            at=here.later(days=1),
        )
    assert refused.value.reasons[0].cite == cite


def test_a_decision_of_another_estate_is_not_there(here: Ground) -> None:
    estate, other = here.estate("院落甲"), here.estate("院落乙")
    asked = {"mode": "trust", "from_on": DAY, "at": here.later(days=1)}
    with pytest.raises(NotHere):
        change_management(estate=estate, resolution=decided(other, "property_firm"), **asked, by=here.worker)
    mine = decided(estate, "property_firm")
    with pytest.raises(Refused, match="社区工作人员"):
        change_management(estate=estate, resolution=mine, **asked, by=here.street)
    with pytest.raises(BadInput) as wrong:
        change_management(estate=estate, resolution=mine, **{**asked, "from_on": date(2026, 3, 1)}, by=here.worker)
    assert set(wrong.value.fields) == {"from_on"}


DECIDED = journal.event("test.resolution.signed")


def decided(estate: Estate, matter: str, *, state: str = ResolutionState.EFFECTIVE) -> Resolution:
    """A resolution as a signed result leaves it."""
    entry = journal.record(DECIDED, ref="test", by="system", at=AT, estate_id=estate.pk)
    held = Assembly.objects.create(
        estate=estate, serial=1, title="会议", purpose="缘由", convener="committee", drafted_by="p1", drafted_at=AT
    )
    motion = Motion.objects.create(
        estate=estate, assembly=held, number=1, matter=matter, form="approve", title="议题", text="内容"
    )
    return Resolution.objects.create(
        estate=estate, motion=motion, state=state, passed=True, in_effect=True, decided_on=DAY, entry_id=entry.pk
    )
