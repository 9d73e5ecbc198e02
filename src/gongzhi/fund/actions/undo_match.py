"""Take back a match that was wrong (A5.2)."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.fund import access
from gongzhi.fund.actions.lock_money import lock_money
from gongzhi.fund.cites import BOOKS
from gongzhi.fund.models import Match, Reconciliation
from gongzhi.fund.queries.ledger_closing import month_words
from gongzhi.fund.queries.periods import month_of
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

UNDONE = journal.event(
    "fund.match.undone",
    match=Fact.NUMBER,
    account=Fact.WORD,
    lines=Fact.NUMBER,
    postings=Fact.NUMBER,
    reason=Fact.TEXT,
)


@act
@official
def undo_match(*, match: Match, reason: str, by: Person, at: datetime) -> Match:
    """Opens the lines and entries of a match again, with the reason; what was posted stays.

    Refuses everyone but who keeps the books, a match already undone, and one of a month that is reconciled. Wrong input:
    no reason.
    """
    book, money = lock_money(match.money)
    access.require_bookkeeper(by, book.estate, at=at)
    match = Match.objects.select_for_update().get(pk=match.pk, estate=book.estate)
    if not reason.strip():
        raise BadInput(_("请写撤销的原因。"), {"reason": _("必填")})
    if match.undone_at is not None:
        raise Refused(Reason(_("这次勾对已经撤销。"), cite=BOOKS, remedy=_("看现在的流水")))
    lines = list(match.lines.select_related("line").filter(live=True))
    postings = list(match.postings.select_related("posting__transaction").filter(live=True))
    days = [*(row.line.on for row in lines), *(row.posting.transaction.on for row in postings)]
    months = {month_of(day) for day in days}
    fixed = Reconciliation.objects.filter(estate=book.estate, money=money, month__in=months).order_by("month").first()
    if fixed is not None:
        words = _("%(month)s已经对平并出了调节表，这次勾对不能撤销。") % {"month": month_words(fixed.month)}
        raise Refused(Reason(words, cite=BOOKS, remedy=_("账记错的，在现在的月份用红字冲销再重记")))
    entry = journal.record(
        UNDONE,
        ref=f"match:{match.pk}",
        estate_id=book.estate.pk,
        by=keys.pseudonym(book.estate.pk, by.pk),
        at=at,
        basis=match.entry,
        match=match.pk,
        account=money.account.code,
        lines=sorted(row.line_id for row in lines),
        postings=sorted(row.posting_id for row in postings),
        reason=reason.strip(),
    )
    match.undone_at, match.undone_for, match.undone_entry = at, reason.strip()[:200], entry.pk
    match.save(update_fields=["undone_at", "undone_for", "undone_entry"])
    match.lines.filter(live=True).update(live=False)
    match.postings.filter(live=True).update(live=False)
    return match
