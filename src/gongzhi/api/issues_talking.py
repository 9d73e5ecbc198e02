"""Mediation and visits of law enforcement: what everyone reads, and every act of those who hold them."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from ninja import File, Form, Router
from ninja.files import UploadedFile

from gongzhi.api.door import Asked, Door, acted, sent_file
from gongzhi.api.plain import Given, day, instant
from gongzhi.issues import access, talking_access
from gongzhi.issues.actions.end_mediation import end_mediation
from gongzhi.issues.actions.follow_up_mediation import follow_up_mediation
from gongzhi.issues.actions.open_mediation import open_mediation
from gongzhi.issues.actions.publish_visit_outcome import publish_visit_outcome
from gongzhi.issues.actions.record_confirmation import record_confirmation
from gongzhi.issues.actions.record_session import record_session
from gongzhi.issues.actions.record_visit import record_visit
from gongzhi.issues.actions.sign_agreement import sign_agreement
from gongzhi.issues.models import Issue, Mediation, Visit
from gongzhi.issues.queries.mediations import hosts_of, shown_mediations
from gongzhi.kernel.errors import BadInput, NotHere

router = Router()
everyone, desk, mediators = Door(access.public_estate), Door(access.desk_of), Door(talking_access.mediators_of)
mediation_door, visit_door = Door(talking_access.get_mediation_for), Door(talking_access.get_visit_for)
PUBLIC, DESK = "/estates/{slug:code}", "/estates/{slug:code}/desk"
MEDIATION, VISIT = f"{DESK}/mediations/{{int:mediation_serial}}", f"{DESK}/visits/{{int:visit_serial}}"


def named(request: Asked, number: str) -> Issue | None:
    """The issue of this number on the person's desk, None where none was named; wrong input: there is none."""
    if not number:
        return None
    try:
        return access.get_issue_for(request.person, at=request.at, code=request.here.code, number=number)
    except NotHere:
        raise BadInput(_("没有这一件报事。"), {"issue": _("请填本小区的编号，例如 2026-0042")}) from None


def mediation_shown(row: Mediation, *, whole: bool = False) -> dict[str, Any]:
    """A mediation for those who mediate; `whole` with its sealed parties and sittings."""
    shown: dict[str, Any] = {
        "serial": row.serial,
        "state": row.state,
        "mediator_kind": row.mediator_kind,
        "mediator_name": row.mediator_name,
        "host": row.host_body_id,
        "about": row.about,
        "opened_on": day(row.opened_on),
        "signed_on": day(row.signed_on),
        "confirm_by": day(row.confirm_by),
        "confirm_cite": row.confirm_cite,
        "confirmed_on": day(row.confirmed_on),
        "follow_up_on": day(row.follow_up_on),
        "both_public": row.both_public,
        "file": row.file_id,
    }
    if whole:
        shown["parties"] = row.party_words()
        shown["outcome"] = row.outcome
        shown["sessions"] = [
            {"kind": one.kind, "on": day(one.on), "kept": one.kept, "words": one.text(), "file": one.file_id}
            for one in row.sessions.order_by("pk")
        ]
    return shown


class NewMediation(Given):
    """A dispute and who mediates it."""

    mediator_kind: str
    mediator_name: str
    about: str
    parties: str
    opened_on: date
    host: int | None = None
    issue: str = ""


class Confirming(Given):
    """The court's ruling."""

    confirmed_on: date
    number: str


class MediationEnding(Given):
    """Why no agreement came about."""

    outcome: str
    both_public: bool = False


class PublicOutcome(Given):
    """An outcome for everyone; `names_checked`: somebody looked that it names nobody."""

    outcome: str
    names_checked: bool = False


@router.get(f"{DESK}/mediations", auth=mediators, response=list[dict[str, Any]])
def mediations(request: Asked, code: str) -> list[dict[str, Any]]:
    """Every mediation of the estate, the newest first."""
    return [mediation_shown(row) for row in Mediation.objects.filter(estate=request.here).order_by("-serial")]


@router.post(f"{DESK}/mediations", auth=mediators, response=dict[str, Any])
def begin_mediation(request: Asked, code: str, body: NewMediation) -> dict[str, Any]:
    """Writes down that a dispute is mediated."""
    given = body.dict()
    hosts = {one.pk: one for one in hosts_of(request.here)}
    if given["host"] is not None and given["host"] not in hosts:
        raise BadInput(_("没有这个组织。"), {"host": _("请选本小区或者本社区的组织")})
    given["host"] = hosts.get(given["host"])
    given["issue"] = named(request, given["issue"])
    return mediation_shown(open_mediation(estate=request.here, **given, **acted(request)), whole=True)


@router.get(MEDIATION, auth=mediation_door, response=dict[str, Any])
def mediation(request: Asked, code: str, mediation_serial: int) -> dict[str, Any]:
    """One mediation whole, for those who mediate."""
    return mediation_shown(request.here, whole=True)


