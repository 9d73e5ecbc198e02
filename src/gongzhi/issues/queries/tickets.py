"""Tickets of other systems: which of them became issues here, and what their source said of them last."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from gongzhi.issues.models import Issue, Note, Report


@dataclass(frozen=True, slots=True)
class Known:
    """An issue that came by a ticket, and the words its source sent last."""

    issue: Issue
    words: str

    def says(self, words: str) -> bool:
        """Whether these words are what is known already, but for blanks."""
        return plain(self.words) == plain(words)


def plain(text: str) -> str:
    """The text without blanks, to compare by."""
    return "".join(text.split())


def packed(ref: str, words: str) -> str:
    """Another word on a ticket with the ticket's number, as a note seals it."""
    return json.dumps([ref, words.strip()], ensure_ascii=False)


def update_of(note: Note) -> tuple[str, str]:
    """(number of the ticket, its words) that a note seals; empty where it seals none."""
    if not note.sealed:
        return "", ""
    ref, words = json.loads(note.told())
    return str(ref), str(words)


def known_tickets(estates: Iterable[int], source: str, refs: Iterable[str]) -> dict[tuple[int, str], Known]:
    """By (estate, number of the ticket) what is here already, in three statements however many are asked for."""
    asked = Issue.objects.filter(estate__in=set(estates), source=source, source_ref__in=set(refs))
    rows = {issue.pk: issue for issue in asked.select_related("estate")}
    words: dict[int, str] = {}
    for report in Report.objects.filter(issue__in=list(rows)).order_by("-pk"):
        words[report.issue_id] = report.text()
    places = {row.merged_into_id or row.pk for row in rows.values()}
    by_place: dict[int, dict[str, int]] = {}
    for pk, row in rows.items():
        by_place.setdefault(row.merged_into_id or pk, {})[row.source_ref] = pk
    for note in Note.objects.filter(issue__in=places, sealed__isnull=False).order_by("pk"):
        ref, text = update_of(note)
        if ref in by_place[note.issue_id]:
            words[by_place[note.issue_id][ref]] = text
    return {(row.estate_id, row.source_ref): Known(row, words.get(pk, "")) for pk, row in rows.items()}
