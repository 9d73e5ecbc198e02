"""The joint meeting of the three parties: who sits there, when, what was missed; it warns and never blocks."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongzhi_law import joint_meetings as joint
from gongzhi_law.bodies import BodyKind, kind_of
from gongzhi_law.calendar import is_workday, years
from gongzhi_law.joint_meetings import Business, Observer, Side
from gongzhi_law.params import Strength, get
from tests.law.cases import each

ON = date(2026, 11, 22)
SIDES = {"党": Side.PARTY, "居": Side.RESIDENTS, "业": Side.COMMITTEE, "物": Side.FIRM}


def _windows(case):
    found = joint.windows(case["year"])
    assert [[one.first, one.last] for one in found] == case["windows"]
    assert {one.exact for one in found} == {case["exact"]}
    assert all(bool(one.note) is not case["exact"] for one in found)
    assert not any(one.moved for one in found)


def _sides(case):
    found = joint.sides_of(case["mode"], [kind_of(word) for word in case["bodies"]])
    assert [one.side for one in found] == list(joint.SIDES)
    assert [one.kind for one in found] == [None if word is None else kind_of(word) for word in case["kinds"]]
    assert {one.side for one in found if one.expected} == {SIDES[word] for word in case["absent"]}
    assert case.get("note", "") in found[-1].note + found[-1].name
    for one in found:
        assert one.kind is None or one.kind in joint.SIDE_KINDS[one.side] or one.kind is BodyKind.SELF_MANAGED
        assert one.expected or "不算缺席" in one.note


def _brief(case):
    bodies = [kind_of(word) for word in case.get("bodies", ["业委会", "物业企业"])]
    seats = joint.sides_of(case.get("mode", "lump_sum"), bodies)
    found = joint.brief_record(case["topics"], {SIDES[word] for word in case["signed"]}, seats, on=ON)
    assert found.passed is case["passed"]
    assert "、".join(found.missing) == case.get("missing", "")
    assert not found.blocks


def _delegate(case):
    found = joint.delegable(member=case["member"], leads_estate_party=case["leads"], on=ON)
    assert found.passed is case["passed"]
    assert ("不能委托其他人" in found.sentence) is not case["passed"]
    assert not found.blocks


def _missed(case):
    held = {(year, month) for year, month in case["held"]}
    found = joint.missed(held, case["date"], since=case.get("since"))
    assert [one.window.month for one in found] == case["months"]
    assert all("只提示" in one.sentence and one.strength is Strength.POLICY for one in found)


def _env(case):
    held = {joint.EnvMeeting(kind): days for kind, days in case["held"].items()}
    found = joint.env_meetings_due(case["year"], held, on=case.get("date"))
    assert [[one.rule, one.passed] for one in found] == case["found"]
    assert not any(one.blocks for one in found)


_TRIED = {
    "windows": _windows,
    "sides": _sides,
    "brief": _brief,
    "delegate": _delegate,
    "missed": _missed,
    "env": _env,
}


@pytest.mark.clause("B2.3", "B2.6", "B9.2")
@each("meetings_joint")
def test_joint_meetings(case):
    _TRIED[case["what"]](case)


@pytest.mark.clause("B2.6")
@settings(max_examples=60, deadline=None)
@given(st.integers(2004, 2099))
def test_every_year_has_six_windows_of_working_days_late_in_even_months(year):
    found = joint.windows(year)
    assert [one.month for one in found] == [2, 4, 6, 8, 10, 12]
    for one in found:
        assert one.days
        assert one.days[0] == one.first <= one.last == one.days[-1]
        assert (one.year, one.month) == (one.last.year, one.last.month) or one.moved
        next_month = (date(one.year, one.month, 28) + timedelta(days=4)).replace(day=1)
        assert one.last < next_month
        assert one.moved or (next_month - one.first).days <= 7
        assert all(day.weekday() < 5 for day in one.days)
        assert one.exact is (year in years())
        if one.exact:
            assert all(is_workday(day) for day in one.days)
            assert joint.window_of(one.first) == one


@pytest.mark.clause("B2.6")
def test_a_last_week_of_holidays_moves_to_the_nearest_earlier_one_and_says_so():
    week = frozenset(date(2026, 2, day) for day in range(22, 29))
    moved = joint.window(2026, 2, 7, week)
    assert (moved.first, moved.last, moved.moved) == (date(2026, 2, 16), date(2026, 2, 20), True)
    assert "移到最近的前一周" in moved.note
    both = joint.window(2026, 2, 7, week | {date(2026, 2, day) for day in range(15, 22)})
    assert (both.first, both.last, both.moved) == (date(2026, 2, 9), date(2026, 2, 13), True)
    one_left = joint.window(2026, 2, 7, week - {date(2026, 2, 27)})
    assert (one_left.days, one_left.moved, one_left.note) == ((date(2026, 2, 27),), False, "")
    early = joint.window(2026, 2, 7, frozenset(date(2026, 2, day) for day in range(1, 29)))
    assert early.last == date(2026, 1, 30)
    with pytest.raises(ValueError, match="at least one day"):
        joint.window(2026, 2, 0, week)


@pytest.mark.clause("B2.6")
def test_a_day_belongs_to_a_window_or_to_none_and_there_is_always_a_next_one():
    assert joint.window_of(date(2026, 2, 23)) is None  # the holiday's last day
    assert joint.window_of(date(2026, 2, 24)).month == 2
    assert joint.window_of(date(2026, 2, 28)) is None  # a make-up workday
    assert joint.window_of(date(2026, 11, 27)) is None
    assert joint.next_window(date(2026, 2, 27)).month == 2
    assert joint.next_window(date(2026, 2, 28)).month == 4
    assert joint.next_window(date(2026, 12, 31)).month == 12
    following = joint.next_window(date(2025, 12, 31) + timedelta(days=1))
    assert (following.year, following.month) == (2026, 2)


@pytest.mark.clause("B2.9")
def test_a_summary_for_the_half_year_and_one_for_the_year():
    half, year = joint.summaries_due(2026)
    assert (half.kind, half.first, half.last, half.due_on) == (
        "half",
        date(2026, 1, 1),
        date(2026, 6, 30),
        date(2026, 7, 15),
    )
    assert (year.kind, year.first, year.last, year.due_on) == (
        "year",
        date(2026, 1, 1),
        date(2026, 12, 31),
        date(2027, 1, 15),
    )
    assert "社区党组织" in half.sentence


@pytest.mark.clause("B2.2", "B2.5", "B2.10", "B2.11")
def test_the_lists_of_the_paper_are_the_lists_of_the_table():
    paper = {
        "observers": ([one.value for one in Observer if one is not Observer.OTHER], joint.OBSERVER_NAMES),
        "forms": (list(joint.FORMS), joint.FORM_NAMES),
        "business": (list(joint.BUSINESS), joint.BUSINESS_NAMES),
        "delegates": (list(joint.DELEGATES), {}),
        "delivered_to": (list(joint.DELIVERED_TO), {}),
    }
    for name, (ids, names) in paper.items():
        found = joint.listed(name, ON)
        assert [one.id for one in found] == ids
        assert all(one.words == names.get(one.id, one.words) for one in found)
        assert all(one.strength is Strength.POLICY and "实施方案" in one.cite for one in found)
    assert {one for one, clause in joint.BUSINESS_CLAUSES.items() if clause == "B2.11"} == {
        Business.TENDENCY,
        Business.CONVENTION,
    }
    assert len(joint.BUSINESS) == len(set(joint.BUSINESS_NAMES.values())) == 6


@pytest.mark.clause("B2.7", "B2.8", "B8.5")
def test_the_office_and_the_body_that_urges_have_their_source():
    assert joint.office(ON).text == "env_member"
    assert [one.id for one in joint.follow_up(ON)] == ["office", "env"]
    assert "环物委" in joint.follow_up(ON)[1].words


@pytest.mark.clause("B2.11")
def test_like_requests_suggest_a_topic_and_nothing_more():
    found = joint.similar_requests(ON)
    assert (found.count, found.days) == (5, 60)
    assert found.strength in (Strength.POLICY, Strength.PROPOSED)


@pytest.mark.parametrize(
    ("place", "value", "strength"),
    [("510107", "paper", "policy"), ("110105", "framework", "statute"), ("420106", "practice", "second_hand")],
)
def test_what_the_joint_meeting_rests_on(place, value, strength):
    found = joint.basis(ON, place)
    assert (found.text, found.strength) == (value, strength)


@pytest.mark.parametrize(
    ("place", "strength"),
    [("441802", "statute"), ("370202", "statute"), ("410102", "statute"), ("510107", "recalled")],
)
def test_the_streets_own_joint_meeting_is_another_one(place, strength):
    assert joint.street_meeting(ON, place).strength == strength


def test_before_there_was_any_such_meeting():
    assert joint.street_meeting(date(2003, 1, 1), "510107") is None


@pytest.mark.clause("B2.6")
def test_nothing_of_the_joint_meeting_blocks():
    names = ("months", "week_days", "observers", "delegates", "forms", "business", "delivered_to", "brief_record")
    for name in (*names, "summary_months", "summary_days", "office", "follow_up"):
        assert not any(row.blocks for row in get(f"meetings/joint_{name}").rows), name
