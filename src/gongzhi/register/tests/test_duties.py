"""Duties of the register follow its rows and the day."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongzhi.register.actions.open_roll_check import open_roll_check
from gongzhi.register.actions.propose_correction import propose_correction
from gongzhi.register.actions.propose_roll import propose_roll
from gongzhi.register.duties import duties, duties_over
from gongzhi.register.models import Unit
from gongzhi.register.tests.conftest import World, make_world

ROWS = (
    "1栋,1单元,103,住宅,60.00,钱七斤,,13800007777,已售",
    "1栋,1单元,104,住宅,50.00,钱七斤,,13800007777,已售",
)


def _titles(world: World, **later: int) -> list[str]:
    return [duty.title for duty in duties(world.estate, world.later(**later))]


def test_duties_follow_the_roster_and_the_roll(world: World) -> None:
    assert _titles(world) == ["导入房屋清册，表决前要有名册"]
    world.preview(world.roster(*ROWS))
    assert _titles(world) == ["1 份清册已预览，还没有入册"]
    world.apply(world.roster(*ROWS))
    assert "1 组同名业主待确认" in _titles(world)
    roll = propose_roll(estate=world.estate, parking="never", by=world.worker, at=world.at)
    assert "名册待第二人核准，核准后开始公示核对" in _titles(world)
    roll = open_roll_check(roll=roll, days=7, by=world.second, at=world.at)
    line = next(d for d in duties(world.estate, world.at) if "满期" in d.title)
    assert line.due_on == roll.check_until
    assert line.url == f"/desk/e/{world.estate.code}/roll/"
    assert "名册公示已满期，请冻结" in _titles(world, days=8)
    propose_correction(
        unit=Unit.objects.all()[0],
        what="area",
        change={"area": 6100, "source": "survey"},
        reason="实测",
        by=world.worker,
        at=world.at,
    )
    assert "1 条更正待第二人核准" in _titles(world, days=8)
    assert "名册公示已满期，先办结更正再冻结" in _titles(world, days=8)


@pytest.mark.parametrize("count", [1, 5])
def test_many_estates_take_as_many_statements_as_one(world: World, count: int) -> None:
    estates = [world.estate]
    for number in range(1, count):
        estates.append(make_world(f"51010706101{number}", serial=number).estate)
    with CaptureQueriesContext(connection) as seen:
        found = duties_over(estates, world.at)
    assert set(found) == {estate.pk for estate in estates}
    assert len(seen) == 6
