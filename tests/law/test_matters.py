"""The responsibility list: every row whole, nothing from memory made statutory, the place's own rows, suggestions."""

import re
from datetime import date

import pytest

from gongzhi_law import matters as list_of
from gongzhi_law.issues import COMPLAINT, IssueClass, Kind, Step, complaints, departments, matter, matters, suggest
from gongzhi_law.jurisdiction import listed
from gongzhi_law.matter_rows import rows
from gongzhi_law.parameter import Strength
from tests.law.cases import each

EVERY = matters()
PLACES = sorted({str(place["place"]) for row in rows() for place in row.get("places") or ()})
KNOWN = (Strength.STATUTE, Strength.SECOND_HAND, Strength.RECALLED)


@pytest.mark.clause("A10.1")
def test_the_list_is_long_and_covers_what_residents_report():
    assert len(EVERY) >= 80
    assert len({row.id for row in EVERY}) == len({row.name for row in EVERY}) == len(EVERY)
    assert len(list_of.categories()) == 7
    assert {row.class_ for row in EVERY} == set(IssueClass)
    asked = (
        "illegal_building ebike_charging group_rental fire_lane thrown_objects lift_trapped pipe_burst gas_leak dogs"
    )
    assert set(asked.split()) <= {row.id for row in EVERY}


@pytest.mark.parametrize("row", EVERY, ids=lambda row: row.id)
def test_each_row_says_who_on_what_law_known_how_and_what_the_reporter_sees(row):
    assert re.fullmatch("[a-z][a-z_]+", row.id)
    assert row.lead.kind in ("party", "street", "department", "utility")
    assert row.lead not in row.with_
    assert len(set(row.with_)) == len(row.with_)
    assert row.basis
    assert row.cite == row.basis[0].cite
    assert len(row.sees) >= 8
    assert len(set(row.words)) == len(row.words) >= 3
    assert (row.safety is not None) is row.urgent
    if row.safety:
        assert len(row.safety.words) >= 15
        assert row.safety.phones
        assert all(phone.number.isdigit() and phone.whom for phone in row.safety.phones)


@pytest.mark.parametrize("place", [None, *PLACES])
def test_statute_has_its_words_and_their_source_and_memory_has_neither(place):
    rows = matters(place=place) if place else EVERY
    for row in rows:
        for basis in (*row.basis, *(period.basis for period in row.periods)):
            assert basis.strength in KNOWN
            assert basis.cite.instrument
            if basis.strength is Strength.STATUTE:
                assert basis.cite.article
                assert len(basis.quote) >= 8
                assert basis.source.endswith(".md")
                assert not basis.source.startswith("x_")
            else:
                assert not basis.quote
        for period in row.periods:
            assert period.statutory is (period.basis.strength is Strength.STATUTE)
            assert period.number >= 1
        assert all(listed(place) for place in PLACES)


@pytest.mark.clause("A10.1")
def test_the_place_has_its_own_authority_and_only_from_its_day_on():
    national, beijing = matter("illegal_building"), matter("illegal_building", place="110105")
    assert (national.place, beijing.place) == ("中国", "11")
    assert str(beijing.cite) == "《北京市物业管理条例》第98条第3项"
    assert beijing.basis[1:] == national.basis
    assert matter("noise_social", place="11").lead.word == "公安"
    assert (matter("group_rental").lead.word, matter("group_rental", place="11").lead.word) == ("住建", "公安")
    before, after = (matter("group_rental", on=on, place="11") for on in (date(2020, 4, 30), date(2020, 5, 1)))
    assert (before.lead.word, after.lead.word) == ("住建", "公安")
    assert matter("group_rental", place="31").lead.word == "住建"
    with pytest.raises(ValueError, match="not a place"):
        matter("fire", place="北京")
    with pytest.raises(KeyError):
        matter("none_such")


def test_an_article_counts_from_the_day_it_is_law():
    assert "民法典" not in {b.cite.instrument for b in matter("thrown_objects", on=date(2020, 12, 31)).basis}
    first = matter("thrown_objects", on=date(2021, 1, 1))
    assert str(first.cite) == "《民法典》第1254条第1款"
    gone = matter("thrown_objects", on=date(2020, 12, 31))
    assert (gone.cite, gone.strength) == (None, Strength.RECALLED)


def test_the_places_own_period_replaces_the_nations_for_that_step_alone():
    nation, hangzhou = matter("lift_trapped"), matter("lift_trapped", place="330106")
    assert [p.basis.strength for p in nation.periods] == [Strength.RECALLED]
    assert [p.basis.strength for p in hangzhou.periods] == [Strength.STATUTE]
    shanghai = matter("illegal_building", place="31")
    hurried, calm = (shanghai.period(Step.ARRIVE, urgent=urgent) for urgent in (True, False))
    assert hurried is not None
    assert calm is not None
    assert (hurried.number, calm.number) == (120, 1440)
    assert shanghai.period(Step.RESOLVE, urgent=False) is None


def test_complaints_are_apart_from_issues_and_are_answered_by_a_document():
    found = {row.id for row in complaints()}
    assert {"service_quality", "committee_conduct", "shared_income", "fee_overcharge", "firm_exit"} <= found
    assert not {"fire", "neighbour", "fee_dispute", "cleaning"} & found
    assert all(row.kind is Kind.COMPLAINT and row.lead.kind in ("department", "street") for row in complaints())
    assert (str(COMPLAINT.cite), COMPLAINT.handled_by) == ("《物业管理条例》第48条", "住建")
    assert "处理意见和依据" in COMPLAINT.parts
    cited = [row for row in complaints() if any(str(basis.cite) == str(COMPLAINT.cite) for basis in row.basis)]
    assert {row.id for row in complaints()} - {row.id for row in cited} == {"decision_illegal"}


@pytest.mark.clause("A10.2")
def test_departments_are_those_of_the_papers_and_have_a_side():
    words = departments()
    assert {"住建", "消防", "城管", "公安", "经信", "水务", "公园城市", "市场监管"} <= set(words)
    assert {"供水", "供电", "供气", "通信"} <= {word for word, who in words.items() if who.kind == "utility"}
    sides = {words[word].side for word in ("firm", "street", "住建", "供水", "建设单位")}
    assert sides == {"firm", "street", "department:住建", "utility:供水", "other:建设单位"}
    used = {who.word for row in EVERY for who in (row.lead, *row.with_)}
    assert used <= set(words)


@each("issues_suggest")
def test_suggestions(case):
    found = suggest(case["words"])
    if case.get("none"):
        assert found == ()
        return
    assert found[0].matter.id == case["first"]
    assert found[0].found


def test_suggestions_read_no_more_than_they_must_and_refuse_to_give_none():
    assert suggest("x" * 10_000 + "着火") == ()
    assert suggest("着火", limit=1)[0].matter.id == "fire"
    with pytest.raises(ValueError, match="at least one"):
        suggest("着火", limit=0)


def test_every_name_is_recognised_as_its_own_matter():
    for row in EVERY:
        assert suggest(row.name)[0].matter.id == row.id
