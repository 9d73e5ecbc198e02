"""What offices keep of the responsibility list: in their place, from their day, never against what a text gives."""

from dataclasses import replace
from datetime import date

import pytest

from gongzhi_law import issues, matter_changes
from gongzhi_law.citation import Cite
from gongzhi_law.issues import Step
from gongzhi_law.matter_changes import MatterChange, faults, knowing, period
from gongzhi_law.matter_rows import Basis
from gongzhi_law.parameter import Strength

FROM = date(2026, 12, 1)
NOTICE = Basis(Cite("小区治理事项权责清单", "一"), "", "", Strength.POLICY, FROM)
READ = Basis(Cite("某市条例", "9"), "应当在五个工作日内处理", "some.md", Strength.STATUTE, FROM)


def change(number=1, **given):
    return MatterChange(number, **{"matter": "fumes", "place": "510107", "from_": FROM, "basis": NOTICE, **given})


@pytest.mark.clause("A10.1")
def test_a_change_holds_in_its_place_from_its_day_until_its_end():
    with knowing([change(lead="生态环境", until=date(2027, 12, 1))]):
        assert issues.matter("fumes", on=FROM, place="510107").lead.word == "生态环境"
        for on, place in (
            (date(2026, 11, 30), "510107"),
            (date(2027, 12, 1), "510107"),
            (FROM, "510108"),
            (FROM, "5101"),
        ):
            assert issues.matter("fumes", on=on, place=place).lead.word == "城管"
        changed = issues.matter("fumes", on=FROM, place="510107")
        assert changed.place == "510107"
        assert changed.cite == NOTICE.cite
        assert changed.lead not in changed.with_
        assert issues.suggest("餐馆油烟", on=FROM, place="510107")[0].matter == changed
    assert issues.matter("fumes", on=FROM, place="510107").lead.word == "城管"


def test_the_later_number_wins_and_the_nearer_place_before_it():
    wide = change(3, place="51", lead="公安", with_=("residents",))
    with knowing([change(2, lead="市场监管"), change(1, lead="生态环境"), wide]):
        found = issues.matter("fumes", on=FROM, place="510107")
        assert (found.lead.word, [who.word for who in found.with_]) == ("市场监管", ["residents"])
        assert issues.matter("fumes", on=FROM, place="5107").lead.word == "公安"


@pytest.mark.clause("A10.1")
def test_an_offices_period_is_used_and_is_never_statutory():
    own = period(Step.RESOLVE, 5, "workdays", NOTICE)
    with knowing([change(periods=(own,))]):
        found = issues.due("fumes", "resolve", FROM, place="510107")
        assert (found.day, found.statutory, found.strength) == (date(2026, 12, 8), False, Strength.POLICY)
        assert issues.due("fumes", "resolve", FROM, place="5107").number == 30


def test_no_change_stands_against_a_period_that_a_text_gives():
    for name, step in (("telecom_fault", Step.RESOLVE), ("fee_overcharge", Step.ACCEPT)):
        for urgent in (None, True, False):
            own = period(step, 90, "workdays", NOTICE, urgent=urgent)
            with knowing([change(matter=name, periods=(own,))]):
                for hurry in (True, False):
                    assert issues.due(name, step, FROM, urgent=hurry, place="510107").statutory
    slow = period(Step.REPLY, 60, "workdays", NOTICE)
    with knowing([change(place="371502", periods=(slow,))]):
        found = issues.due("fumes", "reply", FROM, place="371502")
        assert (found.number, found.statutory) == (5, True)


def test_a_text_read_in_full_replaces_what_was_only_remembered():
    read = period(Step.ARRIVE, 20, "minutes", READ)
    with knowing([change(matter="lift_trapped", basis=READ, periods=(read,))]):
        found = issues.due("lift_trapped", "arrive", FROM, place="510107")
        assert (found.number, found.statutory, found.cite) == (20, True, READ.cite)
        assert len(issues.matter("lift_trapped", on=FROM, place="510107").periods) == 1


def test_what_a_process_knows_stays_until_it_is_told_otherwise():
    before = matter_changes.known()
    try:
        matter_changes.know([change(lead="公安")])
        assert issues.matter("fumes", on=FROM, place="510107").lead.word == "公安"
        with knowing([]):
            assert issues.matter("fumes", on=FROM, place="510107").lead.word == "城管"
    finally:
        matter_changes.know(before)
    assert issues.matter("fumes", on=FROM, place="510107").lead.word == "城管"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"matter": "none_such", "lead": "公安"}, "matter"),
        ({"place": "成都", "lead": "公安"}, "place"),
        ({"until": FROM, "lead": "公安"}, "until"),
        ({"lead": "外星"}, "lead"),
        ({"lead": "建设单位"}, "lead"),
        ({"with_": ("公安", "外星")}, "with_"),
        ({}, "lead"),
        ({"lead": "公安", "basis": replace(READ, quote="")}, "basis"),
        ({"lead": "公安", "basis": replace(READ, source="")}, "basis"),
    ],
)
def test_a_faulty_change_is_named_by_its_field(given, field):
    assert list(faults(change(**given))) == [field]


def test_a_whole_change_has_no_faults():
    assert faults(change(lead="公安", basis=READ, with_=("firm", "residents"))) == {}
    for number, unit in ((0, "days"), (100_001, "days"), (1, "fortnights")):
        with pytest.raises(ValueError, match="not a period"):
            period("reply", number, unit, NOTICE)
