"""Reading places: what an estate was on a day, what it is obliged to, where it came from and went, its grids."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from gongzhi.places.models import (
    Building,
    Division,
    Estate,
    EstateEnd,
    EstateVersion,
    Grid,
    GridCover,
    ManagementSpell,
    Phase,
    Succession,
    SuccessionItem,
)
from gongzhi.places.states import ItemState


def obliged(estate: Estate, level: str) -> bool:
    """Whether the estate uses the product at least at `level` (l1–l4): what is no duty of law begins with its level."""
    return estate.ended_on is None and estate.level >= level


def version_on(estate: Estate, on: date) -> EstateVersion | None:
    """The estate as it was drawn on a day; None before its first and after its last version."""
    return estate.versions.filter(_on(on), from_on__lte=on).first()


def mode_on(estate: Estate, on: date) -> ManagementSpell | None:
    """How the estate was managed on a day, corrections applied; None before it was registered."""
    return estate.management_spells.filter(_on(on), from_on__lte=on, void=False).first()


def spell_now(estate: Estate) -> ManagementSpell | None:
    """The mode in force, with its basis."""
    return estate.management_spells.filter(until_on__isnull=True, void=False).first()


def buildings_of(version: EstateVersion) -> list[str]:
    """Names of the buildings of a version: as kept when it closed, or as they are now."""
    return list(version.buildings) if version.until_on else building_names(version.estate)


def building_names(estate: Estate) -> list[str]:
    """The names of the estate's buildings in the order of their entry."""
    return list(Building.objects.filter(estate=estate).order_by("pk").values_list("name", flat=True))


def phases_as_kept(estate: Estate) -> list[dict[str, str | None]]:
    """The phases as a version keeps them: name and day of delivery (None: not delivered)."""
    rows = Phase.objects.filter(estate=estate).order_by("pk").values_list("name", "delivered_on")
    return [{"name": name, "delivered_on": day.isoformat() if day else None} for name, day in rows]


def undelivered_buildings(estate: Estate, on: date) -> set[int]:
    """The buildings of phases not delivered by `on` (法释〔2020〕17号第9条: they count to the developer)."""
    waiting = Q(phase__delivered_on__isnull=True) | Q(phase__delivered_on__gt=on)
    return set(Building.objects.filter(waiting, estate=estate, phase__isnull=False).values_list("pk", flat=True))


def same_name_elsewhere(name: str, community: Division) -> list[Estate]:
    """Estates of this name in other communities: two of one name are easily taken for each other."""
    found = Estate.objects.filter(name=name.strip(), ended_on__isnull=True).exclude(community=community)
    return list(found.select_related("community").order_by("community_id"))


def end_of(estate: Estate) -> EstateEnd | None:
    """How the estate ended; None while it lives."""
    return EstateEnd.objects.filter(estate=estate).first()


def successors_of(estate: Estate) -> list[Succession]:
    """What took over from this estate, with the successor."""
    return list(Succession.objects.filter(from_estate=estate).select_related("estate").order_by("pk"))


def predecessors_of(estate: Estate) -> list[Succession]:
    """What this estate took over, with the estate it came from."""
    return list(Succession.objects.filter(estate=estate).select_related("from_estate").order_by("pk"))


def open_items(estates: Iterable[Estate]) -> dict[int, int]:
    """Estate number → how many items it still has to take over."""
    found: dict[int, int] = {}
    rows = SuccessionItem.objects.filter(estate__in=list(estates), state=ItemState.OPEN)
    for pk in rows.values_list("estate_id", flat=True):
        found[pk] = found.get(pk, 0) + 1
    return found


def grids_below(divisions: Iterable[str]) -> QuerySet[Grid]:
    """The standing grids of the communities under these divisions: each grid before its micro-grids."""
    scope = Q(pk__in=[])
    for code in divisions:
        scope |= Q(community__code__startswith=code)
    return (
        Grid.objects.filter(scope, ended_on__isnull=True)
        .select_related("community", "parent")
        .order_by("community_id", "code", "pk")
    )


def in_order(grids: Iterable[Grid]) -> list[Grid]:
    """Grids with their micro-grids right behind them."""
    rows = list(grids)
    known = {grid.pk for grid in rows}
    tops = [g for g in rows if g.parent_id is None or g.parent_id not in known]
    return [one for top in tops for one in (top, *(g for g in rows if g.parent_id == top.pk))]


def covers_of(grid: Grid) -> QuerySet[GridCover]:
    """What the grid covers now: whole estates and single buildings."""
    rows = grid.covers.filter(until_on__isnull=True).select_related("estate", "building")
    return rows.order_by("estate__name", "building__name")


def grids_of(estate: Estate) -> QuerySet[GridCover]:
    """The grids in which the estate or its buildings lie now."""
    rows = GridCover.objects.filter(estate=estate, until_on__isnull=True, grid__ended_on__isnull=True)
    return rows.select_related("grid__parent", "building").order_by("grid__code")


def _on(on: date) -> Q:
    return Q(until_on__isnull=True) | Q(until_on__gt=on)


def plain_item(item: SuccessionItem) -> dict[str, Any]:
    """One item of a succession as everyone may read it."""
    return {
        "kind": item.kind,
        "name": str(item.get_kind_display()),
        "state": item.state,
        "note": item.note,
        "done_on": item.done_on,
    }
