"""One meeting of a body from its opening to the publication, and orders on what it decided."""

from typing import Any

from ninja import File, Form, Router
from ninja.files import UploadedFile
from pydantic import Json

from gongzhi.api.door import Asked, Door, acted, sent_paper
from gongzhi.api.meetings_committee import DecisionOut, ItemSent, MeetingOut, decision_line, item_draft, meeting_line
from gongzhi.api.plain import Given, Why
from gongzhi.bodies.models import Appointment
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, NotHere
from gongzhi.meetings import access
from gongzhi.meetings.actions.add_item import add_item
from gongzhi.meetings.actions.cancel_meeting import cancel_meeting
from gongzhi.meetings.actions.cast_member_vote import cast_member_vote
from gongzhi.meetings.actions.close_meeting import close_meeting
from gongzhi.meetings.actions.finish_record import finish_record
from gongzhi.meetings.actions.open_meeting import open_meeting
from gongzhi.meetings.actions.publish_decisions import publish_decisions
from gongzhi.meetings.actions.record_decision_order import record_decision_order
from gongzhi.meetings.actions.record_member_votes import record_member_votes
from gongzhi.meetings.actions.record_presence import record_presence
from gongzhi.meetings.actions.record_signatures import record_signatures
from gongzhi.meetings.actions.sign_in_member import sign_in_member
from gongzhi.meetings.actions.sign_record import sign_record
from gongzhi.meetings.actions.write_record import write_record
from gongzhi.meetings.committee_access import get_decision_for, get_item_for
from gongzhi.meetings.models import CommitteeMeeting, Decision
from gongzhi.meetings.queries.committee import present_in, whole_of

router = Router()
meeting, item = Door(access.get_meeting_for), Door(get_item_for)
decision = Door(get_decision_for)
M = "/estates/{slug:code}/desk/meetings/{int:meeting_id}"


class Came(Given):
    """Who signed the sheet, by appointment; whom somebody else came for is refused."""

    members: list[int] = []
    by_proxy: list[int] = []


class Choice(Given):
    """yes, no or abstain."""

    choice: str


class Remark(Given):
    """What the member adds to the signature."""

    remark: str = ""


def _again(request: Asked) -> dict[str, Any]:
    """The meeting as it stands after the act."""
    found = CommitteeMeeting.objects.select_related("estate", "body").get(pk=request.here.pk)
    return meeting_line(found, desk=True)


def _seats(known: list[Appointment], wanted: list[int]) -> list[Appointment]:
    by_number = {seat.pk: seat for seat in known}
    if any(number not in by_number for number in wanted):
        raise BadInput("名单里有不在任或者没有到会的人。", {"members": "请重选"})
    return [by_number[number] for number in wanted]


@router.get(M, auth=meeting, response=MeetingOut)
def one(request: Asked, code: str, meeting_id: int) -> dict[str, Any]:
    """One meeting with its agenda and who came; how anybody voted stands nowhere."""
    return meeting_line(request.here, desk=True)


@router.post(f"{M}/items", auth=meeting, response=MeetingOut)
def add(
    request: Asked, code: str, meeting_id: int, body: Form[ItemSent], file: UploadedFile | None = File(None)
) -> dict[str, Any]:
    """An item after the announcement, with its attachment if there is one."""
    draft = item_draft(request.here.body, body, file, at=request.at)
    add_item(meeting=request.here, item=draft, **acted(request))
    return _again(request)


@router.post(f"{M}/cancellation", auth=meeting, response=MeetingOut)
def cancel(request: Asked, code: str, meeting_id: int, body: Why) -> dict[str, Any]:
    """Calls the meeting off."""
    cancel_meeting(meeting=request.here, reason=body.reason, **acted(request))
    return _again(request)


@router.post(f"{M}/opening", auth=meeting, response=MeetingOut)
def begin(request: Asked, code: str, meeting_id: int) -> dict[str, Any]:
    """Opens the meeting."""
    open_meeting(meeting=request.here, **acted(request))
    return _again(request)


@router.post(f"{M}/presence", auth=meeting, response=MeetingOut)
def sign_in(request: Asked, code: str, meeting_id: int) -> dict[str, Any]:
    """The member signs in."""
    sign_in_member(meeting=request.here, **acted(request))
    return _again(request)


