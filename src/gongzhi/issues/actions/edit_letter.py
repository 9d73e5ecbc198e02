"""Change the draft of a letter."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.issues import letter_access
from gongzhi.issues.actions.draft_letter import check_letter
from gongzhi.issues.actions.lettering import lock_letter, signed
from gongzhi.issues.models import Letter
from gongzhi.issues.states import LetterState
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

EDITED = journal.event("issues.letter.edited", title=Fact.TEXT, words=Fact.TEXT)


@act
def edit_letter(*, letter: Letter, title: str, words: str, by: Person, at: datetime) -> Letter:
    """Other words, until it is sent (L1.2); refuses everyone but its own side, and a letter that left; wrong input: no words."""
    letter = lock_letter(letter)
    letter_access.require_keeper(by, letter, at=at)
    if letter.state != LetterState.DRAFTED:
        raise Refused(Reason(_("函件已经发出，不能再改。"), remedy=_("另发一封补充函")))
    check_letter(letter.estate, letter.addressee_kind, letter.addressee, title, words, letter.force)
    letter.title, letter.words = title.strip()[:80], words.strip()
    letter.save(update_fields=["title", "words"])
    journal.record(EDITED, **signed(letter, by, at), title=letter.title, words=letter.words)
    return letter
