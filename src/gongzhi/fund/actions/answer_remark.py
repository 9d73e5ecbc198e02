"""Answer a remark of the owners' supervision, in public (A6.5)."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.fund import access
from gongzhi.fund.cites import PUBLISHED
from gongzhi.fund.models import Remark
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

ANSWERED = journal.event("fund.remark.answered", serial=Fact.NUMBER, text=Fact.TEXT)
LONGEST = 2000


@act
def answer_remark(*, remark: Remark, answer: str, by: Person, at: datetime) -> Remark:
    """The answer of whoever keeps the books; late is possible, twice is not.

    Refuses everyone else. Wrong input: no answer.
    """
    remark = Remark.objects.select_for_update(of=("self",)).select_related("estate").get(pk=remark.pk)
    access.require_bookkeeper(by, remark.estate, at=at)
    if remark.answered_at is not None:
        raise Refused(Reason(_("这条意见已经答复。"), cite=PUBLISHED, remedy=_("看答复")))
    said = answer.strip()
    if not said or len(said) > LONGEST:
        raise BadInput(_("请写答复。"), {"answer": _("写 1 到 %(n)s 个字") % {"n": LONGEST}})
    pseudonym = keys.pseudonym(remark.estate_id, by.pk)
    entry = journal.record(
        ANSWERED,
        ref=f"fund_remark:{remark.serial}",
        estate_id=remark.estate_id,
        by=pseudonym,
        at=at,
        basis=remark.entry,
        serial=remark.serial,
        text=said,
    )
    remark.answer, remark.answered_at = said, at
    remark.answered_by, remark.answered_entry = pseudonym, entry.pk
    remark.save(update_fields=["answer", "answered_at", "answered_by", "answered_entry"])
    return remark
