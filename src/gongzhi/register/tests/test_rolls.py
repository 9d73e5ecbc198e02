"""Rolls: two persons open the check, it runs its days, the frozen lines carry a hash and never change."""

import hashlib
from datetime import date

import pytest
import rfc8785
from django.db import DatabaseError, IntegrityError, transaction

from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.kernel.models import Entry
from gongzhi.register import queries
from gongzhi.register.actions.apply_roster import apply_roster
from gongzhi.register.actions.ask_correction import ask_correction
from gongzhi.register.actions.discard_roll import discard_roll
from gongzhi.register.actions.freeze_roll import freeze_roll
from gongzhi.register.actions.open_roll_check import check_days, open_roll_check
from gongzhi.register.actions.propose_roll import propose_roll
from gongzhi.register.actions.refuse_correction import refuse_correction
from gongzhi.register.models import Claim, Elector, Roll, RollEntry, Unit
from gongzhi.register.queries.lines import lines_now, parking_share
from gongzhi.register.states import RollState
from gongzhi.register.tests.conftest import World, check_constraints, make_world

ROWS = (
    "2栋,1单元,1001,住宅,90.50,王五,510107198803126317,13800003333,已售",
    "2栋,1单元,201,住宅,70.00,甲置业有限公司,,,未售",
    "2栋,1单元,202,住宅,30.00,赵六,51010719930115980X,13800004444,已售未交付",
    "10栋,1单元,101,住宅,50.00,钱七,,13800007777,已售",
    "10栋,1单元,102,住宅,50.00,钱七,,13800007777,已售",
    "2栋,1单元,201,住宅,80.00,张三、李四,510107196004275667、510107197012018745,13800001111,已售",
)
PARKING = (
    "地下,,B2-1,车位,12.00,王五,510107198803126317,13800003333,已售",
    "地下,,B2-2,车位,12.00,孙八,510107199712278125,13800008888,已售",
    "地下,,B2-3,车位,12.00,甲置业有限公司,,,未售",
)


@pytest.fixture
def listed(world: World) -> World:
    """The world with two buildings: five units of four or five electors, one of them the developer."""
    world.apply(world.roster(*ROWS[:5]))
    return world


def _opened(world: World, days: int = 7, parking: str = "never") -> Roll:
    roll = propose_roll(estate=world.estate, parking=parking, by=world.worker, at=world.at)
    return open_roll_check(roll=roll, days=days, by=world.second, at=world.at)


def test_a_roll_is_checked_and_frozen_with_its_hash(listed: World) -> None:
    roll = _opened(listed)
    assert (roll.check_from, roll.check_until) == (date(2026, 3, 2), date(2026, 3, 9))
    roll = freeze_roll(roll=roll, by=listed.worker, at=listed.later(days=8))
    assert roll.state == RollState.FROZEN
    assert (roll.units, roll.area, roll.heads, roll.heads_min) == (5, 29050, 4, 3)
    entries = list(RollEntry.objects.filter(roll=roll).order_by("line"))
    assert [entry.doors for entry in entries] == [
        "2栋1单元201、2栋1单元202",
        "2栋1单元1001",
        "10栋1单元101",
        "10栋1单元102",
    ]
    assert [entry.masked for entry in entries] == ["建设单位", "王*", "钱*", "钱*"]
    assert [entry.merge_group for entry in entries] == [None, None, 1, 1]
    assert [entry.area for entry in entries] == [10000, 9050, 5000, 5000]
    digest = hashlib.sha256()
    for entry in entries:
        line = {
            "line": entry.line,
            "doors": entry.doors,
            "masked": entry.masked,
            "units": entry.units,
            "area": entry.area,
            "parking_area": entry.parking_area,
            "merge_group": entry.merge_group,
        }
        digest.update(rfc8785.dumps(line) + b"\n")
    assert roll.hash == digest.hexdigest()
    assert roll.hash.encode() in bytes(Entry.objects.get(act="register.roll.frozen").body)
    assert queries.frozen_roll(listed.estate) == roll
    assert queries.roll_entry_for(roll.pk, entries[1].elector_id) == entries[1]
    assert queries.roll_entry_for(roll.pk, 0) is None


