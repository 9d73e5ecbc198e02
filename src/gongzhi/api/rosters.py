"""Rosters of an estate: read a file, see what it would change, take it in or leave it; the units it made."""

from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile

from gongzhi.api.door import Asked, Door, key_of
from gongzhi.api.plain import Given, Page, PageNumber, PageSize, day, instant, page_of
from gongzhi.kernel.area import plain_area
from gongzhi.kernel.errors import BadInput
from gongzhi.register.access import get_import_for, keeper_of
from gongzhi.register.actions.apply_roster import apply_roster
from gongzhi.register.actions.discard_roster import discard_roster
from gongzhi.register.actions.preview_roster import map_roster, preview_roster
from gongzhi.register.models import Holding, RosterImport, Unit
from gongzhi.register.queries import masked_name

router = Router()
keeper = Door(keeper_of)


class RosterOut(Schema):
    """One roster file and what it would change; totals only, no personal data."""

    id: int
    state: str
    mapping: list[list[str]]
    units: int
    area: str
    heads: int
    heads_range: list[int]
    by_kind: dict[str, Any]
    blocks: int
    warns: int
    added: int
    changed: int
    removed: int
    unchanged: int
    at: str
    applied_at: str | None


class Mapping(Given):
    """Columns set by hand, each `column=field`."""

    mapping: list[str]


class OwnerOut(Schema):
    """An owner of a unit, masked."""

    id: int
    kind: str
    masked: str


class UnitOut(Schema):
    """A unit with its owners, masked."""

    id: int
    door: str
    building: str
    kind: str
    area: str
    area_source: str
    status: str
    delivered_on: str | None
    owners: list[OwnerOut]


def shown(roster: RosterImport) -> dict[str, Any]:
    """A roster import with its totals."""
    found = roster.summary
    kinds = {kind: {"units": n, "area": plain_area(area)} for kind, (n, area) in found["by_kind"].items()}
    return {
        **found,
        "id": roster.pk,
        "state": roster.state,
        "mapping": roster.mapping,
        "area": plain_area(found["area"]),
        "by_kind": kinds,
        "at": instant(roster.at),
        "applied_at": instant(roster.applied_at),
    }


def pairs(mapping: list[str]) -> list[tuple[str, str]]:
    """`column=field` as pairs; refuses what has no equals sign."""
    split = [one.rpartition("=") for one in mapping]
    if any(not column or not field for column, _sign, field in split):
        raise BadInput(_("对应关系要写成“列=字段”。"), {"mapping": _("请检查")})
    return [(column.strip(), field.strip()) for column, _sign, field in split]


@router.get("/estates/{slug:code}/rosters", auth=keeper, response=Page[RosterOut])
def rosters(request: Asked, code: str, page: PageNumber = 1, size: PageSize = 50) -> dict[str, Any]:
    """The rosters read so far, newest first."""
    return page_of(RosterImport.objects.filter(estate=request.here).order_by("-pk"), page, size, shown)


@router.post("/estates/{slug:code}/rosters", auth=keeper, response=RosterOut)
def read(
    request: Asked,
    code: str,
    file: UploadedFile = File(...),
    mapping: list[str] = Form([]),
) -> dict[str, Any]:
    """Reads a roster (.xlsx, .xls, .csv) and keeps what it would change; nothing is imported yet."""
    found = preview_roster(
        estate=request.here,
        name=str(file.name),
        content=file.read(),
        content_type=str(file.content_type),
        mapping=pairs(mapping),
        by=request.person,
        at=request.at,
        idempotency_key=key_of(request),
    )
    return shown(found)


@router.get("/estates/{slug:code}/rosters/{int:import_id}", auth=keeper, response=RosterOut)
def roster(request: Asked, code: str, import_id: int) -> dict[str, Any]:
    """One roster."""
    return shown(get_import_for(request.here, import_id))


@router.post("/estates/{slug:code}/rosters/{int:import_id}/mapping", auth=keeper, response=RosterOut)
def correct_mapping(request: Asked, code: str, import_id: int, body: Mapping) -> dict[str, Any]:
    """Reads the same file again under a corrected mapping."""
    found = get_import_for(request.here, import_id)
    given = pairs(body.mapping)
    return shown(
        map_roster(roster=found, mapping=given, by=request.person, at=request.at, idempotency_key=key_of(request))
    )


@router.post("/estates/{slug:code}/rosters/{int:import_id}/apply", auth=keeper, response=RosterOut)
def take_in(request: Asked, code: str, import_id: int) -> dict[str, Any]:
    """Takes the roster into the register, whole or not at all."""
    found = get_import_for(request.here, import_id)
    return shown(apply_roster(roster=found, by=request.person, at=request.at, idempotency_key=key_of(request)))


@router.post("/estates/{slug:code}/rosters/{int:import_id}/discard", auth=keeper, response=RosterOut)
def leave(request: Asked, code: str, import_id: int) -> dict[str, Any]:
    """Closes the preview without importing anything."""
    found = get_import_for(request.here, import_id)
    return shown(discard_roster(roster=found, by=request.person, at=request.at, idempotency_key=key_of(request)))


@router.get("/estates/{slug:code}/units", auth=keeper, response=Page[UnitOut])
def units(request: Asked, code: str, building: str = "", page: PageNumber = 1, size: PageSize = 50) -> dict[str, Any]:
    """The units of the register with masked owners, for its keepers."""
    found = Unit.objects.filter(estate=request.here, removed_on__isnull=True).select_related("building")
    if building:
        found = found.filter(building__name=building)
    held = Holding.objects.filter(until_on__isnull=True).select_related("owner").order_by("owner_id")
    return page_of(found.order_by("door", "pk").prefetch_related(Prefetch("holdings", held)), page, size, unit_shown)


def unit_shown(unit: Unit) -> dict[str, Any]:
    """A unit (with building and current holdings loaded)."""
    owners = [holding.owner for holding in unit.holdings.all()]
    return {
        "id": unit.pk,
        "door": unit.door,
        "building": unit.building.name,
        "kind": unit.kind,
        "area": plain_area(unit.area),
        "area_source": unit.area_source,
        "status": unit.status,
        "delivered_on": day(unit.delivered_on),
        "owners": [{"id": o.pk, "kind": o.kind, "masked": masked_name(o.kind, o.shown_name())} for o in owners],
    }
