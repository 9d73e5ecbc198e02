"""What the desk asks of an estate by its level of use, and after it was merged."""

from pathlib import Path
from typing import Any

import pytest

from gongzhi.desk.steps import steps_of
from gongzhi.places.models import Estate
from gongzhi.register.actions.set_level import set_level
from gongzhi.register.tests.grounds import AT, PAPER, flat, formed, ground, owner
from gongzhi.voting.actions.merge_estates import merge_estates
from gongzhi.voting.tests import made as story

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    """Files of one test lie apart: the next test has other keys."""
    settings.FILES = tmp_path / "files"


def titles(estate: Estate, at: Any = AT) -> set[str]:
    """What is due in the estate."""
    return {duty.title for duty in steps_of([Estate.objects.get(pk=estate.pk)], at)[0].duties}


def test_the_roster_and_the_roll_are_due_from_the_third_level_on() -> None:
    here = ground()
    estate = here.estate("望江苑", level="l1")
    assert "导入房屋清册" not in titles(estate)
    for level, due in (("l2", False), ("l3", True), ("l4", True)):
        set_level(estate=estate, level=level, by=here.worker, at=AT)
        assert ("导入房屋清册" in titles(estate)) is due
    flat(estate, "1幢", "101", 8000, owner(estate, "张三"))
    formed(estate)
    assert "公示核对名册：第一人提出" in titles(estate)
    set_level(estate=estate, level="l2", reason="暂时不表决", by=here.worker, at=AT)
    assert "公示核对名册：第一人提出" not in titles(estate)


@pytest.mark.clause("L2.1")
def test_a_merged_estate_leaves_its_striking_off_and_the_new_one_its_items() -> None:
    made = story.estate()
    other = story.estate("锦江苑", seed=2)
    at = made.now + story.timedelta(days=1)
    whole = merge_estates(
        estates=[made.estate, other.estate],
        name="新苑",
        community=made.estate.community,
        management="self",
        boundary="东至江边",
        **PAPER,
        by=made.street,
        at=at,
    )
    assert "从原小区承接 10 项（名册、账户、决议、合同、印章）" in titles(whole, at)
    old = Estate.objects.get(pk=made.estate.pk)
    (duty,) = [d for d in steps_of([old], at)[0].duties if "备案注销" in d.title]
    assert (duty.who, duty.cite) == ("街道办事处工作人员", "《物业管理条例》第9条第1款")
    assert "导入房屋清册" not in titles(old, at)
