"""Legal days. The clock itself is read only by views, tasks, the API and commands."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

BEIJING = ZoneInfo("Asia/Shanghai")


def law_day(at: datetime) -> date:
    """The day in Beijing on which the instant `at` falls; refuses an instant without a zone."""
    if at.tzinfo is None:
        raise ValueError("an instant needs its time zone")
    return at.astimezone(BEIJING).date()


def day_start(on: date) -> datetime:
    """The instant at which the day `on` begins in Beijing."""
    return datetime.combine(on, time(), tzinfo=BEIJING)


def day_end(on: date) -> datetime:
    """The instant at which the day `on` is over in Beijing (half-open)."""
    return day_start(on + timedelta(days=1))
