"""The ground of an estate: what it was by date, its level, phases and modes, what it takes over, merging and splitting."""

from datetime import date
from typing import Any

from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile

from gongzhi.api.door import Asked, Door, acted, sent_file
from gongzhi.api.plain import Given, day
from gongzhi.kernel.area import plain_area
from gongzhi.places import queries as places
from gongzhi.places.models import Building, Estate, Phase, Succession
from gongzhi.register.access import (
    estate_public,
    get_fix_for,
    get_phase_for,
    keeper_of,
    street_of,
    worker_of,
)
from gongzhi.register.actions.change_phase import change_phase
from gongzhi.register.actions.decide_management_fix import decide_management_fix
from gongzhi.register.actions.propose_management_fix import propose_management_fix
from gongzhi.register.actions.redraw_estate import redraw_estate
from gongzhi.register.actions.register_phase import register_phase
from gongzhi.register.actions.set_level import set_level

router = Router()
ONE = "/estates/{slug:code}"
WORKER, STREET, KEEPER = Door(worker_of), Door(street_of), Door(keeper_of)


class Spell(Schema):
    """What held from a day (included) until another (not included; null: still)."""

    value: str
    from_on: str
    until_on: str | None
    basis: str = ""
    words: str = ""
    void: bool = False


class VersionOut(Schema):
    """The estate as drawn from a day until another, with its buildings."""

    kind: str
    name: str
    boundary: str
    from_on: str
    until_on: str | None
    buildings: list[str]
    issuer: str
    document_number: str


class PhaseOut(Schema):
    """A phase; undelivered ones count to the developer as one head."""

    id: int
    name: str
    delivered_on: str | None
    buildings: list[str]


class BuildingOut(Schema):
    """A building and its number, by which phases, grids and parts name it."""

    id: int
    name: str


class ItemOut(Schema):
    """One thing taken over, or still to be."""

    id: int
    kind: str
    state: str
    note: str
    done_on: str | None


class SuccessionOut(Schema):
    """What one estate took over from another: exact figures, and the items confirmed one by one."""

    from_estate: str
    to_estate: str
    on: str
    units: int
    area: str
    items: list[ItemOut]


class GroundOut(Schema):
    """An estate by date."""

    level: str
    management: str
    levels: list[Spell]
    managements: list[Spell]
    versions: list[VersionOut]
    phases: list[PhaseOut]
    buildings: list[BuildingOut]
    grids: list[str]
    came_from: list[SuccessionOut]
    went_to: list[SuccessionOut]


class LevelIn(Given):
    """A level of use l1 to l4; a lower one needs its reason."""

    level: str
    reason: str = ""


class PhaseIn(Given):
    """A phase with the numbers of its buildings."""

    name: str
    buildings: list[int] = []
    delivered_on: date | None = None


class FixIn(Given):
    """The mode that should have been registered, and why."""

    mode: str
    reason: str


class FixOut(Schema):
    """A proposed correction of the mode."""

    id: int
    mode: str
    reason: str
    state: str


class FixAnswer(Given):
    """Whether the second person accepts."""

    accept: bool


def shown(estate: Estate) -> dict[str, Any]:
    """The ground of an estate as everyone may read it."""
    return {
        "level": estate.level,
        "management": estate.management,
        "levels": [_spell(row, row.level, words=row.reason) for row in estate.level_spells.all()],
        "managements": [
            _spell(row, row.mode, basis=row.basis, words=row.words, void=row.void)
            for row in estate.management_spells.all()
        ],
        "versions": [
            {
                **{f: getattr(row, f) for f in ("kind", "name", "boundary", "issuer", "document_number")},
                "from_on": day(row.from_on),
                "until_on": day(row.until_on),
                "buildings": places.buildings_of(row),
            }
            for row in estate.versions.all()
        ],
        "phases": [_phase(row) for row in estate.phases.order_by("pk").prefetch_related("buildings")],
        "buildings": list(Building.objects.filter(estate=estate).order_by("pk").values("id", "name")),
        "grids": [cover.grid.code for cover in places.grids_of(estate)],
        "came_from": [_succession(link) for link in places.predecessors_of(estate)],
        "went_to": [_succession(link) for link in places.successors_of(estate)],
    }


