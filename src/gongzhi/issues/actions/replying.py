"""The answer of a letter with its journal entry; part of the acts by which one comes."""

from datetime import date
from typing import Any

from gongzhi.documents.models import StoredFile
from gongzhi.issues.actions.lettering import move_letter
from gongzhi.issues.models import Letter
from gongzhi.issues.states import LetterState
from gongzhi.kernel import journal
from gongzhi.kernel.journal import Fact

ANSWERED = journal.event(
    "issues.letter.answered", reply=Fact.TEXT, on=Fact.DAY, own=Fact.TRUTH, late=Fact.TRUTH, file=Fact.HASH
)


def reply_to(
    letter: Letter, reply: str, *, on: date, own: bool, file: StoredFile | None, signed: dict[str, Any]
) -> Letter:
    """Keeps the answer; `own`: the addressee gave it itself, signed in."""
    move_letter(
        letter,
        LetterState.ANSWERED,
        reply=reply.strip(),
        replied_on=on,
        reply_file_id=file.pk if file else None,
    )
    late = letter.due_on is not None and on > letter.due_on
    journal.record(
        ANSWERED, **signed, reply=letter.reply, on=on, own=own, late=late, file=file.sha256 if file else None
    )
    return letter
