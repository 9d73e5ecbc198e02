"""What publishes itself: months whose books are closed, and every other month on its last day (A5.5)."""

from datetime import datetime

from gongzhi.fund.actions.posting import lock_book
from gongzhi.fund.actions.publishing import publish
from gongzhi.fund.models import Book
from gongzhi.fund.queries.publications import ready
from gongzhi.kernel.acts import act, official


@act
@official
def publish_due(*, book: Book, at: datetime) -> int:
    """Publishes every month of one ledger whose turn it is, in the name of the system; returns how many."""
    book = lock_book(book.estate)
    found = ready(book, at=at)
    for span in found:
        publish(book, from_on=span.from_on, until_on=span.until_on, by="system", at=at)
    return len(found)


def publish_all_due(*, at: datetime) -> int:
    """Publishes what is due in every ledger, each in a transaction of its own; returns how many months.

    One that fails holds up no other, whatever it failed for; all that failed are raised together at the end (ExceptionGroup,
    each with the code of its estate), so that the task that ran them has failed too.
    """
    count, failed = 0, []
    for book in Book.objects.select_related("estate__community").filter(estate__ended_on__isnull=True).order_by("pk"):
        try:
            count += publish_due(book=book, at=at)
        except Exception as failure:
            failure.add_note(f"estate {book.estate.code}")
            failed.append(failure)
    if failed:
        raise ExceptionGroup(f"{len(failed)} ledgers could not be published", failed)
    return count
