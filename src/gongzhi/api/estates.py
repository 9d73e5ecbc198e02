"""Estates: the public data of one, and making one."""

from typing import Any

from django.utils.translation import gettext as _
from ninja import Router, Schema

from gongzhi.api.door import Asked, Door, acted
from gongzhi.api.plain import Given, Page, PageNumber, PageSize, day, instant, page_of
from gongzhi.kernel.area import plain_area
from gongzhi.kernel.errors import BadInput
from gongzhi.places.models import Division, Estate
from gongzhi.places.queries import same_name_elsewhere
from gongzhi.register.access import estate_public, may_create
from gongzhi.register.actions.create_estate import create_estate
from gongzhi.register.models import RollEntry, Unit
from gongzhi.register.queries import frozen_roll
from gongzhi.register.queries.lines import counted, lines_now
from gongzhi.register.queries.rolls import roll_in_preparation
from gongzhi.register.states import RollState
from gongzhi.web.door import anyone

router = Router()
public = Door(estate_public)


class EstateOut(Schema):
    """An estate as everyone sees it."""

    code: str
    name: str
    community: str
    community_code: str
    address: str
    kind: str
    management: str
    level: str
    duty_phone: str
    created_at: str
    ended_on: str | None


class MadeEstate(EstateOut):
    """An estate just made; `same_name` are the communities that have one of this name already: look twice."""

    same_name: list[str]


class NewEstate(Given):
    """What makes an estate; `community` is the 12-digit code of its community, `level` l1 to l4."""

    name: str
    community: str
    kind: Estate.Kind
    management: Estate.Management
    address: str = ""
    duty_phone: str = ""
    level: Estate.Level = Estate.Level.L1


class RollLine(Schema):
    """One line of the public roll: doors, masked names, areas; never a full name."""

    line: int
    doors: str
    masked: str
    units: int
    area: str
    parking_area: str


class RollOut(Schema):
    """The roll that is under public check, else the one frozen last, with one page of its lines."""

    state: str | None
    check_from: str | None
    check_until: str | None
    frozen_at: str | None
    hash: str | None
    units: int | None
    heads: int | None
    heads_min: int | None
    area: str | None
    lines: Page[RollLine]


class DoorOut(Schema):
    """A door of the estate, to be claimed."""

    unit: int
    door: str


def shown(estate: Estate) -> dict[str, Any]:
    """An estate as everyone sees it."""
    return {
        "code": estate.code,
        "name": estate.name,
        "community": estate.community.name,
        "community_code": estate.community_id,
        "address": estate.address,
        "kind": estate.kind,
        "management": estate.management,
        "level": estate.level,
        "duty_phone": estate.duty_phone,
        "created_at": instant(estate.created_at),
        "ended_on": day(estate.ended_on),
    }


@router.get("/estates", auth=Door(anyone), response=Page[EstateOut])
def estates(request: Asked, q: str = "", page: PageNumber = 1, size: PageSize = 50) -> dict[str, Any]:
    """The estates by name; `q` is a part of the name."""
    found = Estate.objects.select_related("community").filter(name__contains=q).order_by("name", "pk")
    return page_of(found, page, size, shown)


@router.post("/estates", auth=Door(may_create), response=MadeEstate)
def make_estate(request: Asked, body: NewEstate) -> dict[str, Any]:
    """Makes an estate; its public page is up at once. Only for a community worker of the place.

    A name that another community has is no error: the answer says where.
    """
    community = Division.objects.filter(pk=body.community).first()
    if community is None:
        raise BadInput(_("没有这个社区。"), {"community": _("请填写十二位的社区编码")})
    asked = {**body.model_dump(mode="json"), "community": community}
    made = create_estate(**asked, **acted(request))
    return {**shown(made), "same_name": [one.community_id for one in same_name_elsewhere(made.name, community)]}


@router.get("/estates/{slug:code}", auth=public, response=EstateOut)
def estate(request: Asked, code: str) -> dict[str, Any]:
    """One estate."""
    return shown(request.here)


@router.get("/estates/{slug:code}/doors", auth=public, response=Page[DoorOut])
def doors(request: Asked, code: str, q: str = "", page: PageNumber = 1, size: PageSize = 50) -> dict[str, Any]:
    """The doors of an estate, so that an owner finds the own one; `q` is a part of the door."""
    found = Unit.objects.filter(estate=request.here, removed_on__isnull=True, door__contains=q).order_by("door", "pk")
    return page_of(found, page, size, lambda unit: {"unit": unit.pk, "door": unit.door})


@router.get("/estates/{slug:code}/roll", auth=public, response=RollOut)
def roll(request: Asked, code: str, page: PageNumber = 1, size: PageSize = 50) -> dict[str, Any]:
    """The public roll: under check as it would be frozen now, else the frozen lines whose hash is printed."""
    found = roll_in_preparation(request.here)
    if found is None or found.state != RollState.CHECKING:
        found = frozen_roll(request.here)
    if found is None:
        rows: Any = []
    elif found.state == RollState.FROZEN:
        rows = RollEntry.objects.filter(estate=request.here, roll=found).order_by("line")
    else:
        rows = list(enumerate(counted(lines_now(request.here), found.parking), start=1))
    return {
        "state": found.state if found else None,
        "check_from": str(found.check_from) if found and found.check_from else None,
        "check_until": str(found.check_until) if found and found.check_until else None,
        "frozen_at": instant(found.frozen_at) if found else None,
        "hash": found.hash or None if found else None,
        "units": found.units if found else None,
        "heads": found.heads if found else None,
        "heads_min": found.heads_min if found else None,
        "area": plain_area(found.area) if found and found.area is not None else None,
        "lines": page_of(rows, page, size, _line),
    }


def _line(row: Any) -> dict[str, Any]:
    number, line = row if isinstance(row, tuple) else (row.line, row)
    return {
        "line": number,
        "doors": line.doors,
        "masked": line.masked,
        "units": line.units,
        "area": plain_area(line.area),
        "parking_area": plain_area(line.parking_area),
    }
