"""Doors of assets, contracts and what the early period left, and who keeps the last of these."""

from datetime import datetime
from typing import Any

from gongzhi.fund import access
from gongzhi.fund.models import Asset, EarlyItem, IncomeContract
from gongzhi.kernel.errors import NotHere, Refused
from gongzhi.people import access as people
from gongzhi.people.models import Capacity, Person
from gongzhi.people.queries import holds
from gongzhi.places.models import Estate

K = Capacity.Kind


def get_asset_for(person: Person | None, *, at: datetime, code: str, asset_serial: int, **where: Any) -> Asset:
    """An asset by its number, for those who read the books; else not there."""
    estate = access.reader_of(person, at=at, code=code)
    found: Asset = _in(estate, Asset.objects.select_related("building").filter(serial=asset_serial))
    return found


def get_contract_for(
    person: Person | None, *, at: datetime, code: str, contract_serial: int, **where: Any
) -> IncomeContract:
    """A contract by its number, for those who read the books; else not there."""
    estate = access.reader_of(person, at=at, code=code)
    rows = IncomeContract.objects.select_related("asset", "income", "money__account")
    found: IncomeContract = _in(estate, rows.filter(serial=contract_serial))
    return found


def get_early_for(person: Person | None, *, at: datetime, code: str, early_serial: int, **where: Any) -> EarlyItem:
    """What the early period left, by its number, for those who read the books; else not there."""
    estate = access.reader_of(person, at=at, code=code)
    found: EarlyItem = _in(estate, EarlyItem.objects.filter(serial=early_serial))
    return found


def _in(estate: Estate, rows: Any) -> Any:
    found = rows.filter(estate=estate).first()
    if found is None:
        raise NotHere
    found.estate = estate
    return found


def require_early_keeper(person: Person | None, estate: Estate, *, at: datetime) -> Person:
    """Who keeps the list of what is to be handed over: who keeps the books, and the community worker before there is a body.

    Refuses everyone else (L1.3).
    """
    if person is not None and holds(person, K.COMMUNITY, estate, at=at):
        people.refuse_ended(estate)
        return person
    return access.require_bookkeeper(person, estate, at=at)


def keeps_early(person: Person | None, estate: Estate, *, at: datetime) -> bool:
    """Whether `require_early_keeper` lets the person by: what a page offers."""
    try:
        require_early_keeper(person, estate, at=at)
    except Refused:
        return False
    return True
