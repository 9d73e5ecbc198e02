"""Publish income and expense of a period, account by account (A5.5, A6.2)."""

from datetime import date, datetime

from gongzhi.documents.models import Document
from gongzhi.fund import access
from gongzhi.fund.actions.posting import lock_book
from gongzhi.fund.actions.publishing import publish
from gongzhi.fund.models import Book
from gongzhi.kernel import keys
from gongzhi.kernel.acts import act, official
from gongzhi.people.models import Person


@act
@official
def publish_period(*, book: Book, from_on: date, until_on: date, by: Person, at: datetime) -> Document:
    """期初＋收入－支出＝期末 of `[from_on, until_on)` as an official document; corrected figures name what they replace.

    Refuses everyone but who keeps the books, a period that is not over or has no accounts yet, and one that is published
    already as it stands. Wrong input: not whole months.
    """
    book = lock_book(book.estate)
    access.require_bookkeeper(by, book.estate, at=at)
    return publish(book, from_on=from_on, until_on=until_on, by=keys.pseudonym(book.estate.pk, by.pk), at=at)
