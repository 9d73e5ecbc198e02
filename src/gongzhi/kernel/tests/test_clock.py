"""Legal days are days in Beijing, whatever the zone of the instant."""

from datetime import UTC, date, datetime, timedelta

import pytest

from gongzhi.kernel.clock import BEIJING, day_end, day_start, law_day

pytestmark = pytest.mark.check


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2026, 5, 1, 15, 59, 59, tzinfo=UTC), date(2026, 5, 1)),
        (datetime(2026, 5, 1, 16, 0, 0, tzinfo=UTC), date(2026, 5, 2)),
        (datetime(2026, 5, 2, 0, 0, 0, tzinfo=BEIJING), date(2026, 5, 2)),
        (datetime(2026, 12, 31, 16, 0, 0, tzinfo=UTC), date(2027, 1, 1)),
    ],
)
def test_the_day_turns_at_midnight_in_beijing(instant: datetime, day: date) -> None:
    assert law_day(instant) == day


def test_a_day_is_half_open() -> None:
    on = date(2026, 5, 2)
    assert law_day(day_start(on)) == on
    assert law_day(day_start(on) - timedelta(microseconds=1)) == date(2026, 5, 1)
    assert law_day(day_end(on) - timedelta(microseconds=1)) == on
    assert law_day(day_end(on)) == date(2026, 5, 3)


def test_an_instant_without_a_zone_has_no_legal_day() -> None:
    with pytest.raises(ValueError, match="time zone"):
        law_day(datetime(2026, 5, 1, 12))  # noqa: DTZ001
