"""Who may keep and see what stands around bodies: engagements, service of cadres, quality notes, lists over many estates."""

from datetime import datetime
from typing import Any

from gongzhi.bodies.access import require_in
from gongzhi.bodies.models import Appointment, Body, Engagement, UnitInquiry
from gongzhi.bodies.queries.engagements import secretary_of
from gongzhi.bodies.queries.standing import appointments
from gongzhi.bodies.states import BodyState
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import NotHere
from gongzhi.people import access as people
from gongzhi.people.models import Capacity, Person
from gongzhi.people.queries import capacities, holds, holds_any
from gongzhi.places.models import Division, Estate
from gongzhi.web.door import open_to_strangers

K = Capacity.Kind
# Who keeps what stands around the bodies of an estate: 四有一化, party coverage, micro-grids, records of service.
UPKEEPERS = (K.COMMUNITY, K.STREET)
OVERSEERS = (K.COMMUNITY, K.STREET, K.DEPARTMENT, K.ENVIRONMENT)


def officer_over(person: Person | None, *, at: datetime, **where: Any) -> list[Division]:
    """The door of lists over many estates: the divisions over which the person is an officer."""
    held = capacities(person, at=at).filter(kind__in=OVERSEERS, division__isnull=False) if person else None
    found = list(Division.objects.filter(pk__in=held.values("division_id")).order_by("pk")) if held is not None else []
    if not found:
        raise NotHere
    return found


@open_to_strangers
def community_public(person: Person | None, *, at: datetime, division: str, **where: Any) -> Division:
    """The door of the public page of a community or street."""
    levels = (Division.Level.COMMUNITY, Division.Level.STREET)
    found = Division.objects.select_related("parent").filter(pk=division, level__in=levels).first()
    if found is None:
        raise NotHere
    return found


@open_to_strangers
def public_body(person: Person | None, *, at: datetime, code: str, body_id: int, **where: Any) -> Body:
    """A body of this estate for everyone; one of another estate is not there."""
    rows = Body.objects.select_related("estate__community", "division", "parent")
    found = rows.filter(pk=body_id, estate__code=code).first()
    if found is None:
        raise NotHere
    return found


@open_to_strangers
def community_body(person: Person | None, *, at: datetime, division: str, body_id: int, **where: Any) -> Body:
    """A body above estates for everyone, at the address of its own division."""
    found = Body.objects.select_related("estate", "division").filter(pk=body_id, division_id=division).first()
    if found is None:
        raise NotHere
    return found


def quality_seat(person: Person | None, estate: Estate, *, at: datetime) -> Appointment:
    """The seat as 义务质量总监 in which the person serves the estate now; refuses everyone else."""
    person = require_in(person, estate, None, K.QUALITY, at=at)
    entries = capacities(person, at=at).filter(kind=K.QUALITY, estate=estate).values("granted_entry")
    return Appointment.objects.select_related("body").get(estate=estate, entry__in=entries, person_id=person.pk)


def quality_of(person: Person | None, *, at: datetime, code: str, **where: Any) -> Appointment:
    """The door of the quality director's own page."""
    estate = Estate.objects.select_related("community").filter(code=code).first()
    if estate is None or person is None or not holds(person, K.QUALITY, estate, at=at):
        raise NotHere
    return quality_seat(person, estate, at=at)


def get_engagement_for(
    person: Person | None, *, at: datetime, code: str, engagement_id: int, **where: Any
) -> Engagement:
    """A secretary's or a service's engagement, on the estate's desk; else not there."""
    estate = people.desk_of_estate(person, at=at, code=code)
    found = Engagement.objects.select_related("estate__community", "body").filter(pk=engagement_id, estate=estate)
    row = found.first()
    if row is None:
        raise NotHere
    return row


def may_engage(person: Person | None, engagement: Engagement, *, at: datetime) -> Person:
    """Those who look after an engagement: members of the body that hired, and the community worker of the place."""
    if person is not None:
        seats = appointments(engagement.body, on=law_day(at)).filter(person_id=person.pk, seat__alternate=False)
        if seats.exists() and engagement.body.state == BodyState.STANDING:
            return person
    return require_in(person, engagement.estate, None, K.COMMUNITY, K.COMMITTEE, K.INTERIM, K.SELF_MANAGED, at=at)


def charged_with(person: Person, estate: Estate, task: str, *, at: datetime) -> bool:
    """Whether the person is a secretary of the estate now, charged with `task` and nothing beyond what is listed (A8.3)."""
    engaged = secretary_of(estate, person.pk, on=law_day(at))
    return engaged is not None and task in engaged.powers and holds(person, K.SECRETARY, estate, at=at)


def get_service_for(person: Person | None, *, at: datetime, code: str, service_id: int, **where: Any) -> Appointment:
    """A seconded cadre's seat: for its holder, and for community and street of the place; else not there."""
    rows = Appointment.objects.select_related("estate__community", "body", "seat", "term")
    found = rows.filter(pk=service_id, estate__code=code).exclude(seconded_from="").first()
    if found is None or person is None or found.estate is None:
        raise NotHere
    if found.person_id != person.pk and not holds_any(person, UPKEEPERS, found.estate, at=at):
        raise NotHere
    return found


def get_inquiry_for(appointment: Appointment, inquiry_id: int) -> UnitInquiry:
    """A sending unit's inquiry into this service; the door has asked who."""
    found = UnitInquiry.objects.filter(pk=inquiry_id, estate=appointment.estate, appointment=appointment).first()
    if found is None:
        raise NotHere
    return found
