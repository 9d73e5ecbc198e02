"""Put a letter and its answer on the estate's public page."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.issues import letter_access
from gongzhi.issues.actions.lettering import lock_letter, signed
from gongzhi.issues.actions.numbering import lacking
from gongzhi.issues.models import Letter
from gongzhi.issues.states import LetterState
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

PUBLISHED = journal.event("issues.letter.published", words=Fact.TEXT, reply=Fact.TEXT)
UNSENT = (LetterState.DRAFTED, LetterState.WITHDRAWN)


@act
def publish_letter(
    *,
    letter: Letter,
    public_words: str,
    public_reply: str = "",
    names_checked: bool = False,
    by: Person,
    at: datetime,
) -> Letter:
    """What everyone reads of the letter and its answer (L1.2: 公开件一键上公示); may be done again when an answer came.

    Whoever does it looked that no personal data is left. Refuses everyone but the side that wrote it, and a letter that was
    not sent; wrong input: no words, not looked through, an answer where none came.
    """
    letter = lock_letter(letter)
    letter_access.require_keeper(by, letter, at=at)
    if letter.state in UNSENT:
        raise Refused(Reason(_("没有发出的函件不能公开。"), remedy=_("先发出")))
    wrong = lacking(public_words=public_words)
    if public_reply.strip() and not letter.reply:
        wrong["public_reply"] = _("还没有答复")
    if not names_checked:
        wrong["names_checked"] = _("公开以前要看过：没有业主和居民的姓名、电话、门牌、车牌")
    if wrong:
        raise BadInput(_("请核对再公开。"), wrong)
    entry = journal.record(PUBLISHED, **signed(letter, by, at), words=public_words.strip(), reply=public_reply.strip())
    letter.public, letter.published_at, letter.published_entry = True, at, entry.pk
    letter.public_words, letter.public_reply = public_words.strip(), public_reply.strip()
    letter.save(update_fields=["public", "published_at", "published_entry", "public_words", "public_reply"])
    return letter