def _spell(row: Any, value: str, **more: Any) -> dict[str, Any]:
    return {"value": value, "from_on": day(row.from_on), "until_on": day(row.until_on), **more}


def _phase(row: Phase) -> dict[str, Any]:
    buildings = [building.name for building in row.buildings.all()]
    return {"id": row.pk, "name": row.name, "delivered_on": day(row.delivered_on), "buildings": buildings}


def _succession(link: Succession) -> dict[str, Any]:
    return {
        "from_estate": link.from_estate.code,
        "to_estate": link.estate.code,
        "on": day(link.on),
        "units": link.units,
        "area": plain_area(link.area),
        "items": [
            {**places.plain_item(item), "id": item.pk, "done_on": day(item.done_on)} for item in link.items.all()
        ],
    }


@router.get(f"{ONE}/ground", auth=Door(estate_public), response=GroundOut)
def ground(request: Asked, code: str) -> dict[str, Any]:
    """The estate by date: versions, modes, levels, phases, grids, where it came from and went."""
    return shown(request.here)


@router.post(f"{ONE}/level", auth=WORKER, response=GroundOut)
def level(request: Asked, code: str, body: LevelIn) -> dict[str, Any]:
    """Sets the level of use."""
    return shown(set_level(estate=request.here, **body.model_dump(), **acted(request)))


@router.post(f"{ONE}/versions", auth=WORKER, response=GroundOut)
def version(
    request: Asked,
    code: str,
    name: str = Form(...),
    boundary: str = Form(...),
    from_on: date = Form(...),
    issuer: str = Form(...),
    document_number: str = Form(...),
    file: UploadedFile = File(...),
) -> dict[str, Any]:
    """Begins the next version: another name or boundary, by document."""
    made = redraw_estate(
        estate=request.here,
        name=name,
        boundary=boundary,
        from_on=from_on,
        **paper(issuer, document_number, file),
        **acted(request),
    )
    return shown(made.estate)


@router.post(f"{ONE}/phases", auth=WORKER, response=PhaseOut)
def phase(request: Asked, code: str, body: PhaseIn) -> dict[str, Any]:
    """Registers a phase."""
    return _phase(register_phase(estate=request.here, **body.model_dump(), **acted(request)))


@router.post(f"{ONE}/phases/{{int:phase_id}}", auth=WORKER, response=PhaseOut)
def phase_changed(request: Asked, code: str, phase_id: int, body: PhaseIn) -> dict[str, Any]:
    """Changes a phase: delivery, name, buildings."""
    one = get_phase_for(request.here, phase_id)
    return _phase(change_phase(phase=one, **body.model_dump(), **acted(request)))


@router.post(f"{ONE}/management/fixes", auth=KEEPER, response=FixOut)
def fix(request: Asked, code: str, body: FixIn) -> Any:
    """Proposes to correct a mode that was registered wrongly."""
    return propose_management_fix(estate=request.here, **body.model_dump(), **acted(request))


@router.post(f"{ONE}/management/fixes/{{int:fix_id}}", auth=KEEPER, response=FixOut)
def fix_decided(request: Asked, code: str, fix_id: int, body: FixAnswer) -> Any:
    """Accepts or refuses it, as the second person."""
    return decide_management_fix(fix=get_fix_for(request.here, fix_id), accept=body.accept, **acted(request))


def paper(issuer: str, document_number: str, file: UploadedFile) -> dict[str, Any]:
    """A document as the acts on the ground take it."""
    return {"issuer": issuer, "document_number": document_number, **sent_file(file)}
