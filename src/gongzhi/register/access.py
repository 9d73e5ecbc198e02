"""Who may see and keep the register of an estate; when is asked elsewhere."""

from datetime import datetime
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from gongzhi.kernel.errors import NotHere, Reason, Refused
from gongzhi.people import access as people
from gongzhi.people.models import Capacity, Person
from gongzhi.places.models import Estate, Grid, ManagementFix, Phase, SuccessionItem
from gongzhi.register import queries
from gongzhi.register.models import Correction, Elector, Merge, Owner, Roll, RosterImport, Unit
from gongzhi.web.door import open_to_strangers

T = TypeVar("T")
K = Capacity.Kind
KEEPERS = (K.COMMUNITY, K.COMMITTEE, K.INTERIM, K.PREPARATORY, K.RENEWAL)


@open_to_strangers
def estate_public(person: Person | None, *, at: datetime, code: str, **where: Any) -> Estate:
    """The door of the public pages of an estate."""
    estate = Estate.objects.select_related("community").filter(code=code).first()
    if estate is None:
        raise NotHere
    return estate


def keeper_of(person: Person | None, *, at: datetime, code: str, **where: Any) -> Estate:
    """The door of the register's desk: the community worker of the place and the committee."""
    return people.get_estate_for(person, code, *KEEPERS, at=at)


def worker_of(person: Person | None, *, at: datetime, code: str, **where: Any) -> Estate:
    """The door of what only the community worker of the place does with an estate."""
    return people.get_estate_for(person, code, Capacity.Kind.COMMUNITY, at=at)


def street_of(person: Person | None, *, at: datetime, code: str, **where: Any) -> Estate:
    """The door of what only the street over an estate does with it."""
    return people.get_estate_for(person, code, Capacity.Kind.STREET, at=at)


def may_create(person: Person | None, *, at: datetime, **where: Any) -> list[Capacity]:
    """The door of the page that makes estates: community workers, with what they hold."""
    return people.community_of(person, at=at)


def owner_of(person: Person | None, *, at: datetime, code: str, **where: Any) -> Estate:
    """The door of an owner's own pages: whoever speaks for an elector of the estate."""
    estate = estate_public(person, at=at, code=code)
    if person is None or not queries.electors_of(person, estate).exists():
        raise NotHere
    return estate


def require_keeper(person: Person, estate: Estate, *, at: datetime) -> Person:
    """The person, if they keep the register of this estate; refuses everyone else."""
    return people.require(person, estate, *KEEPERS, at=at)


def require_worker(person: Person, estate: Estate, *, at: datetime) -> Person:
    """The person, if they are a community worker of the place; refuses everyone else."""
    return people.require(person, estate, Capacity.Kind.COMMUNITY, at=at)


def require_worker_of(person: Person, community: str, *, at: datetime) -> Person:
    """The person, if they are a worker of this community (its code); for anyone else it is not there."""
    if not any(community.startswith(str(held.division_id)) for held in people.community_of(person, at=at)):
        raise NotHere
    return person


def grid_of(person: Person | None, *, at: datetime, grid_id: int, **where: Any) -> Grid:
    """The door of one grid: the community workers of its community; for everyone else it is not there."""
    grid = Grid.objects.select_related("community", "parent").filter(pk=grid_id).first()
    if grid is None or person is None:
        raise NotHere
    require_worker_of(person, grid.community_id, at=at)
    return grid


def require_another(one: str, other: str) -> None:
    """Refuses the same person in both places of an act that takes two."""
    if one == other:
        raise Refused(
            Reason(
                _("这件事须由两个人办：提出的人不能自己核准。"),
                remedy=_("请另一位社区工作人员或者业委会委员核准"),
            )
        )


def get_elector_for(person: Person | None, code: str, *, at: datetime, elector_id: int | None = None) -> Elector:
    """An elector of this estate for which the person speaks (the first, if none is named); else not there."""
    estate = estate_public(person, at=at, code=code)
    mine = queries.electors_of(person, estate) if person else Elector.objects.none()
    found = mine.filter(pk=elector_id).first() if elector_id else mine.first()
    if found is None:
        raise NotHere
    return found


def get_unit_for(estate: Estate, unit_id: int) -> Unit:
    """A unit of this estate; the door has asked who."""
    return _found(Unit.objects.select_related("building").filter(pk=unit_id, estate=estate).first())


def get_owner_for(estate: Estate, owner_id: int) -> Owner:
    """An owner of this estate; the door has asked who."""
    return _found(Owner.objects.filter(pk=owner_id, estate=estate).first())


def get_import_for(estate: Estate, import_id: int) -> RosterImport:
    """A roster import of this estate; the door has asked who."""
    return _found(RosterImport.objects.filter(pk=import_id, estate=estate).first())


def get_merge_for(estate: Estate, merge_id: int) -> Merge:
    """A proposed merge of this estate; the door has asked who."""
    return _found(Merge.objects.select_related("left", "right").filter(pk=merge_id, estate=estate).first())


def get_correction_for(estate: Estate, correction_id: int) -> Correction:
    """A correction of this estate; the door has asked who."""
    rows = Correction.objects.select_related("unit__building", "owner")
    return _found(rows.filter(pk=correction_id, estate=estate).first())


def get_roll_for(estate: Estate, roll_id: int) -> Roll:
    """A roll of this estate; the door has asked who."""
    return _found(Roll.objects.filter(pk=roll_id, estate=estate).first())


def get_phase_for(estate: Estate, phase_id: int) -> Phase:
    """A phase of this estate; the door has asked who."""
    return _found(Phase.objects.filter(pk=phase_id, estate=estate).first())


def get_fix_for(estate: Estate, fix_id: int) -> ManagementFix:
    """A proposed correction of this estate's management mode; the door has asked who."""
    return _found(ManagementFix.objects.select_related("spell").filter(pk=fix_id, estate=estate).first())


def get_item_for(estate: Estate, item_id: int) -> SuccessionItem:
    """An item that this estate takes over; the door has asked who."""
    return _found(SuccessionItem.objects.filter(pk=item_id, estate=estate).first())


def _found(row: T | None) -> T:
    if row is None:
        raise NotHere
    return row
