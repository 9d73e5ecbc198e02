"""Every admissible reading: they agree, or the answer is open and says what decides it."""

from datetime import date

import pytest

from gongzhi_law.readings import Figures, Reading, admissible, decide_readings, parking_variants
from gongzhi_law.voting import Count, Matter, Tally
from tests.law.cases import each, tally

DAY = date(2026, 11, 21)
KINDS = ("roll", "in_favour", "against", "abstained", "void", "blank", "silent")


def figures(data):
    return Figures(**{kind: tally(data.get(kind)) for kind in KINDS})


@each("readings")
def test_readings(case):
    matter, rules = Matter(case["matter"]), case.get("bylaws")
    variants = [({}, figures(case))]
    if "with_parking" in case:
        variants = parking_variants(
            figures(case),
            figures(case["with_parking"]),
            concerns_parking=case.get("concerns_parking", False),
            on=DAY,
            bylaws=rules,
        )
    if "apart" in case:
        variants = [({"merges": "merged"}, figures(case)), ({"merges": "apart"}, figures(case["apart"]))]
    readings = admissible(
        variants,
        matter,
        on=DAY,
        bylaws=rules,
        first_assembly=case.get("first_assembly", False),
        several_options=case.get("several_options", False),
    )
    assert len(readings) == case["readings"]
    found = decide_readings(matter, readings, on=DAY, bylaws=rules)
    assert found.passed is case["passed"], found.sentence
    assert list(found.undecided_by) == case["undecided_by"]
    assert case.get("adopted", {}).items() <= found.adopted_labels.items()
    assert len(found.others) == len(readings) - 1
    if found.undecided_by:
        assert "取决于" in found.sentence
        assert set(found.undecided_by) <= set(found.missing)


def test_refuses_no_reading_and_uneven_labels():
    count = Count(Tally(3, 3), Tally(3, 3), Tally(3, 3))
    with pytest.raises(ValueError, match="at least one"):
        decide_readings(Matter.REBUILD, [], on=DAY)
    with pytest.raises(ValueError, match="same dimensions"):
        decide_readings(Matter.REBUILD, [Reading({"void": "in"}, count), Reading({}, count)], on=DAY)
    with pytest.raises(ValueError, match="at least one"):
        admissible([], Matter.REBUILD, on=DAY)
