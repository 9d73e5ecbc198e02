"""The addressee acknowledges a letter."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.issues import letter_access
from gongzhi.issues.actions.lettering import answer_by, lock_letter, move_letter, signed
from gongzhi.issues.models import Letter
from gongzhi.issues.states import LetterState
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

ACKNOWLEDGED = journal.event("issues.letter.acknowledged", due_on=Fact.DAY)


@act
def acknowledge_letter(*, letter: Letter, by: Person, at: datetime) -> Letter:
    """Signed for by the firm or the force itself, signed in: proof of receipt by this journal entry (L1.2).

    The answer is awaited from this day. Refuses everyone else, and a letter that is not on its way.
    """
    letter = lock_letter(letter)
    letter_access.require_addressee(by, letter, at=at)
    day = law_day(at)
    move_letter(
        letter,
        LetterState.RECEIVED,
        way=Letter.Way.PLATFORM,
        received_on=day,
        received_by=letter.addressee[:60],
        proof=_("收件单位登录签收"),
        **answer_by(letter, day),
    )
    journal.record(ACKNOWLEDGED, **signed(letter, by, at), due_on=letter.due_on)
    return letter
