"""What importing again would change, unit by unit and field by field, for a person to accept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gongzhi.register.roster.areas import printed
from gongzhi.register.roster.documents import document_key
from gongzhi.register.roster.heads import name_key
from gongzhi.register.roster.owners import OwnerRow
from gongzhi.register.roster.units import RosterPreview, UnitKey, UnitRow


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a unit: its name and the words before and after."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class UnitChange:
    """A unit that both rosters have and its changed fields."""

    old: UnitRow
    new: UnitRow
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class RosterDifference:
    """Units only the new roster has, units that differ, units it lacks, units held back by a block, units alike."""

    added: tuple[UnitRow, ...]
    changed: tuple[UnitChange, ...]
    removed: tuple[UnitRow, ...]
    held: tuple[UnitRow, ...]
    unchanged: int

    @property
    def is_empty(self) -> bool:
        """Whether importing again would change nothing."""
        return not (self.added or self.changed or self.removed or self.held)


def difference(old_units: Iterable[UnitRow], preview: RosterPreview) -> RosterDifference:
    """Compares the units on the register with a new roster by building, stair and room.

    Floor, kind, area, owners, status and delivery day are compared; what the new roster leaves open (no floor, no
    status, no delivery day, no document or phone of an owner) is no change. A unit whose rows are blocked is held:
    neither removed nor changed.
    """
    old: dict[UnitKey, UnitRow] = {unit.key: unit for unit in old_units}
    added: list[UnitRow] = []
    changed: list[UnitChange] = []
    unchanged = 0
    seen: set[UnitKey] = set()
    for unit in preview.units:
        key = unit.key
        seen.add(key)
        before = old.get(key)
        if before is None:
            added.append(unit)
        elif fields := _changes(before, unit):
            changed.append(UnitChange(before, unit, fields))
        else:
            unchanged += 1
    held = {unit.key for unit in preview.blocked if unit.room}
    removed = tuple(unit for key, unit in old.items() if key not in seen and key not in held)
    return RosterDifference(tuple(added), tuple(changed), removed, preview.blocked, unchanged)


def _changes(old: UnitRow, new: UnitRow) -> tuple[FieldChange, ...]:
    changes: list[FieldChange] = []
    for field in ("floor", "kind", "status"):
        before, after = getattr(old, field), getattr(new, field)
        if after and before != after:
            changes.append(FieldChange(field, before, after))
    if old.area != new.area:
        changes.append(FieldChange("area", printed(old.area), printed(new.area)))
    if not _same_owners(old.owners, new.owners):
        changes.append(FieldChange("owner", _names(old.owners), _names(new.owners)))
    else:
        changes += _details(old.owners, new.owners)
    if new.delivered_on and new.delivered_on != old.delivered_on:
        changes.append(FieldChange("delivered_on", str(old.delivered_on or ""), str(new.delivered_on)))
    return tuple(changes)


def _names(owners: Iterable[OwnerRow]) -> str:
    return "、".join(owner.name or owner.document for owner in owners)


def _pairs(old: tuple[OwnerRow, ...], new: tuple[OwnerRow, ...]) -> list[tuple[OwnerRow, OwnerRow]] | None:
    """Each old owner with the new one of the same document, or of the same name where one document is missing."""
    if len(old) != len(new):
        return None
    left = list(new)
    pairs: list[tuple[OwnerRow, OwnerRow]] = []
    for owner in old:
        match = next(
            (
                other
                for other in left
                if (
                    document_key(owner.document) == document_key(other.document)
                    if owner.document and other.document
                    else name_key(owner.name) == name_key(other.name)
                )
            ),
            None,
        )
        if match is None:
            return None
        left.remove(match)
        pairs.append((owner, match))
    return pairs


def _same_owners(old: tuple[OwnerRow, ...], new: tuple[OwnerRow, ...]) -> bool:
    return _pairs(old, new) is not None


def _details(old: tuple[OwnerRow, ...], new: tuple[OwnerRow, ...]) -> list[FieldChange]:
    changes: list[FieldChange] = []
    for before, after in _pairs(old, new) or ():
        if after.name and name_key(before.name) != name_key(after.name):
            changes.append(FieldChange("owner", before.name, after.name))
        if after.document and document_key(before.document) != document_key(after.document):
            changes.append(FieldChange("document", before.document, after.document))
        if after.phone and before.phone != after.phone:
            changes.append(FieldChange("phone", before.phone, after.phone))
    return changes
