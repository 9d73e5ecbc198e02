"""What is due in the bodies of an estate: derived from rows, law and day, one module a subject."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from gongzhi.bodies.duties import formation, offices, overview, slates
from gongzhi.kernel.duty import Duty
from gongzhi.places.models import Estate

SUBJECTS = (offices, slates, formation, overview)


def of_estate(estate: Estate, at: datetime) -> list[Duty]:
    """What is due in the bodies of one estate."""
    return duties_over([estate], at)[estate.pk]


def duties_over(estates: Iterable[Estate], at: datetime) -> dict[int, list[Duty]]:
    """The duties of many estates by estate number, in a fixed number of statements."""
    known = {estate.pk: estate for estate in estates}
    found: dict[int, list[Duty]] = defaultdict(list, {pk: [] for pk in known})
    for subject in SUBJECTS:
        for pk, rows in subject.duties_over(known, at).items():
            found[pk] += rows
    return dict(found)
