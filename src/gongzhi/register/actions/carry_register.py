"""Carry the register of an estate into its successor: every unit, owner and holding, to the last 0.01 m²."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Sum
from django.utils.translation import gettext as _

from gongzhi.kernel.errors import Reason, Refused
from gongzhi.places.models import Building, Estate, GridCover, Phase
from gongzhi.register.actions.owner_rows import document_index, owner_row
from gongzhi.register.models import Holding, Merge, Owner, Unit
from gongzhi.register.queries.whole import owners_of
from gongzhi.register.roster.doors import building_number
from gongzhi.register.roster.heads import name_key
from gongzhi.register.states import MergeState

COPIED = ("stair", "floor", "room", "kind", "area", "area_source", "status", "delivered_on")
DOOR, NAME = 60, 30


@dataclass(frozen=True, slots=True)
class Figures:
    """What a register holds now: units, current holdings, area in 0.01 m²."""

    units: int
    holdings: int
    area: int


def figures_of(estate: Estate, buildings: Collection[int] | None = None) -> Figures:
    """The figures of an estate, or of these buildings of it."""
    units = Unit.objects.filter(estate=estate, removed_on__isnull=True)
    if buildings is not None:
        units = units.filter(building__in=list(buildings))
    found = units.aggregate(n=Count("pk"), area=Sum("area"))
    held = Holding.objects.filter(estate=estate, until_on__isnull=True, unit__in=units.values("pk"))
    return Figures(found["n"], held.count(), found["area"] or 0)


class Carrier:
    """Copies registers into one new estate; owners with the same document number are one owner there.

    Sealed fields are opened under the old estate's key and sealed anew under the successor's. What the carrier read in
    the old estate and what stands in the new one must agree exactly; otherwise everything is refused.
    """

    def __init__(self, target: Estate, sources: Sequence[Estate], *, at: datetime, on: date) -> None:
        self.target, self.at, self.on = target, at, on
        self.documented: dict[bytes, Owner] = {}
        self.owners: dict[int, Owner] = {}
        self.units: dict[int, Unit] = {}
        self.named: dict[tuple[str, bytes], Owner] = {}
        self.renamed: set[int] = set()
        known = {source.pk: _names(Building, source) for source in sources}
        self.clashing = _twice(number for names in known.values() for number in set(map(building_number, names)))
        self.prefixes = _prefixes(list(sources), known, self.clashing)
        self.phases_clashing = _twice(name for source in sources for name in _names(Phase, source))

    def take(self, source: Estate, buildings: Collection[int] | None = None) -> Figures:
        """Copies all of `source`, or these buildings of it, and closes it there; returns what was carried."""
        before, there = figures_of(source, buildings), figures_of(self.target)
        places = self._buildings(source, buildings)
        old = list(
            Unit.objects.filter(estate=source, building__in=list(places), removed_on__isnull=True).order_by("pk")
        )
        fresh = [self._unit(unit, places[unit.building_id], source) for unit in old]
        Unit.objects.bulk_create(fresh)
        mine = dict(zip((unit.pk for unit in old), fresh, strict=True))
        self.units |= mine
        held = list(Holding.objects.filter(estate=source, until_on__isnull=True, unit__in=list(mine)).order_by("pk"))
        self._take_owners(source, {holding.owner_id for holding in held})
        pairs = {(h.unit_id, self.owners[h.owner_id].pk): h for h in held}
        Holding.objects.bulk_create(
            Holding(estate=self.target, unit=mine[unit_id], owner_id=owner_id, from_on=holding.from_on)
            for (unit_id, owner_id), holding in pairs.items()
        )
        self._take_merges(source)
        self._close(source, old, held)
        after = figures_of(self.target)
        carried = Figures(after.units - there.units, after.holdings - there.holdings, after.area - there.area)
        if carried != before:
            raise Refused(
                Reason(
                    _("%(estate)s的名册没有逐项对上：应承接 %(a)s 套 %(b)s，实际 %(c)s 套 %(d)s。什么也没有改。")
                    % {
                        "estate": source.name,
                        "a": before.units,
                        "b": f"{before.area // 100}.{before.area % 100:02d}㎡",
                        "c": carried.units,
                        "d": f"{carried.area // 100}.{carried.area % 100:02d}㎡",
                    },
                    remedy=_("请联系运维核对这个小区的名册"),
                )
            )
        return carried

    def _buildings(self, source: Estate, wanted: Collection[int] | None) -> dict[int, Building]:
        rows = Building.objects.filter(estate=source).order_by("pk").select_related("phase")
        old = [row for row in rows if wanted is None or row.pk in wanted]
        phases: dict[int, Phase] = {}
        for building in old:
            phase = building.phase
            if phase is not None and phase.pk not in phases:
                clashes = phase.name in self.phases_clashing
                name = self._prefixed(phase.name, source, NAME) if clashes else phase.name
                phases[phase.pk] = Phase.objects.create(estate=self.target, name=name, delivered_on=phase.delivered_on)
        found = {}
        for building in old:
            phase = phases[building.phase_id] if building.phase_id else None
            name = building.name
            if building_number(name) in self.clashing:
                name = self._prefixed(name, source, NAME)
                self.renamed.add(building.pk)
            found[building.pk] = Building.objects.create(estate=self.target, name=name, phase=phase)
        self._take_grids(source, found)
        return found

    def _prefixed(self, name: str, source: Estate, longest: int) -> str:
        """The name with the old estate's before it, where two estates have the same."""
        said = f"{self.prefixes[source.pk]}{name}"
        if len(said) > longest:
            raise Refused(
                Reason(
                    _("两个小区都有“%(name)s”，加上原小区名后太长，写不下。") % {"name": name},
                    remedy=_("先在原小区登记较短的名称"),
                    remedy_url=f"/desk/e/{source.code}/estate/version/",
                )
            )
        return said

    def _unit(self, old: Unit, building: Building, source: Estate) -> Unit:
        door = self._prefixed(old.door, source, DOOR) if old.building_id in self.renamed else old.door
        unit = Unit(estate=self.target, building=building, door=door)
        for field in COPIED:
            setattr(unit, field, getattr(old, field))
        return unit

    def _take_owners(self, source: Estate, wanted: Collection[int]) -> None:
        fresh: list[Owner] = []
        twins: list[tuple[Owner, Owner]] = []
        for pk, old in owners_of(source).items():
            if pk not in wanted:
                continue
            name, document, phone = old.shown_name(), old.document_number(), old.number()
            index = document_index(document)
            known = self.documented.get(index) if index else None
            if known is not None:
                if old.kind == Owner.Kind.DEVELOPER and known.kind != old.kind:
                    known.kind = old.kind
                    known.save(update_fields=["kind"])
                self.owners[pk] = known
                continue
            owner = owner_row(self.target.pk, kind=old.kind, name=name, document=document, phone=phone)
            self.owners[pk] = owner
            fresh.append(owner)
            if index:
                self.documented[index] = owner
            if owner.phone_index:
                twin = self.named.setdefault((name_key(name), bytes(owner.phone_index)), owner)
                if twin is not owner and twin.pk is not None and not (index and twin.document_index):
                    twins.append((twin, owner))
        Owner.objects.bulk_create(fresh)
        Merge.objects.bulk_create(Merge(estate=self.target, left=left, right=right) for left, right in twins)

    def _take_merges(self, source: Estate) -> None:
        """Proposals nobody decided stay proposals; pairs found to be two persons are not asked again."""
        rows = Merge.objects.filter(estate=source).exclude(state=MergeState.CONFIRMED)
        fresh = []
        for row in rows:
            left, right = self.owners.get(row.left_id), self.owners.get(row.right_id)
            if left and right and left.pk != right.pk:
                fresh.append(
                    Merge(
                        estate=self.target,
                        left=left,
                        right=right,
                        state=row.state,
                        decided_at=row.decided_at,
                        decided_by=row.decided_by,
                    )
                )
        Merge.objects.bulk_create(fresh, ignore_conflicts=True)

    def _take_grids(self, source: Estate, places: dict[int, Building]) -> None:
        """The new buildings lie in the grids in which the old ones lay, by themselves or with the whole estate."""
        if source.community_id != self.target.community_id:
            return
        covers = GridCover.objects.filter(estate=source, until_on__isnull=True, grid__ended_on__isnull=True)
        GridCover.objects.bulk_create(
            GridCover(estate=self.target, grid_id=cover.grid_id, building=new, from_on=self.on)
            for cover in covers
            for old_pk, new in places.items()
            if cover.building_id in (None, old_pk)
        )

    def _close(self, source: Estate, units: Iterable[Unit], held: list[Holding]) -> None:
        Unit.objects.filter(pk__in=[unit.pk for unit in units]).update(removed_on=self.on)
        for holding in held:
            holding.until_on = max(self.on, holding.from_on)
        Holding.objects.bulk_update(held, ["until_on"])


def _names(model: type[Building] | type[Phase], source: Estate) -> list[str]:
    return list(model._default_manager.filter(estate=source).values_list("name", flat=True))


def _prefixes(sources: list[Estate], known: dict[int, list[str]], clashing: Collection[str]) -> dict[int, str]:
    """What stands before the names that clash: the old estate's name, with a number where a roster could not tell them.

    A later roster finds its buildings by `building_number`, which keeps 1区 before a number and drops other words.
    """
    plain = {source.pk: source.name for source in sources}
    numbers = [
        building_number(plain[pk] + name if building_number(name) in clashing else name)
        for pk, names in known.items()
        for name in names
    ]
    if not _twice(numbers):
        return plain
    return {source.pk: f"{source.name}{n}区" for n, source in enumerate(sources, start=1)}


def _twice(names: Iterable[str]) -> frozenset[str]:
    seen: set[str] = set()
    found: set[str] = set()
    for name in names:
        (found if name in seen else seen).add(name)
    return frozenset(found)
