"""Signals and replies to complaints: what the house noticed, what a person decided, and the reply document."""

from typing import Any

from ninja import Router

from gongzhi.api.door import Asked, Door, acted
from gongzhi.api.plain import Given
from gongzhi.issues import access
from gongzhi.issues.actions.answer_complaint import answer_complaint
from gongzhi.issues.actions.confirm_signal import confirm_signal
from gongzhi.issues.actions.dismiss_signal import dismiss_signal
from gongzhi.issues.actions.table_signal import table_signal
from gongzhi.issues.models import Signal
from gongzhi.issues.queries.complaints import number_of
from gongzhi.issues.queries.signals import Suggested, signals_of

router = Router()
office, issue_door = Door(access.office_of), Door(access.get_issue_for)
SIGNALS = "/estates/{slug:code}/desk/signals"


class Key(Given):
    """Which suggestion."""

    key: str


class Dismissal(Given):
    """Which suggestion, and why nothing is done."""

    key: str
    reason: str


def suggested_shown(row: Suggested) -> dict[str, Any]:
    """One suggestion with the issues behind it."""
    numbers = [issue.number for issue in row.issues]
    return {"kind": row.kind, "key": row.key, "title": row.title, "words": row.words, "issues": numbers}


def signal_shown(row: Signal) -> dict[str, Any]:
    """What was decided about one."""
    number = row.issue.number if row.issue else None
    return {"kind": row.kind, "key": row.key, "state": row.state, "reason": row.reason, "issue": number}


@router.get(SIGNALS, auth=office, response=list[dict[str, Any]])
def signals(request: Asked, code: str) -> list[dict[str, Any]]:
    """What the house noticed and nobody decided about yet."""
    return [suggested_shown(row) for row in signals_of(request.here, request.at)]


@router.post(f"{SIGNALS}/confirmation", auth=office, response=dict[str, Any])
def confirm(request: Asked, code: str, body: Key) -> dict[str, Any]:
    """Takes one up as an issue."""
    return signal_shown(confirm_signal(estate=request.here, **body.dict(), **acted(request)))


@router.post(f"{SIGNALS}/dismissal", auth=office, response=dict[str, Any])
def dismiss(request: Asked, code: str, body: Dismissal) -> dict[str, Any]:
    """Leaves one, with the reason."""
    return signal_shown(dismiss_signal(estate=request.here, **body.dict(), **acted(request)))


@router.post(f"{SIGNALS}/topic", auth=office, response=dict[str, Any])
def table(request: Asked, code: str, body: Key) -> dict[str, Any]:
    """Brings one before the joint meeting."""
    topic = table_signal(estate=request.here, **body.dict(), **acted(request))
    return {"topic": topic.pk, "title": topic.title, "business": topic.business}


class Complaint(Given):
    """The parts of a reply to a complaint."""

    found: str
    opinion: str
    remedy: str


@router.post("/estates/{slug:code}/desk/issues/{slug:number}/complaint", auth=issue_door, response=dict[str, Any])
def complaint(request: Asked, code: str, number: str, body: Complaint) -> dict[str, Any]:
    """Answers a complaint with a reply document (条例48条)."""
    made = answer_complaint(issue=request.here, **body.dict(), **acted(request))
    return {"id": made.pk, "number": number_of(made), "document": made.document_id}
