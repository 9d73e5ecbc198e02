"""What the acts on a letter share: the lock, the journal's first words, the pinned day of answer."""

from datetime import date, datetime
from typing import Any

from gongzhi.issues.actions.numbering import step
from gongzhi.issues.actions.opening import pseudonym
from gongzhi.issues.models import Letter
from gongzhi.issues.states import LETTER_MOVES, LetterState
from gongzhi.people.models import Person
from gongzhi.web.dates import cndate
from gongzhi_law import issues as law


def lock_letter(letter: Letter) -> Letter:
    """The letter as it is now, locked until the act ends, with its estate and body."""
    rows = Letter.objects.select_for_update(of=("self",)).select_related("estate__community__parent", "body", "force")
    found: Letter = rows.get(pk=letter.pk)
    return found


def signed(letter: Letter, by: Person, at: datetime) -> dict[str, Any]:
    """Of what, where, by whom and when, as the journal keeps it."""
    return {
        "ref": f"letter:{letter.serial}",
        "estate_id": letter.estate_id,
        "by": pseudonym(letter.estate, by),
        "at": at,
    }


def move_letter(letter: Letter, to: LetterState, **values: Any) -> None:
    """Puts the letter into another state; refuses a move that its table does not hold."""
    step(letter, LETTER_MOVES, to, **values)


def answer_day(letter: Letter) -> str:
    """Until when an answer is awaited, in words; a dash while it was not sent."""
    return cndate(letter.due_on) if letter.due_on is not None else "–"


def answer_by(letter: Letter, start: date) -> dict[str, Any]:
    """The columns that keep until when it is answered, counted from `start` (L1.2)."""
    due = law.letter_due(start, place=letter.estate.place)
    return {"due_on": due.day, "due_cite": str(due.cite)[:200], "due_exact": due.exact}
