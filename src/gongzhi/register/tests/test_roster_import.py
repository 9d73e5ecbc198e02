"""Importing rosters: exact totals, nothing half imported, a second import as a difference."""

import json

import pytest
from django.db import connection

from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.kernel.models import Entry
from gongzhi.places.models import Building
from gongzhi.register.actions.apply_roster import apply_roster
from gongzhi.register.actions.discard_roster import discard_roster
from gongzhi.register.models import Elector, Holding, Merge, Owner, RosterImport, Unit
from gongzhi.register.queries.imports import read_import
from gongzhi.register.queries.lines import lines_now, totals
from gongzhi.register.states import ImportState
from gongzhi.register.tests.conftest import ROSTERS, World

TRUTH = json.loads((ROSTERS / "totals.json").read_text("utf-8"))
BASE = (
    "1栋,1单元,101,住宅,80.00,张三,510107196004275667,13800000001,已售",
    "1栋,1单元,102,住宅,90.50,李四、王五,510107197012018745、510107198803126317,13800000002,已售",
    "1栋,1单元,201,住宅,70.25,某某置业有限公司,,,未售",
)


@pytest.mark.parametrize("name", sorted(TRUTH))
def test_the_shipped_rosters_give_their_exact_totals(world: World, name: str) -> None:
    roster = world.apply((ROSTERS / name).read_bytes(), name)
    truth = TRUTH[name]
    area = int(truth["area"].replace(".", ""))
    assert roster.state == ImportState.APPLIED
    assert (roster.summary["units"], roster.summary["area"], roster.summary["heads"]) == (
        truth["units"],
        area,
        truth["heads"],
    )
    sums = totals(lines_now(world.estate), "never")
    assert (sums.units, sums.area, sums.heads, sums.heads_min) == (
        truth["units"],
        area,
        truth["heads"],
        truth["heads"],
    )
    assert Elector.objects.filter(estate=world.estate).count() == truth["heads"]


@pytest.mark.parametrize("name", sorted(TRUTH))
def test_the_same_roster_again_changes_nothing(world: World, name: str) -> None:
    content = (ROSTERS / name).read_bytes()
    world.apply(content, name)
    before = _rows(world)
    again = world.preview(content, name)
    assert [again.summary[k] for k in ("added", "changed", "removed")] == [0, 0, 0]
    assert again.summary["unchanged"] == TRUTH[name]["units"]
    apply_roster(roster=again, by=world.worker, at=world.at)
    assert _rows(world) == before


def test_a_large_roster_is_taken_in_by_a_fixed_number_of_statements(world: World) -> None:
    small = world.preview(world.roster(*BASE))
    with _Count() as few:
        apply_roster(roster=small, by=world.worker, at=world.at)
    lines = [f"2栋,1单元,{n},住宅,80.00,业主{n},,,已售" for n in range(101, 160)]
    large = world.preview(world.roster(*BASE, *lines))
    with _Count() as many:
        apply_roster(roster=large, by=world.worker, at=world.at)
    assert many.count <= few.count + 4


def test_a_changed_roster_shows_and_applies_its_difference(world: World) -> None:
    world.apply(world.roster(*BASE))
    gone = Unit.objects.get(room="201")
    kept = Unit.objects.get(room="101")
    changed = (
        BASE[0],
        "1栋,1单元,102,住宅,91.00,李四,510107197012018745,13800000002,已售",
        "1栋,1单元,301,住宅,66.00,赵六,51010719930115980X,13800000003,已售",
    )
    again = world.preview(world.roster(*changed))
    assert [again.summary[k] for k in ("added", "changed", "removed", "unchanged")] == [1, 1, 1, 1]
    apply_roster(roster=again, by=world.worker, at=world.at)
    gone.refresh_from_db()
    assert gone.removed_on is not None
    assert not Holding.objects.filter(unit=gone, until_on__isnull=True).exists()
    assert Holding.objects.filter(unit=gone).exists()
    unit = Unit.objects.get(room="102")
    assert unit.area == 9100
    holders = Holding.objects.filter(unit=unit, until_on__isnull=True)
    assert [h.owner.shown_name() for h in holders] == ["李四"]
    assert Unit.objects.get(room="101").pk == kept.pk
    assert Elector.objects.filter(estate=world.estate, ended_on__isnull=True).count() == 3


