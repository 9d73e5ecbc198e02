"""Answer an urging of the 环物委."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.meetings import joint_access
from gongzhi.meetings.actions.public_words import said
from gongzhi.meetings.models import Urging
from gongzhi.people.models import Person

ANSWERED = journal.event("meetings.urging.answered", urging=Fact.NUMBER, words=Fact.TEXT)


@act
@official
def answer_urging(*, urging: Urging, words: str, by: Person, at: datetime) -> Urging:
    """What the urged party did or will do, and by when (B1.2); public beside the urging, late answers too.

    Refuses everyone who does not speak for that party by a seat, and a second answer. Wrong input: no words.
    """
    rows = Urging.objects.select_for_update(of=("self",)).select_related("division", "about")
    urging = rows.get(pk=urging.pk)
    joint_access.require_side(by, urging.division, urging.side, urging.about, at=at)
    if urging.answered_at is not None:
        raise Refused(Reason(_("这次督促已经答复。"), remedy=_("有新的进展，在议定事项里报")))
    kept = said(words, missing=_("请写明怎么办、什么时候办好。"))
    entry = journal.record(
        ANSWERED,
        ref=f"estate:{urging.about_id}",
        office=urging.division.code,
        by=keys.pseudonym(None, by.pk),
        at=at,
        basis=urging.entry,
        urging=urging.pk,
        words=kept,
    )
    urging.answer, urging.answered_at, urging.answered_entry = kept, at, entry.pk
    urging.save(update_fields=["answer", "answered_at", "answered_entry"])
    return urging
