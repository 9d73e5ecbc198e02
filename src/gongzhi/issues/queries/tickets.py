"""Tickets of other systems: which of them became issues here, and what their source said of them last."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from gongzhi.issues.models import Issue, Note, Report

MACHINES = ("hook-", "sheet-")


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


def update_words(ref: str, words: str) -> str:
    """How another word on a ticket stands in the history of its issue."""
    return _("工单 %(ref)s 更新：%(words)s") % {"ref": ref, "words": words.strip()}


def known_tickets(estates: Iterable[int], source: str, refs: Iterable[str]) -> dict[tuple[int, str], Known]:
    """By (estate, number of the ticket) what is here already, in three statements however many are asked for."""
    asked = Issue.objects.filter(estate__in=set(estates), source=source, source_ref__in=set(refs))
    rows = {issue.pk: issue for issue in asked.select_related("estate")}
    words: dict[int, str] = {}
    for report in Report.objects.filter(issue__in=list(rows)).order_by("-pk"):
        words[report.issue_id] = report.text()
    places = {row.merged_into_id or row.pk for row in rows.values()}
    starts = {pk: update_words(row.source_ref, "") for pk, row in rows.items()}
    by_place: dict[int, list[int]] = {}
    for pk, row in rows.items():
        by_place.setdefault(row.merged_into_id or pk, []).append(pk)
    notes = Note.objects.filter(issue__in=places, public=False).order_by("pk")
    for issue_id, by, text in notes.values_list("issue_id", "by", "words"):
        if not by.startswith(MACHINES):
            continue
        for pk in by_place[issue_id]:
            if text.startswith(starts[pk]):
                words[pk] = text.removeprefix(starts[pk])
    return {(row.estate_id, row.source_ref): Known(row, words.get(pk, "")) for pk, row in rows.items()}
