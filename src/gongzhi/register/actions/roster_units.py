"""The units of a roster brought into the register: buildings, units, who holds them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from gongzhi.kernel.errors import BadInput
from gongzhi.places.models import Building, Estate
from gongzhi.register.actions.roster_owners import RosterOwners
from gongzhi.register.models import Holding, Owner, Unit
from gongzhi.register.queries.imports import NO_BUILDING, registered_units, said_building
from gongzhi.register.roster.difference import RosterDifference
from gongzhi.register.roster.doors import building_number
from gongzhi.register.roster.kinds import UNDELIVERED, UNSOLD
from gongzhi.register.roster.units import UnitRow

FIELDS = ("floor", "room", "door", "kind", "area", "status", "delivered_on")
BOUNDED = ("stair", "floor", "room", "door", "kind")


class RosterUnits:
    """Writes a difference: new units, changed fields and holders, units that are gone."""

    def __init__(self, estate: Estate, owners: RosterOwners, *, on: date) -> None:
        self.estate, self.owners, self.on = estate, owners, on
        self.units = registered_units(estate)
        buildings = Building.objects.filter(estate=estate)
        self.buildings = {building_number(said_building(b.name)): b for b in buildings}
        self.holders: dict[int, dict[int, Holding]] = defaultdict(dict)
        self.meant: list[tuple[Unit, list[Owner]]] = []
        self.ending: list[Holding] = []

    def take(self, found: RosterDifference) -> None:
        """Everything the difference holds, in a fixed number of statements whatever its size."""
        self._load_holders([self.units[change.old.key].pk for change in found.changed])
        self._add_buildings(found.added)
        fresh = [self._unit(row) for row in found.added]
        changed = []
        for change in found.changed:
            unit = self.units[change.old.key]
            self._overwrite(unit, change.new)
            changed.append(unit)
            current = [self.owners.known[pk] for pk in self.holders[unit.pk]]
            if change.new.owners:
                self.meant.append((unit, self.owners.meant_by(change.new.owners, current)))
        self.meant += [(unit, self.owners.meant_by(row.owners)) for unit, row in zip(fresh, found.added, strict=True)]
        Unit.objects.bulk_create(fresh)
        Unit.objects.bulk_update(changed, FIELDS)
        self.owners.write()
        self._hold()
        self._remove([self.units[row.key].pk for row in found.removed])

    def _load_holders(self, unit_ids: list[int]) -> None:
        self.holders.update({unit_id: {} for unit_id in unit_ids})
        for holding in Holding.objects.filter(estate=self.estate, until_on__isnull=True):
            if holding.unit_id in self.holders:
                self.holders[holding.unit_id][holding.owner_id] = holding

    def _add_buildings(self, rows: Iterable[UnitRow]) -> None:
        fresh: dict[str, Building] = {}
        for row in rows:
            number = building_number(row.building)
            if number not in self.buildings and number not in fresh:
                fresh[number] = Building(estate=self.estate, name=row.building[:30] or NO_BUILDING)
        self.buildings |= fresh
        Building.objects.bulk_create(fresh.values())

    def _unit(self, row: UnitRow) -> Unit:
        unit = Unit(estate=self.estate, building=self.buildings[building_number(row.building)])
        unit.stair = row.stair
        self._overwrite(unit, row)
        return unit

    def _overwrite(self, unit: Unit, row: UnitRow) -> None:
        """The fields the roster gives; what it leaves open stays as the register has it."""
        status = row.status
        if row.by_developer and status != UNSOLD:
            status = UNDELIVERED
        unit.area = row.area
        unit.room, unit.door = row.room, row.door
        unit.kind = row.kind or unit.kind
        unit.floor = row.floor or unit.floor
        unit.status = status or unit.status
        unit.delivered_on = row.delivered_on or unit.delivered_on
        for field in BOUNDED:
            limit = getattr(Unit._meta.get_field(field), "max_length", None)
            if limit and len(getattr(unit, field)) > limit:
                raise BadInput(_("%(door)s：文字太长，请在清册里写短一些。") % {"door": row.door[:40]})

    def _hold(self) -> None:
        fresh = []
        for unit, owners in self.meant:
            current = dict(self.holders.get(unit.pk, {}))
            wanted = {owner.pk for owner in owners}
            for owner_id, holding in current.items():
                if owner_id not in wanted:
                    holding.until_on = max(self.on, holding.from_on)
                    self.ending.append(holding)
            fresh += [
                Holding(estate=self.estate, unit=unit, owner_id=owner_id, from_on=unit.delivered_on or self.on)
                for owner_id in sorted(wanted - set(current))
            ]
        Holding.objects.bulk_update(self.ending, ["until_on"])
        Holding.objects.bulk_create(fresh)

    def _remove(self, unit_ids: list[int]) -> None:
        if not unit_ids:
            return
        Unit.objects.filter(pk__in=unit_ids).update(removed_on=self.on)
        gone = set(unit_ids)
        current = Holding.objects.filter(estate=self.estate, until_on__isnull=True)
        ending = [holding for holding in current if holding.unit_id in gone]
        for holding in ending:
            holding.until_on = max(self.on, holding.from_on)
        Holding.objects.bulk_update(ending, ["until_on"])
