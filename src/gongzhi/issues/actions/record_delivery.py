"""Write down that a letter arrived, with the proof."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.issues import letter_access
from gongzhi.issues.actions.lettering import answer_by, lock_letter, move_letter, signed
from gongzhi.issues.actions.numbering import keep, past
from gongzhi.issues.models import Letter
from gongzhi.issues.states import LetterState
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

DELIVERED = journal.event(
    "issues.letter.delivered", way=Fact.WORD, received_on=Fact.DAY, proof=Fact.TEXT, file=Fact.HASH, due_on=Fact.DAY
)


@act
def record_delivery(
    *,
    letter: Letter,
    way: str,
    received_on: date,
    received_by: str = "",
    proof: str = "",
    file_name: str = "",
    content: bytes = b"",
    content_type: str = "",
    by: Person,
    at: datetime,
) -> Letter:
    """By which way it arrived and how that is known: who took it, a tracking number, a receipt (L1.2).

    From this day the answer is awaited. Refuses everyone but the side that wrote it, and a letter that is not on its way;
    wrong input: no way, a day before it was sent or to come, neither proof in words nor on paper.
    """
    letter = lock_letter(letter)
    letter_access.require_keeper(by, letter, at=at)
    wrong = {} if way in Letter.Way.values else {"way": _("请选怎么送到的")}
    if said := past(received_on, at=at):
        wrong["received_on"] = said
    elif letter.sent_at is not None and received_on < law_day(letter.sent_at):
        wrong["received_on"] = _("不能早于发出的日期")
    if not proof.strip() and not content:
        wrong["proof"] = _("写快递单号、签收人等凭证，或者上传签收单")
    if wrong:
        raise BadInput(_("请补好送达凭证。"), wrong)
    file = keep(letter.estate, file_name=file_name, content=content, at=at)
    move_letter(
        letter,
        LetterState.RECEIVED,
        way=way,
        received_on=received_on,
        received_by=received_by.strip()[:60],
        proof=proof.strip()[:120],
        proof_file_id=file.pk if file else None,
        **answer_by(letter, received_on),
    )
    journal.record(
        DELIVERED,
        **signed(letter, by, at),
        way=way,
        received_on=received_on,
        proof=letter.proof,
        file=file.sha256 if file else None,
        due_on=letter.due_on,
    )
    return letter
