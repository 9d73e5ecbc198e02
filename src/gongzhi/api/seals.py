"""Seals: which there are, who keeps them, loss and re-cutting, what everyone reads."""

from datetime import date
from typing import Any, Literal

from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile
from pydantic import Field

from gongzhi.api.door import Asked, Door, acted, sent_paper
from gongzhi.api.plain import Given, Sent, day, instant
from gongzhi.kernel.clock import law_day
from gongzhi.register.access import estate_public
from gongzhi.seals import access
from gongzhi.seals.actions.announce_loss import announce_loss
from gongzhi.seals.actions.hand_over_seal import hand_over_seal
from gongzhi.seals.actions.note_loss_report import note_loss_report
from gongzhi.seals.actions.receive_seal import receive_seal
from gongzhi.seals.actions.recut_seal import recut_seal
from gongzhi.seals.actions.register_seal import register_seal
from gongzhi.seals.actions.report_loss import report_loss
from gongzhi.seals.actions.return_seal import return_seal
from gongzhi.seals.actions.void_seal import void_seal
from gongzhi.seals.models import Keeping, Seal, SealEvent
from gongzhi.seals.queries import disclosure
from gongzhi.seals.queries.keepers import candidates, current
from gongzhi.seals.queries.rules import kinds_needed, rule_for
from gongzhi.seals.queries.uses import shown, uses_within
from gongzhi_law.seals import Use

router = Router()
reader, seal_door, public = Door(access.reader_of), Door(access.get_seal_for), Door(estate_public)
E = "/estates/{slug:code}/desk/seals"
S = f"{E}/{{int:seal_id}}"
Kind = Literal["assembly", "committee", "finance", "interim"]


class SealIn(Sent):
    """A seal to enter; `body` and `keeper` are the numbers of the body and of the person who keeps it."""

    kind: Kind
    body: int
    engraved: str = Field(max_length=80)
    police_number: str = Field("", max_length=60)
    made_on: date
    basis_words: str = Field(max_length=200)
    keeper: int


class RecutIn(Sent):
    """The seal that takes the place of another."""

    engraved: str = Field(max_length=80)
    police_number: str = Field("", max_length=60)
    made_on: date
    basis_words: str = Field(max_length=200)
    keeper: int


class VoidingIn(Given):
    """Why a seal is void."""

    words: str = Field(max_length=200)


class KeeperIn(Sent):
    """Who gets the seal."""

    keeper: int


class LossIn(Sent):
    """What happened to the seal."""

    kind: Literal["lost", "damaged", "held"]
    on: date
    words: str = Field(max_length=300)


class LossReport(Sent):
    """To whom the loss was reported."""

    office: str = Field(max_length=80)
    on: date
    words: str = Field(max_length=300)
    document_number: str = Field("", max_length=80)


class ReturnIn(Given):
    """The seal came back."""

    words: str = Field(max_length=300)
    keeper: int


class SealOut(Schema):
    """A seal; `keeper` is a post, `police_number` and `image` are for the desk alone."""

    id: int
    kind: str
    engraved: str
    body: str
    state: str
    made_on: str
    police_number: str | None
    image: int | None
    replaces: int | None
    keeper: str
    keeper_since: str | None
    received: bool | None


class EventOut(Schema):
    """What happened to a seal."""

    kind: str
    on: str
    words: str
    office: str
    document_number: str
    file: int | None
    document: int | None


def seal_line(row: Seal, *, desk: bool) -> dict[str, Any]:
    """A seal; beyond the desk without its police number and impression."""
    keeping = current(row)
    return {
        "id": row.pk,
        "kind": row.kind,
        "engraved": row.engraved,
        "body": row.body.name,
        "state": row.state,
        "made_on": day(row.made_on),
        "police_number": row.police_number if desk else None,
        "image": row.image_id if desk else None,
        "replaces": row.replaces_id,
        "keeper": keeping.post if keeping else "",
        "keeper_since": day(keeping.from_on) if keeping else None,
        "received": keeping.received_at is not None if keeping else None,
    }


def event_line(row: SealEvent) -> dict[str, Any]:
    """An event of a seal."""
    names = ("kind", "words", "office", "document_number")
    return {
        **{name: getattr(row, name) for name in names},
        "on": day(row.on),
        "file": row.file_id,
        "document": row.document_id,
    }


def keeping_line(row: Keeping) -> dict[str, Any]:
    """A keeping without its person."""
    return {"id": row.pk, "post": row.post, "from_on": day(row.from_on), "received_at": instant(row.received_at)}


def keeper_of(given: Given) -> dict[str, Any]:
    """The body of an act whose keeper it calls `keeper_id`."""
    found = given.dict()
    return {**{name: value for name, value in found.items() if name != "keeper"}, "keeper_id": found["keeper"]}


