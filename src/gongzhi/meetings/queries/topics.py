"""When like requests are many enough to suggest a topic (B2.11): only a line of suggestion, a person decides."""

from datetime import date

from django.utils.translation import gettext as _

from gongzhi.meetings.queries.joint_scope import place_of
from gongzhi.places.models import Division
from gongzhi_law.joint_meetings import Similar, similar_requests


def threshold(division: Division, *, on: date) -> Similar:
    """From how many like requests within how many days a topic is suggested in this community."""
    return similar_requests(on, place_of(division))


def suggested(division: Division, *, on: date, counted: int) -> str:
    """The line that suggests a topic where `counted` like requests reached the number; empty below it."""
    rule = threshold(division, on=on)
    if counted < rule.count:
        return ""
    return _("%(days)s 日内同类诉求 %(n)s 件，达到 %(from)s 件，建议提为联席会议议题。") % {
        "days": rule.days,
        "n": counted,
        "from": rule.count,
    }