@router.post(f"{MEDIATION}/sessions", auth=mediation_door, response=dict[str, Any])
def sit(
    request: Asked,
    code: str,
    mediation_serial: int,
    on: date = Form(...),
    words: str = Form(...),
    file: UploadedFile | None = File(None),
) -> dict[str, Any]:
    """Writes down a sitting."""
    record_session(mediation=request.here, on=on, words=words, **sent_file(file), **acted(request))
    return mediation_shown(request.here, whole=True)


@router.post(f"{MEDIATION}/agreement", auth=mediation_door, response=dict[str, Any])
def agree(
    request: Asked,
    code: str,
    mediation_serial: int,
    signed_on: date = Form(...),
    both_public: bool = Form(False),
    file: UploadedFile | None = File(None),
) -> dict[str, Any]:
    """Keeps the signed agreement."""
    given = {"signed_on": signed_on, "both_public": both_public, **sent_file(file)}
    return mediation_shown(sign_agreement(mediation=request.here, **given, **acted(request)), whole=True)


@router.post(f"{MEDIATION}/confirmation", auth=mediation_door, response=dict[str, Any])
def confirm(request: Asked, code: str, mediation_serial: int, body: Confirming) -> dict[str, Any]:
    """Writes down the court's ruling."""
    return mediation_shown(record_confirmation(mediation=request.here, **body.dict(), **acted(request)))


@router.post(f"{MEDIATION}/follow-ups", auth=mediation_door, response=dict[str, Any])
def look_after(
    request: Asked,
    code: str,
    mediation_serial: int,
    on: date = Form(...),
    kept: str = Form(...),
    words: str = Form(...),
    file: UploadedFile | None = File(None),
) -> dict[str, Any]:
    """Writes down whether the agreement is kept: `yes`, `no` or `later`."""
    follow_up_mediation(mediation=request.here, on=on, kept=kept, words=words, **sent_file(file), **acted(request))
    request.here.refresh_from_db()
    return mediation_shown(request.here, whole=True)


@router.post(f"{MEDIATION}/end", auth=mediation_door, response=dict[str, Any])
def end(request: Asked, code: str, mediation_serial: int, body: MediationEnding) -> dict[str, Any]:
    """Ends it without an agreement."""
    return mediation_shown(end_mediation(mediation=request.here, **body.dict(), **acted(request)))


@router.get(f"{PUBLIC}/mediations", auth=everyone, response=dict[str, int])
def mediation_counts(request: Asked, code: str) -> dict[str, int]:
    """How many mediations both sides let be known, and how many of them were settled."""
    rows = shown_mediations(request.here)
    return {"count": len(rows), "settled": sum(row.settled for row in rows)}


def visit_shown(row: Visit, *, public: bool = False) -> dict[str, Any]:
    """A visit; everyone reads cause, forces, day and outcome."""
    shown = {
        "serial": row.serial,
        "on": day(row.on),
        "cause": row.cause,
        "forces": row.forces,
        "outcome": row.outcome,
        "public_at": instant(row.public_at),
    }
    return shown if public else {**shown, "handling": row.handling, "file": row.file_id}


@router.get(f"{PUBLIC}/visits", auth=everyone, response=list[dict[str, Any]])
def public_visits(request: Asked, code: str) -> list[dict[str, Any]]:
    """The visits whose outcome is public."""
    rows = Visit.objects.filter(estate=request.here, public_at__isnull=False).order_by("-on", "-pk")
    return [visit_shown(row, public=True) for row in rows]


@router.get(f"{DESK}/visits", auth=desk, response=list[dict[str, Any]])
def visits(request: Asked, code: str) -> list[dict[str, Any]]:
    """Every visit, for the desk."""
    return [visit_shown(row) for row in Visit.objects.filter(estate=request.here).order_by("-on", "-pk")]


@router.post(f"{DESK}/visits", auth=desk, response=dict[str, Any])
def write_visit(
    request: Asked,
    code: str,
    on: date = Form(...),
    cause: str = Form(...),
    forces: str = Form(...),
    handling: str = Form(...),
    issue: str = Form(""),
    file: UploadedFile | None = File(None),
) -> dict[str, Any]:
    """Writes down a visit."""
    given = {"on": on, "cause": cause, "forces": forces, "handling": handling, **sent_file(file)}
    return visit_shown(record_visit(estate=request.here, issue=named(request, issue), **given, **acted(request)))


@router.post(f"{VISIT}/outcome", auth=visit_door, response=dict[str, Any])
def publish_visit(request: Asked, code: str, visit_serial: int, body: PublicOutcome) -> dict[str, Any]:
    """Makes the outcome public."""
    return visit_shown(publish_visit_outcome(visit=request.here, **body.dict(), **acted(request)))
