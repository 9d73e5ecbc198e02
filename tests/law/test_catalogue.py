"""The rule base is whole: every researched rule is carried out or says why not yet, and each place shows what is known."""

from datetime import date
from fractions import Fraction

import pytest

from gongzhi_law import catalogue
from gongzhi_law.jurisdiction import NATION, chain, listed
from gongzhi_law.params import Strength, get

EVERY = catalogue.rules()
RULES = tuple(entry for entry in EVERY if entry.topic != catalogue.FURTHER)
ON = date(2026, 11, 22)
GUIDE = ("业主大会和业主委员会指导规则", "住宅专项维修资金管理办法")


def test_the_base_is_whole():
    assert len({entry.id for entry in RULES}) == 206 + 19
    assert len({(entry.id, entry.place) for entry in RULES}) == len(RULES) == 255


@pytest.mark.parametrize("entry", RULES, ids=lambda entry: f"{entry.id}@{entry.place}")
def test_each_rule_is_carried_out_or_says_why_not_yet(entry):
    assert bool(entry.borne_by) is not bool(entry.not_yet), (entry.borne_by, entry.not_yet)
    assert len(entry.words) >= 6
    assert entry.cite.instrument
    assert listed(entry.place)
    assert entry.until is None or entry.from_ is None or entry.from_ < entry.until
    if entry.not_yet:
        assert len(entry.not_yet) >= 10
    for name in entry.borne_by:
        assert any(entry.id in row.rules for row in get(name).rows)


def test_what_was_read_in_full_is_told_from_what_was_only_quoted():
    for entry in RULES:
        if entry.strength is Strength.STATUTE:
            assert entry.source.endswith(".md"), entry.id
            assert entry.cite.instrument not in GUIDE, entry.id
        elif entry.strength is Strength.SECOND_HAND:
            assert entry.source.startswith("x_"), entry.id
        else:
            assert entry.strength is Strength.RECALLED


def test_every_rule_that_a_parameter_names_is_in_the_base_with_its_words():
    papers = {rule for rule in catalogue.borne() if rule[0] in "ABLR"}
    assert {rule for rule in catalogue.borne() if rule not in papers} <= {entry.id for entry in EVERY}
    for entry in EVERY:
        if entry.topic == catalogue.FURTHER:
            assert entry.borne_by
            assert entry.words
            assert entry.strength in (Strength.STATUTE, Strength.SECOND_HAND, Strength.RECALLED, Strength.PROPOSED)
    assert len({(entry.id, entry.place) for entry in EVERY}) == len(EVERY)


def test_a_rule_of_several_places_is_one_entry_a_place_with_its_own_article():
    found = {entry.place: entry for entry in catalogue.rule("handover.local")}
    assert set(found) == {"3301", "3702", "31"}
    assert (found["3301"].cite.article, found["3702"].cite.article) == ("34", "43")
    assert found["31"].from_ == date(2020, 12, 30)
    published = {entry.place: entry for entry in catalogue.rule("meeting.decision_publicity_3d")}
    assert {place: entry.borne_by for place, entry in published.items()} == {
        "11": ("clocks/publicity_days",),
        "3702": ("clocks/publicity_days",),
    }
    assert catalogue.rule("no.such.rule") == ()


def test_corrections_of_the_base_are_in():
    (period,) = catalogue.rule("period.start_next_day")
    assert "休假日结束的次日" in period.words
    assert {entry.place for entry in catalogue.rule("filing.deregister")} == {"11", "31"}
    (zhoushan,) = catalogue.rule("proxy.zhoushan")
    assert zhoushan.strength is Strength.STATUTE
    assert "不得担任业主代理人" in zhoushan.words
    assert catalogue.rule("vote.hist.wuquanfa.special")[0].strength is Strength.SECOND_HAND


def test_coverage_of_a_place_is_its_own_and_what_lies_above():
    found = catalogue.coverage("510107", ON)
    assert {entry.place for entry in found.entries} <= set(chain("510107"))
    assert "vote.participation.civil_code" in {entry.id for entry in found.verified}
    assert "evote.sichuan.system" in {entry.id for entry in found.second_hand}
    assert "ver.chengdu.effective" in {entry.id for entry in found.recalled}
    assert found.missing[0].place == "5101"
    assert {gap.place for gap in found.missing} == {"5101", "51", NATION}
    assert not {"51", "5101"} & {entry.place for entry in found.verified}
    beijing = catalogue.coverage("11", ON)
    assert len([entry for entry in beijing.verified if entry.place == "11"]) >= 20
    assert {gap.place for gap in beijing.missing} == {"11", NATION}
    with pytest.raises(ValueError, match="not a place"):
        catalogue.coverage("成都", ON)


def test_coverage_asks_the_day():
    def ids(on):
        return {entry.id for entry in catalogue.coverage(NATION, on).entries}

    last, first = date(2020, 12, 31), date(2021, 1, 1)
    assert "vote.hist.tiaoli.quorum" in ids(last)
    assert "vote.participation.civil_code" not in ids(last)
    assert "vote.hist.tiaoli.quorum" not in ids(first)
    assert "vote.participation.civil_code" in ids(first)


def test_conflicts_name_rules_of_the_base_and_say_which_wins():
    known = {entry.id for entry in RULES}
    assert len(catalogue.conflicts()) >= 11
    for conflict in catalogue.conflicts():
        assert set(conflict.rules) <= known
        assert conflict.wins
        assert conflict.why
        assert conflict.done


def test_what_is_missing_is_never_filled_with_a_number():
    for gap in catalogue.missing():
        assert listed(gap.place)
        assert gap.topics
    chengdu = {entry.id for entry in RULES if entry.place == "5101" and entry.borne_by}
    for name in (name for entry in RULES if entry.id in chengdu for name in entry.borne_by):
        assert all(row.strength is not Strength.STATUTE for row in get(name).rows if row.place == "5101")
    assert get("voting/participation").rows[0].value == Fraction(2, 3)
