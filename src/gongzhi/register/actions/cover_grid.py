"""Say which part of an estate lies in a grid: all of it, some buildings, or nothing."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, NotHere, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.places.models import Building, Division, Estate, Grid, GridCover
from gongzhi.register import access
from gongzhi.register.actions.register_phase import buildings_here

COVERED = journal.event("register.grid.covered", grid=Fact.NUMBER, whole=Fact.TRUTH, buildings=Fact.NUMBER)


@act
def cover_grid(
    *, grid: Grid, estate: Estate, whole: bool, buildings: Iterable[int] = (), by: Person, at: datetime
) -> Grid:
    """Lets exactly this part of the estate lie in the grid from today; what ends keeps its row.

    A building lies in one grid and one micro-grid at a time: refuses what another grid of the same level covers, a grid
    or an estate that ended. Not there for anyone but the workers of the community, nor an estate of another community;
    wrong input: the whole estate and single buildings at once.
    """
    community = Division.objects.select_for_update().get(pk=grid.community_id)
    access.require_worker_of(by, community.code, at=at)
    estate = Estate.objects.select_for_update().get(pk=estate.pk)
    if estate.community_id != community.code:
        raise NotHere
    access.require_worker(by, estate, at=at)
    grid = Grid.objects.get(pk=grid.pk)
    if grid.ended_on is not None:
        raise Refused(_("这个网格已经撤销。"))
    rows = buildings_here(estate, buildings)
    if whole and rows:
        raise BadInput(_("整个小区和单独的楼栋只能选一样。"), {"whole": _("请只选一样")})
    wanted: list[Building | None] = [None] if whole else list(rows)
    _refuse_overlap(grid, estate, wanted)
    today = law_day(at)
    current = {cover.building_id: cover for cover in GridCover.objects.filter(grid=grid, estate=estate, until_on=None)}
    keep = {b.pk if b else None for b in wanted}
    for building_id, cover in current.items():
        if building_id not in keep:
            cover.until_on = max(today, cover.from_on)
            cover.save(update_fields=["until_on"])
    GridCover.objects.bulk_create(
        GridCover(estate=estate, grid=grid, building=building, from_on=today)
        for building in wanted
        if (building.pk if building else None) not in current
    )
    journal.record(
        COVERED,
        ref=f"grid:{grid.pk}",
        estate_id=estate.pk,
        by=keys.pseudonym(estate.pk, by.pk),
        at=at,
        grid=grid.pk,
        whole=whole,
        buildings=[b.pk for b in rows],
    )
    return grid


def _refuse_overlap(grid: Grid, estate: Estate, wanted: Iterable[Building | None]) -> None:
    others = GridCover.objects.filter(estate=estate, until_on__isnull=True, grid__parent__isnull=grid.parent_id is None)
    taken = {c.building_id: c.grid for c in others.exclude(grid=grid).select_related("grid")}
    if not taken:
        return
    for building in wanted:
        other = next(iter(taken.values())) if building is None else taken.get(building.pk) or taken.get(None)
        if other is not None:
            raise Refused(
                Reason(
                    _("%(what)s已经划在“%(grid)s”，同一处不能划进两个同级的网格。")
                    % {"what": building.name if building else estate.name, "grid": other.name},
                    remedy=_("先在那个网格里去掉"),
                    remedy_url=f"/desk/grids/{other.pk}/",
                )
            )
