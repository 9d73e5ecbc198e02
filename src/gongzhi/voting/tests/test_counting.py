"""The count itself: parking, uncertain merges and void ballots under every reading, heads and area to the square centimetre."""

from gongzhi.voting.counting import NONE, VOID, ReadingOf, Weight, count, readings
from gongzhi_law.voting import Tally

PLAIN = ReadingOf(parking=False, merged=False, void=True)
WEIGHTS = [
    Weight(1, 8932, 0, None),
    Weight(2, 10000 + 1250, 1250, None),
    Weight(3, 6000, 0, 7),
    Weight(4, 7000, 0, 7),
    Weight(5, 1250, 1250, None),
]


def test_parking_out_leaves_its_area_and_its_owner_out() -> None:
    found = count(WEIGHTS, {1: "Y", 2: "Y", 5: "Y"}, "Y", PLAIN)
    assert found.roll == Tally(heads=4, area=8932 + 10000 + 13000)
    assert found.took_part == found.in_favour == Tally(heads=2, area=18932)


def test_parking_in_counts_whom_the_roll_left_out_as_not_taking_part() -> None:
    reading = ReadingOf(parking=True, merged=False, void=True)
    found = count(WEIGHTS, {1: "Y", 2: "N"}, "Y", reading, Tally(heads=3, area=3750))
    assert found.roll == Tally(heads=8, area=8932 + 11250 + 13000 + 1250 + 3750)
    assert found.took_part == Tally(heads=2, area=8932 + 11250)
    assert count(WEIGHTS, {1: "Y"}, "Y", PLAIN, Tally(heads=3, area=3750)).roll.heads == 4


def test_owners_taken_as_one_agree_or_are_not_in_favour() -> None:
    merged = ReadingOf(parking=False, merged=True, void=True)
    assert count(WEIGHTS, {3: "Y", 4: "Y"}, "Y", merged).in_favour == Tally(heads=1, area=13000)
    split = count(WEIGHTS, {3: "Y", 4: "N"}, "Y", merged)
    assert (split.took_part.heads, split.in_favour) == (1, Tally(heads=0, area=6000))
    assert count(WEIGHTS, {3: "Y", 4: "N"}, "Y", PLAIN).in_favour == Tally(heads=1, area=6000)


def test_a_void_ballot_took_part_or_did_not() -> None:
    choices = {1: "Y", 2: VOID}
    assert count(WEIGHTS, choices, "Y", PLAIN).took_part.heads == 2
    assert count(WEIGHTS, choices, "Y", ReadingOf(parking=False, merged=False, void=False)).took_part.heads == 1


def test_only_readings_that_differ_are_made_and_the_adopted_one_is_first() -> None:
    flats = WEIGHTS[:1]
    assert readings(flats, parking=False, parking_open=True, voids=False) == [PLAIN]
    left_out = Tally(heads=1, area=1250)
    assert len(readings(flats, parking=False, parking_open=True, voids=False, left_out=left_out)) == 2
    assert len(readings(WEIGHTS, parking=False, parking_open=True, voids=True, left_out=NONE)) == 8
    assert readings(WEIGHTS, parking=False, parking_open=True, voids=True)[0] == PLAIN
    assert {r.parking for r in readings(WEIGHTS, parking=True, parking_open=False, voids=False)} == {True}
