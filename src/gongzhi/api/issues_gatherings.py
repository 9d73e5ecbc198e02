"""Gatherings: what everyone reads, signing up by phone code or signed in, and every act of those who hold them."""

from typing import Any

from ninja import File, Form, Router
from ninja.files import UploadedFile
from pydantic import AwareDatetime

from gongzhi.api.door import Asked, Door, acted, asked_from, sent_file
from gongzhi.api.issues_talking import PublicOutcome, named
from gongzhi.api.plain import Given, Number, Why, instant
from gongzhi.issues import access, talking_access
from gongzhi.issues.actions.announce_gathering import announce_gathering
from gongzhi.issues.actions.attending import sign_up_subject
from gongzhi.issues.actions.cancel_gathering import cancel_gathering
from gongzhi.issues.actions.publish_outcome import publish_outcome
from gongzhi.issues.actions.record_gathering import record_gathering
from gongzhi.issues.actions.sign_up import sign_up
from gongzhi.issues.actions.withdraw_sign_up import withdraw_sign_up
from gongzhi.issues.models import Gathering, SignUp
from gongzhi.issues.queries.gatherings import gatherings_of, is_open, open_until, places_of
from gongzhi.people.actions.check_code import check_code
from gongzhi.people.actions.send_code import send_code
from gongzhi.people.models import Code
from gongzhi.people.queries import normal_phone

router = Router()
everyone, desk = Door(access.public_estate), Door(access.desk_of)
gathering_door, public_door = Door(talking_access.get_gathering_for), Door(talking_access.get_public_gathering)
PUBLIC, DESK = "/estates/{slug:code}", "/estates/{slug:code}/desk"
GATHERING, OPEN = f"{DESK}/gatherings/{{int:gathering_serial}}", f"{PUBLIC}/gatherings/{{int:gathering_serial}}"


def gathering_shown(row: Gathering, request: Asked, *, public: bool = False) -> dict[str, Any]:
    """A gathering as everyone reads it; the desk also its record."""
    places = places_of(row)
    shown = {
        "serial": row.serial,
        "form": row.form,
        "title": row.title,
        "about": row.about,
        "place": row.place,
        "starts_at": instant(row.starts_at),
        "sign_up_until": instant(open_until(row)),
        "open": is_open(row, request.at),
        "seats": row.seats,
        "taken": places.taken,
        "left": places.left,
        "state": row.state,
        "came": row.came if row.published_at else None,
        "outcome": row.outcome,
        "cancelled_for": row.cancelled_for,
    }
    return shown if public else {**shown, "came": row.came, "record": row.record, "file": row.file_id}


class NewGathering(Given):
    """A gathering; instants carry their offset."""

    form: str
    title: str
    place: str
    starts_at: AwareDatetime
    about: str = ""
    seats: int | None = None
    sign_up_until: AwareDatetime | None = None
    issue: str = ""


class Joining(Given):
    """A place; `number` and `code` of those who are not signed in."""

    name: str = ""
    heads: int = 1
    wishes: str = ""
    number: str = ""
    code: str = ""


class Leaving(Given):
    """Whose place; `number` and `code` of those who are not signed in."""

    number: str = ""
    code: str = ""


@router.get(f"{PUBLIC}/gatherings", auth=everyone, response=list[dict[str, Any]])
def gatherings(request: Asked, code: str) -> list[dict[str, Any]]:
    """Every gathering of the estate, for everyone."""
    return [gathering_shown(row, request, public=True) for row in gatherings_of(request.here)]


@router.post(f"{OPEN}/code", auth=public_door, response=dict[str, bool])
def ask_code(request: Asked, code: str, gathering_serial: int, body: Number) -> dict[str, bool]:
    """Sends a code to the phone with which one signs up or gives a place up."""
    number = normal_phone(body.number)
    send_code(
        purpose=Code.Purpose.REPORT,
        subject=sign_up_subject(request.here, number),
        number=number,
        at=request.at,
        estate_id=request.here.estate_id,
        asked_from=asked_from(request),
    )
    return {"sent": True}


def _checked(request: Asked, told: dict[str, Any]) -> dict[str, Any]:
    """The code of those who are not signed in, checked; whoever is signed in needs none."""
    text = told.pop("code")
    person = request.person or None
    if person is not None and not told["number"]:
        return {**told, "by": person}
    subject = sign_up_subject(request.here, told["number"])
    code = check_code(purpose=Code.Purpose.REPORT, subject=subject, text=text, at=request.at)
    return {**told, "code": code, "by": None}


def place_shown(row: SignUp) -> dict[str, Any]:
    """One's own place."""
    return {"heads": row.heads, "at": instant(row.at), "cancelled_at": instant(row.cancelled_at)}


@router.post(f"{OPEN}/places", auth=public_door, response=dict[str, Any])
def join(request: Asked, code: str, gathering_serial: int, body: Joining) -> dict[str, Any]:
    """Signs up."""
    who = {**acted(request), **_checked(request, body.dict())}
    return place_shown(sign_up(gathering=request.here, **who))


@router.post(f"{OPEN}/places/withdrawal", auth=public_door, response=dict[str, Any])
def leave(request: Asked, code: str, gathering_serial: int, body: Leaving) -> dict[str, Any]:
    """Gives one's place up."""
    who = {**acted(request), **_checked(request, body.dict())}
    return place_shown(withdraw_sign_up(gathering=request.here, **who))


@router.post(f"{DESK}/gatherings", auth=desk, response=dict[str, Any])
def announce(request: Asked, code: str, body: NewGathering) -> dict[str, Any]:
    """Announces a gathering."""
    given = {**body.dict(), "issue": named(request, body.issue)}
    return gathering_shown(announce_gathering(estate=request.here, **given, **acted(request)), request)


@router.get(GATHERING, auth=gathering_door, response=dict[str, Any])
def gathering(request: Asked, code: str, gathering_serial: int) -> dict[str, Any]:
    """One gathering with its record, for the desk; who signed up only for whoever holds it and the offices."""
    row = request.here
    shown = gathering_shown(row, request)
    if talking_access.sees_sign_ups(request.person, row, at=request.at):
        live = row.sign_ups.filter(cancelled_at__isnull=True).order_by("pk")
        shown["places"] = [{"name": one.shown_name(), "heads": one.heads, "wishes": one.wish()} for one in live]
    return shown


@router.post(f"{GATHERING}/record", auth=gathering_door, response=dict[str, Any])
def hold(
    request: Asked,
    code: str,
    gathering_serial: int,
    came: int = Form(...),
    record: str = Form(...),
    file: UploadedFile | None = File(None),
) -> dict[str, Any]:
    """Writes down how it went."""
    given = {"came": came, "record": record, **sent_file(file)}
    return gathering_shown(record_gathering(gathering=request.here, **given, **acted(request)), request)


@router.post(f"{GATHERING}/outcome", auth=gathering_door, response=dict[str, Any])
def outcome(request: Asked, code: str, gathering_serial: int, body: PublicOutcome) -> dict[str, Any]:
    """Makes the outcome public."""
    return gathering_shown(publish_outcome(gathering=request.here, **body.dict(), **acted(request)), request)


@router.post(f"{GATHERING}/cancellation", auth=gathering_door, response=dict[str, Any])
def cancel(request: Asked, code: str, gathering_serial: int, body: Why) -> dict[str, Any]:
    """Calls it off."""
    return gathering_shown(cancel_gathering(gathering=request.here, **body.dict(), **acted(request)), request)
