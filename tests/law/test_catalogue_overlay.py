"""The overlay 国家→省→市→区县→小区, level by level, and rows that administrators add: never backwards, never for a pin."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongzhi_law import overlay
from gongzhi_law.jurisdiction import NATION, chain
from gongzhi_law.parameter import Strength, Weight, load, parameter_names, row_of
from gongzhi_law.params import NoLawInForce, all_parameters, bylaw_refusal, get, lookup, may_apply

ON = date(2026, 11, 22)
START = date(2027, 3, 1)
COUNTY = "510107"


def row(name, value, place, from_=START, *, strength="statute", until=None):
    data = {
        "value": value,
        "place": place,
        "from": from_,
        "until": until,
        "strength": strength,
        "cite": {"instrument": "试验条例", "article": "1"},
        "quote": "试验条文的原文",
        "source": "全文",
    }
    return row_of(load(name), data)


def change(number, name, value, place, from_=START, *, withdrawn=None, **more):
    return overlay.Change(number, name, row(name, value, place, from_, **more), withdrawn)


def days(name="assembly/notice_days", on=START, place=COUNTY, **more):
    return lookup(name, on=on, place=place, **more).value


def test_each_level_covers_the_one_above_it():
    name = "assembly/notice_days"
    levels = [change(1, name, 16, "51"), change(2, name, 17, "5101"), change(3, name, 18, COUNTY)]
    for n, expected in enumerate((15, 16, 17, 18)):
        with overlay.knowing(levels[:n]):
            assert days() == expected
            assert lookup(name, on=START, place=COUNTY).place == (NATION, "51", "5101", COUNTY)[n]
            assert days(bylaws={name: 20}) == 20
            assert days(bylaws={name: expected - 1}) == expected, "the estate may only lengthen it"
            assert days(place="110105") == 15


def test_the_day_before_and_the_day_itself():
    with overlay.knowing([change(1, "assembly/notice_days", 20, COUNTY)]):
        assert days(on=START - timedelta(days=1)) == 15
        assert days(on=START) == 20
        assert days(on=START, place="510108") == 15
        assert days(on=START, place="5101") == 15


def test_only_what_the_law_leaves_open_is_overridden():
    with overlay.knowing([change(1, "voting/participation", "1/2", COUNTY)]):
        assert days("voting/participation") == Fraction(2, 3)
        assert not may_apply(get("voting/participation"), COUNTY, Strength.STATUTE)
    with overlay.knowing([change(1, "assembly/notice_days", 3, COUNTY, strength="second_hand")]):
        assert days() == 15, "a number seen only as quoted does not displace one seen in full"
    assert may_apply(get("assembly/notice_days"), COUNTY, Strength.STATUTE)
    assert may_apply(get("voting/participation"), NATION, Strength.STATUTE)


def test_a_change_in_the_same_place_ends_its_predecessor_and_is_ended_by_its_successor():
    name = "assembly/notice_days"
    later = START + timedelta(days=30)
    with overlay.knowing([change(2, name, 30, NATION, later), change(1, name, 20, NATION)]):
        rows = [r for r in get(name).rows if r.place == NATION]
        assert [(r.value, r.until) for r in sorted(rows, key=lambda r: r.from_)] == [
            (15, START),
            (20, later),
            (30, None),
        ]
        assert [days(on=d) for d in (START - timedelta(days=1), START, later - timedelta(days=1), later)] == [
            15,
            20,
            20,
            30,
        ]
    with overlay.knowing([change(1, name, 20, NATION), change(2, name, 21, NATION)]):
        assert days() == 21, "of two for the same day the one known later holds"
    with overlay.knowing([change(1, name, 20, COUNTY, until=later)]):
        assert [days(on=d) for d in (START, later)] == [20, 15]


def test_a_proposed_value_and_a_rule_do_not_end_each_other():
    name = "voting/change"
    with overlay.knowing([change(1, name, "once", "5101", strength="statute")]), pytest.raises(NoLawInForce):
        lookup(name, on=START, place=COUNTY)
    with overlay.knowing([change(1, name, "once", NATION)]):
        assert days(name) == "once"
        assert any(r.strength is Strength.PROPOSED and r.until is None for r in get(name).rows)


def test_a_pin_keeps_what_was_known_then():
    name = "assembly/notice_days"
    known = [change(1, name, 20, NATION), change(3, name, 25, NATION, START + timedelta(days=1), withdrawn=5)]
    late = START + timedelta(days=9)
    with overlay.knowing(known):
        assert overlay.newest() == 5
        assert days(on=late) == 20
        for pin, expected in ((0, 15), (1, 20), (2, 20), (3, 25), (4, 25), (5, 20)):
            with overlay.as_of(pin):
                assert days(on=late) == expected
                with overlay.as_of(None):
                    assert days(on=late) == expected
        assert days(on=late) == 20


CHANGED = ("assembly/notice_days", "assembly/voting_days_max", "voting/consent_special", "clocks/filing_days")
PLACES = (NATION, "51", "5101", COUNTY, "11")


@st.composite
def histories(draw):
    numbers = range(1, draw(st.integers(1, 6)) + 1)
    found = []
    for number in numbers:
        name = draw(st.sampled_from(CHANGED))
        value = "4/5" if load(name).unit == "share" else draw(st.integers(1, 90))
        start = START + timedelta(days=draw(st.integers(0, 60)))
        found.append(change(number, name, value, draw(st.sampled_from(PLACES)), start))
    return found


def answers(on, place):
    found = {}
    for name in CHANGED:
        try:
            found[name] = lookup(name, on=on, place=place).value
        except NoLawInForce:
            found[name] = None
    return found


@given(histories(), st.integers(0, 90), st.sampled_from((COUNTY, "5101", "110105", "330102", NATION)))
def test_a_change_never_alters_an_answer_before_its_day_or_under_an_earlier_pin(history, offset, place):
    *before, last = history
    on = START + timedelta(days=offset)
    with overlay.knowing(before):
        old, earlier = answers(on, place), answers(last.row.from_ - timedelta(days=1), place)
    with overlay.knowing(history):
        assert answers(last.row.from_ - timedelta(days=1), place) == earlier
        if last.row.place not in chain(place):
            assert answers(on, place) == old
        with overlay.as_of(last.number - 1):
            assert answers(on, place) == old
    with overlay.knowing([*before, replace(last, withdrawn=99)]):
        assert answers(on, place) == old


@given(histories())
def test_at_most_one_row_of_a_place_is_in_force_on_any_day(history):
    with overlay.knowing(history):
        for name in CHANGED:
            for on in (START + timedelta(days=n) for n in range(-1, 62, 7)):
                rows = [r for r in get(name).rows if r.in_force(on) and r.strength is not Strength.PROPOSED]
                assert len({r.place for r in rows}) == len(rows)


def test_what_may_decide_needs_two_persons():
    weights = {p.name: p.weight for p in all_parameters()}
    for p in all_parameters():
        if p.unit in ("share", "heads") or any(r.blocks for r in p.rows):
            assert weights[p.name] is Weight.THRESHOLD
    assert weights["assembly/opinion_days"] is Weight.COURTESY
    assert weights["assembly/notice_days"] is Weight.THRESHOLD
    assert weights["voting/participation"] is Weight.THRESHOLD
    assert set(weights) == set(parameter_names())


def test_an_estate_adopts_what_the_law_leaves_open_and_nothing_else():
    assert bylaw_refusal("voting/change", "once", on=ON, place=COUNTY) is None
    assert bylaw_refusal("assembly/notice_days", 15, on=ON, place=COUNTY) is None
    assert bylaw_refusal("assembly/notice_days", 14, on=ON, place=COUNTY).cite.article == "14"
    assert bylaw_refusal("voting/participation", "1/2", on=ON, place=COUNTY).cite.article == "278"
    assert bylaw_refusal("assembly/voting_days_max", 60, on=ON, place="330102") is None
    assert bylaw_refusal("assembly/voting_days_max", 61, on=ON, place="330102").cite.article == "20"
    with pytest.raises(ValueError, match="not a value"):
        bylaw_refusal("voting/change", "sometimes", on=ON, place=COUNTY)
