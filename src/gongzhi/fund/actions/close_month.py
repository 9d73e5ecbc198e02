"""Close a month: from here on nothing is posted into it; its vouchers get their numbers, none missing (A5.5)."""

from datetime import date, datetime

from django.db.models import Max
from django.utils.translation import gettext as _

from gongzhi.fund import access
from gongzhi.fund.actions.posting import lock_book
from gongzhi.fund.models import Book, MonthClose, Transaction
from gongzhi.fund.queries.ledger_closing import digest_of, numbered, obstacles, warnings
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

CLOSED = journal.event(
    "fund.month.closed",
    month=Fact.DAY,
    first=Fact.NUMBER,
    last=Fact.NUMBER,
    digest=Fact.HASH,
    warned=Fact.WORD,
)


@act
def close_month(*, book: Book, month: date, warnings_seen: bool = False, by: Person, at: datetime) -> MonthClose:
    """Closes the month whose turn it is; a closed month is never opened again, what was wrong is put right in the present.

    Excludes every posting while it numbers and hashes. Refuses everyone but who keeps the books, a month that is not
    over and one before an open month. Wrong input: what should be seen first was not (`warnings_seen`).
    """
    book = lock_book(book.estate, closing=True)
    access.require_bookkeeper(by, book.estate, at=at)
    if reasons := obstacles(book, month, at=at):
        raise Refused(*reasons)
    found = warnings(book, month)
    if found and not warnings_seen:
        raise BadInput(_("结账以前请先看提示。"), {"warnings_seen": _("请逐条看过再勾选")})
    last = MonthClose.objects.filter(estate=book.estate).aggregate(n=Max("last"))["n"] or 0
    rows = numbered(book.estate, month, last + 1)
    digest = digest_of(rows)
    pseudonym = keys.pseudonym(book.estate.pk, by.pk)
    entry = journal.record(
        CLOSED,
        ref=f"month:{month:%Y-%m}",
        estate_id=book.estate.pk,
        by=pseudonym,
        at=at,
        basis=book.entry,
        month=month,
        first=last + 1,
        last=last + len(rows),
        digest=digest,
        warned=sorted({one.kind for one in found}),
    )
    Transaction.objects.bulk_update(rows, ["serial"], batch_size=500)
    return MonthClose.objects.create(
        estate=book.estate,
        month=month,
        first=last + 1,
        last=last + len(rows),
        digest=digest,
        by=pseudonym,
        at=at,
        entry=entry.pk,
    )
