"""Mark the unanswered letter behind an issue as whistled about; part of the act that blows the whistle."""

from gongzhi.issues.actions.lettering import move_letter
from gongzhi.issues.models import Letter, Source, Whistle
from gongzhi.issues.queries.letters import WAITING
from gongzhi.issues.states import LetterState


def mark_letter(whistle: Whistle) -> Letter | None:
    """The letter whose missing answer the whistle is about, now tied to it; None where it is about something else."""
    issue = whistle.issue
    if issue.source != Source.LETTER or not issue.source_ref:
        return None
    rows = Letter.objects.select_for_update(of=("self",)).filter(estate=issue.estate_id, number=issue.source_ref)
    found: Letter | None = rows.filter(state__in=WAITING).first()
    if found is not None:
        move_letter(found, LetterState.WHISTLED, whistle=whistle)
    return found
