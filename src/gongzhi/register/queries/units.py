"""Lists of units and electors for the desk.

Sorted as people read doors, masked, in a fixed number of queries.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch

from gongzhi.places.models import Building, Estate
from gongzhi.register.models import Claim, Elector, Holding, Owner, Unit
from gongzhi.register.queries.electors import masked_of, with_label
from gongzhi.register.queries.masks import masked_name
from gongzhi.register.queries.natural import door_key, natural
from gongzhi.register.queries.whole import elector_kinds, elector_owners, elector_units, places_of

ORDERS = ("door", "area", "kind")


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit as a list shows it; area in 0.01 m²."""

    pk: int
    door: str
    kind: str
    area: int
    status: str
    owners: str


@dataclass(frozen=True, slots=True)
class ElectorLine:
    """One elector as a list shows it; area in 0.01 m²."""

    pk: int
    doors: str
    owners: str
    units: int
    area: int
    claimed_at: datetime | None
    way: str


def buildings_of(estate: Estate) -> list[Building]:
    """The buildings of the estate as people count them."""
    return sorted(Building.objects.filter(estate=estate), key=lambda building: natural(building.name))


def unit_ids(
    estate: Estate, *, building: int | None = None, order: str = "door", down: bool = False, door: str = ""
) -> list[int]:
    """The current units by number, filtered by building and part of the door, in the order asked for."""
    places = places_of(estate, building=building, door=door).values()
    keyed = [(({"area": p.area, "kind": p.kind}.get(order, 0), p.key), p.pk) for p in places]
    return [pk for _key, pk in sorted(keyed, reverse=down)]


def unit_lines(ids: Sequence[int]) -> list[UnitLine]:
    """The units of one page with masked owners, in the order of `ids`."""
    held = Holding.objects.filter(until_on__isnull=True).select_related("owner").order_by("owner_id")
    units = Unit.objects.filter(pk__in=ids).prefetch_related(Prefetch("holdings", held, to_attr="current"))
    by_id = {unit.pk: unit for unit in units}
    return [
        UnitLine(
            pk=unit.pk,
            door=unit.door,
            kind=unit.kind,
            area=unit.area,
            status=unit.status,
            owners="、".join(masked_name(h.owner.kind, h.owner.shown_name()) for h in unit.current),  # type: ignore[attr-defined]
        )
        for pk in ids
        if (unit := by_id.get(pk))
    ]


def unreached_ids(estate: Estate) -> list[int]:
    """The electors for whom nobody speaks and of whom the register has no number, in the order of doors."""
    with_number = set(Owner.objects.filter(estate=estate, phone_index__isnull=False).values_list("pk", flat=True))
    claimed = Claim.objects.filter(estate=estate, until_at__isnull=True)
    reached = set(claimed.values_list("elector_id", flat=True))
    reached |= {pk for pk, owners in elector_owners(estate).items() if with_number & set(owners)}
    return [pk for pk in elector_ids(estate) if pk not in reached]


def elector_ids(estate: Estate) -> list[int]:
    """The current electors by number, in the order of their first door."""
    places, current = places_of(estate), elector_kinds(estate)
    first: dict[int, Any] = {}
    for unit_id, pk in elector_units(estate).items():
        if pk in current and unit_id in places:
            key = places[unit_id].key
            first[pk] = min(first.get(pk, key), key)
    return sorted(first, key=lambda pk: (first[pk], pk))


def elector_lines(ids: Sequence[int]) -> list[ElectorLine]:
    """The electors of one page with their claim, in the order of `ids`."""
    electors = {e.pk: e for e in with_label(Elector.objects.filter(pk__in=ids))}
    claims = {c.elector_id: c for c in Claim.objects.filter(elector__in=ids, until_at__isnull=True)}
    return [_line(electors[pk], claims.get(pk)) for pk in ids if pk in electors]


def _line(elector: Elector, claim: Claim | None) -> ElectorLine:
    units = sorted(
        (place.unit for place in elector.places.all()),
        key=lambda unit: door_key(unit.building.name, unit.stair, unit.room),
    )
    shown = "、".join(unit.door for unit in units[:3])
    return ElectorLine(
        pk=elector.pk,
        doors=shown + (f" … {len(units)}" if len(units) > 3 else ""),
        owners=masked_of(elector),
        units=len(units),
        area=sum(unit.area for unit in units),
        claimed_at=claim.from_at if claim else None,
        way=claim.get_way_display() if claim else "",
    )
