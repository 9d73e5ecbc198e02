"""Half-year and yearly summaries of a community's joint meeting."""

from typing import Any

from ninja import Router

from gongzhi.api.documents import shown
from gongzhi.api.door import Asked, Door, acted
from gongzhi.api.meetings_agreed import DIVISION
from gongzhi.api.meetings_minutes import SectionsGiven
from gongzhi.api.plain import Given, instant
from gongzhi.documents.models import Document
from gongzhi.meetings import access, record_access
from gongzhi.meetings.actions.draft_summary import draft_summary
from gongzhi.meetings.actions.edit_summary import edit_summary
from gongzhi.meetings.actions.receive_summary import receive_summary
from gongzhi.meetings.actions.send_summary import send_summary
from gongzhi.meetings.models import Summary
from gongzhi.meetings.queries.minutes import digest_of
from gongzhi.meetings.queries.summaries import summaries_of

router = Router()
community, one = Door(access.get_community_for), Door(record_access.get_summary_for)
SUMMARIES, SUMMARY = f"{DIVISION}/summaries", f"{DIVISION}/summaries/{{slug:period}}"


def _line(row: Summary) -> dict[str, Any]:
    return {
        "period": row.period,
        "drafted_at": instant(row.drafted_at),
        "sent_at": instant(row.sent_at),
        "received_at": instant(row.received_at),
        "answer": row.answer or None,
    }


def _whole(row: Summary) -> dict[str, Any]:
    document = Document.objects.filter(pk=row.document_id).first() if row.document_id else None
    paper = {"document": shown(document) if document else None}
    return {**_line(row), "sections": row.sections, "seen": digest_of(row.sections), **paper}


@router.get(SUMMARIES, auth=community, response=list[dict[str, Any]])
def summaries(request: Asked, division: str) -> list[dict[str, Any]]:
    """The summaries of the community, the newest period first."""
    return [_line(row) for row in summaries_of(request.here).values()]


class SummaryPeriod(Given):
    """2026-H1, 2026-H2 or 2026."""

    period: str


@router.post(SUMMARIES, auth=community, response=dict[str, Any])
def draft(request: Asked, division: str, body: SummaryPeriod) -> dict[str, Any]:
    """Drafts the summary of a period from data."""
    return _whole(draft_summary(division=request.here, **body.dict(), **acted(request)))


@router.get(SUMMARY, auth=one, response=dict[str, Any])
def summary(request: Asked, division: str, period: str) -> dict[str, Any]:
    """One summary with its sections."""
    return _whole(request.here)


@router.post(SUMMARY, auth=one, response=dict[str, Any])
def edit(request: Asked, division: str, period: str, body: SectionsGiven) -> dict[str, Any]:
    """Edits the draft."""
    return _whole(edit_summary(summary=request.here, **body.asked(), **acted(request)))


@router.post(f"{SUMMARY}/send", auth=one, response=dict[str, Any])
def send(request: Asked, division: str, period: str) -> dict[str, Any]:
    """Sends it to the party organisation."""
    return _whole(send_summary(summary=request.here, **acted(request)))


class AnswerGiven(Given):
    """The party organisation's answer."""

    answer: str


@router.post(f"{SUMMARY}/receive", auth=one, response=dict[str, Any])
def receive(request: Asked, division: str, period: str, body: AnswerGiven) -> dict[str, Any]:
    """Receives it, with the answer."""
    return _whole(receive_summary(summary=request.here, **body.dict(), **acted(request)))
