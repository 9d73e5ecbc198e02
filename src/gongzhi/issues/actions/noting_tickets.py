"""Write into an issue what its source said anew; part of the acts that take tickets in."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.issues.actions.note_progress import NOTED
from gongzhi.issues.models import Issue, Note, Source, seal
from gongzhi.issues.queries.tickets import packed
from gongzhi.kernel import journal


def note_ticket(issue: Issue, words: str, *, by: str, at: datetime) -> Note:
    """A note whose words only those read who may read the report; of an issue that went into another one, it stands there."""
    place = issue.merged_into_id or issue.pk
    text = _("工单 %(ref)s 有更新") % {"ref": issue.source_ref}
    entry = journal.record(
        NOTED,
        ref=f"issue:{place}",
        estate_id=issue.estate_id,
        by=by,
        at=at,
        side="",
        step="",
        public=False,
        words=words.strip(),
        photos=[],
    )
    made: Note = Note.objects.create(
        estate_id=issue.estate_id,
        issue_id=place,
        who=str(Source(issue.source).label),
        words=text,
        sealed=seal(issue.estate_id, "issues_note", "sealed", packed(issue.source_ref, words)),
        public=False,
        by=by,
        entry=entry.pk,
        at=at,
    )
    return made
