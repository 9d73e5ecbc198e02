"""The courtesy days after a joint meeting: both sides of a day off, a year without a table, never a block."""

from datetime import date

import pytest

from gongzhi_law import joint_follow_up as law
from gongzhi_law.params import Strength

ONE_A_LINE = [
    (law.minutes_by, date(2026, 10, 30), date(2026, 11, 4)),
    (law.minutes_by, date(2026, 9, 28), date(2026, 10, 8)),  # the fifth day lies in the holiday
    (law.acknowledge_by, date(2026, 10, 12), date(2026, 10, 15)),
    (law.acknowledge_by, date(2026, 10, 14), date(2026, 10, 19)),  # a Saturday
    (law.verify_by, date(2026, 10, 12), date(2026, 10, 19)),
    (law.verify_by, date(2026, 10, 10), date(2026, 10, 19)),
]


@pytest.mark.parametrize(("rule", "on", "last"), ONE_A_LINE)
def test_the_last_day(rule, on, last):
    found = rule(on, place="510107")
    assert (found.day, found.strength, found.blocks) == (last, Strength.POLICY, False)
    assert "三方联动" in found.sentence


@pytest.mark.parametrize("rule", [law.minutes_by, law.acknowledge_by, law.verify_by])
def test_a_year_without_a_table_has_the_nominal_day(rule):
    found = rule(date(2031, 1, 2), place="510107")
    assert found.day is None
    assert found.nominal > date(2031, 1, 2)
    assert "放假安排尚未录入" in found.sentence
