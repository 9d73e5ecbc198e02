"""Administrators of a province and a county, and a change as they propose it: what the tests of norms start from."""

from datetime import date, datetime, timedelta
from typing import Any

from gongzhi.kernel.clock import BEIJING, law_day
from gongzhi.norms.actions.propose_change import propose_change
from gongzhi.norms.models import RuleChange
from gongzhi.people.actions.appoint_officer import appoint_officer
from gongzhi.people.models import Capacity, Person
from gongzhi.places.models import Division

AT = datetime(2026, 8, 3, 9, 0, tzinfo=BEIJING)
TODAY = law_day(AT)
START = date(2026, 9, 1)
TEXT = "成都市武侯区试行规定\n第三条　召开业主大会会议，应当于会议召开二十日前通知全体业主。\n第四条　略。"
QUOTE = "召开业主大会会议，应当于会议召开二十日前通知全体业主。"


def administrator(division: str, number: str, name: str = "何静", *, at: datetime = AT) -> Person:
    """A person appointed administrator of rules over a division."""
    place = Division.objects.get(pk=division)
    document = "省住建函〔2026〕1号"
    kind = Capacity.Kind.ADMINISTRATOR
    return appoint_officer(division=place, kind=kind, name=name, number=number, document=document, at=at).person


def asked(**other: Any) -> dict[str, Any]:
    """Notice of 20 days in 武侯区, from a text that was read in full."""
    return {
        "parameter": "assembly/notice_days",
        "place": "510107",
        "value": 20,
        "from_on": START,
        "strength": "statute",
        "instrument": "成都市武侯区试行规定",
        "article": "3",
        "quote": QUOTE,
        "full_text": TEXT,
        "full_text_read": True,
        **other,
    }


def proposed(by: Person, *, at: datetime = AT, **other: Any) -> RuleChange:
    """The change as proposed by this person."""
    return propose_change(**asked(**other), by=by, at=at)


def days_later(days: int) -> datetime:
    """An instant so many days after the story begins."""
    return AT + timedelta(days=days)
