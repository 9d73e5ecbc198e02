"""Months of the ledger: which are closed, the first day of each."""

from datetime import date

from django.db import connection

from gongzhi.fund.models import Book
from gongzhi.places.models import Estate


def month_of(day: date) -> date:
    """The first day of the month of `day`."""
    return day.replace(day=1)


def next_month(month: date) -> date:
    """The first day of the month after."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def closed_until(estate: Estate) -> date | None:
    """The first day that may still be posted to; None while no month is closed."""
    with connection.cursor() as cursor:  # every posting asks it: plain SQL
        cursor.execute("SELECT max(month) FROM fund_monthclose WHERE estate_id = %s", [estate.pk])
        (last,) = cursor.fetchone()
    return next_month(last) if last else None


def open_from(book: Book) -> date:
    """The first day that may be posted to."""
    return max(book.from_on, closed_until(book.estate) or book.from_on)


def hold(estate: Estate, *, closing: bool = False) -> Book | None:
    """The ledger of an estate, taken for this transaction; None where there is none.

    Postings share it, so that many are made at once; closing a month excludes them.
    """
    mode = "UPDATE" if closing else "SHARE"
    rows = Book.objects.raw(f"SELECT * FROM fund_book WHERE estate_id = %s FOR {mode}", [estate.pk])  # noqa: S608
    book = next(iter(rows), None)
    if book is not None:
        book.estate = estate
    return book
