"""Write into the history of an issue that a step of its path was taken, in fixed public words; part of other acts."""

from datetime import datetime

from gongzhi.issues.access import Speaking
from gongzhi.issues.actions.note_progress import write_note
from gongzhi.issues.models import Issue, Note
from gongzhi.issues.queries.paths import steps_open_to
from gongzhi.people.models import Person


def note_step(issue: Issue, step: str, words: str, *, side: str, by: Person, at: datetime) -> Note:
    """A public line that names nobody; the step is kept where the path of the issue's class has it."""
    known = step if step in steps_open_to(issue) else ""
    return write_note(issue, Speaking(by, side), words, public=True, step=known, at=at)
