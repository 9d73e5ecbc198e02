"""The ground of an estate: what it was by date, its level, phases and modes, what it takes over, merging and splitting."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile

from gongzhi.api.door import Asked, Door, key_of
from gongzhi.api.plain import Given, day
from gongzhi.kernel.area import parse_area, plain_area
from gongzhi.kernel.errors import BadInput, NotHere
from gongzhi.places import queries as places
from gongzhi.places.models import Building, Division, Estate, Phase, Succession
from gongzhi.register.access import (
    estate_public,
    get_fix_for,
    get_item_for,
    get_phase_for,
    keeper_of,
    street_of,
    worker_of,
)
from gongzhi.register.actions.change_phase import change_phase
from gongzhi.register.actions.confirm_succession import confirm_succession
from gongzhi.register.actions.decide_management_fix import decide_management_fix
from gongzhi.register.actions.propose_management_fix import propose_management_fix
from gongzhi.register.actions.record_deregistration import record_deregistration
from gongzhi.register.actions.redraw_estate import redraw_estate
from gongzhi.register.actions.register_phase import register_phase
from gongzhi.register.actions.set_level import set_level
from gongzhi.voting.actions.change_management import change_management
from gongzhi.voting.actions.merge_estates import merge_estates
from gongzhi.voting.actions.split_estate import Part, split_estate
from gongzhi.voting.models import Resolution

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


class AnswerIn(Given):
    """Whether the second person accepts."""

    accept: bool


class ManagementIn(Given):
    """The mode that a resolution decided, and from when."""

    resolution: int
    mode: str
    from_on: date


class NoteIn(Given):
    """What was taken over; `nothing` where there was none."""

    note: str
    nothing: bool = False


class StruckIn(Given):
    """Day and number of the striking off."""

    on: date
    document_number: str


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


def _by(request: Asked) -> dict[str, Any]:
    return {"by": request.person, "at": request.at, "idempotency_key": key_of(request)}


@router.get(f"{ONE}/ground", auth=Door(estate_public), response=GroundOut)
def ground(request: Asked, code: str) -> dict[str, Any]:
    """The estate by date: versions, modes, levels, phases, grids, where it came from and went."""
    return shown(request.here)


@router.post(f"{ONE}/level", auth=WORKER, response=GroundOut)
def level(request: Asked, code: str, body: LevelIn) -> dict[str, Any]:
    """Sets the level of use."""
    return shown(set_level(estate=request.here, **body.model_dump(), **_by(request)))


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
    paper = _paper(issuer, document_number, file)
    made = redraw_estate(estate=request.here, name=name, boundary=boundary, from_on=from_on, **paper, **_by(request))
    return shown(made.estate)


@router.post(f"{ONE}/phases", auth=WORKER, response=PhaseOut)
def phase(request: Asked, code: str, body: PhaseIn) -> dict[str, Any]:
    """Registers a phase."""
    return _phase(register_phase(estate=request.here, **body.model_dump(), **_by(request)))


@router.post(f"{ONE}/phases/{{int:phase_id}}", auth=WORKER, response=PhaseOut)
def phase_changed(request: Asked, code: str, phase_id: int, body: PhaseIn) -> dict[str, Any]:
    """Changes a phase: delivery, name, buildings."""
    one = get_phase_for(request.here, phase_id)
    return _phase(change_phase(phase=one, **body.model_dump(), **_by(request)))


@router.post(f"{ONE}/management/fixes", auth=KEEPER, response=FixOut)
def fix(request: Asked, code: str, body: FixIn) -> Any:
    """Proposes to correct a mode that was registered wrongly."""
    return propose_management_fix(estate=request.here, **body.model_dump(), **_by(request))


@router.post(f"{ONE}/management/fixes/{{int:fix_id}}", auth=KEEPER, response=FixOut)
def fix_decided(request: Asked, code: str, fix_id: int, body: AnswerIn) -> Any:
    """Accepts or refuses it, as the second person."""
    return decide_management_fix(fix=get_fix_for(request.here, fix_id), accept=body.accept, **_by(request))


@router.post(f"{ONE}/management", auth=KEEPER, response=GroundOut)
def management(request: Asked, code: str, body: ManagementIn) -> dict[str, Any]:
    """Registers the mode that the owners decided."""
    resolution = Resolution.objects.filter(estate=request.here, pk=body.resolution).first()
    if resolution is None:
        raise NotHere
    made = change_management(
        estate=request.here, resolution=resolution, mode=body.mode, from_on=body.from_on, **_by(request)
    )
    return shown(made.estate)


@router.post(f"{ONE}/succession/{{int:item_id}}", auth=WORKER, response=GroundOut)
def item(request: Asked, code: str, item_id: int, body: NoteIn) -> dict[str, Any]:
    """Confirms one item that is taken over."""
    one = get_item_for(request.here, item_id)
    return shown(confirm_succession(item=one, **body.model_dump(), **_by(request)).estate)


@router.post(f"{ONE}/deregistration", auth=STREET, response=GroundOut)
def deregistration(request: Asked, code: str, body: StruckIn) -> dict[str, Any]:
    """Records the striking off of assembly and committee of an estate that ended."""
    return shown(record_deregistration(estate=request.here, **body.model_dump(), **_by(request)).estate)


@router.post(f"{ONE}/merge", auth=STREET, response=GroundOut)
def merge(
    request: Asked,
    code: str,
    others: list[str] = Form(...),
    name: str = Form(...),
    community: str = Form(...),
    management: str = Form(...),
    boundary: str = Form(...),
    issuer: str = Form(...),
    document_number: str = Form(...),
    units: int | None = Form(None),
    area: str = Form(""),
    resolutions: list[int] = Form([]),
    file: UploadedFile = File(...),
) -> dict[str, Any]:
    """Merges this estate with `others` (codes) into a new one; answers its ground."""
    found = [street_of(request.person, at=request.at, code=other) for other in others]
    place = Division.objects.filter(pk=community).first()
    if place is None:
        raise BadInput(_("没有这个社区。"), {"community": _("请填写十二位的社区编码")})
    estates = [request.here, *found]
    made = merge_estates(
        estates=estates,
        name=name,
        community=place,
        management=management,
        boundary=boundary,
        units=units,
        area=_area(area),
        resolutions=_decisions(estates, resolutions),
        **_paper(issuer, document_number, file),
        **_by(request),
    )
    return shown(made)


@router.post(f"{ONE}/split", auth=STREET, response=GroundOut)
def split(
    request: Asked,
    code: str,
    names: list[str] = Form(...),
    boundaries: list[str] = Form(...),
    buildings: list[str] = Form(...),
    issuer: str = Form(...),
    document_number: str = Form(...),
    units: int | None = Form(None),
    area: str = Form(""),
    resolutions: list[int] = Form([]),
    file: UploadedFile = File(...),
) -> dict[str, Any]:
    """Splits this estate: the n-th name, boundary and list of building numbers ("3,4") are one part."""
    if not len(names) == len(boundaries) == len(buildings):
        raise BadInput(_("每一部分都要有名称、范围和楼栋。"), {"parts": _("三者的个数要一样")})
    split_estate(
        estate=request.here,
        parts=[
            Part(name, words, _numbers(some)) for name, words, some in zip(names, boundaries, buildings, strict=True)
        ],
        units=units,
        area=_area(area),
        resolutions=_decisions([request.here], resolutions),
        **_paper(issuer, document_number, file),
        **_by(request),
    )
    return shown(Estate.objects.get(pk=request.here.pk))


def _paper(issuer: str, document_number: str, file: UploadedFile) -> dict[str, Any]:
    return {
        "issuer": issuer,
        "document_number": document_number,
        "file_name": str(file.name),
        "content": file.read(),
        "content_type": str(file.content_type),
    }


def _area(text: str) -> int | None:
    return parse_area(text) if text.strip() else None


def _numbers(text: str) -> tuple[int, ...]:
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if not all(part.isdecimal() and len(part) < 19 for part in parts):
        raise BadInput(_("楼栋写得不对。"), {"buildings": _("请写楼栋的号，用逗号隔开")})
    return tuple(int(part) for part in parts)


def _decisions(estates: Sequence[Estate], numbers: Sequence[int]) -> list[Resolution]:
    found = list(Resolution.objects.filter(estate__in=estates, pk__in=numbers).select_related("motion"))
    if len(found) != len(set(numbers)):
        raise NotHere
    return found
