"""Who mediates, records visits of law enforcement and holds gatherings; whose page each is. When is asked of the states."""

from datetime import datetime
from typing import Any

from gongzhi.issues import access
from gongzhi.issues.models import Gathering, Mediation, SignUp, Visit
from gongzhi.kernel import keys
from gongzhi.kernel.errors import NotHere
from gongzhi.people import access as people
from gongzhi.people.models import Capacity, Person
from gongzhi.people.queries import holds_any
from gongzhi.places.models import Estate
from gongzhi.web.door import open_to_strangers

K = Capacity.Kind
MEDIATORS = (*access.OFFICES, K.ENVIRONMENT)
VISIT_KEEPERS = (*access.OFFICES, K.ENVIRONMENT)
HOSTS = (*access.OFFICES, K.ENVIRONMENT, *access.OWNERS, K.FIRM)


def mediators_of(person: Person | None, *, at: datetime, code: str, **where: Any) -> Estate:
    """The door of mediation: community, street and 环物委 (B8.6); neither committee nor firm, nor anyone else."""
    return people.get_estate_for(person, code, *MEDIATORS, at=at)


def get_mediation_for(
    person: Person | None, *, at: datetime, code: str, mediation_serial: int, **where: Any
) -> Mediation:
    """A mediation with its sealed parties, for those who mediate; else not there."""
    estate = mediators_of(person, at=at, code=code)
    rows = Mediation.objects.select_related("estate__community", "issue")
    found = rows.filter(estate=estate, serial=mediation_serial).first()
    if found is None:
        raise NotHere
    return found


def require_mediator(person: Person | None, estate: Estate, *, at: datetime) -> Person:
    """Community, street or 环物委 of the place; refuses everyone else by naming who may."""
    return people.require(person, estate, *MEDIATORS, at=at)


def get_visit_for(person: Person | None, *, at: datetime, code: str, visit_serial: int, **where: Any) -> Visit:
    """A visit on the desk of the estate; else not there."""
    estate = access.desk_of(person, at=at, code=code)
    found = Visit.objects.select_related("issue").filter(estate=estate, serial=visit_serial).first()
    if found is None:
        raise NotHere
    found.estate = estate
    return found


def require_visit_keeper(person: Person | None, estate: Estate, *, at: datetime) -> Person:
    """Community, street or 环物委: who writes down what law enforcement did in the estate; refuses everyone else."""
    return people.require(person, estate, *VISIT_KEEPERS, at=at)


def get_gathering_for(
    person: Person | None, *, at: datetime, code: str, gathering_serial: int, **where: Any
) -> Gathering:
    """A gathering on the desk of the estate; else not there."""
    estate = access.desk_of(person, at=at, code=code)
    return _gathering(estate, gathering_serial)


@open_to_strangers
def get_public_gathering(
    person: Person | None, *, at: datetime, code: str, gathering_serial: int, **where: Any
) -> Gathering:
    """A gathering as everyone reads it; else not there."""
    return _gathering(access.public_estate(person, at=at, code=code), gathering_serial)


def _gathering(estate: Estate, serial: int) -> Gathering:
    found = Gathering.objects.select_related("issue").filter(estate=estate, serial=serial).first()
    if found is None:
        raise NotHere
    found.estate = estate
    return found


def require_host(person: Person | None, estate: Estate, *, at: datetime) -> Person:
    """The three parties, 环物委 and the offices, who may hold a gathering (B3.6); refuses everyone else."""
    return people.require(person, estate, *HOSTS, at=at)


def sees_sign_ups(person: Person | None, gathering: Gathering, *, at: datetime) -> bool:
    """Whether the person may read who signed up: whoever announced it, and community and street."""
    if person is None:
        return False
    if holds_any(person, access.OFFICES, gathering.estate, at=at):
        return True
    own = gathering.by == keys.pseudonym(gathering.estate_id, person.pk)
    return own and holds_any(person, HOSTS, gathering.estate, at=at)


def own_sign_up(person: Person | None, gathering: Gathering) -> SignUp | None:
    """The person's own place at a gathering, while it is not given up."""
    if person is None:
        return None
    found: SignUp | None = gathering.sign_ups.filter(person_id=person.pk, cancelled_at__isnull=True).first()
    return found
