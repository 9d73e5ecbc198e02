"""Roster imports: the file read again under its mapping, and what it would change."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import cast

from gongzhi.documents.models import StoredFile
from gongzhi.documents.queries import file_content
from gongzhi.documents.tables.reading import read_table
from gongzhi.places.models import Building, Estate
from gongzhi.register.models import Owner, RosterImport, Unit
from gongzhi.register.queries.whole import holders_of, owners_of
from gongzhi.register.roster.difference import RosterDifference, difference
from gongzhi.register.roster.documents import document_key, is_masked
from gongzhi.register.roster.mapping import guess_mapping
from gongzhi.register.roster.owners import OwnerRow
from gongzhi.register.roster.preview import preview
from gongzhi.register.roster.units import RosterPreview, UnitKey, UnitRow, unit_key

NO_BUILDING = "未分楼栋"


@dataclass(frozen=True, slots=True)
class Reading:
    """One import as it stands: what the file says and what it would change in the register."""

    roster: RosterPreview
    difference: RosterDifference

    @property
    def changes_numbers(self) -> bool:
        """Whether a number that the register knows would be replaced.

        Then a second person has to apply it.
        """
        return any(change.field == "phone" and change.old for row in self.difference.changed for change in row.fields)

    @property
    def warned(self) -> int:
        """How many doubts do not block."""
        return len(self.roster.problems) - self.blocks

    @property
    def blocks(self) -> int:
        """How many doubts block."""
        return sum(1 for problem in self.roster.problems if problem.severity == "block")


def read_roster(content: bytes, name: str, by_hand: Iterable[tuple[str, str]]) -> RosterPreview:
    """The roster in a file under a mapping corrected by hand.

    One owner has one name and number throughout.
    """
    book = read_table(content, name)
    return _one_voice(preview(book, guess_mapping(book, by_hand)))


def read_import(roster_import: RosterImport) -> Reading:
    """The stored file read again, and its difference from the register as it stands now."""
    stored = StoredFile.objects.get(pk=roster_import.file_id, estate_id=roster_import.estate_id)
    roster = read_roster(file_content(stored), stored.name, by_hand_of(roster_import))
    return Reading(roster, difference(registered_rows(roster_import.estate), roster))


def by_hand_of(roster_import: RosterImport) -> list[tuple[str, str]]:
    """The columns mapped by hand, as (column, field)."""
    pairs = cast(list[list[str]], roster_import.mapping)
    return [(column, field) for column, field in pairs]


def file_name(roster_import: RosterImport) -> str:
    """The name of the file that was imported."""
    return StoredFile.objects.get(pk=roster_import.file_id, estate_id=roster_import.estate_id).name


def registered_units(estate: Estate) -> dict[UnitKey, Unit]:
    """The units of the register as it stands, by the key under which rosters are compared."""
    buildings = {building.pk: building for building in Building.objects.filter(estate=estate)}
    found = {}
    for unit in Unit.objects.filter(estate=estate, removed_on__isnull=True):
        unit.building = buildings[unit.building_id]
        found[unit_key(said_building(unit.building.name), unit.stair, unit.room)] = unit
    return found


def said_building(name: str) -> str:
    """The building as a roster says it: nothing for the one that holds units without a building."""
    return "" if name == NO_BUILDING else name


def registered_rows(estate: Estate) -> list[UnitRow]:
    """The register as rows of a roster; only for comparing, full names stay inside."""
    known = {pk: _owner_row(owner) for pk, owner in owners_of(estate).items()}
    held = holders_of(estate)
    return [
        _unit_row(unit, tuple(known[pk] for pk in held.get(unit.pk, ()))) for unit in registered_units(estate).values()
    ]


def _owner_row(owner: Owner) -> OwnerRow:
    return OwnerRow(owner.shown_name(), owner.document_number(), owner.number(), owner.kind)


def _unit_row(unit: Unit, owners: tuple[OwnerRow, ...]) -> UnitRow:
    return UnitRow(
        building=said_building(unit.building.name),
        stair=unit.stair,
        floor=unit.floor,
        room=unit.room,
        door=unit.door,
        kind=unit.kind,
        area=unit.area,
        owners=owners,
        status=unit.status,
        delivered_on=unit.delivered_on,
    )


def _one_voice(roster: RosterPreview) -> RosterPreview:
    """The first name and the first number of a document number hold for all its rows.

    Doubts were told already.
    """
    names: dict[str, str] = {}
    phones: dict[str, str] = {}
    for unit in roster.units:
        for owner in unit.owners:
            if key := _key(owner):
                if owner.name:
                    names.setdefault(key, owner.name)
                if owner.phone:
                    phones.setdefault(key, owner.phone)

    def said(owner: OwnerRow) -> OwnerRow:
        key = _key(owner)
        if not key:
            return owner
        name, phone = names.get(key, ""), phones.get(key, "")
        same = owner.name == name and owner.phone == phone
        return owner if same else owner._replace(name=name, phone=phone)

    units = tuple(unit._replace(owners=tuple(map(said, unit.owners))) for unit in roster.units)
    return replace(roster, units=units)


def _key(owner: OwnerRow) -> str:
    return document_key(owner.document) if owner.document and not is_masked(owner.document) else ""
