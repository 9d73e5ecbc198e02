"""Who prepares, signs and opens what belongs to a community's sittings: topics, mandates, attendees, deliveries."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from gongzhi.bodies import access as bodies
from gongzhi.bodies.models import Appointment
from gongzhi.bodies.states import BodyState
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import NotHere, Reason, Refused
from gongzhi.meetings.access import (
    OF_DIVISION,
    OF_ESTATE,
    OFFICE,
    get_community_for,
    get_sitting_for,
    is_office,
    mandates_of,
    party_seat,
    require_convener,
    require_office,
    stands_of,
)
from gongzhi.meetings.cites import RECORDS
from gongzhi.meetings.models import Attendee, Delivery, Mandate, Sitting, Topic
from gongzhi.meetings.models.sitting import Side
from gongzhi.meetings.queries.joint_members import Member, members_of
from gongzhi.people.models import Capacity, Person
from gongzhi.people.queries import capacities
from gongzhi.places.models import Division, Estate
from gongzhi.web.door import open_to_strangers

K, R = Capacity.Kind, Appointment.Role


def may_prepare(person: Person | None, division: Division, *, at: datetime) -> bool:
    """Whether the person works out sittings here: the office, the secretary, whoever holds a mandate to convene."""
    return (
        is_office(person, division, at=at)
        or party_seat(person, division, at=at, head=True) is not None
        or bool(mandates_of(person, division, at=at))
    )


def require_preparer(person: Person | None, division: Division, *, at: datetime) -> Person:
    """Whoever may draft a sitting and keep its attendance; refuses everyone else by naming the office."""
    if person is not None and may_prepare(person, division, at=at):
        return person
    return require_office(person, division, at=at)


def require_summoner(
    person: Person | None, division: Division, kind: str, *, at: datetime, estates: Iterable[Estate] = ()
) -> Mandate | None:
    """Who signs the notice of a sitting: of a joint meeting its convener (B2.3), of 环物委's own its chair or vice chair too."""
    if kind != Sitting.Kind.JOINT:
        heads = (R.CHAIR, R.VICE)
        for stand in stands_of(person, division, at=at, estates=()):
            if stand.side == Side.ENVIRONMENT and stand.seat.role in heads:
                return None
    return require_convener(person, division, at=at, estates=estates)


def get_topic_for(person: Person | None, *, at: datetime, division: str, topic_id: int, **where: Any) -> Topic:
    """A topic of the community, for those at its table; else not there."""
    here = get_community_for(person, at=at, division=division)
    found = Topic.objects.select_related("division", "about", "sitting").filter(division=here, pk=topic_id).first()
    if found is None:
        raise NotHere
    return found


def get_mandate_for(person: Person | None, *, at: datetime, division: str, mandate_id: int, **where: Any) -> Mandate:
    """A mandate of the community, for those at its table; else not there."""
    here = get_community_for(person, at=at, division=division)
    found = Mandate.objects.select_related("division", "about").filter(division=here, pk=mandate_id).first()
    if found is None:
        raise NotHere
    return found


def get_attendee_for(
    person: Person | None, *, at: datetime, division: str, sitting_id: int, attendee_id: int, **where: Any
) -> Attendee:
    """One of those called to a sitting that the person may open; else not there."""
    sitting = get_sitting_for(person, at=at, division=division, sitting_id=sitting_id)
    found = sitting.attendees.filter(pk=attendee_id).first()
    if found is None:
        raise NotHere
    found.sitting = sitting
    return found


def get_delivery_for(
    person: Person | None, *, at: datetime, division: str, sitting_id: int, notice_id: int, **where: Any
) -> Delivery:
    """One delivery of a sitting's notice, for those who may open the sitting; else not there."""
    sitting = get_sitting_for(person, at=at, division=division, sitting_id=sitting_id)
    found = sitting.deliveries.select_related("about").filter(pk=notice_id, minutes__isnull=True).first()
    if found is None:
        raise NotHere
    found.sitting = sitting
    return found


