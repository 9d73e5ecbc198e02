"""Rolls: proposed by one person, opened for public check by another, frozen when the check is over."""

from typing import Any

from ninja import Router, Schema

from gongzhi.api.door import Asked, Door, key_of
from gongzhi.api.plain import Given, Page, PageNumber, PageSize, day, instant, page_of
from gongzhi.kernel.area import plain_area
from gongzhi.register.access import get_roll_for, keeper_of
from gongzhi.register.actions.discard_roll import discard_roll
from gongzhi.register.actions.freeze_roll import freeze_roll
from gongzhi.register.actions.open_roll_check import open_roll_check
from gongzhi.register.actions.propose_roll import propose_roll
from gongzhi.register.models import Roll

router = Router()
keeper = Door(keeper_of)


class NewRoll(Given):
    """The parking rule of the roll."""

    parking: str


class Days(Given):
    """How many days the public check lasts."""

    days: int


class DeskRoll(Schema):
    """A roll with its sums; they are there once it is frozen. A roll of a part names the roll it is part of and where."""

    id: int
    parent: int | None
    scope: list[str]
    state: str
    parking: str
    check_from: str | None
    check_until: str | None
    frozen_at: str | None
    hash: str | None
    units: int | None
    heads: int | None
    heads_min: int | None
    area: str | None


def shown(roll: Roll) -> dict[str, Any]:
    """A roll with its sums."""
    return {
        "id": roll.pk,
        "parent": roll.parent_id,
        "scope": [part["name"] for part in roll.scope],
        "state": roll.state,
        "parking": roll.parking,
        "check_from": day(roll.check_from),
        "check_until": day(roll.check_until),
        "frozen_at": instant(roll.frozen_at),
        "hash": roll.hash or None,
        "units": roll.units,
        "heads": roll.heads,
        "heads_min": roll.heads_min,
        "area": plain_area(roll.area) if roll.area is not None else None,
    }


@router.get("/estates/{slug:code}/rolls", auth=keeper, response=Page[DeskRoll])
def rolls(request: Asked, code: str, page: PageNumber = 1, size: PageSize = 50) -> dict[str, Any]:
    """Every roll of the estate, newest first, for the keepers of the register."""
    return page_of(Roll.objects.filter(estate=request.here).order_by("-pk"), page, size, shown)


@router.post("/estates/{slug:code}/rolls", auth=keeper, response=DeskRoll)
def propose(request: Asked, code: str, body: NewRoll) -> dict[str, Any]:
    """Proposes the roll of the next vote."""
    done = propose_roll(
        estate=request.here,
        parking=body.parking,
        by=request.person,
        at=request.at,
        idempotency_key=key_of(request),
    )
    return shown(done)


@router.post("/estates/{slug:code}/rolls/{int:roll_id}/check", auth=keeper, response=DeskRoll)
def open_check(request: Asked, code: str, roll_id: int, body: Days) -> dict[str, Any]:
    """A second person approves the batch and opens its public check."""
    done = open_roll_check(
        roll=get_roll_for(request.here, roll_id),
        days=body.days,
        by=request.person,
        at=request.at,
        idempotency_key=key_of(request),
    )
    return shown(done)


@router.post("/estates/{slug:code}/rolls/{int:roll_id}/freeze", auth=keeper, response=DeskRoll)
def freeze(request: Asked, code: str, roll_id: int) -> dict[str, Any]:
    """Freezes the checked roll."""
    found = get_roll_for(request.here, roll_id)
    return shown(freeze_roll(roll=found, by=request.person, at=request.at, idempotency_key=key_of(request)))


@router.post("/estates/{slug:code}/rolls/{int:roll_id}/discard", auth=keeper, response=DeskRoll)
def discard(request: Asked, code: str, roll_id: int) -> dict[str, Any]:
    """Discards a roll in preparation."""
    found = get_roll_for(request.here, roll_id)
    return shown(discard_roll(roll=found, by=request.person, at=request.at, idempotency_key=key_of(request)))
