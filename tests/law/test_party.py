"""When a committee or a firm should have a party organisation: a list, never a condition (B1.1)."""

from datetime import date

import pytest

from gongzhi_law.params import Strength
from gongzhi_law.party import organisation_due

ON, PLACE = date(2026, 11, 22), "510107"


@pytest.mark.clause("B1.1")
@pytest.mark.parametrize(
    ("members", "built", "due"), [(2, False, False), (3, False, True), (4, False, True), (3, True, False)]
)
def test_three_members_should_build_and_two_need_not(members, built, due):
    found = organisation_due(members, built, on=ON, place=PLACE)
    assert found.due is due
    assert found.answer.strength is Strength.RECALLED
    assert not found.answer.blocks


def test_an_unknown_number_decides_nothing():
    assert organisation_due(None, False, on=ON, place=PLACE).due is None
    with pytest.raises(ValueError, match="negative"):
        organisation_due(-1, False, on=ON, place=PLACE)
