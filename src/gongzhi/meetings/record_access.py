"""Who may do what with the record of a sitting, what it agreed, urgings and summaries: parties by their seats, the office."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from gongzhi.bodies import access as bodies
from gongzhi.kernel.errors import NotHere, Reason, Refused
from gongzhi.meetings import access, joint_access
from gongzhi.meetings.cites import FOLLOW_UP, URGE
from gongzhi.meetings.models import AgreedItem, Delivery, Minutes, Sitting, Summary, Topic, Urging
from gongzhi.meetings.models.sitting import Side
from gongzhi.people.models import Capacity, Person
from gongzhi.places.models import Division, Estate


def speaks_for(
    person: Person | None, division: Division, side: str, about: Estate | None, *, at: datetime
) -> access.Stand | None:
    """The stand in which the person speaks for this party now; for the whole community any estate's party speaks."""
    estates = None if about is None else (about,)
    for stand in access.stands_of(person, division, at=at, estates=estates):
        if stand.side == side and (about is None or stand.estate is None or stand.estate.pk == about.pk):
            return stand
    return None


def owners_estates(person: Person | None, division: Division, *, at: datetime) -> list[Estate]:
    """The estates for whose owners' side the person speaks now."""
    stands = access.stands_of(person, division, at=at)
    return [stand.estate for stand in stands if stand.side == Side.OWNERS and stand.estate is not None]


def carries_out(person: Person | None, item: AgreedItem, *, at: datetime) -> Side | None:
    """For whom the person may say how far an item is: the responsible party itself, or the office for it; else None."""
    if person is None:
        return None
    if speaks_for(person, item.division, item.side, item.about, at=at) is not None:
        return Side(item.side)
    return Side.ENVIRONMENT if access.is_office(person, item.division, at=at) else None


def require_carrier(person: Person | None, item: AgreedItem, *, at: datetime) -> Side:
    """The side for which the person reports on an item (B2.8); refuses whoever is neither the party nor the office."""
    found = carries_out(person, item, at=at)
    if found is None:
        who = item.unit or str(Side(item.side).label)
        raise Refused(
            Reason(
                _("这件事只能由责任方%(who)s或者联席会议办公室办理。") % {"who": who},
                cite=FOLLOW_UP,
                remedy=_("请责任方成员登录后办理"),
            )
        )
    return found


def is_env(person: Person | None, division: Division, *, at: datetime) -> bool:
    """Whether the person sits in the community's 环物委."""
    return bodies.holds_any_in(person, (Capacity.Kind.ENVIRONMENT,), None, division, at=at)


def require_env(person: Person | None, division: Division, *, at: datetime) -> Person:
    """A member of the community's 环物委, which urges 业委会 and 物业 (B1.2, B8.5); refuses everyone else."""
    if person is None or not is_env(person, division, at=at):
        raise Refused(
            Reason(
                _("这件事只能由环境和物业管理委员会成员办理。"),
                cite=URGE,
                remedy=_("请环物委成员办理"),
            )
        )
    return person


def may_sign(person: Person | None, sitting: Sitting, estates: Iterable[Estate], *, at: datetime) -> bool:
    """Whether the person may sign off minutes of this sitting, of one of its estates at least: what a page offers."""
    known = list(estates)
    for asked in [known, *([one] for one in known)]:
        try:
            joint_access.require_summoner(person, sitting.division, sitting.kind, at=at, estates=asked)
        except Refused:
            continue
        return True
    return False


def get_topic_for(
    person: Person | None, *, at: datetime, division: str, sitting_id: int, topic_id: int, **where: Any
) -> tuple[Sitting, Topic]:
    """A sitting with a topic that is on its agenda or was discussed there; else not there."""
    sitting = access.get_sitting_for(person, at=at, division=division, sitting_id=sitting_id)
    rows = Topic.objects.select_related("about", "division").filter(division_id=division, pk=topic_id)
    found = rows.filter(Q(sitting=sitting) | Q(discussions__sitting=sitting)).distinct().first()
    if found is None:
        raise NotHere
    return sitting, found


def get_minutes_for(
    person: Person | None, *, at: datetime, division: str, sitting_id: int, minutes_id: int, **where: Any
) -> Minutes:
    """Minutes of a sitting, for those who read the sitting; else not there."""
    access.get_sitting_for(person, at=at, division=division, sitting_id=sitting_id)
    rows = Minutes.objects.select_related("division", "sitting", "about")
    found = rows.filter(division_id=division, sitting_id=sitting_id, pk=minutes_id).first()
    if found is None:
        raise NotHere
    return found


def get_delivery_for(person: Person | None, *, at: datetime, division: str, delivery_id: int, **where: Any) -> Delivery:
    """Minutes sent to one party, for those who read the sitting; else not there."""
    rows = Delivery.objects.select_related("division", "sitting", "minutes", "about")
    found = rows.filter(division_id=division, pk=delivery_id, minutes__isnull=False).first()
    if found is None:
        raise NotHere
    access.get_sitting_for(person, at=at, division=division, sitting_id=found.sitting_id)
    return found


def get_item_for(person: Person | None, *, at: datetime, division: str, agreed_id: int, **where: Any) -> AgreedItem:
    """What a sitting of the community agreed on, for its parties and offices; else not there."""
    access.get_community_for(person, at=at, division=division)
    rows = AgreedItem.objects.select_related("division", "about", "sitting", "topic")
    found = rows.filter(division_id=division, pk=agreed_id).first()
    if found is None:
        raise NotHere
    return found


def get_urging_for(person: Person | None, *, at: datetime, division: str, urging_id: int, **where: Any) -> Urging:
    """An urging of the community's 环物委, for its parties and offices; else not there."""
    access.get_community_for(person, at=at, division=division)
    rows = Urging.objects.select_related("division", "about", "item")
    found = rows.filter(division_id=division, pk=urging_id).first()
    if found is None:
        raise NotHere
    return found


def get_summary_for(person: Person | None, *, at: datetime, division: str, period: str, **where: Any) -> Summary:
    """The summary of a period, for the community's parties and offices; else not there."""
    access.get_community_for(person, at=at, division=division)
    found = Summary.objects.select_related("division").filter(division_id=division, period=period).first()
    if found is None:
        raise NotHere
    return found
