"""Meetings of the body that stands for the owners: demands, the call, what was announced and decided."""

from datetime import datetime
from typing import Any

from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile
from pydantic import Field, Json, ValidationError

from gongzhi.api.door import Asked, Door, acted, sent_paper
from gongzhi.api.plain import Given, PageNumber, Sent, Words, day, instant, wrong_words
from gongzhi.bodies.models import Appointment, Body
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, NotHere
from gongzhi.meetings import access
from gongzhi.meetings.actions.call_meeting import call_meeting
from gongzhi.meetings.actions.name_convener import name_convener
from gongzhi.meetings.actions.open_demand import open_demand
from gongzhi.meetings.actions.sign_demand import sign_demand
from gongzhi.meetings.committee_access import get_demand_for
from gongzhi.meetings.models import CommitteeMeeting, Decision, Demand
from gongzhi.meetings.queries.calling import ItemDraft
from gongzhi.meetings.queries.committee import (
    decisions_of,
    items_of,
    meetings_of,
    open_demands,
    present_in,
    signers_of,
    voted_on,
    whole_of,
)
from gongzhi.meetings.queries.decisions import in_force
from gongzhi.meetings.queries.rules import rules_for
from gongzhi.register.access import estate_public

router = Router()
table, demand = Door(access.get_table_for), Door(get_demand_for)
public, public_meeting = Door(estate_public), Door(access.public_meeting)
E, P = "/estates/{slug:code}/desk/meetings", "/estates/{slug:code}"


class Convener(Given):
    """Which member convenes, and why."""

    member: int = Field(description="number of the appointment")
    why: str


class ItemIn(Given):
    """One item of an agenda; `amount_fen` in fen, `candidate` the number of an appointment."""

    kind: str
    title: str
    words: str = ""
    power: str = ""
    amount_fen: int | None = Field(None, le=10**15)
    candidate: int | None = None


class ItemSent(ItemIn, Sent):
    """One item as a form that goes along with its attachment."""


class ItemOfCall(ItemIn):
    """One item of the call; `paper` says which of the files sent along is its attachment, counted from 0."""

    paper: int | None = Field(None, ge=0, lt=100)


class Call(Given):
    """When, where, why, and everything on the table."""

    cause: str
    begins_at: datetime
    form: str
    place: str = Field("", max_length=120)
    link: str = Field("", max_length=300)
    why: str = ""
    demand: int | None = None
    items: list[ItemOfCall] = Field(max_length=100)
    warnings_seen: bool = False


class DemandOut(Schema):
    """A demand for a meeting and how far it is."""

    id: int
    words: str
    at: str
    signed: int
    members: int
    reached_at: str | None
    due_on: str | None


class DecisionOut(Schema):
    """What was decided on one item, with its counts; nobody's vote."""

    id: int
    entry: int
    passed: bool | None
    state: str
    in_force: bool
    in_favour: int
    against: int
    abstained: int
    present: int
    sentence: str
    cite: str
    decided_on: str
    publish_by: str | None
    published_at: str | None
    document: int | None


class AgendaItemOut(Schema):
    """One item; `votes` is how many were cast, never how."""

    number: int
    kind: str
    title: str
    words: str
    power: str
    amount_fen: int | None
    candidate: int | None
    late: bool
    votes: int | None
    decision: DecisionOut | None


class MeetingOut(Schema):
    """A meeting with its agenda; `present` by appointment on the desk, as a number for everyone."""

    id: int
    serial: int
    body: str
    state: str
    cause: str
    why: str
    convened_as: str
    form: str
    begins_at: str
    place: str
    called_at: str
    opened_at: str | None
    closed_at: str | None
    set_size: int | None
    seated: int | None
    present: list[int] | None
    signed: list[int] | None
    minutes: str | None
    document: int | None
    items: list[AgendaItemOut]


