"""Periods of issues under any day: later starts never end sooner, more days never end earlier, guesses are owned up to."""

from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from gongzhi_law import calendar, issues
from gongzhi_law.issue_periods import BEIJING

DAYS = st.dates(date(2023, 11, 1), date(2027, 3, 1))
COUNTS = st.integers(1, 40)
IDS = st.sampled_from([row.id for row in issues.matters()])


@settings(max_examples=60)
@given(DAYS, COUNTS, st.integers(0, 30))
def test_workdays_are_monotone_in_the_start_and_strictly_in_the_count(start, count, later):
    found = issues.workdays_by(start, count)
    assert found.nominal > start
    assert issues.workdays_by(start + timedelta(days=later), count).nominal >= found.nominal
    assert issues.workdays_by(start, count + 1).nominal > found.nominal


@settings(max_examples=60)
@given(DAYS, COUNTS)
def test_workdays_are_exact_just_where_every_year_passed_has_a_table(start, count):
    found = issues.workdays_by(start, count)
    passed = {(start + timedelta(days=n)).year for n in range(1, (found.nominal - start).days + 1)}
    assert found.exact is (passed <= set(calendar.years()))
    if found.exact:
        assert found.day == calendar.workdays_after(start, count)
    else:
        assert all(str(year) in found.note for year in passed - set(calendar.years()))


@settings(max_examples=60)
@given(IDS, st.sampled_from(list(issues.Step)), st.datetimes(datetime(2024, 1, 1), datetime(2027, 1, 1)), st.booleans())  # noqa: DTZ001
def test_a_due_never_lies_before_its_start_and_is_not_late_at_it(name, step, naive, urgent):
    start = naive.replace(tzinfo=BEIJING)
    found = issues.due(name, step, start, urgent=urgent)
    assert found.day >= start.date()
    assert not found.late(start)
    assert issues.due(name, step, start + timedelta(days=9), urgent=urgent).day >= found.day


@settings(max_examples=60)
@given(st.text(max_size=80), st.integers(1, 8))
def test_suggestions_are_the_same_each_time_few_and_sorted(words, limit):
    found = issues.suggest(words, limit)
    assert found == issues.suggest(words, limit)
    assert len(found) <= limit
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert all(one.score > 0 for one in found)
