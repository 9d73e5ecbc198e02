"""Numbers and days in words: exact, and refusing what is not a whole number."""

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongzhi.web import dates, figures
from gongzhi_law import amounts


def test_area_money_and_counts_are_written_as_in_notices():
    assert figures.area(12791584) == "127,915.84㎡"
    assert figures.fen(123450) == "¥1,234.50"
    assert figures.fen(-5) == "−¥0.05"
    assert figures.heads(1192) == "1,192 人"
    assert figures.thousands(1316) == "1,316"


@pytest.mark.parametrize("wrong", [1.0, True, "100", None])
@pytest.mark.parametrize("formatter", [figures.area, figures.fen, figures.heads, figures.percent])
def test_what_is_no_whole_number_is_refused(formatter, wrong):
    with pytest.raises(TypeError):
        formatter(wrong)


@pytest.mark.parametrize(
    ("share", "pct", "words"),
    [
        (Fraction(2, 3), "2/3，66.67%", "三分之二"),
        (Fraction(3, 4), "3/4，75%", "四分之三"),
        (Fraction(1, 2), "1/2，50%", "二分之一"),
        (Fraction(1, 8), "1/8，12.5%", "八分之一"),
        (Fraction(1, 1), "100%", "一分之一"),
        (Fraction(13, 17), "13/17，76.47%", "13/17"),
    ],
)
def test_ratios_show_fraction_and_percent(share, pct, words):
    assert figures.fraction_pct(share) == pct
    assert figures.fraction_words(share) == words


def test_comparison_says_whether_the_number_itself_counts():
    assert figures.comparison_words(Fraction(2, 3), "at_least") == "三分之二以上"
    assert figures.comparison_words(Fraction(1, 2), "more_than") == "过半数"
    assert figures.comparison_words(Fraction(2, 3), "more_than") == "超过三分之二"


@pytest.mark.parametrize(
    ("share", "whole", "compare", "least"),
    [
        (Fraction(2, 3), 1274, "at_least", 850),
        (Fraction(2, 3), 1275, "at_least", 850),
        (Fraction(2, 3), 1276, "at_least", 851),
        (Fraction(1, 2), 1013, "more_than", 507),
        (Fraction(1, 2), 1014, "more_than", 508),
        (Fraction(3, 4), 1013, "at_least", 760),
    ],
)
def test_least_number_that_meets_a_share(share, whole, compare, least):
    assert figures.least_that_meets(share, whole, compare) == least


@given(st.integers(1, 10**6), st.integers(1, 50), st.integers(1, 50), st.sampled_from(["at_least", "more_than"]))
def test_the_least_meets_and_one_less_does_not(whole, above, below, compare):
    share = Fraction(above, below)
    least = figures.least_that_meets(share, whole, compare)
    meets = (lambda n: n >= share * whole) if compare == "at_least" else (lambda n: n > share * whole)
    assert meets(least)
    assert not meets(least - 1)


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_bars_and_the_law_print_the_same_percent(part, whole):
    assert figures.percent(figures.share_bp(part, whole)) == f"{amounts.percent(part, whole)}%"


def test_names_are_masked_without_telling_their_length():
    assert figures.masked("张三") == "张*"
    assert figures.masked("阿依古丽·买买提") == "阿*"
    assert figures.masked("王") == "*"


def test_days_are_those_of_beijing():
    late = datetime(2026, 11, 20, 16, 30, 5, tzinfo=UTC)
    assert dates.cndate(late) == "2026年11月21日"
    assert dates.cndatetime(late) == "2026年11月21日 00:30"
    assert dates.cnmoment(late) == "2026年11月21日 00:30:05"
    assert dates.cnday(date(2026, 3, 1)) == "3月1日"
    assert dates.weekday(late) == "周六"


def test_an_instant_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        dates.cndatetime(datetime(2026, 11, 21, 18, 0, tzinfo=UTC).replace(tzinfo=None))
