"""Who opens budgets, bases, petty cash and batches, and for which side a person may approve a request."""

from datetime import datetime
from typing import Any

from gongzhi.fund import access
from gongzhi.fund.access import CAPACITIES, OWNERS, K
from gongzhi.fund.models import Budget, PayBatch, PettyFund, Side, SpendBasis, SpendRequest
from gongzhi.fund.queries.approving import Needed, lacking_of, needed_of
from gongzhi.kernel.errors import NotHere
from gongzhi.people.models import Person
from gongzhi.people.queries import holds_any
from gongzhi.places.models import Estate
from gongzhi.web.door import open_to_strangers

# Who checks the month's petty vouchers: anyone of the owners' bodies but the keeper.
PETTY_REVIEWERS = (*OWNERS, K.SUPERVISOR)


def get_budget_for(person: Person | None, *, at: datetime, code: str, budget_id: int, **where: Any) -> Budget:
    """A budget, for those who read the books; else not there."""
    book = access.get_book_for(person, at=at, code=code)
    return _budget(book.estate, budget_id)


@open_to_strangers
def public_budget(person: Person | None, *, at: datetime, code: str, budget_id: int, **where: Any) -> Budget:
    """A budget that was adopted, for everyone; a draft is not there."""
    book = access.public_book(person, at=at, code=code)
    found = _budget(book.estate, budget_id)
    if found.adopted_on is None:
        raise NotHere
    return found


def _budget(estate: Estate, budget_id: int) -> Budget:
    rows = Budget.objects.select_related("resolution__motion__assembly", "resolution__option", "decision__item")
    found = rows.filter(estate=estate, pk=budget_id).first()
    if found is None:
        raise NotHere
    found.estate = estate
    return found


def get_basis_for(person: Person | None, *, at: datetime, code: str, basis_id: int, **where: Any) -> SpendBasis:
    """A basis of payments, for those who read the books; else not there."""
    book = access.get_book_for(person, at=at, code=code)
    rows = SpendBasis.objects.select_related("resolution__motion__assembly", "resolution__option", "decision__item")
    found = rows.filter(estate=book.estate, pk=basis_id).first()
    if found is None:
        raise NotHere
    found.estate = book.estate
    return found


def get_petty_for(person: Person | None, *, at: datetime, code: str, petty_id: int, **where: Any) -> PettyFund:
    """A petty cash fund, for those who read the books; else not there."""
    book = access.get_book_for(person, at=at, code=code)
    rows = PettyFund.objects.select_related("money__account", "keeper__body", "resolution", "decision__item")
    found = rows.filter(estate=book.estate, pk=petty_id).first()
    if found is None:
        raise NotHere
    found.estate = found.money.estate = book.estate
    return found


def get_batch_for(person: Person | None, *, at: datetime, code: str, batch_id: int, **where: Any) -> PayBatch:
    """A batch file for the bank, for those who keep the books alone: it holds payees' numbers."""
    book = access.get_book_for(person, at=at, code=code)
    found = PayBatch.objects.select_related("money__account").filter(estate=book.estate, pk=batch_id).first()
    if found is None or not access.is_bookkeeper(person, book.estate, at=at):
        raise NotHere
    found.estate = book.estate
    return found


def get_slip_for(person: Person | None, *, at: datetime, code: str, request_id: int, **where: Any) -> SpendRequest:
    """A request whose slip with the payee's number may be read: by who keeps the books and who signs for the account."""
    request = access.get_request_for(person, at=at, code=code, request_id=request_id)
    if access.is_bookkeeper(person, request.estate, at=at) or access.signs_for(person, request.money, at=at):
        return request
    raise NotHere


def open_sides(
    person: Person | None, request: SpendRequest, *, at: datetime, needed: Needed | None = None
) -> list[Side]:
    """For which missing sides the person may give a word on this request; empty for who asked and who already did."""
    if person is None or person.pk == request.person_id or request.approvals.filter(person_id=person.pk).exists():
        return []
    signs = access.signs_for(person, request.money, at=at)
    named = set(request.money.signatories.filter(until_on__isnull=True).values_list("side", flat=True))
    found: dict[Side, None] = {}
    for missing in lacking_of(request, needed or needed_of(request, at=at)):
        for side in missing.sides:
            by_office = missing.second_key or side not in named
            if side in signs or (by_office and holds_any(person, CAPACITIES[side], request.estate, at=at)):
                found[side] = None
    return list(found)


def waiting_for(person: Person | None, requests: list[SpendRequest], *, at: datetime) -> list[SpendRequest]:
    """Those of these requests on which the person's word is missing."""
    return [one for one in requests if open_sides(person, one, at=at)]
