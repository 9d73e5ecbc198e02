"""Send a letter: its number, its document, its day of answer."""

import hashlib
from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.documents.actions.publish_document import publish_document
from gongzhi.documents.models import OFFICIAL
from gongzhi.issues import letter_access
from gongzhi.issues.actions.lettering import answer_by, answer_day, lock_letter, move_letter, signed
from gongzhi.issues.models import Letter
from gongzhi.issues.queries.letters import frame, mark_of
from gongzhi.issues.states import LetterState
from gongzhi.kernel import journal, outbox
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

SENT = journal.event("issues.letter.sent", document=Fact.NUMBER, way=Fact.WORD, words=Fact.HASH, due_on=Fact.DAY)
KIND = "letter"


@act
@official
def send_letter(*, letter: Letter, way: str, by: Person, at: datetime) -> Letter:
    """Numbered, typeset in official layout and sent (L1.2); until when it is answered is pinned from this day.

    By its number everyone sees that it was sent, from whom to whom; its words only once they are made public. Refuses
    whoever may not write for the body, and a letter that was sent or withdrawn; wrong input: no way of sending.
    """
    letter = lock_letter(letter)
    body = letter_access.require_writer(by, letter.estate, letter.addressee_kind, at=at)
    if body.pk != letter.body_id:
        letter_access.require_keeper(by, letter, at=at)
    if letter.state != LetterState.DRAFTED:
        raise Refused(Reason(_("这封函已经发出或者撤回。"), remedy=_("要再说的，另写一封")))
    if way not in Letter.Way.values:
        raise BadInput(_("请选怎么送。"), {"way": _("必选")})
    digest = hashlib.sha256(letter.words.encode()).hexdigest()
    who = signed(letter, by, at)
    document = publish_document(
        estate_id=letter.estate_id,
        kind=KIND,
        mark=mark_of(letter.body, letter.estate),
        title=letter.title,
        template=OFFICIAL,
        data={**frame(letter), "words_sha256": digest},
        ref=who["ref"],
        by=who["by"],
        at=at,
    )
    due = answer_by(letter, law_day(at))
    number = document.number[:60]
    move_letter(letter, LetterState.SENT, number=number, document_id=document.pk, sent_at=at, way=way, **due)
    journal.record(SENT, **who, document=document.pk, way=way, words=digest, due_on=letter.due_on)
    address = letter.force.reached_by() if letter.force is not None else ""
    if address:
        words = _("【共治】%(estate)s%(body)s向%(to)s发函 %(number)s，请于%(day)s前答复。登录后签收、答复。") % {
            "estate": letter.estate.name,
            "body": letter.body.name,
            "to": letter.addressee,
            "number": number,
            "day": answer_day(letter),
        }
        outbox.put(channel="sms", kind="letter.sent", address=address, text=words, at=at, estate_id=letter.estate_id)
    return letter
