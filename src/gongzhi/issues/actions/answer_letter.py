"""The addressee answers a letter."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.issues import letter_access
from gongzhi.issues.actions.lettering import lock_letter, signed
from gongzhi.issues.actions.numbering import keep, lacking
from gongzhi.issues.actions.replying import reply_to
from gongzhi.issues.models import Letter
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput
from gongzhi.people.models import Person


@act
def answer_letter(
    *,
    letter: Letter,
    reply: str,
    file_name: str = "",
    content: bytes = b"",
    content_type: str = "",
    by: Person,
    at: datetime,
) -> Letter:
    """The answer of the firm or the force itself, signed in (L1.2); late ones are answers too.

    Refuses everyone else, and a letter that is not sent or is answered; wrong input: no words.
    """
    letter = lock_letter(letter)
    letter_access.require_addressee(by, letter, at=at)
    if wrong := lacking(reply=reply):
        raise BadInput(_("请写答复的内容。"), wrong)
    file = keep(letter.estate, file_name=file_name, content=content, at=at)
    return reply_to(letter, reply, on=law_day(at), own=True, file=file, signed=signed(letter, by, at))
