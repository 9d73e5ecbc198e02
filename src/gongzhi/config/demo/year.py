"""A year of the demonstration's community: its meetings, its committee's evenings, and what residents brought."""

from datetime import datetime

from gongzhi.config.demo.committee_year import load_evenings
from gongzhi.config.demo.estates import Say
from gongzhi.config.demo.meetings_year import load_rest, load_year
from gongzhi.config.demo.table import seat_table
from gongzhi.meetings.models import Sitting
from gongzhi.places.models import Estate


def load_community(main: Estate, *, since: datetime, now: datetime, say: Say) -> None:
    """Everything that happened at the community's table `since` then; runs once."""
    if Sitting.objects.filter(division=main.community).exists():
        return
    table = seat_table(main, since=since, now=now)
    load_evenings(table, say)
    held = load_year(table, say)
    load_rest(table, held)
