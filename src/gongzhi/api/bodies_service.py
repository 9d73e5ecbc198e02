"""Secretaries and services engaged; service of seconded cadres, certificates, letters of sending units."""

from datetime import date
from typing import Any

from ninja import File, Form, Router
from ninja.files import UploadedFile

from gongzhi.api.bodies_overview import EndGiven
from gongzhi.api.documents import shown
from gongzhi.api.door import Asked, Door, acted, sent_file
from gongzhi.api.plain import Given, day
from gongzhi.bodies import upkeep_access
from gongzhi.bodies.actions.answer_inquiry import answer_inquiry
from gongzhi.bodies.actions.certify_service import certify_service
from gongzhi.bodies.actions.end_engagement import end_engagement
from gongzhi.bodies.actions.engage import engage
from gongzhi.bodies.actions.note_engagement import note_engagement
from gongzhi.bodies.actions.note_service import note_service
from gongzhi.bodies.actions.record_inquiry import record_inquiry
from gongzhi.bodies.models import Engagement, EngagementNote, UnitInquiry
from gongzhi.bodies.queries.service import certificates_of, inquiries_of, notes_of, seconded
from gongzhi.people.access import desk_of_estate

router = Router()
desk, one, service = Door(desk_of_estate), Door(upkeep_access.get_engagement_for), Door(upkeep_access.get_service_for)
ENGAGEMENTS = "/estates/{slug:code}/engagements"
ENGAGEMENT, SERVICE = f"{ENGAGEMENTS}/{{int:engagement_id}}", "/estates/{slug:code}/service/{int:service_id}"


def _engagement(row: Engagement) -> dict[str, Any]:
    return {
        "id": row.pk,
        "kind": row.kind,
        "body": row.body_id,
        "provider": row.provider,
        "purpose": row.purpose,
        "pay_source": row.pay_source,
        "pay_fen": row.pay_fen,
        "basis": row.basis,
        "tasks": row.powers,
        "from_on": row.from_on.isoformat(),
        "until_on": row.until_on.isoformat(),
        "ended_on": day(row.ended_on),
    }


@router.get(ENGAGEMENTS, auth=desk, response=list[dict[str, Any]])
def engagements(request: Asked, code: str) -> list[dict[str, Any]]:
    """Every engagement of the estate, the newest end first."""
    return [_engagement(row) for row in Engagement.objects.filter(estate=request.here).order_by("-until_on", "-pk")]


@router.post(ENGAGEMENTS, auth=desk, response=dict[str, Any])
def begin(
    request: Asked,
    code: str,
    kind: str = Form(...),
    purpose: str = Form(...),
    pay_source: str = Form(...),
    pay_fen: int = Form(...),
    basis: str = Form(...),
    from_on: date = Form(...),
    until_on: date = Form(...),
    name: str = Form(""),
    number: str = Form(""),
    tasks: list[str] = Form([]),
    provider: str = Form(""),
    file: UploadedFile | None = File(None),
) -> dict[str, Any]:
    """Hires a secretary or buys a service."""
    made = engage(
        estate=request.here,
        kind=kind,
        purpose=purpose,
        pay_source=pay_source,
        pay_fen=pay_fen,
        basis=basis,
        from_on=from_on,
        until_on=until_on,
        name=name,
        number=number,
        tasks=tasks,
        provider=provider,
        **sent_file(file),
        **acted(request),
    )
    return _engagement(made)


def _note(row: EngagementNote) -> dict[str, Any]:
    return {"id": row.pk, "kind": row.kind, "words": row.words, "on": row.on.isoformat(), "file": row.file_id}


@router.get(ENGAGEMENT, auth=one, response=dict[str, Any])
def engagement(request: Asked, code: str, engagement_id: int) -> dict[str, Any]:
    """One engagement with its deliveries and evaluations."""
    rows = EngagementNote.objects.filter(estate_id=request.here.estate_id, engagement=request.here)
    return {**_engagement(request.here), "notes": [_note(row) for row in rows.order_by("-on", "-pk")]}