@router.post(f"{M}/sheet", auth=meeting, response=MeetingOut)
def sheet(request: Asked, code: str, meeting_id: int, body: Came) -> dict[str, Any]:
    """Who signed the paper sheet."""
    seats = list(whole_of(request.here.body, on=law_day(request.at)).seats)
    members, others = _seats(seats, body.members), _seats(seats, body.by_proxy)
    record_presence(meeting=request.here, members=members, by_proxy=others, **acted(request))
    return _again(request)


@router.post(f"{M}/items/{{int:number}}/votes", auth=item)
def vote(request: Asked, code: str, meeting_id: int, number: int, body: Choice) -> dict[str, Any]:
    """The member's own vote on one item; the answer does not repeat it."""
    made = cast_member_vote(item=request.here, choice=body.choice, **acted(request))
    return {"item": number, "entry": made.entry}


@router.post(f"{M}/votes", auth=meeting, response=MeetingOut)
def votes(
    request: Asked,
    code: str,
    meeting_id: int,
    votes: Json[dict[str, str]] = Form(..., description='{"item number:appointment": "yes|no|abstain"}'),
    file: UploadedFile | None = File(None),
) -> dict[str, Any]:
    """Votes read from the sheet that members signed."""
    record_member_votes(meeting=request.here, votes=votes, **sent_paper(file), **acted(request))
    return _again(request)


@router.post(f"{M}/closing", auth=meeting, response=MeetingOut)
def close(request: Asked, code: str, meeting_id: int) -> dict[str, Any]:
    """Closes the meeting and counts."""
    close_meeting(meeting=request.here, **acted(request))
    return _again(request)


@router.post(f"{M}/record", auth=meeting, response=MeetingOut)
def record(
    request: Asked,
    code: str,
    meeting_id: int,
    words: str = Form(...),
    file: UploadedFile | None = File(None),
) -> dict[str, Any]:
    """Writes the record."""
    write_record(meeting=request.here, words=words, **sent_paper(file), **acted(request))
    return _again(request)


@router.post(f"{M}/signature", auth=meeting, response=MeetingOut)
def sign(request: Asked, code: str, meeting_id: int, body: Remark) -> dict[str, Any]:
    """The member signs the record."""
    sign_record(meeting=request.here, remark=body.remark, **acted(request))
    return _again(request)


@router.post(f"{M}/signatures", auth=meeting, response=MeetingOut)
def signatures(
    request: Asked,
    code: str,
    meeting_id: int,
    members: list[int] = Form(...),
    file: UploadedFile | None = File(None),
) -> dict[str, Any]:
    """Whose signatures stand on the paper record."""
    seats = _seats([row.appointment for row in present_in(request.here)], members)
    record_signatures(meeting=request.here, members=seats, **sent_paper(file), **acted(request))
    return _again(request)


@router.post(f"{M}/finish", auth=meeting, response=MeetingOut)
def finish(request: Asked, code: str, meeting_id: int) -> dict[str, Any]:
    """The record is done."""
    finish_record(meeting=request.here, **acted(request))
    return _again(request)


@router.post(f"{M}/publication", auth=meeting, response=MeetingOut)
def publish(request: Asked, code: str, meeting_id: int) -> dict[str, Any]:
    """Publishes what was decided."""
    publish_decisions(meeting=request.here, **acted(request))
    return _again(request)


@router.post("/estates/{slug:code}/desk/decisions/{int:decision_id}/orders", auth=decision, response=DecisionOut)
def order(
    request: Asked,
    code: str,
    decision_id: int,
    kind: str = Form(...),
    issuer: str = Form(...),
    document_number: str = Form(...),
    text: str = Form(...),
    by_decision: int | None = Form(None),
    file: UploadedFile | None = File(None),
) -> dict[str, Any]:
    """The street records what a court or office ordered, with its document."""
    instead = None
    if by_decision is not None:
        instead = Decision.objects.filter(estate_id=request.here.estate_id, pk=by_decision).first()
        if instead is None:
            raise NotHere
    given = {"kind": kind, "issuer": issuer, "document_number": document_number, "text": text}
    record_decision_order(decision=request.here, by_decision=instead, **given, **sent_paper(file), **acted(request))
    return decision_line(Decision.objects.select_related("item").get(pk=request.here.pk))
