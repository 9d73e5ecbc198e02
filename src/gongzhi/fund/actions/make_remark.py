"""The owners' supervision remarks on the books (A6.5)."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.fund.actions.asking import last_day_to_answer, must_be_ours
from gongzhi.fund.models import Book, Remark, Transaction
from gongzhi.fund.public_access import require_supervisor
from gongzhi.fund.queries.serials import next_serial
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

REMARKED = journal.event("fund.remark.made", serial=Fact.NUMBER, transaction=Fact.NUMBER, due=Fact.DAY, text=Fact.TEXT)
LONGEST = 1000


@act
def make_remark(*, book: Book, words: str, transaction: Transaction | None = None, by: Person, at: datetime) -> Remark:
    """A remark of a member of the owners' supervision (in a trust: the 监察人), public at once, answered by a day.

    Refuses everyone else. Not there: an entry of another estate. Wrong input: no words.
    """
    estate = book.estate
    require_supervisor(by, estate, at=at)
    must_be_ours(book, transaction)
    text = words.strip()
    if not text or len(text) > LONGEST:
        raise BadInput(_("请写明意见。"), {"words": _("写 1 到 %(n)s 个字") % {"n": LONGEST}})
    serial = next_serial(Remark, estate)
    due_on = last_day_to_answer(estate, at=at)
    pseudonym = keys.pseudonym(estate.pk, by.pk)
    entry = journal.record(
        REMARKED,
        ref=f"fund_remark:{serial}",
        estate_id=estate.pk,
        by=pseudonym,
        at=at,
        serial=serial,
        transaction=transaction.pk if transaction else None,
        due=due_on,
        text=text,
    )
    return Remark.objects.create(
        estate=estate,
        serial=serial,
        transaction=transaction,
        words=text,
        by=pseudonym,
        at=at,
        due_on=due_on,
        entry=entry.pk,
    )
