"""Grids and micro-grids of communities: public to read, made and changed by their workers."""

from typing import Any

from django.utils.translation import gettext as _
from ninja import Router, Schema

from gongzhi.api.door import Asked, Door, acted
from gongzhi.api.plain import Given, Page, PageNumber, PageSize, day, page_of
from gongzhi.kernel.errors import BadInput, NotHere
from gongzhi.places import queries as places
from gongzhi.places.models import Division, Estate, Grid
from gongzhi.register.access import grid_of, may_create
from gongzhi.register.actions.change_grid import change_grid
from gongzhi.register.actions.cover_grid import cover_grid
from gongzhi.register.actions.make_grid import make_grid
from gongzhi.web.door import anyone

router = Router()
ONE = "/grids/{int:grid_id}"


class CoverOut(Schema):
    """A whole estate (building null) or one building of it."""

    estate: str
    building: str | None


class GridOut(Schema):
    """A grid, or a micro-grid (parent not null), with what it covers now."""

    id: int
    community: str
    parent: int | None
    code: str
    name: str
    ended_on: str | None
    covers: list[CoverOut]


class GridIn(Given):
    """A new grid; `community` is the 12-digit code, `parent` the number of its grid for a micro-grid."""

    community: str
    code: str
    name: str
    parent: int | None = None


class GridChange(Given):
    """Code and name as they shall be, and whether the grid ends."""

    code: str
    name: str
    end: bool = False


class CoverIn(Given):
    """Which part of an estate (its code) lies in the grid: all of it, or buildings by number."""

    estate: str
    whole: bool = False
    buildings: list[int] = []


def shown(grid: Grid) -> dict[str, Any]:
    """A grid as everyone sees it."""
    rows = places.covers_of(grid)
    return {
        "id": grid.pk,
        "community": grid.community_id,
        "parent": grid.parent_id,
        "code": grid.code,
        "name": grid.name,
        "ended_on": day(grid.ended_on),
        "covers": [{"estate": c.estate.code, "building": c.building.name if c.building else None} for c in rows],
    }


@router.get("/grids", auth=Door(anyone), response=Page[GridOut])
def grids(request: Asked, community: str = "", page: PageNumber = 1, size: PageSize = 50) -> dict[str, Any]:
    """The standing grids; `community` is the code of a community or of a division above it."""
    return page_of(places.grids_below([community]), page, size, shown)


@router.post("/grids", auth=Door(may_create), response=GridOut)
def make(request: Asked, body: GridIn) -> dict[str, Any]:
    """Makes a grid or a micro-grid. Only for a community worker of the place."""
    community = Division.objects.filter(pk=body.community).first()
    if community is None:
        raise BadInput(_("没有这个社区。"), {"community": _("请填写十二位的社区编码")})
    parent = Grid.objects.filter(pk=body.parent, community=community).first() if body.parent is not None else None
    if body.parent is not None and parent is None:
        raise BadInput(_("没有这个网格。"), {"parent": _("请选本社区的一个网格")})
    made = make_grid(
        community=community,
        code=body.code,
        name=body.name,
        parent=parent,
        **acted(request),
    )
    return shown(made)


@router.post(ONE, auth=Door(grid_of), response=GridOut)
def change(request: Asked, grid_id: int, body: GridChange) -> dict[str, Any]:
    """Renames a grid, or ends it."""
    return shown(change_grid(grid=request.here, **body.model_dump(), **acted(request)))


@router.post(f"{ONE}/covers", auth=Door(grid_of), response=GridOut)
def cover(request: Asked, grid_id: int, body: CoverIn) -> dict[str, Any]:
    """Says which part of an estate lies in the grid from today."""
    estate = Estate.objects.filter(code=body.estate, community=request.here.community).first()
    if estate is None:
        raise NotHere
    made = cover_grid(
        grid=request.here,
        estate=estate,
        whole=body.whole,
        buildings=body.buildings,
        **acted(request),
    )
    return shown(made)
