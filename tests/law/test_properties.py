"""What holds for every count: monotone, exact, never guessed, readings that agree decide and others do not."""

import json
from datetime import date
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from gongzhi_law.amounts import percent
from gongzhi_law.assembly import earliest_opening, notice_check
from gongzhi_law.calendar import deadline, is_workday
from gongzhi_law.decide_document import reply
from gongzhi_law.readings import Reading, decide_readings
from gongzhi_law.voting import Count, Matter, Tally, decide

few = settings(max_examples=60, deadline=None, derandomize=True)
many = settings(max_examples=100, deadline=None, derandomize=True)
DAYS = st.sampled_from([date(2010, 1, 1), date(2020, 12, 31), date(2021, 1, 1), date(2026, 11, 21)])
NUMBER = st.integers(0, 12)
TALLY = st.builds(Tally, NUMBER, NUMBER)
COUNT = st.builds(Count, TALLY, TALLY, TALLY)
MATTERS = st.sampled_from(list(Matter))


@few
@given(MATTERS, COUNT, DAYS, NUMBER, NUMBER)
def test_more_in_favour_never_undoes_a_decision(matter, count, on, heads, area):
    more = Tally((count.in_favour.heads or 0) + heads, (count.in_favour.area or 0) + area)
    if decide(matter, count, on=on).passed:
        assert decide(matter, Count(count.roll, count.took_part, more), on=on).passed


@few
@given(MATTERS, COUNT, DAYS, NUMBER, NUMBER)
def test_a_larger_roll_never_makes_a_decision(matter, count, on, heads, area):
    larger = Tally((count.roll.heads or 0) + heads + 1, (count.roll.area or 0) + area + 1)
    failed = decide(matter, count, on=on).passed is False
    if failed and count.roll.heads and count.roll.area:
        assert decide(matter, Count(larger, count.took_part, count.in_favour), on=on).passed is False


@few
@given(MATTERS, COUNT, DAYS, st.sets(st.integers(0, 5)), COUNT)
def test_what_is_decided_without_a_number_holds_for_every_number(matter, count, on, hidden, other):
    numbers = [number for t in (count.roll, count.took_part, count.in_favour) for number in (t.heads, t.area)]
    filled = [number for t in (other.roll, other.took_part, other.in_favour) for number in (t.heads, t.area)]
    known = [None if i in hidden else number for i, number in enumerate(numbers)]
    complete = [filled[i] if i in hidden else number for i, number in enumerate(numbers)]
    partial = decide(matter, _count(known), on=on)
    if partial.passed is not None:
        assert decide(matter, _count(complete), on=on).passed is partial.passed
    else:
        assert partial.missing


def _count(numbers):
    return Count(*(Tally(*numbers[i : i + 2]) for i in (0, 2, 4)))


@few
@given(MATTERS, COUNT, DAYS)
def test_checks_are_exact_fractions(matter, count, on):
    finding = decide(matter, count, on=on)
    for check in finding.checks:
        share = Fraction(check.part, check.whole) if check.whole else None
        above = share is not None and share > check.required
        assert check.passed is (above or (share == check.required and check.compare == "at_least"))
        if check.shortfall is not None:
            assert (check.shortfall == 0) is check.passed
            enough = Fraction(check.part + check.shortfall, check.whole)
            assert enough > check.required or (enough == check.required and check.compare == "at_least")


@few
@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_percent_is_half_up_to_two_decimals(part, whole):
    shown = percent(part, whole)
    error = Fraction(shown) - Fraction(100 * part, whole)
    assert Fraction(-1, 200) < error <= Fraction(1, 200)
    assert len(shown.partition(".")[2]) == 2


@few
@given(MATTERS, st.lists(COUNT, min_size=1, max_size=4), DAYS)
def test_readings_decide_exactly_when_they_agree(matter, counts, on):
    readings = [Reading({"void": str(number)}, count) for number, count in enumerate(counts)]
    outcomes = {decide(matter, count, on=on).passed for count in counts}
    found = decide_readings(matter, readings, on=on)
    if len(outcomes) == 1:
        assert found.passed is outcomes.pop()
        assert found.undecided_by == ()
    else:
        assert found.passed is None
        assert found.undecided_by == ("void",)


@few
@given(st.dates(date(2024, 1, 1), date(2026, 12, 31)), st.integers(1, 60))
def test_a_period_ends_on_a_workday_and_never_early(act_on, days):
    last = deadline(act_on, days)
    assert (last.nominal - act_on).days == days
    if last.day is not None:
        assert last.day >= last.nominal
        assert is_workday(last.day)


@few
@given(st.dates(date(2022, 4, 1), date(2030, 1, 1)), st.sampled_from(["中国", "11", "3301", "510107"]))
def test_the_earliest_opening_is_never_blocked(noticed_on, place):
    for special in (False, True):
        opens_on = earliest_opening(noticed_on, on=noticed_on, place=place, special=special)
        verdict = notice_check(noticed_on, opens_on, on=noticed_on, place=place, special=special)
        assert verdict.passed
        assert verdict.earliest == opens_on


FIGURES = st.fixed_dictionaries(
    {},
    optional={
        "heads": st.none() | st.integers(0, 20),
        "area": st.none() | st.integers(0, 2000).map(lambda n: f"{n // 100}.{n % 100:02d}"),
        "rights": st.none() | st.integers(0, 20),
    },
)
DOCUMENT = st.fixed_dictionaries(
    {
        "jurisdiction": st.sampled_from(["中国", "510107", "11", "987654"]),
        "on": st.sampled_from(["2005-01-01", "2015-01-01", "2025-01-01"]),
        "matter": MATTERS.map(str),
    },
    optional={
        **dict.fromkeys(("roll", "took_part", "in_favour", "against", "abstained", "void"), FIGURES),
        "silent": st.none() | FIGURES,
        "silent_counts": st.booleans(),
        "silent_in": st.sampled_from(["in_favour", "against"]),
        "stated": st.fixed_dictionaries({}, optional={"outcome": st.sampled_from(["passed", "failed"])}),
    },
)


@many
@given(DOCUMENT)
def test_every_well_formed_document_is_answered(data):
    result = reply(json.dumps(data))
    assert result.code == 0
    document = result.document
    given_silent = data.get("silent") is not None
    assert ("with_silent" in document) is ("without_silent" in document) is given_silent
    same = "with_silent" if data.get("silent_counts") else "without_silent"
    if given_silent:
        for key in ("passed", "checks", "missing"):
            assert document[same][key] == document[key]
    for answer in (document, *(document[key] for key in ("with_silent", "without_silent") if given_silent)):
        outcomes = [check["passed"] for check in answer["checks"]]
        expected = False if False in outcomes else None if None in outcomes else True
        assert answer["passed"] is expected
    stated = data.get("stated", {}).get("outcome")
    contradicted = any(item["field"] == "outcome" for item in document["contradictions"])
    assert contradicted is (stated is not None and document["passed"] is (stated == "failed"))
    json.dumps(document, ensure_ascii=False).encode()


TEXT = st.text(alphabet='{}[]":,0123456789.eE+- \\nultrfas中国\x00\ud800', max_size=30)


@few
@given(TEXT | st.lists(st.none() | st.booleans() | TEXT, max_size=3).map(json.dumps))
def test_anything_else_is_refused_and_never_raises(text):
    result = reply(text)
    assert result.code == 2
    assert set(result.document) == {"error"}
