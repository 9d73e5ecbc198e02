"""Corrections by two persons, owners who may be one, and looking at a full name."""

from datetime import date
from typing import Any

from ninja import Router, Schema

from gongzhi.api.door import Asked, Door, key_of
from gongzhi.api.plain import Given, Page, PageNumber, PageSize, instant, page_of
from gongzhi.kernel.area import parse_area
from gongzhi.register.access import (
    get_correction_for,
    get_merge_for,
    get_owner_for,
    get_unit_for,
    keeper_of,
    owner_of,
)
from gongzhi.register.actions.accept_correction import accept_correction
from gongzhi.register.actions.ask_correction import ask_correction
from gongzhi.register.actions.decide_merge import decide_merge
from gongzhi.register.actions.propose_correction import propose_correction
from gongzhi.register.actions.refuse_correction import refuse_correction
from gongzhi.register.actions.unmask_owner import unmask_owner
from gongzhi.register.models import Correction, Merge
from gongzhi.register.queries import masked_name
from gongzhi.register.queries.corrections import shown_change, words_of
from gongzhi.register.states import MergeState

router = Router()
keeper = Door(keeper_of)


class Wish(Given):
    """What an owner asks to have corrected, in the own words."""

    what: str
    text: str


class OwnerGiven(Given):
    """One owner of a unit as it should be."""

    name: str
    kind: str = "natural"
    document: str = ""
    phone: str = ""


class Change(Given):
    """What would change; which fields are needed depends on `what`."""

    area: str | None = None
    source: str | None = None
    name: str | None = None
    phone: str | None = None
    note: str | None = None
    claim: int | None = None
    owners: list[OwnerGiven] | None = None
    from_on: date | None = None


class Proposal(Given):
    """A change of the register, for a second person to accept."""

    what: str
    change: Change
    reason: str = ""
    owner: int | None = None


class Answer(Given):
    """The written answer."""

    answer: str = ""


class Same(Given):
    """Whether the two are one owner."""

    same: bool


class Purpose(Given):
    """Why somebody looks."""

    reason: str


class CorrectionOut(Schema):
    """A correction with the change in one masked line."""

    id: int
    unit: int
    door: str
    what: str
    asked: str
    change: str
    answer: str
    state: str
    at: str
    decided_at: str | None


class MergeOut(Schema):
    """Two owners who may be one, masked."""

    id: int
    left: str
    right: str
    state: str
    decided_at: str | None


class NameOut(Schema):
    """A full name; the look is in the journal."""

    id: int
    name: str


def shown(correction: Correction) -> dict[str, Any]:
    """A correction (with its unit loaded)."""
    return {
        "id": correction.pk,
        "unit": correction.unit_id,
        "door": correction.unit.door,
        "what": correction.what,
        "asked": words_of(correction),
        "change": shown_change(correction),
        "answer": correction.answer,
        "state": correction.state,
        "at": instant(correction.at),
        "decided_at": instant(correction.decided_at),
    }


def _merge(merge: Merge) -> dict[str, Any]:
    return {
        "id": merge.pk,
        "left": masked_name(merge.left.kind, merge.left.shown_name()),
        "right": masked_name(merge.right.kind, merge.right.shown_name()),
        "state": merge.state,
        "decided_at": instant(merge.decided_at),
    }


def _change(given: Change) -> dict[str, Any]:
    change = given.model_dump(exclude_none=True)
    if "area" in change:
        change["area"] = parse_area(change["area"])
    return change


@router.get("/estates/{slug:code}/corrections", auth=keeper, response=Page[CorrectionOut])
def corrections(request: Asked, code: str, page: PageNumber = 1, size: PageSize = 50) -> dict[str, Any]:
    """Corrections of the register, newest first."""
    found = Correction.objects.filter(estate=request.here).select_related("unit").order_by("-pk")
    return page_of(found, page, size, shown)