def test_the_same_person_cannot_open_what_they_proposed(listed: World) -> None:
    roll = propose_roll(estate=listed.estate, parking="never", by=listed.worker, at=listed.at)
    with pytest.raises(Refused, match="两个人"):
        open_roll_check(roll=roll, days=7, by=listed.worker, at=listed.at)
    with pytest.raises(IntegrityError, match="register_roll_approved_by_another"), transaction.atomic():
        Roll.objects.filter(pk=roll.pk).update(approved_by=roll.opened_by)
    opened = open_roll_check(roll=roll, days=7, by=listed.member, at=listed.at)
    assert opened.state == RollState.CHECKING


@pytest.mark.parametrize("step", ["propose", "open", "freeze", "discard"])
def test_only_keepers_work_on_rolls(listed: World, step: str) -> None:
    acts = {
        "propose": lambda: propose_roll(estate=listed.estate, parking="never", by=listed.stranger, at=listed.at),
        "open": lambda: open_roll_check(
            roll=propose_roll(estate=listed.estate, parking="never", by=listed.worker, at=listed.at),
            days=7,
            by=listed.stranger,
            at=listed.at,
        ),
        "freeze": lambda: freeze_roll(roll=_opened(listed), by=listed.stranger, at=listed.later(days=9)),
        "discard": lambda: discard_roll(roll=_opened(listed), by=listed.stranger, at=listed.at),
    }
    with pytest.raises(Refused, match="只能由"):
        acts[step]()


