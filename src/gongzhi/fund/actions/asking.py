"""What a question about money is about, and by when it is answered; part of the acts that ask and remark."""

from datetime import date, datetime

from gongzhi.fund.models import Book, Budget, Publication, Transaction
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import NotHere
from gongzhi.norms.queries.adopted import bylaws_of
from gongzhi.places.models import Estate
from gongzhi_law.fund import answer_by


def last_day_to_answer(estate: Estate, *, at: datetime) -> date:
    """The last day for the answer to what is asked now."""
    on = law_day(at)
    last = answer_by(on, on=on, place=estate.place, adopted=bylaws_of(estate, on=on))
    return last.day or last.nominal


def must_be_ours(book: Book, *rows: Transaction | Publication | Budget | None) -> None:
    """What is asked about belongs to this estate; else it is not there."""
    if any(row is not None and row.estate_id != book.estate_id for row in rows):
        raise NotHere
