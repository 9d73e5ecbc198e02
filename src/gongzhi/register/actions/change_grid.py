"""Change a grid: another code or name, or its end."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.places.models import Division, Grid
from gongzhi.register import access
from gongzhi.register.actions.make_grid import wrong_names

CHANGED = journal.event("register.grid.changed", grid=Fact.NUMBER, code=Fact.WORD, ended=Fact.TRUTH, name=Fact.TEXT)


@act
def change_grid(*, grid: Grid, code: str, name: str, end: bool = False, by: Person, at: datetime) -> Grid:
    """Renames a grid, or ends it: what it covered is closed with the day, nothing is deleted.

    Not there for anyone but the workers of the community; refuses a grid that ended, and ending one that has micro-grids;
    wrong input as in `make_grid`.
    """
    community = Division.objects.select_for_update().get(pk=grid.community_id)
    access.require_worker_of(by, community.code, at=at)
    grid = Grid.objects.select_for_update().get(pk=grid.pk)
    if grid.ended_on is not None:
        raise Refused(_("这个网格已经撤销。"))
    if wrong := wrong_names(community, code, name, but=grid):
        raise BadInput(_("请写明网格的编号和名称。"), wrong)
    if end and grid.parts.filter(ended_on__isnull=True).exists():
        raise Refused(
            Reason(_("下面还有微网格，先撤销或者另划它们。"), remedy=_("去看网格"), remedy_url="/desk/grids/")
        )
    grid.code, grid.name = code.strip(), name.strip()
    if end:
        grid.ended_on = law_day(at)
        for cover in grid.covers.filter(until_on__isnull=True):
            cover.until_on = max(law_day(at), cover.from_on)
            cover.save(update_fields=["until_on"])
    grid.save(update_fields=["code", "name", "ended_on"])
    journal.record(
        CHANGED,
        ref=f"grid:{grid.pk}",
        office=community.code,
        by=keys.pseudonym(None, by.pk),
        at=at,
        grid=grid.pk,
        code=grid.code,
        ended=end,
        name=grid.name,
    )
    return grid
