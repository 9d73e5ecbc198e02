"""Forces, recommendations, whistles and calls: the same reads and acts as the pages; never a reporter."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from ninja import File, Form, Router, UploadedFile

from gongzhi.api.door import Asked, Door, acted, sent_file
from gongzhi.api.plain import Given, Why, day, instant
from gongzhi.issues import access, whistle_access
from gongzhi.issues.actions.arrive_call import arrive_call
from gongzhi.issues.actions.blow_whistle import blow_whistle
from gongzhi.issues.actions.close_whistle import close_whistle
from gongzhi.issues.actions.confirm_call import confirm_call
from gongzhi.issues.actions.end_force import end_force
from gongzhi.issues.actions.rate_call import rate_call
from gongzhi.issues.actions.recommend_whistle import recommend_whistle
from gongzhi.issues.actions.register_force import register_force
from gongzhi.issues.actions.report_call import report_call
from gongzhi.issues.actions.seat_force import seat_force
from gongzhi.issues.actions.withdraw_call import withdraw_call
from gongzhi.issues.models import Call, Force, Whistle
from gongzhi.issues.queries.calls import line, unrecommended
from gongzhi.issues.queries.forces import forces_in
from gongzhi.kernel.errors import BadInput
from gongzhi.meetings.queries.agreed import of_estate

router = Router()
forces_door, force_door = Door(whistle_access.get_forces_for), Door(whistle_access.get_force_for)
outside, whistle_door = Door(whistle_access.get_outside_for), Door(whistle_access.get_whistle_for)
called_door, own_calls = Door(whistle_access.get_whistle_call_for), Door(access.desk_of_calls)
own_call = Door(access.get_call_for)
FORCES = "/divisions/{slug:division}/forces"
ISSUE = "/estates/{slug:code}/desk/issues/{slug:number}"
WHISTLE = f"{ISSUE}/whistles/{{int:whistle_serial}}"
CALL = "/desk/calls/{int:call_id}"


class Registering(Given):
    """A force and whoever acts for it."""

    kind: str
    code: str
    name: str
    word: str = ""
    contact: str = ""
    officer: str = ""
    number: str = ""
    document: str = ""


class Seating(Given):
    """One more person for a force."""

    name: str
    number: str
    document: str = ""


class Recommending(Given):
    """The recommendation; `agreed_id` names what the joint meeting agreed on, without it the convener speaks in urgency."""

    words: str
    agreed_id: int | None = None


class Blowing(Given):
    """Kind of whistle, why, and the task of each force by its number."""

    kind: str
    why: str
    tasks: dict[int, str]
    urgent: bool = False
    without: str = ""


class Rating(Given):
    """One to five, with words for a low one."""

    rating: int
    words: str = ""


class WhistleOutcome(Given):
    """What came of it; public."""

    outcome: str


def force_shown(force: Force) -> dict[str, Any]:
    """A force without its contact and its people."""
    return {
        "id": force.pk,
        "kind": force.kind,
        "code": force.code,
        "name": force.name,
        "word": force.word,
        "division": force.division_id,
        "ended_on": day(force.ended_on),
    }


def call_shown(call: Call, at: datetime, *, words: bool) -> dict[str, Any]:
    """One call with its next step, its pinned day and how far its lateness has risen."""
    row = line(call, at)
    return {
        "id": call.pk,
        "force": call.force.name,
        "task": call.task,
        "state": call.state,
        "next_step": row.due.step if row.due else None,
        "due_at": instant(row.due.at) if row.due else None,
        "due_on": day(row.due.day) if row.due else None,
        "due_cite": call.due_cite,
        "due_strength": call.due_strength,
        "due_exact": call.due_exact,
        "late_level": row.risen.level,
        "told": list(row.risen.whom),
        "called_at": instant(call.called_at),
        "confirmed_at": instant(call.confirmed_at),
        "arrived_at": instant(call.arrived_at),
        "reported_at": instant(call.reported_at),
        "rating": call.rating,
        "words": call.words if words else "",
    }


def whistle_shown(whistle: Whistle, at: datetime, *, words: bool = True) -> dict[str, Any]:
    """One whistle with its calls."""
    calls = list(whistle.calls.select_related("force", "whistle__issue__estate").order_by("pk"))
    return {
        "serial": whistle.serial,
        "kind": whistle.kind,
        "why": whistle.why,
        "urgent": whistle.urgent,
        "state": whistle.state,
        "at": instant(whistle.at),
        "outcome": whistle.outcome,
        "recommendation_missing": unrecommended(whistle),
        "entry": whistle.entry,
        "calls": [call_shown(call, at, words=words) for call in calls],
    }


def own_shown(call: Call, at: datetime) -> dict[str, Any]:
    """A call as the force that was called reads it, with where it is; never who reported it."""
    issue = call.whistle.issue
    return {
        **call_shown(call, at, words=True),
        "estate": issue.estate.name,
        "number": issue.number,
        "title": issue.public_words,
        "building": issue.building.name if issue.building else "",
        "spot": issue.spot,
        "urgent": call.whistle.urgent,
    }


@router.get(FORCES, auth=forces_door)
def forces(request: Asked, division: str) -> list[dict[str, Any]]:
    """The forces that can be called in a division."""
    return [force_shown(force) for force in forces_in(request.here)]


@router.post(FORCES, auth=forces_door)
def register(request: Asked, division: str, body: Registering) -> dict[str, Any]:
    """Registers a force (A10.2, B3.11)."""
    return force_shown(register_force(division=request.here, **body.dict(), **acted(request)))


@router.post(f"{FORCES}/{{int:force_id}}/people", auth=force_door)
def seat(request: Asked, division: str, force_id: int, body: Seating) -> dict[str, Any]:
    """Lets one more person act for a force."""
    seat_force(force=request.here, **body.dict(), **acted(request))
    return force_shown(request.here)


@router.post(f"{FORCES}/{{int:force_id}}/end", auth=force_door)
def end(request: Asked, division: str, force_id: int, body: Why) -> dict[str, Any]:
    """Takes a force off the register."""
    return force_shown(end_force(force=request.here, reason=body.reason, **acted(request)))


@router.post(f"{ISSUE}/recommendations", auth=outside)
def recommend(request: Asked, code: str, number: str, body: Recommending) -> dict[str, Any]:
    """Writes down a recommendation (B3.4, B3.10)."""
    item = None
    if body.agreed_id is not None:
        item = of_estate(request.here.estate).filter(pk=body.agreed_id).first()
        if item is None:
            raise BadInput(_("没有这项议定事项。"), {"agreed_id": _("请重选")})
    made = recommend_whistle(issue=request.here, words=body.words, item=item, **acted(request))
    return {"id": made.pk, "given_by": made.given_by, "on": day(made.on), "basis_entry": made.basis_entry}


@router.post(f"{ISSUE}/whistles", auth=outside)
def blow(request: Asked, code: str, number: str, body: Blowing) -> dict[str, Any]:
    """Blows a whistle (A10.2, B3.4)."""
    made = blow_whistle(issue=request.here, **body.dict(), **acted(request))
    return whistle_shown(made, request.at)


@router.get(WHISTLE, auth=whistle_door)
def whistle(request: Asked, code: str, number: str, whistle_serial: int) -> dict[str, Any]:
    """One whistle with its calls; what forces reported only for those who see the whole issue."""
    found: Whistle = request.here
    whole = whistle_access.sees_whole(request.person, found.issue.estate, at=request.at)
    return whistle_shown(found, request.at, words=whole)


@router.post(f"{WHISTLE}/close", auth=whistle_door)
def close(request: Asked, code: str, number: str, whistle_serial: int, body: WhistleOutcome) -> dict[str, Any]:
    """Ends a whistle."""
    return whistle_shown(close_whistle(whistle=request.here, outcome=body.outcome, **acted(request)), request.at)


@router.post(f"{WHISTLE}/calls/{{int:call_id}}/rating", auth=called_door)
def rate(request: Asked, code: str, number: str, whistle_serial: int, call_id: int, body: Rating) -> dict[str, Any]:
    """Rates what a force did."""
    return call_shown(rate_call(call=request.here, **body.dict(), **acted(request)), request.at, words=True)


@router.post(f"{WHISTLE}/calls/{{int:call_id}}/withdrawal", auth=called_door)
def withdraw(request: Asked, code: str, number: str, whistle_serial: int, call_id: int, body: Why) -> dict[str, Any]:
    """Takes a call back."""
    made = withdraw_call(call=request.here, reason=body.reason, **acted(request))
    return call_shown(made, request.at, words=True)


@router.get("/desk/calls", auth=own_calls)
def calls(request: Asked) -> list[dict[str, Any]]:
    """The calls to the person's forces that are not over, over all estates."""
    return [own_shown(call, request.at) for call in access.open_calls(request.here)]


@router.post(f"{CALL}/confirmation", auth=own_call)
def confirm(request: Asked, call_id: int) -> dict[str, Any]:
    """The force confirms."""
    return _own(confirm_call(call=request.here, **acted(request)), request)


@router.post(f"{CALL}/arrival", auth=own_call)
def arrive(request: Asked, call_id: int, photos: list[UploadedFile] = File(default=[])) -> dict[str, Any]:
    """The force is on the spot."""
    kept = tuple((str(one.name), one.read()) for one in photos)
    return _own(arrive_call(call=request.here, photos=kept, **acted(request)), request)


@router.post(f"{CALL}/report", auth=own_call)
def report(
    request: Asked,
    call_id: int,
    words: str = Form(...),
    photos: list[UploadedFile] = File(default=[]),
    file: UploadedFile | None = File(None),
) -> dict[str, Any]:
    """The force reports what it did."""
    kept = tuple((str(one.name), one.read()) for one in photos)
    return _own(report_call(call=request.here, words=words, photos=kept, **sent_file(file), **acted(request)), request)


def _own(made: Call, request: Asked) -> dict[str, Any]:
    found = access.get_call_for(request.person, at=request.at, call_id=made.pk)
    return own_shown(found, request.at)
