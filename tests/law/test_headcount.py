"""Heads and who votes for them: the lawyers' cases, and what holds for any set of units."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongzhi_law.headcount import (
    DEVELOPER_HEAD,
    Judgment,
    Kind,
    Person,
    Role,
    Sale,
    Unit,
    count,
    parking_shares,
    voter_of,
)
from gongzhi_law.params import NoLawInForce, Strength
from tests.law.cases import each, hundredths

DAY = date(2026, 11, 21)
REFUSALS = {"NoLawInForce": NoLawInForce, "ValueError": ValueError}


def read_unit(row: dict[str, Any]) -> Unit:
    known = {"named", "in_dispute", "parking", "confirmed_by_street"}
    assert set(row) <= known | {"unit", "area", "owners", "sale", "judgment", "resold_to", "occupants", "burdens"}
    judgment = row.get("judgment")
    return Unit(
        row["unit"],
        hundredths(row["area"]),
        tuple(row.get("owners", ())),
        Sale(row.get("sale", "registered")),
        judgment=Judgment(tuple(judgment["owners"]), judgment["effective_on"]) if judgment else None,
        resold_to=tuple(row.get("resold_to", ())),
        occupants=tuple(row.get("occupants", ())),
        burdens=tuple(row.get("burdens", ())),
        **{name: row[name] for name in known & set(row)},
    )


def read_people(rows: dict[str, Any]) -> dict[str, Person]:
    return {
        key: Person(
            key,
            Kind(row.get("kind", "natural")),
            row.get("died_on"),
            tuple(row.get("heirs", ())),
            row.get("heirs_agree", False),
            row.get("guardian"),
            row.get("administrator"),
            row.get("abroad", False),
        )
        for key, row in rows.items()
    }


@each("headcount")
def test_headcount(case):
    units = [read_unit(row) for row in case["units"]]
    people = read_people(case.get("people", {}))
    on = case.get("date", DAY)
    given_ = {"bylaws": case.get("bylaws"), "concerns_parking": case.get("concerns_parking", False)}
    if "refused" in case:
        with pytest.raises(REFUSALS[case["refused"]]):
            count(units, people, on=on, place="510107", **given_)
        return
    found = count(units, people, on=on, place="510107", **given_)
    assert (found.heads, found.area) == (case["heads"], hundredths(case["area"]))
    assert list(found.left_out) == case.get("left_out", [])
    if "proposed" in case:
        assert sorted(answer.name for answer in found.proposed) == sorted(case["proposed"])
    voters = {unit: voter for elector in found.electors for unit, voter in elector.voters.items()}
    for unit, expected in case.get("voters", {}).items():
        voter = voters[unit]
        assert voter.sentence
        assert (voter.role, sorted(voter.who)) == (expected["role"], sorted(expected["who"]))
        assert str(voter.cite) == expected.get("cite", str(voter.cite))
        assert voter.strength == expected.get("strength", voter.strength)


def test_parking_shows_the_developers_share_before_and_after():
    people = {"建": Person("建", Kind.DEVELOPER)}
    spaces = [Unit(f"P{n}", 1000, ("建",), Sale.UNSOLD, parking=True) for n in range(8)]
    homes = [Unit(f"H{n}", 10_000, (f"业主{n}",)) for n in range(3)] + [Unit("H9", 10_000, ("建",), Sale.UNSOLD)]
    assert parking_shares([*spaces, *homes], people, on=DAY, place="510107") == ((10_000, 40_000), (18_000, 48_000))


def test_the_co_owners_vote_stands_on_a_second_hand_rule():
    voter = voter_of(Unit("A", 100, ("甲", "乙")), on=DAY)
    assert (voter.role, voter.strength) == (Role.ANY_CO_OWNER, Strength.SECOND_HAND)
    for owners, used in ((("甲", "乙"), True), (("甲",), False)):
        found = count([Unit("A", 100, owners)], on=DAY, place="510107")
        assert found.heads == 1
        assert ("headcount/co_owners" in {answer.name for answer in found.answers}) is used


owners = st.frozensets(st.sampled_from("甲乙丙丁戊"), max_size=3)
rows = st.lists(
    st.tuples(owners, st.integers(1, 20_000), st.sampled_from(list(Sale)), st.booleans()), min_size=1, max_size=25
)


def build(drawn: list[tuple[frozenset[str], int, Sale, bool]]) -> list[Unit]:
    return [
        Unit(f"U{number}", area, tuple(sorted(names)), sale, parking=parking)
        for number, (names, area, sale, parking) in enumerate(drawn)
    ]


@settings(max_examples=40, deadline=None)
@given(rows)
def test_every_unit_stands_behind_exactly_one_head_or_is_left_out(drawn):
    units = build(drawn)
    found = count(units, on=DAY, place="510107")
    listed = [unit for elector in found.electors for unit in elector.units]
    assert sorted([*listed, *found.left_out]) == sorted(unit.key for unit in units)
    assert len(listed) == len(set(listed))
    assert found.area == sum(unit.area for unit in units if unit.key in listed)
    assert found.heads == len(found.electors) <= len(listed)
    assert set(found.left_out) == {unit.key for unit in units if unit.parking}
    assert sum(elector.key == DEVELOPER_HEAD for elector in found.electors) <= 1


@settings(max_examples=40, deadline=None)
@given(rows, st.randoms(use_true_random=False))
def test_the_order_of_units_does_not_matter(drawn, random):
    units = build(drawn)
    mixed = list(units)
    random.shuffle(mixed)
    one, other = (count(some, on=DAY, place="510107") for some in (units, mixed))
    assert {(e.key, frozenset(e.units), e.area) for e in one.electors} == {
        (e.key, frozenset(e.units), e.area) for e in other.electors
    }


@settings(max_examples=40, deadline=None)
@given(rows)
def test_counting_overlapping_sets_together_never_adds_heads(drawn):
    units = build(drawn)
    apart = count(units, on=DAY, place="510107")
    together = count(units, on=DAY, place="510107", bylaws={"headcount/overlapping_sets": "together"})
    assert together.heads <= apart.heads
    assert together.area == apart.area
