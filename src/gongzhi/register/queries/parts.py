"""Parts of an estate: the buildings and stairwells a vote may be of, their units, and what the roll of a part counts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from gongzhi.kernel.errors import BadInput, Reason
from gongzhi.places.models import Estate
from gongzhi.register.models import Roll, Unit
from gongzhi.register.queries.lines import Line, Totals, counted, lines_now, totals
from gongzhi.register.queries.natural import natural
from gongzhi.register.queries.whole import building_names

Scope = Sequence[Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Part:
    """A building, or with `stair` one stairwell `of` it; `name` is what people call it, `units` how many lie there now."""

    building: int
    of: str
    stair: str
    name: str
    units: int = 0


def parts_of(estate: Estate) -> list[Part]:
    """Every building and every named stairwell with units, in the order people read them; a building before its stairs."""
    names = building_names(estate)
    rows = Unit.objects.filter(estate=estate, removed_on__isnull=True).values_list("building_id", "stair")
    sizes: dict[tuple[int, str], int] = {}
    for building, stair in rows:
        for key in {(building, ""), (building, stair)}:
            sizes[key] = sizes.get(key, 0) + 1
    found = [Part(b, names[b], stair, f"{names[b]}{stair}", size) for (b, stair), size in sizes.items()]
    return sorted(found, key=lambda part: (natural(part.of), natural(part.stair)))


def check_scope(estate: Estate, wanted: Iterable[tuple[str, str]]) -> list[dict[str, object]]:
    """The chosen (building, stair) as a scope to store: a building takes in its stairs; empty is the whole estate.

    `stair` "" is the whole building. Wrong input: a building or stair that is not there, all of the estate.
    """
    parts = parts_of(estate)
    there = {(part.of, part.stair): part for part in parts}
    chosen = {there.get(key) for key in wanted}
    if None in chosen:
        raise BadInput(_("有的楼栋或者单元不在本小区的清册里。"), {"parts": _("请从列出的里面选")})
    picked = [part for part in parts if part in chosen]
    whole = {part.building for part in picked if not part.stair}
    kept = [part for part in picked if not part.stair or part.building not in whole]
    if kept and sum(part.units for part in kept) == sum(part.units for part in parts if not part.stair):
        raise BadInput(_("选了所有楼栋，就是全体业主的表决。"), {"parts": _("全小区的事项，请不要限定范围")})
    return [{"building": part.building, "stair": part.stair, "name": part.name} for part in kept]


def units_within(estate: Estate, scope: Scope, *, removed: bool = False) -> dict[int, Unit]:
    """The current units of these buildings and stairwells by number; with `removed` those that are gone too."""
    whole = {part["building"] for part in scope if not part["stair"]}
    stairs = {(part["building"], part["stair"]) for part in scope}
    rows = Unit.objects.filter(estate=estate, building_id__in={part["building"] for part in scope})
    if not removed:
        rows = rows.filter(removed_on__isnull=True)
    return {u.pk: u for u in rows.order_by("pk") if u.building_id in whole or (u.building_id, u.stair) in stairs}


def lines_within(roll: Roll, scope: Scope, *, shown: bool = True) -> tuple[list[Line], list[Line]]:
    """The electors of the part as the parking rule of the whole roll counts them, and everyone who holds a unit there."""
    every = lines_now(roll.estate, shown=shown, within=units_within(roll.estate, scope))
    return counted(every, roll.parking), every


def totals_within(roll: Roll, scope: Scope) -> Totals:
    """What the roll of this part would count now; no name is opened."""
    return totals(lines_within(roll, scope, shown=False)[0], roll.parking)


def changed_since(roll: Roll, scope: Scope) -> list[str]:
    """Doors of the part whose line is not what the frozen roll says any more: other owners, units or areas since then."""
    now = {line.elector_id: _figures(line.doors, line.area) for line in _counted_now(roll)}
    rows = roll.entries.values_list("elector_id", "doors", "area")
    then = {elector: _figures(doors, area) for elector, doors, area in rows}
    other = {elector for elector in now.keys() | then.keys() if now.get(elector) != then.get(elector)}
    touched = {door for elector in other for kept in (now, then) if elector in kept for door in kept[elector][0]}
    if not touched:
        return []
    within = {unit.door for unit in units_within(roll.estate, scope, removed=True).values()}
    return sorted(touched & within, key=natural)


def part_obstacles(roll: Roll, scope: Scope) -> list[Reason]:
    """Why no roll of this part can be drawn from the frozen roll of the whole; empty where nothing stands in the way."""
    remedy, url = _("去重新公示核对并冻结名册"), f"/desk/e/{roll.estate.code}/roll/"
    if doors := changed_since(roll, scope):
        words = _("名册冻结以后，范围内有 %(n)s 处的业主或者面积变了（%(doors)s），与公示核对过的不一致。")
        shown = "、".join(doors[:3]) + (_("等") if len(doors) > 3 else "")
        return [Reason(words % {"n": len(doors), "doors": shown}, "《民法典》第278条第2款", remedy, url)]
    if not lines_within(roll, scope, shown=False)[0]:
        return [Reason(_("范围内没有有权表决的业主。"), "《民法典》第278条第2款", _("改表决的范围"))]
    return []


def _counted_now(roll: Roll) -> list[Line]:
    return counted(lines_now(roll.estate, shown=False), roll.parking)


def _figures(doors: str, area: int) -> tuple[frozenset[str], int]:
    return frozenset(doors.split("、")), area
