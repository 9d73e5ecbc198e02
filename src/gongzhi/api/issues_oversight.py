"""Supervision orders, investigations, up to the residents' committee and the joint meeting."""

from datetime import date
from typing import Any

from ninja import File, Form, Router, UploadedFile

from gongzhi.api.door import Asked, Door, acted, sent_file
from gongzhi.api.plain import Given, day, instant
from gongzhi.issues import access, whistle_access
from gongzhi.issues.actions.answer_supervision import answer_supervision
from gongzhi.issues.actions.give_inquiry_opinion import give_inquiry_opinion
from gongzhi.issues.actions.judge_supervision import judge_supervision
from gongzhi.issues.actions.open_inquiry import open_inquiry
from gongzhi.issues.actions.raise_to_residents import raise_to_residents
from gongzhi.issues.actions.record_finding import record_finding
from gongzhi.issues.actions.report_inquiry import report_inquiry
from gongzhi.issues.actions.supervise_side import supervise_side
from gongzhi.issues.actions.topic_from_issue import topic_from_issue
from gongzhi.issues.models import Inquiry, Supervision
from gongzhi.issues.queries.supervising import late_parties, open_orders, side_name, suggested, word_of
from gongzhi.meetings.queries.agreed import of_basis

router = Router()
outside, orders_door = Door(whistle_access.get_outside_for), Door(whistle_access.get_orders_for)
order_door, inquiry_door = Door(whistle_access.get_supervision_for), Door(whistle_access.get_inquiry_for)
issue_door = Door(access.get_issue_for)
ISSUE = "/estates/{slug:code}/desk/issues/{slug:number}"
ORDER = f"{ISSUE}/supervisions/{{int:supervision_serial}}"
INQUIRY = f"{ISSUE}/inquiries/{{int:inquiry_id}}"


class Ordering(Given):
    """An order to a side with a task: what to do, by when (left out: the day of the law)."""

    side: str
    word: str = ""
    words: str
    due_on: date | None = None


class Judging(Given):
    """Whether an answer will do; sent back it is due again."""

    accept: bool
    verdict: str
    due_on: date | None = None


class Members(Given):
    """Which bodies investigate."""

    members: str


class OversightOpinion(Given):
    """What was found, and the opinion."""

    findings: str
    opinion: str


class FirstOpinion(Given):
    """A first opinion."""

    words: str


class Tabling(Given):
    """A topic for the joint meeting."""

    business: str
    title: str
    words: str
    side: str = ""


def order_shown(order: Supervision) -> dict[str, Any]:
    """One order with its answer."""
    return {
        "serial": order.serial,
        "side": order.side,
        "word": order.word,
        "to": side_name(order),
        "words": order.words,
        "due_on": day(order.due_on),
        "due_cite": order.due_cite,
        "state": order.state,
        "reply": order.reply,
        "replied_at": instant(order.replied_at),
        "verdict": order.verdict,
        "entry": order.entry,
    }


def inquiry_shown(inquiry: Inquiry, request: Asked) -> dict[str, Any]:
    """One investigation; its notes only for those who may read them."""
    reads = whistle_access.reads_notes(request.person, inquiry.issue.estate, at=request.at)
    return {
        "id": inquiry.pk,
        "members": inquiry.members,
        "state": inquiry.state,
        "opened_on": day(inquiry.opened_on),
        "notes": [
            {"on": day(row.on), "words": row.text() if reads else ""} for row in inquiry.notes.order_by("on", "pk")
        ],
        "findings": inquiry.findings,
        "opinion": inquiry.opinion,
        "reported_to": inquiry.reported_to,
        "reported_on": day(inquiry.reported_on),
        "topic_entry": inquiry.topic_entry,
    }


@router.get("/divisions/{slug:division}/supervisions", auth=orders_door)
def orders(request: Asked, division: str) -> dict[str, Any]:
    """The orders of a community that are not closed, and the late tasks for which one is suggested (B3.8)."""
    open_ = open_orders(request.here)
    late = suggested(late_parties(request.here, request.at), open_, request.at)
    return {
        "orders": [
            {"estate": o.estate.code, "number": o.issue.number if o.issue else "", **order_shown(o)} for o in open_
        ],
        "suggested": [
            {
                "estate": one.party.issue.estate.code,
                "number": one.party.issue.number,
                "side": one.party.side,
                "word": word_of(one.party),
                "due_on": day(one.party.due_on),
            }
            for one in late
        ],
    }