@router.post(f"{ENGAGEMENT}/notes", auth=one, response=dict[str, Any])
def note(
    request: Asked,
    code: str,
    engagement_id: int,
    kind: str = Form(...),
    words: str = Form(...),
    on: date = Form(...),
    file: UploadedFile | None = File(None),
) -> dict[str, Any]:
    """Notes a delivery or an evaluation."""
    made = note_engagement(
        engagement=request.here,
        kind=kind,
        words=words,
        on=on,
        **sent_file(file),
        **acted(request),
    )
    return _note(made)


@router.post(f"{ENGAGEMENT}/end", auth=one, response=dict[str, Any])
def end(request: Asked, code: str, engagement_id: int, body: EndGiven) -> dict[str, Any]:
    """Ends an engagement before its time."""
    done = end_engagement(engagement=request.here, **body.dict(), **acted(request))
    return _engagement(done)


class FactGiven(Given):
    """A fact of service and its day."""

    words: str
    on: date


def _inquiry(row: UnitInquiry) -> dict[str, Any]:
    return {
        "id": row.pk,
        "unit": row.unit,
        "letter_number": row.letter_number,
        "received_on": row.received_on.isoformat(),
        "answered_on": day(row.answered_on),
        "certificate": row.document_id,
    }


@router.get("/estates/{slug:code}/service", auth=desk, response=list[dict[str, Any]])
def services(request: Asked, code: str) -> list[dict[str, Any]]:
    """The seats of the estate ever held by seconded cadres."""
    return [
        {
            "id": row.pk,
            "body": row.body_id,
            "role": row.role,
            "seconded_from": row.seconded_from,
            "from_on": row.from_on.isoformat(),
            "ended_on": day(row.ended_on),
        }
        for row in seconded(request.here)
    ]


@router.get(SERVICE, auth=service, response=dict[str, Any])
def record(request: Asked, code: str, service_id: int) -> dict[str, Any]:
    """The facts noted, the own statements, the letters and the certificates; for the place and the person."""
    row = request.here
    return {
        "id": row.pk,
        "seconded_from": row.seconded_from,
        "notes": [{"on": n.on.isoformat(), "words": n.words, "own": n.own} for n in notes_of(row)],
        "inquiries": [_inquiry(i) for i in inquiries_of(row)],
        "certificates": [shown(d) for d in certificates_of(row)],
    }


@router.post(f"{SERVICE}/notes", auth=service, response=dict[str, Any])
def add(request: Asked, code: str, service_id: int, body: FactGiven) -> dict[str, Any]:
    """Adds a fact; by the person it is their own statement."""
    made = note_service(appointment=request.here, **body.dict(), **acted(request))
    return {"id": made.pk, "on": made.on.isoformat(), "words": made.words, "own": made.own}


@router.post(f"{SERVICE}/certificates", auth=service, response=dict[str, Any])
def certify(request: Asked, code: str, service_id: int) -> dict[str, Any]:
    """Issues a certificate at the person's request."""
    made = certify_service(appointment=request.here, **acted(request))
    return shown(made)


@router.post(f"{SERVICE}/inquiries", auth=service, response=dict[str, Any])
def inquire(
    request: Asked,
    code: str,
    service_id: int,
    unit: str = Form(...),
    letter_number: str = Form(...),
    received_on: date = Form(...),
    file: UploadedFile = File(...),
) -> dict[str, Any]:
    """Records the letter of the sending unit."""
    made = record_inquiry(
        appointment=request.here,
        unit=unit,
        letter_number=letter_number,
        received_on=received_on,
        **sent_file(file),
        **acted(request),
    )
    return _inquiry(made)


@router.post(f"{SERVICE}/inquiries/{{int:inquiry_id}}/answer", auth=service, response=dict[str, Any])
def answer(request: Asked, code: str, service_id: int, inquiry_id: int) -> dict[str, Any]:
    """Answers a letter with a certificate of the facts."""
    done = answer_inquiry(
        inquiry=upkeep_access.get_inquiry_for(request.here, inquiry_id),
        **acted(request),
    )
    return _inquiry(done)
