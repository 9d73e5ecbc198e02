"""Turnout by building: who has not come yet, never what anybody chose."""

from dataclasses import dataclass

from gongzhi.places.models import Building
from gongzhi.register.models import RollEntry
from gongzhi.register.queries.natural import natural
from gongzhi.voting.models import Assembly, Ballot
from gongzhi.voting.queries.notice import law_or_offer
from gongzhi.voting.queries.rule_base import bylaws_for


@dataclass(slots=True)
class BuildingTurnout:
    """Heads and area (0.01 m²) of one building that took part, and of all its electors on the roll."""

    building: str
    heads: int = 0
    area: int = 0
    roll_heads: int = 0
    roll_area: int = 0


def turnout_by_building(assembly: Assembly) -> list[BuildingTurnout]:
    """Each elector under the building of its first door, by the adopted reading of parking; three statements.

    Nothing for the vote of a part with so few electors that only totals are shown (R4).
    """
    if not cells_shown(assembly):
        return []
    names = sorted(buildings_of(assembly), key=len, reverse=True)
    cast = set(
        Ballot.objects.filter(estate_id=assembly.estate_id, assembly=assembly, supersedes__isnull=True).values_list(
            "elector_id", flat=True
        )
    )
    parking = assembly.roll is not None and assembly.roll.parking == "always"
    rows: dict[str, BuildingTurnout] = {}
    entries = RollEntry.objects.filter(estate_id=assembly.estate_id, roll_id=assembly.roll_id)
    for elector_id, doors, area, part in entries.values_list("elector_id", "doors", "area", "parking_area"):
        counted = area if parking else area - part
        if not counted:
            continue
        name = next((n for n in names if doors.startswith(n)), "")
        row = rows.setdefault(name, BuildingTurnout(name))
        row.roll_heads, row.roll_area = row.roll_heads + 1, row.roll_area + counted
        if elector_id in cast:
            row.heads, row.area = row.heads + 1, row.area + counted
    return sorted(rows.values(), key=lambda row: natural(row.building))


def cells_shown(assembly: Assembly) -> bool:
    """Whether figures are shown by building: never for a part with fewer electors than the rules say (R4)."""
    if not assembly.scope or assembly.roll is None:
        return True
    at = assembly.noticed_at or assembly.drafted_at
    bylaws = bylaws_for(assembly, at=at)
    least = law_or_offer("voting/disclosure_totals_below", at=at, place=assembly.estate.place, bylaws=bylaws)
    return (assembly.roll.heads or 0) >= least.number


def buildings_of(assembly: Assembly) -> list[str]:
    """The names of the estate's buildings in the order people read them."""
    names = Building.objects.filter(estate_id=assembly.estate_id).values_list("name", flat=True)
    return sorted(names, key=natural)
