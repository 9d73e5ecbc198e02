"""Decisions, notice, channel, petition, reports and clocks: the cases that lawyers read."""

from datetime import date
from fractions import Fraction

import pytest

from gongzhi_law.assembly import (
    notice_check,
    online_check,
    petition_check,
    report_duties,
    voting_period_check,
)
from gongzhi_law.clocks import clocks
from gongzhi_law.params import NoLawInForce
from gongzhi_law.voting import Count, Matter, decide
from tests.law.cases import each, tally

DAY = date(2026, 11, 21)


@each("voting")
def test_decide(case):
    count = Count(tally(case["roll"]), tally(case["took_part"]), tally(case["in_favour"]))
    matter, place = Matter(case["matter"]), case.get("place", "中国")
    if "refused" in case:
        with pytest.raises(NoLawInForce) as refused:
            decide(matter, count, on=case["date"], place=place)
        assert str(refused.value.cite) == case["refused"]
        return
    finding = decide(matter, count, on=case["date"], place=place)
    assert finding.passed is case["passed"], finding.sentence
    if "failing" in case:
        assert [check.name for check in finding.checks if check.passed is False] == case["failing"]
    assert list(finding.missing) == case.get("missing", [])
    assert finding.law_of == case.get("law_of", "中国")
    assert {check.strength for check in finding.checks} <= {"statute", "second_hand", "recalled"}
    if "strength" in case:
        assert {check.strength for check in finding.checks} == {case["strength"]}


@each("notice")
def test_notice(case):
    verdict = notice_check(
        case["noticed_on"],
        case["opens_on"],
        on=case.get("date", case["noticed_on"]),
        place=case["place"],
        special=case.get("special", False),
        bylaws=case.get("bylaws"),
    )
    assert (verdict.level, verdict.days, verdict.earliest) == (case["level"], case["days"], case["earliest"])
    if "cite" in case:
        assert str(verdict.answer.cite) == case["cite"]


@each("online_channel")
def test_online_channel(case):
    if case.get("refused"):
        with pytest.raises(NoLawInForce):
            online_check(case["place"], case["date"])
        return
    verdict = online_check(case["place"], case["date"])
    assert verdict.answer.value == case["value"]
    assert verdict.level == case["level"]
    assert verdict.answer.strength == case["strength"]
    if "cite" in case:
        assert str(verdict.answer.cite) == case["cite"]
        assert case["cite"] in verdict.sentence


@each("petitions")
def test_petition(case):
    rules = {name: Fraction(value) if "/" in value else value for name, value in case.get("bylaws", {}).items()}
    finding = petition_check(
        tally(case["signed"]), tally(case["roll"]), on=DAY, place=case.get("place", "中国"), bylaws=rules
    )
    assert finding.passed is case["passed"], finding.sentence
    assert list(finding.missing) == case.get("missing", [])
    assert finding.law_of == case.get("law_of", "中国")


@pytest.mark.clause("B3.7", "B4.7")
@each("reports")
def test_reports(case):
    duties = report_duties(
        [Matter(name) for name in case["matters"]],
        on=DAY,
        place=case.get("place", "510107"),
        fee_change=case.get("fee_change", False),
        large_repair=case.get("large_repair", True),
        skips_wait=case.get("skips_wait", False),
    )
    names = {f"{duty.to}/{duty.act}": duty for duty in duties}
    assert list(names) == case["duties"]
    assert [name for name, duty in names.items() if duty.blocks_notice] == case["blocking"]
    assert [name for name, duty in names.items() if duty.waits] == case["waiting"]
    if "cite" in case:
        assert str(duties[0].answer.cite) == case["cite"]
    assert case.get("says", "") in duties[0].sentence


@each("voting_periods")
def test_voting_period(case):
    verdicts = voting_period_check(
        case["opens_on"], case["closes_on"], on=DAY, place=case["place"], bylaws=case.get("bylaws")
    )
    assert [verdict.level for verdict in verdicts] == case["levels"]


@each("clocks")
def test_clocks(case):
    found = {
        clock.name: clock
        for clock in clocks(
            [Matter(name) for name in case["matters"]],
            decided_on=case["decided_on"],
            published_on=case.get("published_on"),
            place=case["place"],
            firm_dismissed=case.get("firm_dismissed", False),
        )
    }
    for name, last in case["deadlines"].items():
        deadline = found[name].deadline
        assert (deadline.day if deadline else None) == last
        assert found[name].proposed is (deadline is None)
