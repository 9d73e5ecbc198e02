"""The tables of one estate, each read by itself and put together here.

Right after an import the planner knows nothing of the new rows; a join of whole tables may then take minutes. Reading
table by table takes a time that grows with the rows and never with a guess.
"""

from collections import defaultdict
from typing import NamedTuple

from gongzhi.places.models import Building, Estate
from gongzhi.register.models import Elector, ElectorOwner, ElectorUnit, Holding, Owner, Unit
from gongzhi.register.queries.natural import door_key


class Place(NamedTuple):
    """One current unit: where it is, what it is, its area in 0.01 m²."""

    pk: int
    building: str
    stair: str
    room: str
    door: str
    kind: str
    area: int
    status: str

    @property
    def key(self) -> tuple[object, ...]:
        """The key by which doors are sorted."""
        return door_key(self.building, self.stair, self.room)


def building_names(estate: Estate) -> dict[int, str]:
    """The names of the estate's buildings by number."""
    return dict(Building.objects.filter(estate=estate).values_list("pk", "name"))


def places_of(estate: Estate, *, building: int | None = None, door: str = "") -> dict[int, Place]:
    """The current units by number, narrowed to a building and to a part of the door where asked."""
    names = building_names(estate)
    rows = Unit.objects.filter(estate=estate, removed_on__isnull=True)
    if building:
        rows = rows.filter(building_id=building)
    if door:
        rows = rows.filter(door__icontains=door)
    fields = ("pk", "building_id", "stair", "room", "door", "kind", "area", "status")
    return {pk: Place(pk, names[of], *rest) for pk, of, *rest in rows.values_list(*fields)}


def elector_kinds(estate: Estate) -> dict[int, str]:
    """The current electors by number, each with its kind."""
    return dict(Elector.objects.filter(estate=estate, ended_on__isnull=True).values_list("pk", "kind"))


def elector_units(estate: Estate) -> dict[int, int]:
    """Which elector stands behind which unit, by unit."""
    return dict(ElectorUnit.objects.filter(estate=estate).values_list("unit_id", "elector_id"))


def elector_owners(estate: Estate) -> dict[int, list[int]]:
    """The owners that make up each elector, ended ones too, in stable order."""
    found: dict[int, list[int]] = defaultdict(list)
    rows = ElectorOwner.objects.filter(estate=estate).order_by("owner_id")
    for elector_id, owner_id in rows.values_list("elector_id", "owner_id"):
        found[elector_id].append(owner_id)
    return found


def holders_of(estate: Estate) -> dict[int, list[int]]:
    """Who holds each unit now, in stable order."""
    found: dict[int, list[int]] = defaultdict(list)
    rows = Holding.objects.filter(estate=estate, until_on__isnull=True).order_by("owner_id")
    for unit_id, owner_id in rows.values_list("unit_id", "owner_id"):
        found[unit_id].append(owner_id)
    return found


def owners_of(estate: Estate) -> dict[int, Owner]:
    """Every owner of the estate by number."""
    return {owner.pk: owner for owner in Owner.objects.filter(estate=estate)}