def test_an_empty_register_and_a_second_roll_are_refused_with_the_way_out(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        propose_roll(estate=world.estate, parking="never", by=world.worker, at=world.at)
    assert refusal.value.reasons[0].remedy_url == f"/desk/e/{world.estate.code}/roster/"
    world.apply(world.roster(*ROWS[:5]))
    roll = _opened(world)
    with pytest.raises(Refused, match="已有一份名册"):
        propose_roll(estate=world.estate, parking="never", by=world.worker, at=world.at)
    discard_roll(roll=roll, by=world.worker, at=world.at)
    with pytest.raises(Refused, match="已作废"):
        freeze_roll(roll=roll, by=world.worker, at=world.later(days=9))
    assert propose_roll(estate=world.estate, parking="never", by=world.worker, at=world.at)


def test_freezing_waits_for_the_last_day_to_be_over(listed: World) -> None:
    roll = _opened(listed)
    with pytest.raises(Refused) as refusal:
        freeze_roll(roll=roll, by=listed.worker, at=listed.later(days=7, hours=13))
    assert "2026年3月9日" in refusal.value.reasons[0].text
    assert refusal.value.reasons[0].cite == "《民法典》第201条"
    assert freeze_roll(roll=roll, by=listed.worker, at=listed.later(days=7, hours=14))


def test_a_check_that_would_end_on_a_day_off_ends_on_the_next_working_day(listed: World) -> None:
    roll = _opened(listed, days=5)
    assert roll.check_until == date(2026, 3, 9)


def test_freezing_waits_for_every_correction_to_be_decided(listed: World) -> None:
    roll = _opened(listed)
    unit = Unit.objects.get(room="1001")
    elector = queries.elector_of_unit(unit)
    assert elector is not None
    Claim.objects.create(
        estate=listed.estate, elector=elector, person_id=listed.stranger.pk, way="phone", from_at=listed.at
    )
    asked = ask_correction(unit=unit, what="area", text="产权证上是 91 平米", by=listed.stranger, at=listed.at)
    late = listed.later(days=9)
    with pytest.raises(Refused) as refusal:
        freeze_roll(roll=roll, by=listed.worker, at=late)
    assert refusal.value.reasons[0].remedy_url == f"/desk/e/{listed.estate.code}/corrections/"
    refuse_correction(correction=asked, answer="登记簿写 90.50。", by=listed.worker, at=late)
    assert freeze_roll(roll=roll, by=listed.worker, at=late).state == RollState.FROZEN


@pytest.mark.parametrize("days", [0, -1, 61])
def test_a_check_of_impossible_length_is_wrong_input(listed: World, days: int) -> None:
    with pytest.raises(BadInput):
        _opened(listed, days=days)


def test_the_days_offered_are_marked_as_proposed_and_confirmed_in_the_act(listed: World) -> None:
    rule = check_days(listed.estate, at=listed.at)
    assert not rule.blocks
    assert _opened(listed, days=rule.number + 3).state == RollState.CHECKING
    assert rule.version.encode() in bytes(Entry.objects.get(act="register.roll.opened").body)


def test_a_frozen_roll_and_its_lines_never_change(listed: World) -> None:
    roll = freeze_roll(roll=_opened(listed), by=listed.worker, at=listed.later(days=8))
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        Roll.objects.filter(pk=roll.pk).update(heads=1)
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        RollEntry.objects.filter(roll=roll).update(area=1)
    with pytest.raises(Refused, match="已冻结"):
        discard_roll(roll=roll, by=listed.worker, at=listed.later(days=9))


def test_no_roster_is_taken_in_while_a_roll_is_checked_and_two_are_needed_after(listed: World) -> None:
    changed = listed.roster(*ROWS[:4])
    roll = _opened(listed)
    roster = listed.preview(changed)
    with pytest.raises(Refused, match="公示核对"):
        apply_roster(roster=roster, by=listed.second, at=listed.at)
    freeze_roll(roll=roll, by=listed.worker, at=listed.later(days=8))
    with pytest.raises(Refused, match="第二人"):
        apply_roster(roster=roster, by=listed.worker, at=listed.later(days=8))
    apply_roster(roster=roster, by=listed.second, at=listed.later(days=8))
    assert Unit.objects.filter(removed_on__isnull=False).count() == 1
    assert RollEntry.objects.filter(roll=roll).count() == 4


@pytest.mark.parametrize(
    ("parking", "units", "heads", "area", "lines"),
    [
        ("never", 5, 4, 29050, 4),
        ("parking_matters_only", 5, 4, 29050, 5),
        ("always", 8, 5, 32650, 5),
    ],
)
def test_the_parking_rule_decides_who_stands_on_the_roll(
    world: World, parking: str, units: int, heads: int, area: int, lines: int
) -> None:
    world.apply(world.roster(*ROWS[:5], *PARKING))
    roll = freeze_roll(roll=_opened(world, parking=parking), by=world.worker, at=world.later(days=8))
    assert (roll.units, roll.heads, roll.area) == (units, heads, area)
    entries = RollEntry.objects.filter(roll=roll)
    assert entries.count() == lines
    assert sum(entry.parking_area for entry in entries) == (2400 if parking == "never" else 3600)


def test_the_developers_share_is_told_with_and_without_parking(world: World) -> None:
    world.apply(world.roster(*ROWS[:5], *PARKING))
    share = parking_share(lines_now(world.estate))
    assert (share.without, share.without_total) == (10000, 29050)
    assert (share.counted, share.counted_total) == (11200, 32650)
    assert share.parking_units == 3


def test_the_database_refuses_a_line_for_an_elector_of_another_estate(listed: World) -> None:
    other = make_world("510107061004", serial=1)
    other.apply(other.roster(ROWS[0]))
    roll = propose_roll(estate=other.estate, parking="never", by=other.worker, at=other.at)
    stolen = Elector.objects.filter(estate=listed.estate).first()
    RollEntry.objects.create(
        estate=other.estate, roll=roll, elector=stolen, line=1, doors="x", masked="张*", units=1, area=1
    )
    with pytest.raises(IntegrityError, match="register_rollentry_elector_id_tenant"):
        check_constraints()
