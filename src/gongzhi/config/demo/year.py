"""A year of the demonstration's community: its meetings, its committee's evenings, and what residents brought."""

from datetime import datetime, timedelta

from gongzhi.config.demo.committee_year import load_evenings
from gongzhi.config.demo.estates import Say
from gongzhi.config.demo.issues_many import MANY
from gongzhi.config.demo.issues_wall import SUBJECT, TITLE, after_the_meeting
from gongzhi.config.demo.issues_year import load_issues, open_desk
from gongzhi.config.demo.meetings_year import load_rest, load_year
from gongzhi.config.demo.table import seat_table
from gongzhi.meetings.models import AgreedItem, Sitting
from gongzhi.places.models import Estate
from gongzhi_law.joint_meetings import Window

TABLED_BEFORE = timedelta(days=14)


def load_community(main: Estate, *, since: datetime, now: datetime, say: Say, many: int = MANY) -> None:
    """Everything that happened at the community's table `since` then, with so many plain issues; runs once."""
    if Sitting.objects.filter(division=main.community).exists():
        return
    table = seat_table(main, since=since, now=now)
    load_evenings(table, say)
    desk = open_desk(table)

    def tell(last: Window) -> None:
        load_issues(desk, say, table_by=last.first - TABLED_BEFORE, many=many)

    held = load_year(table, say, before_last=tell, tabled=(SUBJECT,))
    for item in AgreedItem.objects.filter(topic__title=TITLE).select_related("topic", "sitting"):
        after_the_meeting(desk, item)
    load_rest(table, held)
