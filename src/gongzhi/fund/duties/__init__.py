"""What is due in shared money, one module an area."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from types import ModuleType

from gongzhi.fund.duties import bank, income, ledger, oversight, public, repair, spending
from gongzhi.kernel.duty import Duty
from gongzhi.places.models import Estate

AREAS: tuple[ModuleType, ...] = (ledger, income, bank, public, spending, repair, oversight)


def of_estate(estate: Estate, at: datetime) -> list[Duty]:
    """What is due in the money of one estate."""
    return duties_over([estate], at)[estate.pk]


def duties_over(estates: Iterable[Estate], at: datetime) -> dict[int, list[Duty]]:
    """The duties of many estates by estate number, in a fixed number of statements."""
    known = {estate.pk: estate for estate in estates}
    found: dict[int, list[Duty]] = defaultdict(list, {pk: [] for pk in known})
    for area in AREAS:
        for pk, rows in area.duties_over(known, at).items():
            found[pk] += rows
    return dict(found)