def item_draft(body: Body, given: ItemIn, file: UploadedFile | None = None, *, at: datetime) -> ItemDraft:
    """The item as the acts take it, with its attachment; wrong input: a candidate who is no member."""
    candidate = member_of(body, given.candidate, at=at) if given.candidate is not None else None
    said = (given.kind, given.title, given.words, given.power, given.amount_fen, candidate)
    return ItemDraft(*said, **sent_paper(file))


def paper_of(given: ItemOfCall, files: list[UploadedFile]) -> UploadedFile | None:
    """The file sent along for this item; wrong input: a number for which there is no file."""
    if given.paper is None:
        return None
    if given.paper >= len(files):
        raise BadInput("没有随附这个附件。", {"items": "paper 是随附文件的序号，从 0 数起"})
    return files[given.paper]


def member_of(body: Body, number: int, *, at: datetime) -> Appointment:
    """The member in office with this appointment; wrong input otherwise."""
    found = next((seat for seat in whole_of(body, on=law_day(at)).seats if seat.pk == number), None)
    if found is None:
        raise BadInput("没有这位在任的成员。", {"member": "请重选"})
    return found


def decision_line(row: Decision) -> dict[str, Any]:
    """A decision as everyone may read it once it is published."""
    names = ("passed", "state", "in_favour", "against", "abstained", "present", "sentence", "cite")
    return {
        "id": row.pk,
        "entry": row.entry,
        "in_force": in_force(row),
        "decided_on": day(row.decided_on),
        "publish_by": day(row.publish_by),
        "published_at": instant(row.published_at),
        "document": row.document_id,
        **{name: getattr(row, name) for name in names},
    }


def meeting_line(row: CommitteeMeeting, *, desk: bool) -> dict[str, Any]:
    """A meeting; beyond the desk without who came, without the record, decisions only once they are published."""
    items = items_of(row)
    decided = {one.item_id: one for one in decisions_of(row) if desk or one.published_at is not None}
    cast = [key[0] for key in voted_on(items)] if desk else None
    plain = ("serial", "state", "cause", "why", "convened_as", "form", "place", "set_size", "seated")
    return {
        "id": row.pk,
        "body": row.body.name,
        "begins_at": instant(row.begins_at),
        "called_at": instant(row.called_at),
        "opened_at": instant(row.opened_at),
        "closed_at": instant(row.closed_at),
        "present": [one.appointment_id for one in present_in(row)] if desk else None,
        "signed": sorted(row.signs.values_list("appointment_id", flat=True)) if desk else None,
        "minutes": row.minutes if desk else None,
        "document": row.document_id,
        **{name: getattr(row, name) for name in plain},
        "items": [
            {
                **{name: getattr(one, name) for name in ("number", "kind", "title", "words", "power", "late")},
                "amount_fen": one.amount_fen,
                "candidate": one.candidate_id if desk else None,
                "votes": None if cast is None else cast.count(one.pk),
                "decision": decision_line(decided[one.pk]) if one.pk in decided else None,
            }
            for one in items
        ],
    }


def demand_line(row: Demand, *, at: datetime) -> dict[str, Any]:
    """A demand with how many members in office signed it."""
    whole = whole_of(row.body, on=law_day(at))
    return {
        "id": row.pk,
        "words": row.words,
        "at": instant(row.at),
        "signed": len(signers_of(row, whole)),
        "members": whole.seated,
        "reached_at": instant(row.reached_at),
        "due_on": day(row.due_on),
    }


@router.get(E, auth=table, response=list[MeetingOut])
def meetings(request: Asked, code: str, page: PageNumber = 1) -> list[dict[str, Any]]:
    """The meetings of the estate's body, the latest first, twenty a page."""
    rows = meetings_of(request.here.estate)[(page - 1) * 20 : page * 20]
    return [meeting_line(row, desk=True) for row in rows]


@router.post(E, auth=table, response=MeetingOut)
def call(request: Asked, code: str, body: Call) -> dict[str, Any]:
    """Calls a meeting and announces it."""
    return _called(request, body, [])


