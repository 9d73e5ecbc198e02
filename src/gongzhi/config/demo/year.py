"""A year of the demonstration's community: its meetings, its committee's evenings, and what residents brought."""

from datetime import datetime, timedelta

from gongzhi.config.demo.estates import Say
from gongzhi.config.demo.issues_many import MANY
from gongzhi.config.demo.issues_wall import SUBJECT, TITLE, after_the_meeting
from gongzhi.config.demo.issues_words import KINDS, SPOTS
from gongzhi.config.demo.issues_year import load_issues, open_desk
from gongzhi.config.demo.meetings_year import load_rest, load_year
from gongzhi.config.demo.table import seat_table
from gongzhi.issues.actions.accept_issue import accept_issue
from gongzhi.issues.actions.record_issue import record_issue
from gongzhi.issues.models import Issue
from gongzhi.meetings.models import AgreedItem, Sitting
from gongzhi.people.models import Person
from gongzhi.places.models import Estate
from gongzhi_law.joint_meetings import Window

TABLED_BEFORE = timedelta(days=14)


def load_community(main: Estate, *, since: datetime, now: datetime, say: Say, many: int = MANY) -> None:
    """Everything that happened at the community's table `since` then, with so many plain issues; runs once."""
    if Sitting.objects.filter(division=main.community).exists():
        return
    table = seat_table(main, since=since, now=now)
    desk = open_desk(table)

    def tell(last: Window) -> None:
        load_issues(desk, say, table_by=last.first - TABLED_BEFORE, many=many)

    held = load_year(table, say, before_last=tell, tabled=(SUBJECT,))
    for item in AgreedItem.objects.filter(topic__title=TITLE).select_related("topic", "sitting"):
        after_the_meeting(desk, item)
    load_rest(table, held)


def load_sliver(main: Estate, *, worker: Person, now: datetime) -> None:
    """A handful of issues of one estate, written down by the community; runs once."""
    if Issue.objects.filter(estate=main).exists():
        return
    for n, kind in enumerate(KINDS[:6]):
        at = now - timedelta(days=5 - n, hours=3)
        told = {"matter": kind.matter, "spot": SPOTS[n], "by": worker}
        report = record_issue(estate=main, source="phone", words=kind.told, at=at, **told)  # type: ignore[arg-type]
        if n < 4:
            said = {"issue_class": kind.issue_class, "public_words": kind.public, "matter": kind.matter, "by": worker}
            accept_issue(issue=report.issue, at=at + timedelta(hours=2), **said)  # type: ignore[arg-type]
