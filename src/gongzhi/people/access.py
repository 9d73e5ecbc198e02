"""Who may do what with people and capacities; when is asked elsewhere."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from gongzhi.kernel.errors import NotHere, Reason, Refused
from gongzhi.people import queries
from gongzhi.people.models import Capacity, Person
from gongzhi.places.models import Estate

K = Capacity.Kind


def signed_in(person: Person | None, *, at: datetime, **where: Any) -> Person:
    """The door of pages that need a person and no capacity."""
    if person is None:
        raise NotHere
    return person


def get_estate_for(person: Person | None, code: str, *kinds: str, at: datetime) -> Estate:
    """The estate `code` if the person holds one of `kinds` there; else it looks as if it were not there."""
    estate = Estate.objects.select_related("community__parent").filter(code=code).first()
    if estate is None or person is None or not queries.holds_any(person, kinds, estate, at=at):
        raise NotHere
    return estate


def require(person: Person | None, estate: Estate, *kinds: str, at: datetime, ended_too: bool = False) -> Person:
    """The person, if one of `kinds` is held for the estate at `at`; refuses everyone else by naming who may.

    In an estate that ended (merged or split) nothing is done any more, but for what winds it up (`ended_too`).
    """
    if person is None or not queries.holds_any(person, kinds, estate, at=at):
        names = "、".join(str(K(kind).label) for kind in kinds)
        raise Refused(Reason(_("这件事只能由%(who)s办理。") % {"who": names}, remedy=_("请有此身份的人办理")))
    if not ended_too:
        refuse_ended(estate)
    return person


def refuse_ended(estate: Estate) -> None:
    """Refuses whatever would be done in an estate that was merged or split."""
    if estate.ended_on is not None:
        raise Refused(
            Reason(
                _("这个小区已经合并或者分立，只可查阅，不再办理。"),
                cite="《物业管理条例》第9条第1款",
                remedy=_("看由哪个小区承接"),
                remedy_url=f"/e/{estate.code}/",
            )
        )


def community_of(person: Person | None, *, at: datetime, **where: Any) -> list[Capacity]:
    """The community worker's capacities over divisions; not there for anyone without one."""
    held = list(queries.capacities(person, at=at).filter(kind=K.COMMUNITY)) if person else []
    if not held:
        raise NotHere
    return held


def desk_of_estate(person: Person | None, *, at: datetime, code: str, **where: Any) -> Estate:
    """The door of the estate's desk: the community worker and street officer of the place, the committee, the tellers."""
    return get_estate_for(person, code, *K.values, at=at)


def get_capacity_for(person: Person, estate: Estate, capacity_id: int, *, at: datetime) -> Capacity:
    """A capacity of this estate, for those who may end it; else not there."""
    capacity = Capacity.objects.filter(pk=capacity_id, estate=estate).first()
    if capacity is None:
        raise NotHere
    return capacity
