"""Redrawing estates: merging and splitting, what is taken over, striking off, a mode of management that was voted."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from ninja import File, Form, Router
from ninja.files import UploadedFile

from gongzhi.api.door import Asked, Door, acted
from gongzhi.api.grounds import ONE, GroundOut, paper, shown
from gongzhi.api.plain import Given
from gongzhi.kernel.area import parse_area
from gongzhi.kernel.errors import BadInput, NotHere
from gongzhi.places.models import Division, Estate
from gongzhi.register.access import get_item_for, keeper_of, street_of, worker_of
from gongzhi.register.actions.confirm_succession import confirm_succession
from gongzhi.register.actions.record_deregistration import record_deregistration
from gongzhi.voting.actions.change_management import change_management
from gongzhi.voting.actions.merge_estates import merge_estates
from gongzhi.voting.actions.split_estate import Part, split_estate
from gongzhi.voting.models import Resolution

router = Router()
WORKER, STREET, KEEPER = Door(worker_of), Door(street_of), Door(keeper_of)


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


@router.post(f"{ONE}/management", auth=KEEPER, response=GroundOut)
def management(request: Asked, code: str, body: ManagementIn) -> dict[str, Any]:
    """Registers the mode that the owners decided."""
    resolution = Resolution.objects.filter(estate=request.here, pk=body.resolution).first()
    if resolution is None:
        raise NotHere
    made = change_management(
        estate=request.here, resolution=resolution, mode=body.mode, from_on=body.from_on, **acted(request)
    )
    return shown(made.estate)


@router.post(f"{ONE}/succession/{{int:item_id}}", auth=WORKER, response=GroundOut)
def item(request: Asked, code: str, item_id: int, body: NoteIn) -> dict[str, Any]:
    """Confirms one item that is taken over."""
    one = get_item_for(request.here, item_id)
    return shown(confirm_succession(item=one, **body.model_dump(), **acted(request)).estate)


@router.post(f"{ONE}/deregistration", auth=STREET, response=GroundOut)
def deregistration(request: Asked, code: str, body: StruckIn) -> dict[str, Any]:
    """Records the striking off of assembly and committee of an estate that ended."""
    return shown(record_deregistration(estate=request.here, **body.model_dump(), **acted(request)).estate)


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
        **paper(issuer, document_number, file),
        **acted(request),
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
        **paper(issuer, document_number, file),
        **acted(request),
    )
    return shown(Estate.objects.get(pk=request.here.pk))


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