@router.post(f"{ISSUE}/supervisions", auth=outside)
def supervise(request: Asked, code: str, number: str, body: Ordering) -> dict[str, Any]:
    """Issues an order in the name of whoever asks."""
    return order_shown(supervise_side(issue=request.here, **body.dict(), **acted(request)))


@router.get(ORDER, auth=order_door)
def order(request: Asked, code: str, number: str, supervision_serial: int) -> dict[str, Any]:
    """One order."""
    return order_shown(request.here)


@router.post(f"{ORDER}/answer", auth=order_door)
def answer(
    request: Asked,
    code: str,
    number: str,
    supervision_serial: int,
    reply: str = Form(...),
    file: UploadedFile | None = File(None),
) -> dict[str, Any]:
    """The side answers."""
    return order_shown(answer_supervision(supervision=request.here, reply=reply, **sent_file(file), **acted(request)))


@router.post(f"{ORDER}/verdict", auth=order_door)
def judge(request: Asked, code: str, number: str, supervision_serial: int, body: Judging) -> dict[str, Any]:
    """Accepts an answer or sends it back."""
    return order_shown(judge_supervision(supervision=request.here, **body.dict(), **acted(request)))


@router.post(f"{ISSUE}/inquiries", auth=outside)
def begin(request: Asked, code: str, number: str, body: Members) -> dict[str, Any]:
    """Opens the investigation of a major issue (B3.3)."""
    return inquiry_shown(open_inquiry(issue=request.here, members=body.members, **acted(request)), request)


@router.get(INQUIRY, auth=inquiry_door)
def inquiry(request: Asked, code: str, number: str, inquiry_id: int) -> dict[str, Any]:
    """One investigation."""
    return inquiry_shown(request.here, request)


@router.post(f"{INQUIRY}/notes", auth=inquiry_door)
def note(
    request: Asked,
    code: str,
    number: str,
    inquiry_id: int,
    words: str = Form(...),
    on: date | None = Form(None),
    file: UploadedFile | None = File(None),
) -> dict[str, Any]:
    """Writes down one step."""
    record_finding(inquiry=request.here, words=words, on=on, **sent_file(file), **acted(request))
    return inquiry_shown(request.here, request)


@router.post(f"{INQUIRY}/opinion", auth=inquiry_door)
def conclude(request: Asked, code: str, number: str, inquiry_id: int, body: OversightOpinion) -> dict[str, Any]:
    """Concludes with findings and opinion."""
    return inquiry_shown(give_inquiry_opinion(inquiry=request.here, **body.dict(), **acted(request)), request)


@router.post(f"{INQUIRY}/report", auth=inquiry_door)
def send(request: Asked, code: str, number: str, inquiry_id: int) -> dict[str, Any]:
    """Reports the opinion to the party organisation and the office of the joint meeting."""
    return inquiry_shown(report_inquiry(inquiry=request.here, **acted(request)), request)


@router.post(f"{ISSUE}/raise", auth=issue_door)
def raise_up(request: Asked, code: str, number: str, body: FirstOpinion) -> dict[str, Any]:
    """Brings a hard daily issue before the residents' committee (B3.2)."""
    made = raise_to_residents(issue=request.here, words=body.words, **acted(request))
    return {"party_id": made.pk, "side": made.side, "lead": made.lead, "due_on": day(made.due_on)}


@router.get(f"{ISSUE}/topics", auth=outside)
def topics(request: Asked, code: str, number: str) -> dict[str, Any]:
    """What the joint meeting made of the issue: topics, sittings, agreed items, each with its journal entry."""
    found = of_basis(f"issue:{request.here.pk}", request.here.estate)
    return {
        "topics": [
            {"id": t.pk, "title": t.title, "state": t.state, "reason": t.reason, "entry": t.entry} for t in found.topics
        ],
        "sittings": [{"id": s.pk, "title": s.title, "begins_at": instant(s.begins_at)} for s in found.sittings],
        "agreed": [
            {"id": i.pk, "words": i.words, "side": i.side, "due_on": day(i.due_on), "state": i.state, "entry": i.entry}
            for i in found.items
        ],
    }


@router.post(f"{ISSUE}/topics", auth=outside)
def table(request: Asked, code: str, number: str, body: Tabling) -> dict[str, Any]:
    """Brings the issue before the joint meeting (B3.3, B2.4)."""
    made = topic_from_issue(issue=request.here, **body.dict(), **acted(request))
    return {"id": made.pk, "title": made.title, "state": made.state, "basis_ref": made.basis_ref, "entry": made.entry}
