"""Who does what with shared money: readers, keepers of the books, sides that sign for an account."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from gongzhi.bodies import access as bodies
from gongzhi.fund.cites import BOOKS
from gongzhi.fund.models import Book, MoneyAccount, Side, SpendRequest, Transaction
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import NotHere, Reason, Refused
from gongzhi.people import access as people
from gongzhi.people.models import Capacity, Person
from gongzhi.people.queries import department, holds, holds_any
from gongzhi.places.models import Estate
from gongzhi.web.door import open_to_strangers
from gongzhi_law.fund import FundKind, mode_rule
from gongzhi_law.powers import Power

K = Capacity.Kind
OWNERS = (K.COMMITTEE, K.INTERIM, K.SELF_MANAGED)
OFFICES = (K.COMMUNITY, K.STREET)
# The departments that the paper makes answer for owners' money (十项措施第二条（五）); others read what is published.
DEPARTMENTS = ("住建", "社工")
# Who reads the books at a desk; what is published anyone reads.
READERS = (
    *OWNERS,
    K.SUPERVISOR,
    K.SECRETARY,
    K.FIRM,
    K.AUDITOR,
    K.ENVIRONMENT,
    *(department(word) for word in DEPARTMENTS),
    *OFFICES,
)
CAPACITIES = {Side.OWNERS: OWNERS, Side.FIRM: (K.FIRM,), Side.RESIDENTS: (K.COMMUNITY,), Side.STREET: (K.STREET,)}
FIRMS_MONEY = frozenset({FundKind.TRUST_FEE, FundKind.OPERATING})


def reader_of(person: Person | None, *, at: datetime, code: str, **where: Any) -> Estate:
    """The estate, for those who read its books; else not there."""
    return people.get_estate_for(person, code, *READERS, at=at)


def get_book_for(person: Person | None, *, at: datetime, code: str, **where: Any) -> Book:
    """The estate's ledger, for those who read it; not there while none was opened."""
    estate = reader_of(person, at=at, code=code)
    return _book(estate)


def get_money_for(person: Person | None, *, at: datetime, code: str, account: str, **where: Any) -> MoneyAccount:
    """A money account by its code (A1), for those who read the books; else not there."""
    book = get_book_for(person, at=at, code=code)
    return _money(book, account)


def get_transaction_for(
    person: Person | None, *, at: datetime, code: str, transaction_id: int, **where: Any
) -> Transaction:
    """A transaction, for those who read the books; else not there."""
    book = get_book_for(person, at=at, code=code)
    return _transaction(book, transaction_id)


def get_request_for(person: Person | None, *, at: datetime, code: str, request_id: int, **where: Any) -> SpendRequest:
    """A request to pay, for those who read the books; else not there."""
    book = get_book_for(person, at=at, code=code)
    rows = SpendRequest.objects.select_related(
        "money__account", "to_money__account", "category", "basis", "line__budget"
    )
    found = rows.filter(estate=book.estate, pk=request_id).first()
    if found is None:
        raise NotHere
    found.estate = book.estate
    return found


@open_to_strangers
def public_book(person: Person | None, *, at: datetime, code: str, **where: Any) -> Book:
    """The ledger as the public page shows it; not there while none was opened."""
    estate = Estate.objects.select_related("community__parent").filter(code=code).first()
    if estate is None:
        raise NotHere
    return _book(estate)


@open_to_strangers
def public_money(person: Person | None, *, at: datetime, code: str, account: str, **where: Any) -> MoneyAccount:
    """A money account as the public page shows it."""
    return _money(public_book(person, at=at, code=code), account)


@open_to_strangers
def public_transaction(
    person: Person | None, *, at: datetime, code: str, transaction_id: int, **where: Any
) -> Transaction:
    """A transaction as the public page shows it."""
    return _transaction(public_book(person, at=at, code=code), transaction_id)


def _book(estate: Estate) -> Book:
    found = Book.objects.filter(estate=estate).first()
    if found is None:
        raise NotHere
    found.estate = estate
    return found


def _money(book: Book, account: str) -> MoneyAccount:
    rows = MoneyAccount.objects.select_related("account").filter(estate=book.estate, account__code=account)
    found = rows.first()
    if found is None:
        raise NotHere
    found.estate = book.estate
    return found


def _transaction(book: Book, transaction_id: int) -> Transaction:
    found = Transaction.objects.filter(estate=book.estate, pk=transaction_id).first()
    if found is None:
        raise NotHere
    found.estate = book.estate
    return found


def keeps_for_firm(person: Person | None, estate: Estate, *, at: datetime) -> bool:
    """Whether the person keeps the firm's part of the books: the project manager, where fees stand in the estate's ledger."""
    rule = mode_rule(estate.management, on=law_day(at), place=estate.place)
    return person is not None and not FIRMS_MONEY.isdisjoint(rule.kinds) and holds(person, K.FIRM, estate, at=at)


def is_bookkeeper(person: Person | None, estate: Estate, *, at: datetime) -> bool:
    """Whether `require_bookkeeper` lets the person by."""
    try:
        require_bookkeeper(person, estate, at=at)
    except Refused:
        return False
    return True


def require_bookkeeper(person: Person | None, estate: Estate, *, at: datetime) -> Person:
    """Who keeps the books: a member of the body that keeps the owners' money, the firm where fees are part of it.

    Refuses everyone else with what stands in the way (R7, R14).
    """
    people.refuse_ended(estate)
    if person is not None and keeps_for_firm(person, estate, at=at):
        return person
    return bodies.require_power(person, estate, Power.KEEP, at=at).person


def is_owners_side(person: Person | None, estate: Estate, *, at: datetime) -> bool:
    """Whether the person sits in the body that stands for the owners."""
    return person is not None and holds_any(person, OWNERS, estate, at=at)


def signs_for(person: Person | None, money: MoneyAccount, *, at: datetime) -> set[Side]:
    """For which sides of the account the person signs now: by the seat or office held at `at`, never by name (A5.1)."""
    if person is None:
        return set()
    found = set()
    for row in money.signatories.filter(until_on__isnull=True).select_related("body"):
        side = Side(row.side)
        if not holds_any(person, CAPACITIES[side], money.estate, at=at):
            continue
        if row.body is not None and not any(
            not row.role or seat.role == row.role for seat in bodies.seats_of(person, Q(body=row.body), at=at)
        ):
            continue
        found.add(side)
    return found


def require_office(person: Person | None, estate: Estate, *, at: datetime) -> Person:
    """The community worker or street officer of the place; refuses everyone else."""
    return people.require(person, estate, *OFFICES, at=at)


def require_kinds(
    person: Person | None, estate: Estate, kinds: Iterable[str], *, at: datetime, remedy: str = ""
) -> Person:
    """The person with one of `kinds` in the estate; refuses everyone else by naming who may."""
    kinds = tuple(kinds)
    if person is None or not holds_any(person, kinds, estate, at=at):
        names = "、".join(str(K(kind).label) for kind in kinds)
        words = _("这件事只能由%(who)s办理。") % {"who": names}
        raise Refused(Reason(words, cite=BOOKS, remedy=remedy or _("请有此身份的人办理")))
    people.refuse_ended(estate)
    return person