def get_sitting_by_code(person: Person | None, *, at: datetime, sign_in: str, **where: Any) -> Sitting:
    """The sitting whose code stands on the screen, for whoever is signed in; else not there."""
    found = Sitting.objects.select_related("division").filter(sign_in=sign_in).exclude(sign_in="").first()
    if found is None or person is None:
        raise NotHere
    return found


@open_to_strangers
def public_community(person: Person | None, *, at: datetime, division: str, **where: Any) -> Division:
    """The public page of a community's joint meeting."""
    rows = Division.objects.select_related("parent").filter(pk=division, level=Division.Level.COMMUNITY)
    found = rows.first()
    if found is None:
        raise NotHere
    return found


def get_street_for(person: Person | None, *, at: datetime, division: str, **where: Any) -> Division:
    """The street whose communities' meetings its officers look after; else not there."""
    found = Division.objects.select_related("parent").filter(pk=division, level=Division.Level.STREET).first()
    if found is None or not bodies.holds_any_in(person, (K.STREET,), None, found, at=at):
        raise NotHere
    return found


def tables_of(person: Person | None, *, at: datetime) -> list[Division]:
    """The communities at whose table the person sits by a seat, prepares, or convenes by a mandate."""
    if person is None:
        return []
    on = law_day(at)
    lasting = Q(ended_on__isnull=True) | Q(ended_on__gt=on)
    kinds = [*OF_DIVISION.values(), *(kind for several in OF_ESTATE.values() for kind in several)]
    rows = Appointment.objects.filter(lasting, person_id=person.pk, from_on__lte=on, seat__alternate=False)
    rows = rows.filter(body__kind__in=kinds, body__state=BodyState.STANDING)
    codes = {above or below for above, below in rows.values_list("body__division_id", "body__estate__community_id")}
    codes |= set(Mandate.objects.filter(person_id=person.pk, until_on__gt=on).values_list("division_id", flat=True))
    held = capacities(person, at=at).filter(kind__in=OFFICE, division_id__isnull=False)
    for code in held.values_list("division_id", flat=True):
        below = Estate.objects.filter(community__code__startswith=code, ended_on__isnull=True)
        codes |= {code, *below.values_list("community_id", flat=True)}
    found = Division.objects.filter(pk__in=codes, level=Division.Level.COMMUNITY).order_by("pk")
    return [one for one in found if may_look(person, one, at=at)]


def may_look(person: Person | None, division: Division, *, at: datetime) -> bool:
    """Whether `get_community_for` would let the person in: what a page offers."""
    try:
        get_community_for(person, at=at, division=division.pk)
    except NotHere:
        return False
    return True


def speaking_for(person: Person | None, division: Division, *, at: datetime, estates: Iterable[Estate]) -> list[Member]:
    """The parties for which the person speaks now at the table of these estates: seats with their capacity."""
    if person is None:
        return []
    rows = members_of(division, estates, on=law_day(at), named=False)
    held = {seat for seat, _body in bodies.seats_held(person, at=at)}
    return [row for row in rows if row.seat.pk in held]


def speaks_for(
    person: Person | None, division: Division, side: str, about: Estate | None, *, at: datetime
) -> Member | None:
    """The seat in which the person speaks for this party (of this estate), or None."""
    rows = speaking_for(person, division, at=at, estates=[about] if about else [])
    return next((row for row in rows if row.side == side and row.estate == about), None)


def require_side(person: Person | None, division: Division, side: str, about: Estate | None, *, at: datetime) -> Person:
    """Whoever receives and signs for a party: those who sit for it, and for the 居委会 its workers; refuses everyone else."""
    if person is not None:
        if speaks_for(person, division, side, about, at=at) is not None:
            return person
        if side == Side.RESIDENTS and bodies.holds_any_in(person, (K.COMMUNITY,), None, division, at=at):
            return person
    name = f"{about.name if about else ''}{Side(side).label}"
    raise Refused(
        Reason(
            _("这件事只能由%(who)s办理。") % {"who": name},
            cite=RECORDS,
            remedy=_("请这一方的成员登录后办理"),
        )
    )
