"""Write into an issue what its source said anew; part of the acts that take tickets in."""

from datetime import datetime

from gongzhi.issues.actions.note_progress import NOTED
from gongzhi.issues.models import Issue, Note, Source
from gongzhi.issues.queries.tickets import update_words
from gongzhi.kernel import journal


def note_ticket(issue: Issue, words: str, *, by: str, at: datetime) -> Note:
    """A note that only those who work on the issue read; of an issue that went into another one, it stands there."""
    place = issue.merged_into_id or issue.pk
    text = update_words(issue.source_ref, words)
    entry = journal.record(
        NOTED,
        ref=f"issue:{place}",
        estate_id=issue.estate_id,
        by=by,
        at=at,
        side="",
        step="",
        public=False,
        words=text,
        photos=[],
    )
    made: Note = Note.objects.create(
        estate_id=issue.estate_id,
        issue_id=place,
        who=str(Source(issue.source).label),
        words=text,
        public=False,
        by=by,
        entry=entry.pk,
        at=at,
    )
    return made