@router.post(f"{E}/with-papers", auth=table, response=MeetingOut)
def call_with_papers(
    request: Asked,
    code: str,
    call: Json[dict[str, Any]] = Form(
        ..., description="the call as JSON; `paper` of an item is the number of its file"
    ),
    files: list[UploadedFile] = File(...),
) -> dict[str, Any]:
    """Calls a meeting with what members are to read before: PDFs or photographs, of which only the picture is kept."""
    try:
        body = Call.model_validate(call)
    except ValidationError as error:
        wrong = {".".join(map(str, one["loc"])): wrong_words(one) for one in error.errors()}
        raise BadInput("会议的内容写得不对。", wrong) from None
    return _called(request, body, files)


def _called(request: Asked, body: Call, files: list[UploadedFile]) -> dict[str, Any]:
    given = body.dict(exclude={"items", "demand"})
    here, at = request.here, request.at
    if body.begins_at.tzinfo is None:
        raise BadInput("时间要带时区。", {"begins_at": "例如 2026-11-21T18:00:00+08:00"})
    wanted = None
    if body.demand is not None:
        wanted = next((one for one in open_demands(here, on=law_day(at)) if one.pk == body.demand), None)
        if wanted is None:
            raise NotHere
    items = [item_draft(here, one, paper_of(one, files), at=at) for one in body.items]
    return meeting_line(call_meeting(body=here, items=items, demand=wanted, **given, **acted(request)), desk=True)


@router.get(f"{E}/rules", auth=table)
def rules(request: Asked, code: str) -> dict[str, Any]:
    """By how many a meeting is demanded, within how many days, who calls it when the chair does not."""
    known = rules_for(request.here, on=law_day(request.at))
    return {
        "demand": known.demand().sentence,
        "fallback": [
            {"step": one.step, "words": one.words, "cite": one.cite, "proposed": one.proposed}
            for one in known.fallback()
        ],
    }


@router.post(f"{E}/convener", auth=table)
def convener(request: Asked, code: str, body: Convener) -> dict[str, Any]:
    """居委会 or 街道 names the member who convenes."""
    member = member_of(request.here, body.member, at=request.at)
    made = name_convener(body=request.here, member=member, why=body.why, **acted(request))
    return {"id": made.pk, "member": made.appointment_id, "cite": made.cite}


@router.get(f"{E}/demands", auth=table, response=list[DemandOut])
def demands(request: Asked, code: str) -> list[dict[str, Any]]:
    """Demands to which no meeting was called yet."""
    return [demand_line(row, at=request.at) for row in open_demands(request.here, on=law_day(request.at))]


@router.post(f"{E}/demands", auth=table, response=DemandOut)
def demanded(request: Asked, code: str, body: Words) -> dict[str, Any]:
    """A member demands a meeting."""
    return demand_line(open_demand(body=request.here, words=body.words, **acted(request)), at=request.at)


@router.post(f"{E}/demands/{{int:demand_id}}/signatures", auth=demand, response=DemandOut)
def signed(request: Asked, code: str, demand_id: int) -> dict[str, Any]:
    """A member signs a demand."""
    return demand_line(sign_demand(demand=request.here, **acted(request)), at=request.at)


@router.get(f"{P}/meetings/{{int:meeting_id}}", auth=public_meeting, response=MeetingOut)
def announced(request: Asked, code: str, meeting_id: int) -> dict[str, Any]:
    """What everyone reads of a meeting: the agenda, and what was decided once it is published."""
    return meeting_line(request.here, desk=False)


@router.get(f"{P}/decisions", auth=public, response=list[DecisionOut])
def decisions(request: Asked, code: str, page: PageNumber = 1) -> list[dict[str, Any]]:
    """Published decisions of the estate's body, the latest first, fifty a page."""
    rows = Decision.objects.filter(estate=request.here, published_at__isnull=False).order_by("-decided_on", "-pk")
    return [decision_line(row) for row in rows.select_related("item")[(page - 1) * 50 : page * 50]]
