"""Parameters by day and place, places, periods: the lawyers' cases, and what every file must keep."""

import re
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest

from gongzhi_law import calendar, policies
from gongzhi_law.citation import Cite
from gongzhi_law.jurisdiction import NATION, chain, listed, name_of, resolve
from gongzhi_law.params import NoLawInForce, Strength, all_parameters, get, lookup, offered
from tests.law.cases import each

PARAMETERS = all_parameters()
UNITS = ("share", "minutes", "days", "workdays", "months", "years", "heads", "times", "fen", "choice", "list")
whole = pytest.mark.parametrize("parameter", PARAMETERS, ids=lambda p: p.name)


@each("parameters")
def test_lookup(case):
    name, on, place = case["parameter"], case["date"], case["place"]
    if "offered" in case:
        proposal = offered(name, on=on, place=place)
        assert proposal is not None
        assert (proposal.value, proposal.strength, proposal.blocks) == (case["offered"], "proposed", False)
    if case.get("refused"):
        with pytest.raises(NoLawInForce):
            lookup(name, on=on, place=place, bylaws=case.get("bylaws"))
        return
    found = lookup(name, on=on, place=place, bylaws=case.get("bylaws"))
    expected = case["value"]
    assert found.value == (Fraction(expected) if get(name).unit == "share" else expected)
    assert found.strength == case["strength"]
    assert found.blocks is case.get("blocks", found.blocks)
    assert ("不适用" in found.note) is case.get("noted", False)
    if "cite" in case:
        assert str(found.cite) == case["cite"]


@each("places")
def test_places(case):
    if case.get("refused"):
        with pytest.raises(ValueError, match="not a place"):
            chain(case["code"])
        return
    assert list(chain(case["code"])) == case["chain"]
    assert listed(case["code"]) is case["listed"]
    assert name_of(case["code"]) == case["called"]
    resolved = resolve(case["code"], lambda code: code == NATION)
    assert resolved.place == NATION
    assert (resolved.warning is None) is case["listed"]


def test_resolves_to_the_nearest_place_that_has_a_rule():
    assert resolve("510107", lambda code: code in ("51", NATION)).place == "51"
    assert resolve("510107", lambda code: code in ("5101", "51", NATION)).place == "5101"
    assert resolve("990107", lambda code: code == "99").place == NATION


@each("periods")
def test_periods(case):
    act_on = case["act_on"]
    if case.get("refused"):
        with pytest.raises(ValueError, match="at least one day"):
            calendar.period_end(act_on, case["days"])
    elif "no_table" in case:
        with pytest.raises(calendar.NoWorkdayTable) as missing:
            calendar.period_end(act_on, case["days"])
        assert missing.value.year == case["no_table"]
        assert calendar.deadline(act_on, case["days"]).nominal == case["nominal"]
    elif "years" in case:
        assert calendar.deadline_years(act_on, case["years"]).exact == case["last"]
    elif "workdays" in case:
        assert calendar.workdays_after(act_on, case["workdays"]) == case["last"]
    else:
        assert calendar.period_end(act_on, case["days"]) == case["last"]


def test_workday_tables_keep_to_their_year_and_balance():
    assert calendar.years() == (2024, 2025, 2026)
    for year in calendar.years():
        table = calendar.table_of(year)
        assert {day.year for day in table.off | table.worked} == {year}
        assert not table.off & table.worked
        assert all(day.weekday() >= 5 for day in table.worked)
        assert table.strength is Strength.SECOND_HAND
        first = date(year, 1, 1)
        days = [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]
        assert 240 <= sum(calendar.is_workday(day) for day in days) <= 255


@whole
def test_every_value_has_its_text_or_says_why_not(parameter):
    assert parameter.meaning
    assert parameter.uses
    assert parameter.unit in UNITS
    assert parameter.compare in ("at_least", "more_than", "at_most", "none")
    assert parameter.rows
    for row in parameter.rows:
        assert row.checked_on is not None
        assert listed(row.place)
        assert row.until is None or row.from_ < row.until
        if row.strength in (Strength.STATUTE, Strength.SECOND_HAND, Strength.POLICY) and row.source:
            assert len(row.quote) >= 8
        if row.strength in (Strength.STATUTE, Strength.SECOND_HAND):
            assert row.source
            assert row.cite.article
        if row.strength is Strength.STATUTE:
            assert not row.source.startswith("x_"), "an excerpt quoted elsewhere is no full text"
        if row.strength is Strength.SECOND_HAND:
            assert row.source.startswith("x_")
        if row.corroborated_by is not None:
            assert row.corroborated_by.strength is Strength.STATUTE
            assert row.corroborated_by.quote
        assert re.fullmatch("[0-9a-f]{12}", row.version)


@whole
def test_one_value_at_a_time(parameter):
    for place in {row.place for row in parameter.rows}:
        for proposed in (True, False):
            rows = sorted(
                (
                    row
                    for row in parameter.rows
                    if row.place == place and (row.strength is Strength.PROPOSED) is proposed
                ),
                key=lambda row: row.from_,
            )
            for earlier, later in pairwise(rows):
                assert earlier.until is not None
                assert earlier.until <= later.from_


@whole
def test_policy_recalled_and_proposed_never_block(parameter):
    for row in parameter.rows:
        if row.strength in (Strength.POLICY, Strength.RECALLED, Strength.PROPOSED):
            assert not row.blocks


def test_versions_differ_and_pin_the_row():
    versions = [row.version for parameter in PARAMETERS for row in parameter.rows]
    answer = lookup("assembly/notice_days", on=date(2026, 11, 21), place="510107")
    assert answer.version in versions
    assert answer.version != lookup("assembly/notice_days", on=date(2026, 11, 21), place="11").version


def test_refuses_a_value_of_another_kind_and_an_unknown_name():
    on = date(2026, 11, 21)
    days = lookup("assembly/notice_days", on=on, place=NATION)
    with pytest.raises(TypeError):
        _ = days.share
    with pytest.raises(TypeError):
        _ = days.text
    with pytest.raises(TypeError):
        _ = lookup("voting/participation", on=on, place=NATION).number
    with pytest.raises(KeyError):
        get("voting/none_such")
    with pytest.raises(ValueError, match="not a value"):
        lookup("voting/void", on=on, place=NATION, bylaws={"voting/void": "perhaps"})


def test_citations_in_words():
    assert str(Cite("民法典", "278", "2")) == "《民法典》第278条第2款"
    assert str(Cite("刑法", "287之一")) == "《刑法》第287条之一"
    assert str(Cite("民法典", "278", "1", "6")) == "《民法典》第278条第1款第6项"
    assert str(Cite("物权法")) == "《物权法》"
    assert Cite("民法典", "278", "2").key != Cite("物权法", "278", "2").key
    assert Cite("刑法", "287之一").key.isascii()
    with pytest.raises(ValueError, match="not a citation"):
        Cite.of({"law": "民法典"})


def test_the_papers_have_149_clauses():
    assert len(policies.clauses()) == 149
    assert policies.clause("B3.7").room == "voting"
    assert "提前介入" in policies.clause("B3.7").text
    assert policies.clause("B4.7").paper.endswith("实施方案")
    with pytest.raises(KeyError):
        policies.clause("Z9.9")
