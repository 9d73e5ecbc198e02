"""Who asks about shared money, who remarks on it, and what everyone may open."""

from datetime import datetime
from typing import Any

from gongzhi.fund import access
from gongzhi.fund.models import Book, FundQuestion, Remark, Voucher
from gongzhi.kernel.errors import NotHere
from gongzhi.people import access as people
from gongzhi.people.models import Capacity, Person
from gongzhi.people.queries import holds
from gongzhi.places.models import Estate
from gongzhi.register.access import estate_public, owner_of
from gongzhi.register.queries import electors_of
from gongzhi.web.door import open_to_strangers

K = Capacity.Kind


@open_to_strangers
def public_estate(person: Person | None, *, at: datetime, code: str, **where: Any) -> Estate:
    """The door of the public pages, also before there is a ledger."""
    found: Estate = estate_public(person, at=at, code=code)
    return found


@open_to_strangers
def public_voucher(
    person: Person | None, *, at: datetime, code: str, transaction_id: int, voucher_id: int, **where: Any
) -> Voucher:
    """A voucher of which everyone sees a masked or clear copy; any other is not there."""
    made = access.public_transaction(person, at=at, code=code, transaction_id=transaction_id)
    found = Voucher.objects.filter(estate=made.estate, transaction=made, pk=voucher_id).first()
    if found is None or not (found.clear or found.shown_file_id):
        raise NotHere
    return found


@open_to_strangers
def public_answer(person: Person | None, *, at: datetime, code: str, question_id: int, **where: Any) -> FundQuestion:
    """An answered question that has a file; any other is not there."""
    book = access.public_book(person, at=at, code=code)
    found = FundQuestion.objects.filter(estate=book.estate, pk=question_id, file_id__isnull=False).first()
    if found is None:
        raise NotHere
    return found


def asker_of(person: Person | None, *, at: datetime, code: str, **where: Any) -> Book:
    """The ledger, for whoever speaks for an owner of the estate; else not there."""
    owner_of(person, at=at, code=code)
    found: Book = access.public_book(person, at=at, code=code)
    return found


def is_asker(person: Person | None, estate: Estate) -> bool:
    """Whether the person speaks for an owner of the estate."""
    return bool(person) and person is not None and electors_of(person, estate).exists()


def require_asker(person: Person | None, estate: Estate) -> Person:
    """Whoever speaks for an owner of the estate; for anyone else it is not there."""
    if person is None or not is_asker(person, estate):
        raise NotHere
    people.refuse_ended(estate)
    return person


def get_question_for(person: Person | None, *, at: datetime, code: str, question_id: int, **where: Any) -> FundQuestion:
    """A question about the money, for those who read the books; else not there."""
    book = access.get_book_for(person, at=at, code=code)
    rows = FundQuestion.objects.select_related("transaction", "publication", "budget")
    found = rows.filter(estate=book.estate, pk=question_id).first()
    if found is None:
        raise NotHere
    found.estate = book.estate
    return found


def get_remark_for(person: Person | None, *, at: datetime, code: str, remark_id: int, **where: Any) -> Remark:
    """A supervisor's remark, for those who read the books; else not there."""
    book = access.get_book_for(person, at=at, code=code)
    found = Remark.objects.select_related("transaction").filter(estate=book.estate, pk=remark_id).first()
    if found is None:
        raise NotHere
    found.estate = book.estate
    return found


def is_supervisor(person: Person | None, estate: Estate, *, at: datetime) -> bool:
    """Whether the person sits in the owners' supervision of this estate."""
    return person is not None and holds(person, K.SUPERVISOR, estate, at=at)


def require_supervisor(person: Person | None, estate: Estate, *, at: datetime) -> Person:
    """A member of the owners' supervision; refuses everyone else."""
    return people.require(person, estate, K.SUPERVISOR, at=at)
