"""Who prepares a list of candidates, who vets, who is on it, who may object: the doors and rights of slates."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from gongzhi.bodies.access import holds_any_in, holds_in, records, require_in
from gongzhi.bodies.models import Appointment, Body, Candidate, ListObjection, Slate
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import NotHere
from gongzhi.people import access as people
from gongzhi.people.models import Capacity, Person
from gongzhi.people.queries import capacities
from gongzhi.places.models import Estate
from gongzhi.register.access import owner_of

K = Capacity.Kind
# Who prepares the election: 筹备组, 换届小组, the committee at a by-election, the community for estates that have none of them.
KEEPERS = (K.PREPARATORY, K.RENEWAL, K.COMMITTEE, K.COMMUNITY)
# Who vets candidates (B1.3 审核把关): each office by itself.
VETTERS = (K.STREET, K.COMMUNITY, K.DEPARTMENT)
DESK = (*KEEPERS, K.STREET, K.DEPARTMENT)


def may_keep_slate(person: Person | None, estate: Estate, *, at: datetime) -> Person:
    """Those who prepare the election of the estate's committee; refuses everyone else."""
    return require_in(person, estate, None, *KEEPERS, at=at)


def keeps_slate(person: Person | None, estate: Estate, *, at: datetime) -> bool:
    """Whether `may_keep_slate` would let the person in: what a page offers."""
    return holds_any_in(person, KEEPERS, estate, None, at=at)


def keeper_name(person: Person, estate: Estate, *, at: datetime) -> str:
    """Who issues the list, by the capacity in which the person keeps it."""
    names = {
        K.PREPARATORY: _("%(estate)s首次业主大会筹备组"),
        K.RENEWAL: _("%(estate)s业主委员会换届小组"),
        K.COMMITTEE: _("%(estate)s业主委员会"),
    }
    kind = next((kind for kind in KEEPERS if holds_in(person, kind, estate, None, at=at)), K.COMMUNITY)
    if kind in names:
        return names[kind] % {"estate": estate.name}
    return _("%(community)s居民委员会") % {"community": estate.community.name}


def vetting_office(person: Person | None, estate: Estate, *, at: datetime) -> str:
    """The office for which the person vets candidates here; refuses everyone else."""
    require_in(person, estate, None, *VETTERS, at=at)
    return office_of(person, estate, at=at) or ""


def office_of(person: Person | None, estate: Estate, *, at: datetime) -> str | None:
    """The office's name for a vetter; None for everyone else."""
    if person is None:
        return None
    if holds_in(person, K.STREET, estate, None, at=at):
        return _("街道办事处（镇政府）")
    if holds_in(person, K.DEPARTMENT, estate, None, at=at):
        code = estate.community_id
        above = [code[:length] for length in (2, 4, 6, 9, 12)]
        held = capacities(person, at=at).filter(kind=K.DEPARTMENT, division_id__in=above).order_by("pk").first()
        return held.department if held else None
    if holds_in(person, K.COMMUNITY, estate, None, at=at):
        return _("社区")
    return None


def sees_persons(person: Person | None, body: Body, *, at: datetime) -> bool:
    """Whether findings may tell this person of single members: who records the body, and the street that confirms it."""
    return records(person, body, at=at) or holds_in(person, K.STREET, body.estate, body.division, at=at)


def slate_desk(person: Person | None, *, at: datetime, code: str, **where: Any) -> Estate:
    """The door of the desk of lists: who prepares elections, and who vets."""
    return people.get_estate_for(person, code, *DESK, at=at)


def get_slate_for(person: Person | None, *, at: datetime, code: str, slate_id: int, **where: Any) -> Slate:
    """A list of this estate, for its desk."""
    estate = slate_desk(person, at=at, code=code)
    found = Slate.objects.select_related("estate__community").filter(pk=slate_id, estate=estate).first()
    if found is None:
        raise NotHere
    return found


def get_candidate_for(person: Person | None, *, at: datetime, code: str, candidate_id: int, **where: Any) -> Candidate:
    """A candidate of this estate, for its desk."""
    estate = slate_desk(person, at=at, code=code)
    rows = Candidate.objects.select_related("estate__community", "slate")
    found = rows.filter(pk=candidate_id, estate=estate).first()
    if found is None:
        raise NotHere
    return found


def own_candidacy(person: Person | None, *, at: datetime, code: str, candidate_id: int, **where: Any) -> Candidate:
    """The person's own candidacy; not there for anyone else."""
    rows = Candidate.objects.select_related("estate__community", "slate")
    found = rows.filter(pk=candidate_id, estate__code=code, person_id=person.pk if person else 0).first()
    if found is None:
        raise NotHere
    return found


def owner_at_slate(person: Person | None, *, at: datetime, code: str, slate_id: int, **where: Any) -> Slate:
    """An open list of the estate, for its owners: to recommend oneself or others, to object."""
    estate: Estate = owner_of(person, at=at, code=code)
    found = Slate.objects.select_related("estate__community").filter(pk=slate_id, estate=estate).first()
    if found is None:
        raise NotHere
    return found


def get_list_objection_for(
    person: Person | None, *, at: datetime, objection_id: int, code: str = "", division: str = "", **where: Any
) -> ListObjection:
    """An objection to a list, for the desk of its estate or division."""
    rows = ListObjection.objects.select_related("estate__community", "body__estate__community", "body__division")
    if code:
        found = rows.filter(pk=objection_id, estate=slate_desk(person, at=at, code=code)).first()
    else:
        found = rows.filter(pk=objection_id, estate__isnull=True, body__division_id=division).first()
        if found is not None and not records(person, found.body, at=at):
            found = None
    if found is None:
        raise NotHere
    return found


def own_seat(
    person: Person | None, *, at: datetime, body_id: int, code: str = "", division: str = "", **where: Any
) -> Body:
    """A body in which the person sits or for which they were heard about, for their own declaration; else not there."""
    scope = {"estate__code": code} if code else {"division_id": division}
    body = Body.objects.select_related("estate__community", "division").filter(pk=body_id, **scope).first()
    if body is None or person is None:
        raise NotHere
    on = law_day(at)
    seated = Appointment.objects.filter(body=body, person_id=person.pk, from_on__lte=on, ended_on__isnull=True)
    if not seated.exists() and not body.hearings.filter(person_id=person.pk).exists():
        raise NotHere
    return body


def objector_to(
    person: Person | None, *, at: datetime, body_id: int, code: str = "", division: str = "", **where: Any
) -> Body:
    """A body to whose members one may object: an owner of the estate, or above estates whoever is signed in."""
    scope = {"estate__code": code} if code else {"division_id": division}
    body = Body.objects.select_related("estate__community", "division").filter(pk=body_id, **scope).first()
    if body is None or person is None:
        raise NotHere
    if body.estate is not None:
        owner_of(person, at=at, code=code)
    return body


def marker_of(person: Person | None, *, at: datetime, code: str, **where: Any) -> Estate:
    """The door of saying whether an estate is large: the community of the place."""
    return people.get_estate_for(person, code, K.COMMUNITY, at=at)
