"""The history of an estate: the one place where versions, modes and levels close and begin."""

from datetime import date
from typing import Any

from gongzhi.places.models import Estate, EstateVersion, LevelSpell, ManagementSpell
from gongzhi.places.queries import building_names, phases_as_kept


def begin_history(
    estate: Estate, *, on: date, entry: int, kind: str = EstateVersion.Kind.CREATED, **version: Any
) -> None:
    """The first version, mode and level of a new estate, from `on`; `version` are further fields of the version."""
    EstateVersion.objects.create(estate=estate, kind=kind, from_on=on, name=estate.name, entry=entry, **version)
    ManagementSpell.objects.create(
        estate=estate, mode=estate.management, from_on=on, basis=ManagementSpell.Basis.REGISTERED, entry=entry
    )
    LevelSpell.objects.create(estate=estate, level=estate.level, from_on=on, entry=entry)


def close_version(estate: Estate, on: date) -> None:
    """Closes the open version with the buildings and phases it had."""
    estate.versions.filter(until_on__isnull=True).update(
        until_on=on, buildings=building_names(estate), phases=phases_as_kept(estate)
    )


def next_version(estate: Estate, *, on: date, kind: str, name: str, entry: int, **fields: Any) -> EstateVersion:
    """Closes the open version on `on` and begins the next one; the estate bears its name from now on."""
    close_version(estate, on)
    found = EstateVersion.objects.create(estate=estate, kind=kind, from_on=on, name=name, entry=entry, **fields)
    estate.name = name
    return found


def next_mode(estate: Estate, *, mode: str, on: date, entry: int, **fields: Any) -> ManagementSpell:
    """Closes the mode in force on `on` and begins the next one."""
    estate.management_spells.filter(until_on__isnull=True, void=False).update(until_on=on)
    found = ManagementSpell.objects.create(estate=estate, mode=mode, from_on=on, entry=entry, **fields)
    estate.management = mode
    return found


def next_level(estate: Estate, *, level: str, on: date, reason: str, entry: int) -> LevelSpell:
    """Closes the level in force on `on` and begins the next one."""
    estate.level_spells.filter(until_on__isnull=True).update(until_on=on)
    found = LevelSpell.objects.create(estate=estate, level=level, from_on=on, reason=reason, entry=entry)
    estate.level = level
    return found


def end_history(estate: Estate, on: date) -> None:
    """Closes everything of an estate that ends on `on`."""
    close_version(estate, on)
    estate.management_spells.filter(until_on__isnull=True, void=False).update(until_on=on)
    estate.level_spells.filter(until_on__isnull=True).update(until_on=on)
