"""Write down the answer that came to a letter on paper."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.issues import letter_access
from gongzhi.issues.actions.lettering import lock_letter, signed
from gongzhi.issues.actions.numbering import keep, lacking, past
from gongzhi.issues.actions.replying import reply_to
from gongzhi.issues.models import Letter
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput
from gongzhi.people.models import Person


@act
def record_answer(
    *,
    letter: Letter,
    reply: str,
    replied_on: date,
    file_name: str = "",
    content: bytes = b"",
    content_type: str = "",
    by: Person,
    at: datetime,
) -> Letter:
    """What the addressee answered on `replied_on`, written down by the side that wrote (L1.2).

    Refuses everyone else, and a letter that is not sent or is answered; wrong input: no words, a day before it was sent or
    to come.
    """
    letter = lock_letter(letter)
    letter_access.require_keeper(by, letter, at=at)
    wrong = lacking(reply=reply)
    if said := past(replied_on, at=at):
        wrong["replied_on"] = said
    elif letter.sent_at is not None and replied_on < law_day(letter.sent_at):
        wrong["replied_on"] = _("不能早于发出的日期")
    if wrong:
        raise BadInput(_("请补好答复。"), wrong)
    file = keep(letter.estate, file_name=file_name, content=content, at=at)
    return reply_to(letter, reply, on=replied_on, own=False, file=file, signed=signed(letter, by, at))
