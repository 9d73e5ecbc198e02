"""Take a letter back."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.issues import letter_access
from gongzhi.issues.actions.lettering import lock_letter, move_letter, signed
from gongzhi.issues.actions.numbering import lacking
from gongzhi.issues.models import Letter
from gongzhi.issues.states import LetterState
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

WITHDRAWN = journal.event("issues.letter.withdrawn", reason=Fact.TEXT)


@act
def withdraw_letter(*, letter: Letter, reason: str, by: Person, at: datetime) -> Letter:
    """A draft given up, or a letter taken back before it arrived; its number stays used.

    Refuses everyone but the side that wrote it, and a letter that arrived; wrong input: no reason.
    """
    letter = lock_letter(letter)
    letter_access.require_keeper(by, letter, at=at)
    if wrong := lacking(reason=reason):
        raise BadInput(_("请写为什么撤回。"), wrong)
    move_letter(letter, LetterState.WITHDRAWN)
    journal.record(WITHDRAWN, **signed(letter, by, at), reason=reason.strip())
    return letter
