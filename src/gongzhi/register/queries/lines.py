"""The lines a roll would have now: one an elector, in the order of doors; and the hash over lines."""

import hashlib
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

import rfc8785

from gongzhi.places.models import Estate
from gongzhi.register.models import Merge, Owner, Roll, RollEntry
from gongzhi.register.queries.masks import masked_name
from gongzhi.register.queries.whole import (
    Place,
    elector_kinds,
    elector_owners,
    elector_units,
    owners_of,
    places_of,
)
from gongzhi.register.states import MergeState

PARKING = "车位"


@dataclass(frozen=True, slots=True)
class Line:
    """One elector of a roll; areas in 0.01 m², `merge_group` joins electors that may be one."""

    elector_id: int
    developer: bool
    doors: str
    masked: str
    units: int
    parking_units: int
    area: int
    parking_area: int
    merge_group: int | None


@dataclass(frozen=True, slots=True)
class Totals:
    """What a roll counts: units, heads at most, heads if every open merge is confirmed, area in 0.01 m²."""

    units: int
    heads: int
    heads_min: int
    area: int


@dataclass(frozen=True, slots=True)
class ParkingShare:
    """The developer's part of the area with and without parking (field-notes R12), in 0.01 m²."""

    parking_units: int
    without: int
    without_total: int
    counted: int
    counted_total: int


def lines_now(estate: Estate, *, shown: bool = True, within: Container[int] | None = None) -> list[Line]:
    """Every elector of the register as it stands, in the order in which people read doors.

    Without `shown` the lines carry figures only (no doors, no names): enough for totals, and no name is opened. `within`
    are the units of a part of the estate: each elector then stands with what it holds there, the others not at all.
    """
    kinds, members = elector_kinds(estate), elector_owners(estate)
    places = places_of(estate)
    units: dict[int, list[Place]] = defaultdict(list)
    for unit_id, elector_id in elector_units(estate).items():
        if unit_id in places and elector_id in kinds and (within is None or unit_id in within):
            units[elector_id].append(places[unit_id])
    groups = _merge_groups(estate, kinds, members)
    seen = None if within is None else {owner for pk in units for owner in members[pk]}
    names = _names(estate, seen) if shown else {}
    keyed = []
    for pk, behind in units.items():
        if shown:
            behind.sort(key=lambda place: place.key)
        masked = _masked(kinds[pk], [names[owner] for owner in members[pk]]) if shown else ""
        key = behind[0].key if shown else ()
        keyed.append((key, pk, _line(pk, kinds[pk], behind, masked, groups.get(pk))))
    return [line for _key, _pk, line in sorted(keyed, key=lambda row: row[:2])]


def counted(lines: Iterable[Line], parking: str) -> list[Line]:
    """The lines that stand on a roll with this parking rule.

    Without parking, who owns only parking is no elector.
    """
    return [line for line in lines if parking != Roll.Parking.NEVER or line.area > line.parking_area]


def totals(lines: Iterable[Line], parking: str) -> Totals:
    """Sums of a roll for matters that do not touch parking.

    With the rule `always`, parking is counted too.
    """
    with_parking = parking == Roll.Parking.ALWAYS
    rows = [line for line in lines if with_parking or line.area > line.parking_area]
    groups = {line.merge_group for line in rows if line.merge_group}
    grouped = sum(1 for line in rows if line.merge_group)
    return Totals(
        units=sum(line.units - (0 if with_parking else line.parking_units) for line in rows),
        heads=len(rows),
        heads_min=len(rows) - grouped + len(groups),
        area=sum(line.area - (0 if with_parking else line.parking_area) for line in rows),
    )


def parking_share(lines: Sequence[Line]) -> ParkingShare:
    """What counting parking would give the developer."""
    own = [line for line in lines if line.developer]
    return ParkingShare(
        parking_units=sum(line.parking_units for line in lines),
        without=sum(line.area - line.parking_area for line in own),
        without_total=sum(line.area - line.parking_area for line in lines),
        counted=sum(line.area for line in own),
        counted_total=sum(line.area for line in lines),
    )


def roll_hash(entries: Iterable[RollEntry]) -> str:
    """SHA-256 over the entries as canonical JSON (RFC 8785), one a line, in the order of their numbers."""
    digest = hashlib.sha256()
    for entry in sorted(entries, key=lambda e: e.line):
        digest.update(rfc8785.dumps(line_document(entry)) + b"\n")
    return digest.hexdigest()


def line_document(entry: RollEntry) -> dict[str, int | str | None]:
    """One entry as it is hashed and published: areas are whole numbers of 0.01 m²."""
    return {
        "line": entry.line,
        "doors": entry.doors,
        "masked": entry.masked,
        "units": entry.units,
        "area": entry.area,
        "parking_area": entry.parking_area,
        "merge_group": entry.merge_group,
    }


def _line(pk: int, kind: str, places: Sequence[Place], masked: str, group: int | None) -> Line:
    parked = [place for place in places if place.kind == PARKING]
    return Line(
        elector_id=pk,
        developer=kind == Owner.Kind.DEVELOPER,
        doors="、".join(place.door for place in places),
        masked=_cut(masked),
        units=len(places),
        parking_units=len(parked),
        area=sum(place.area for place in places),
        parking_area=sum(place.area for place in parked),
        merge_group=group,
    )


def _names(estate: Estate, seen: Container[int] | None) -> dict[int, str]:
    """The masked names of the owners who are seen; of every owner of the estate where none are named."""
    owners = owners_of(estate).items()
    return {pk: masked_name(o.kind, o.shown_name()) for pk, o in owners if seen is None or pk in seen}


def _masked(kind: str, names: Sequence[str]) -> str:
    return "、".join(names[:1] if kind == Owner.Kind.DEVELOPER else names)


def _cut(names: str) -> str:
    limit = RollEntry._meta.get_field("masked").max_length or 0
    return names if len(names) <= limit else names[: limit - 1] + "…"


def _merge_groups(estate: Estate, kinds: Mapping[int, str], members: Mapping[int, Sequence[int]]) -> dict[int, int]:
    """Electors that would be one if every open merge were confirmed, numbered from 1.

    Single ones are left out.
    """
    root: dict[int, int] = {}

    def find(owner: int) -> int:
        while root.get(owner, owner) != owner:
            owner = root[owner]
        return owner

    pairs = Merge.objects.filter(estate=estate, state=MergeState.OPEN).values_list("left_id", "right_id")
    for left, right in pairs:
        one, other = sorted((find(left), find(right)))
        root[other] = one
    if not root:
        return {}
    by_set: dict[frozenset[int], list[int]] = {}
    for pk, kind in kinds.items():
        owners = frozenset(map(find, members.get(pk, ())))
        if owners and kind != Owner.Kind.DEVELOPER:
            by_set.setdefault(owners, []).append(pk)
    joined = [sorted(group) for group in by_set.values() if len(group) > 1]
    return {pk: number for number, group in enumerate(sorted(joined), start=1) for pk in group}
