"""Delivery, count, objections, signature, orders on resolutions."""

from typing import Any

from ninja import File, Form, Query, Router, Schema
from ninja.files import UploadedFile

from gongzhi.api.assemblies import (
    AssemblyWhole,
    ObjectionOut,
    ResolutionOut,
    objection_shown,
    resolution_shown,
    whole,
)
from gongzhi.api.door import Asked, Door, key_of
from gongzhi.api.plain import Given, PageNumber, instant
from gongzhi.kernel.errors import NotHere
from gongzhi.voting.access import get_assembly_for, get_objection_for, get_resolution_for, objector_for
from gongzhi.voting.actions.answer_objection import answer_objection
from gongzhi.voting.actions.begin_count import begin_count
from gongzhi.voting.actions.carry_out_count import carry_out_count
from gongzhi.voting.actions.raise_objection import raise_objection
from gongzhi.voting.actions.record_delivery import record_delivery
from gongzhi.voting.actions.record_order import record_order
from gongzhi.voting.actions.settle_rule import settle_rule
from gongzhi.voting.actions.sign_result import sign_result
from gongzhi.voting.models import Resolution
from gongzhi.voting.queries.delivery import Line, register

router = Router()
desk = Door(get_assembly_for)
ONE = "/estates/{slug:code}/desk/assemblies/{int:serial}"


class DeliveryLine(Schema):
    """One elector of the roll, masked, and when each way reached them."""

    elector: int
    line: int
    doors: str
    masked: str
    reached: bool
    ways: dict[str, str]


class DeliveryPage(Schema):
    """One page of the delivery register."""

    count: int
    page: int
    pages: int
    items: list[DeliveryLine]


class Delivered(Given):
    """How an elector was reached: handed, posted or announced."""

    elector: int
    way: str


class NewObjection(Given):
    """An objection of one of the electors for which the person speaks."""

    elector: int
    text: str


class WrittenAnswer(Given):
    """The written answer, which is public."""

    text: str


def _line(line: Line) -> dict[str, Any]:
    entry = line.entry
    return {
        "elector": entry.elector_id,
        "line": entry.line,
        "doors": entry.doors,
        "masked": entry.masked,
        "reached": line.reached,
        "ways": {way: instant(at) for way, at in line.at.items()},
    }


@router.get(f"{ONE}/deliveries", auth=desk, response=DeliveryPage)
def deliveries(
    request: Asked,
    code: str,
    serial: int,
    page: PageNumber = 1,
    unreached: bool = False,
    building: str = Query("", max_length=30),
) -> dict[str, Any]:
    """The delivery register in the order of the roll; `unreached` leaves those whom only the announcement reached."""
    shown = register(request.here, page=str(page), unreached=unreached, building=building)
    return {
        "count": shown.paginator.count,
        "page": shown.number,
        "pages": shown.paginator.num_pages,
        "items": [_line(line) for line in shown.object_list],
    }


@router.post(f"{ONE}/deliveries", auth=desk, response=dict[str, str])
def deliver(request: Asked, code: str, serial: int, body: Delivered) -> dict[str, Any]:
    """Records that an elector was reached by hand, post or announcement."""
    row = record_delivery(
        assembly=request.here,
        elector_id=body.elector,
        way=body.way,
        by=request.person,
        at=request.at,
        idempotency_key=key_of(request),
    )
    return {"way": row.way, "at": instant(row.at)}


@router.post(f"{ONE}/count/begin", auth=desk, response=AssemblyWhole)
def begin(request: Asked, code: str, serial: int) -> dict[str, Any]:
    """The first teller closes the box."""
    return _done(request, begin_count)


@router.post(f"{ONE}/count", auth=desk, response=AssemblyWhole)
def count(request: Asked, code: str, serial: int) -> dict[str, Any]:
    """The second teller opens, checks and counts."""
    return _done(request, carry_out_count)


@router.post(f"{ONE}/signature", auth=desk, response=AssemblyWhole)
def sign(request: Asked, code: str, serial: int) -> dict[str, Any]:
    """Signs the final result after the window for objections."""
    return _done(request, sign_result)


def _done(request: Asked, act: Any) -> dict[str, Any]:
    done = act(assembly=request.here, by=request.person, at=request.at, idempotency_key=key_of(request))
    return whole(done, request)


@router.post("/estates/{slug:code}/assemblies/{int:serial}/objections", auth=Door(objector_for), response=ObjectionOut)
def objects(request: Asked, code: str, serial: int, body: NewObjection) -> dict[str, Any]:
    """An elector objects to a preliminary result."""
    assembly, electors = request.here
    elector = next((e for e in electors if e.pk == body.elector), None)
    if elector is None:
        raise NotHere
    made = raise_objection(
        assembly=assembly,
        elector=elector,
        text=body.text,
        by=request.person,
        at=request.at,
        idempotency_key=key_of(request),
    )
    return objection_shown(made, request)


@router.post(f"{ONE}/objections/{{int:number}}/answer", auth=Door(get_objection_for), response=ObjectionOut)
def answer(request: Asked, code: str, serial: int, number: int, body: WrittenAnswer) -> dict[str, Any]:
    """Gives the written answer, public without any name."""
    done = answer_objection(
        objection=request.here,
        text=body.text,
        by=request.person,
        at=request.at,
        idempotency_key=key_of(request),
    )
    return objection_shown(done, request)


@router.post(f"{ONE}/rule", auth=desk, response=AssemblyWhole)
def rule(
    request: Asked,
    code: str,
    serial: int,
    rule: str = Form(...),
    issuer: str = Form(...),
    document_number: str = Form(...),
    text: str = Form(...),
    file: UploadedFile = File(...),
) -> dict[str, Any]:
    """Records the authority's written answer which share it applies, where two gave two outcomes."""
    made = settle_rule(
        assembly=request.here,
        rule=rule,
        issuer=issuer,
        document_number=document_number,
        text=text,
        file_name=str(file.name),
        content=file.read(),
        content_type=str(file.content_type),
        by=request.person,
        at=request.at,
        idempotency_key=key_of(request),
    )
    return whole(made.assembly, request)


@router.post(f"{ONE}/resolutions/{{int:resolution_id}}/orders", auth=Door(get_resolution_for), response=ResolutionOut)
def order(
    request: Asked,
    code: str,
    serial: int,
    resolution_id: int,
    kind: str = Form(...),
    issuer: str = Form(...),
    document_number: str = Form(...),
    text: str = Form(...),
    by_resolution: int | None = Form(None),
    file: UploadedFile = File(...),
) -> dict[str, Any]:
    """The street records what a court or office ordered, with its document."""
    instead = None
    if by_resolution is not None:
        instead = Resolution.objects.filter(estate_id=request.here.estate_id, pk=by_resolution).first()
        if instead is None:
            raise NotHere
    made = record_order(
        resolution=request.here,
        kind=kind,
        issuer=issuer,
        document_number=document_number,
        text=text,
        by_resolution=instead,
        file_name=str(file.name),
        content=file.read(),
        content_type=str(file.content_type),
        by=request.person,
        at=request.at,
        idempotency_key=key_of(request),
    )
    return resolution_shown(made.resolution, request)