def test_a_blocked_roster_imports_nothing_and_says_where(world: World) -> None:
    bad = world.preview(world.roster(BASE[0], "1栋,1单元,102,住宅,-3,李四,,,已售"))
    assert bad.summary["blocks"] >= 1
    with pytest.raises(Refused) as refusal:
        apply_roster(roster=bad, by=world.worker, at=world.at)
    assert "整份都没有入册" in str(refusal.value)
    assert refusal.value.reasons[0].remedy_url.endswith(f"/roster/{bad.pk}/#problems")
    assert not Unit.objects.exists()
    assert not Building.objects.exists()


def test_a_file_that_is_no_roster_is_wrong_input(world: World) -> None:
    with pytest.raises(BadInput):
        world.preview(b"")
    with pytest.raises(BadInput):
        world.preview(b"PK\x03\x04 not a workbook", "x.xlsx")
    assert not RosterImport.objects.exists()


def test_only_keepers_preview_apply_and_discard(world: World) -> None:
    with pytest.raises(Refused, match="社区工作人员"):
        world.preview(world.roster(*BASE), by=world.stranger)
    roster = world.preview(world.roster(*BASE), by=world.member)
    for act in (apply_roster, discard_roster):
        with pytest.raises(Refused, match="社区工作人员"):
            act(roster=roster, by=world.stranger, at=world.at)
    discard_roster(roster=roster, by=world.member, at=world.at)
    with pytest.raises(Refused, match="已放弃"):
        apply_roster(roster=roster, by=world.worker, at=world.at)
    assert not Unit.objects.exists()


def test_a_number_the_register_knows_is_replaced_by_two_persons_only(world: World) -> None:
    world.apply(world.roster(*BASE))
    changed = world.preview(world.roster(BASE[0].replace("13800000001", "13800009999"), *BASE[1:]))
    assert read_import(changed).changes_numbers
    with pytest.raises(Refused, match="第二人"):
        apply_roster(roster=changed, by=world.worker, at=world.at)
    apply_roster(roster=changed, by=world.second, at=world.at)
    owner = Owner.objects.get(holdings__unit__room="101")
    assert owner.number() == "13800009999"


def test_owners_without_documents_are_proposed_for_merging_not_merged(world: World) -> None:
    rows = (
        "1栋,1单元,101,住宅,80.00,钱七,,13800000007,已售",
        "1栋,1单元,102,住宅,80.00,钱七,,13800000007,已售",
        "1栋,1单元,103,住宅,80.00,钱七,,13800000008,已售",
    )
    roster = world.apply(world.roster(*rows))
    assert roster.summary["heads_range"] == [2, 3]
    assert Merge.objects.count() == 1
    sums = totals(lines_now(world.estate), "never")
    assert (sums.heads_min, sums.heads) == (2, 3)
    world.apply(world.roster(*rows))
    assert Merge.objects.count() == 1


def test_a_roster_without_buildings_changes_nothing_the_second_time(world: World) -> None:
    text = "房号,建筑面积,业主姓名,联系电话\n101,80.00,张三,13800000001\n102,90.00,李四,13800000002\n"
    world.apply(text)
    again = world.preview(text)
    assert [again.summary[k] for k in ("added", "changed", "removed", "unchanged")] == [0, 0, 0, 2]
    assert Building.objects.count() == 1


def test_the_summary_and_the_journal_hold_no_personal_data(world: World) -> None:
    roster = world.apply(world.roster(*BASE))
    text = json.dumps(roster.summary, ensure_ascii=False) + "".join(
        bytes(entry.body).decode() for entry in Entry.objects.all()
    )
    for secret in ("张三", "李四", "510107196004275667", "13800000001"):
        assert secret not in text


class _Count:
    def __enter__(self) -> "_Count":
        from django.test.utils import CaptureQueriesContext

        self.context = CaptureQueriesContext(connection)
        self.context.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self.context.__exit__(*error)
        self.count = len(self.context)


def _rows(world: World) -> list[object]:
    return [
        list(model.objects.filter(estate=world.estate).order_by("pk").values_list())
        for model in (Unit, Owner, Holding, Elector, Merge)
    ]
