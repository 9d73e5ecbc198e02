"""Who may do what with bodies and seats, and which powers the body of a person has now."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from gongzhi.bodies.models import Appointment, Body
from gongzhi.bodies.queries.scope import place_of
from gongzhi.bodies.queries.standing import appointments, status_of
from gongzhi.bodies.states import BodyState
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import NotHere, Reason, Refused
from gongzhi.people.models import Capacity, Person
from gongzhi.people.queries import capacities, holds
from gongzhi.places.models import Division, Estate
from gongzhi_law import powers
from gongzhi_law.bodies import BodyKind
from gongzhi_law.powers import Grant, Power

K = Capacity.Kind
B = Body.Kind
# The capacity that a seat in a body of this kind gives; other kinds give none.
CAPACITIES = {
    B.COMMITTEE: K.COMMITTEE,
    B.INTERIM: K.INTERIM,
    B.SELF_MANAGED: K.SELF_MANAGED,
    B.PREPARATORY: K.PREPARATORY,
    B.RENEWAL: K.RENEWAL,
    B.OWNERS_SUPERVISION: K.SUPERVISOR,
    B.ENV_COMMITTEE: K.ENVIRONMENT,
    B.PROJECT: K.FIRM,
}
# Who writes down that a body of this kind was formed and who sits in it.
RECORDERS = {
    B.INTERIM: (K.STREET,),
    B.PREPARATORY: (K.STREET, K.COMMUNITY),
    B.RENEWAL: (K.STREET, K.COMMUNITY),
    B.STREET: (K.STREET,),
    B.DEPARTMENT: (K.STREET,),
    B.UTILITY: (K.STREET,),
    B.PROJECT: (K.COMMUNITY, K.COMMITTEE),
}
COMMON_RECORDERS = (K.COMMUNITY,)
# Bodies whose first members get their capacity only when the street has confirmed the term against the filing (L4.4).
CONFIRMED_BY_STREET = (B.COMMITTEE,)


@dataclass(frozen=True, slots=True)
class Acting:
    """A person acting through a body: the power, what the law says of it, and whether the body acts for another (代行)."""

    person: Person
    body: Body
    appointment: Appointment
    grant: Grant


def recorders(kind: str) -> tuple[str, ...]:
    """The capacities that may write down a body of this kind."""
    return tuple(RECORDERS.get(B(kind), COMMON_RECORDERS))


def holds_in(
    person: Person | None, kind: str, estate: Estate | None, division: Division | None, *, at: datetime
) -> bool:
    """Whether the person holds `kind` in this estate, or over this division."""
    if person is None:
        return False
    if estate is not None:
        return holds(person, kind, estate, at=at)
    code = str(division.code) if division is not None else ""
    above = [code[:length] for length in (2, 4, 6, 9, 12) if length <= len(code)]
    return capacities(person, at=at).filter(kind=kind, division_id__in=above).exists()


def require_in(
    person: Person | None, estate: Estate | None, division: Division | None, *kinds: str, at: datetime
) -> Person:
    """The person, if one of `kinds` is held there; refuses everyone else by naming who may."""
    if person is None or not any(holds_in(person, kind, estate, division, at=at) for kind in kinds):
        names = "、".join(str(K(kind).label) for kind in kinds)
        raise Refused(Reason(_("这件事只能由%(who)s办理。") % {"who": names}, remedy=_("请有此身份的人办理")))
    return person


def may_record(person: Person | None, body: Body, *, at: datetime) -> Person:
    """Those who write down what became of a body."""
    return require_in(person, body.estate, body.division, *recorders(body.kind), at=at)


def acting_of(person: Person | None, estate: Estate, *, at: datetime) -> list[tuple[Body, Appointment]]:
    """The bodies of the estate in which the person has a seat (no alternate's place) and the capacity of it."""
    if person is None:
        return []
    on = law_day(at)
    held = set(capacities(person, at=at).filter(estate=estate).values_list("granted_entry", flat=True))
    bodies = Body.objects.filter(estate=estate, state=BodyState.STANDING, appointments__person_id=person.pk).distinct()
    found = []
    for body in bodies.select_related("estate__community", "division"):
        for seat in appointments(body, on=on).filter(person_id=person.pk, seat__alternate=False):
            if seat.entry in held and not seat.suspensions.filter(lifted_on__isnull=True, from_on__lte=on).exists():
                found.append((body, seat))
    return found


def grant_of(body: Body, power: Power, *, at: datetime) -> Grant:
    """What the law leaves this body of this power today, by place, kind and standing (R7, R14)."""
    on = law_day(at)
    return powers.may(BodyKind(body.kind), status_of(body, on=on), power, on=on, place=place_of(body))


def require_power(person: Person | None, estate: Estate, power: Power, *, at: datetime) -> Acting:
    """The person acting through a body of the estate that has `power` now; refuses with the article of what stands in the way."""
    reasons = []
    for body, seat in acting_of(person, estate, at=at):
        grant = grant_of(body, power, at=at)
        if grant.granted:
            assert person is not None  # noqa: S101
            return Acting(person, body, seat, grant)
        reasons.append(Reason(grant.sentence, cite=grant.cite, remedy=_("由业主共同决定，或者请有此权限的组织办理")))
    if not reasons:
        reasons = [Reason(_("您在本小区没有可以行使这项权限的任职。"), remedy=_("请现任成员办理"))]
    raise Refused(*reasons)


def get_body_for(person: Person | None, *, at: datetime, code: str, body_id: int, **where: Any) -> Body:
    """A body of the estate `code`, on the desk of those with a capacity there; else not there."""
    body = Body.objects.select_related("estate__community", "division").filter(pk=body_id, estate__code=code).first()
    if body is None or body.estate is None or person is None:
        raise NotHere
    if not any(holds(person, kind, body.estate, at=at) for kind in K.values):
        raise NotHere
    return body