@router.post("/estates/{slug:code}/units/{int:unit_id}/wishes", auth=Door(owner_of), response=CorrectionOut)
def wish(request: Asked, code: str, unit_id: int, body: Wish) -> dict[str, Any]:
    """An owner asks for a correction of the own unit."""
    unit = get_unit_for(request.here, unit_id)
    return shown(
        ask_correction(unit=unit, **body.dict(), by=request.person, at=request.at, idempotency_key=key_of(request))
    )


@router.post("/estates/{slug:code}/units/{int:unit_id}/corrections", auth=keeper, response=CorrectionOut)
def propose(request: Asked, code: str, unit_id: int, body: Proposal) -> dict[str, Any]:
    """The desk proposes a change of a unit."""
    return _proposed(request, body, get_unit_for(request.here, unit_id), None)


@router.post("/estates/{slug:code}/corrections/{int:correction_id}/proposal", auth=keeper, response=CorrectionOut)
def propose_for(request: Asked, code: str, correction_id: int, body: Proposal) -> dict[str, Any]:
    """The desk proposes the change that answers an owner's wish."""
    found = get_correction_for(request.here, correction_id)
    return _proposed(request, body, found.unit, found)


def _proposed(request: Asked, body: Proposal, unit: Any, correction: Correction | None) -> dict[str, Any]:
    owner = get_owner_for(request.here, body.owner) if body.owner is not None else None
    found = propose_correction(
        unit=unit,
        what=body.what,
        change=_change(body.change),
        reason=body.reason,
        owner=owner,
        correction=correction,
        by=request.person,
        at=request.at,
        idempotency_key=key_of(request),
    )
    return shown(found)


@router.post("/estates/{slug:code}/corrections/{int:correction_id}/accept", auth=keeper, response=CorrectionOut)
def accept(request: Asked, code: str, correction_id: int, body: Answer) -> dict[str, Any]:
    """A second person accepts the change; it is carried out."""
    found = get_correction_for(request.here, correction_id)
    done = accept_correction(
        correction=found, answer=body.answer, by=request.person, at=request.at, idempotency_key=key_of(request)
    )
    return shown(done)


@router.post("/estates/{slug:code}/corrections/{int:correction_id}/refuse", auth=keeper, response=CorrectionOut)
def refuse(request: Asked, code: str, correction_id: int, body: Answer) -> dict[str, Any]:
    """Refuses with a written answer."""
    found = get_correction_for(request.here, correction_id)
    done = refuse_correction(
        correction=found, answer=body.answer, by=request.person, at=request.at, idempotency_key=key_of(request)
    )
    return shown(done)


@router.get("/estates/{slug:code}/merges", auth=keeper, response=Page[MergeOut])
def merges(request: Asked, code: str, page: PageNumber = 1, size: PageSize = 50) -> dict[str, Any]:
    """Owners who may be one, undecided."""
    found = Merge.objects.filter(estate=request.here, state=MergeState.OPEN).select_related("left", "right")
    return page_of(found.order_by("pk"), page, size, _merge)


@router.post("/estates/{slug:code}/merges/{int:merge_id}", auth=keeper, response=MergeOut)
def decide(request: Asked, code: str, merge_id: int, body: Same) -> dict[str, Any]:
    """Confirms or refuses that two owners are one."""
    found = get_merge_for(request.here, merge_id)
    done = decide_merge(merge=found, same=body.same, by=request.person, at=request.at, idempotency_key=key_of(request))
    return _merge(done)


@router.post("/estates/{slug:code}/owners/{int:owner_id}/unmask", auth=keeper, response=NameOut)
def unmask(request: Asked, code: str, owner_id: int, body: Purpose) -> dict[str, Any]:
    """Shows a full name for a stated reason; the owner sees who looked."""
    found = unmask_owner(
        owner=get_owner_for(request.here, owner_id),
        reason=body.reason,
        by=request.person,
        at=request.at,
        idempotency_key=key_of(request),
    )
    return {"id": found.pk, "name": found.shown_name()}