@router.get(E, auth=reader, response=list[SealOut])
def seals(request: Asked, code: str) -> list[dict[str, Any]]:
    """Every seal of the estate."""
    rows = Seal.objects.select_related("body").filter(estate=request.here).order_by("serial")
    return [seal_line(row, desk=True) for row in rows]


@router.post(E, auth=reader, response=SealOut)
def entered(request: Asked, code: str, body: Form[SealIn], file: UploadedFile | None = File(None)) -> dict[str, Any]:
    """Enters a seal, with a photograph of its impression."""
    said = keeper_of(body)
    said["body_id"] = said.pop("body")
    return seal_line(register_seal(estate=request.here, **said, **sent_paper(file), **acted(request)), desk=True)


@router.get(S, auth=seal_door)
def one_seal(request: Asked, code: str, seal_id: int) -> dict[str, Any]:
    """A seal with its events, and what each use of it needs today."""
    found: Seal = request.here
    rules = {use: rule_for(found, use, at=request.at) for use in Use}
    return {
        **seal_line(found, desk=True),
        "events": [event_line(row) for row in found.events.order_by("pk")],
        "rules": {
            use: {"sentence": rule.sentence, "blocked": rule.blocked, "basis": list(kinds_needed(rule))}
            for use, rule in rules.items()
        },
        "keepers": [
            {"person": one.person_id, "post": one.post} for one in candidates(found.kind, found.body, at=request.at)
        ],
    }


@router.post(f"{S}/keeper", auth=seal_door)
def handed(
    request: Asked, code: str, seal_id: int, body: Form[KeeperIn], file: UploadedFile | None = File(None)
) -> dict[str, Any]:
    """Hands the seal to another keeper."""
    return keeping_line(hand_over_seal(seal=request.here, **keeper_of(body), **sent_paper(file), **acted(request)))


@router.post(f"{S}/receipt", auth=seal_door)
def received(request: Asked, code: str, seal_id: int) -> dict[str, Any]:
    """The receiver has it."""
    return keeping_line(receive_seal(seal=request.here, **acted(request)))


@router.post(f"{S}/loss", auth=seal_door, response=EventOut)
def gone(
    request: Asked, code: str, seal_id: int, body: Form[LossIn], file: UploadedFile | None = File(None)
) -> dict[str, Any]:
    """Reports the loss; what waited for the seal is refused."""
    return event_line(report_loss(seal=request.here, **body.dict(), **sent_paper(file), **acted(request)))


@router.post(f"{S}/announcement", auth=seal_door, response=EventOut)
def announced(request: Asked, code: str, seal_id: int) -> dict[str, Any]:
    """Tells the owners that the seal is out of use."""
    return event_line(announce_loss(seal=request.here, **acted(request)))


@router.post(f"{S}/report", auth=seal_door, response=EventOut)
def reported(
    request: Asked, code: str, seal_id: int, body: Form[LossReport], file: UploadedFile | None = File(None)
) -> dict[str, Any]:
    """Notes to whom the loss was reported."""
    return event_line(note_loss_report(seal=request.here, **body.dict(), **sent_paper(file), **acted(request)))


@router.post(f"{S}/return", auth=seal_door, response=EventOut)
def returned(request: Asked, code: str, seal_id: int, body: ReturnIn) -> dict[str, Any]:
    """A seal that was held back came back."""
    return event_line(return_seal(seal=request.here, **keeper_of(body), **acted(request)))


@router.post(f"{S}/recut", auth=seal_door, response=SealOut)
def recut(
    request: Asked, code: str, seal_id: int, body: Form[RecutIn], file: UploadedFile | None = File(None)
) -> dict[str, Any]:
    """Enters the seal that takes its place; the old one is void."""
    made = recut_seal(seal=request.here, **keeper_of(body), **sent_paper(file), **acted(request))
    return seal_line(made, desk=True)


@router.post(f"{S}/void", auth=seal_door, response=SealOut)
def voided(request: Asked, code: str, seal_id: int, body: VoidingIn) -> dict[str, Any]:
    """Makes the seal void."""
    return seal_line(void_seal(seal=request.here, **body.dict(), **acted(request)), desk=True)


@router.get("/estates/{slug:code}/seals", auth=public)
def told(request: Asked, code: str) -> dict[str, Any]:
    """What everyone reads: the seals with their keepers by post, and the uses of the current half-year and the one before."""
    estate = request.here
    on = law_day(request.at)
    now = disclosure.period_of(on)
    rows = Seal.objects.select_related("body").filter(estate=estate).order_by("serial")
    lines = [shown(use) for use in uses_within(estate, disclosure.before(now).from_on, now.until_on)]
    names = ("seal", "use", "title", "copies", "basis", "note", "late")
    return {
        "seals": [seal_line(row, desk=False) for row in rows],
        "uses": [{"on": day(one.on), **{name: getattr(one, name) for name in names}} for one in lines],
    }
