"""What is due about the issues of an estate: derived from rows, law and the hour, one module a subject."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from gongzhi.issues.duties import core, letters, talking, whistle
from gongzhi.kernel.duty import Duty
from gongzhi.places.models import Estate

SUBJECTS = (core, whistle, talking, letters)


def of_estate(estate: Estate, at: datetime) -> list[Duty]:
    """What is due about the issues of one estate."""
    return duties_over([estate], at)[estate.pk]


def duties_over(estates: Iterable[Estate], at: datetime) -> dict[int, list[Duty]]:
    """The duties of many estates by estate number, in a fixed number of statements; an estate that ended has none."""
    known = {estate.pk: estate for estate in estates}
    living = {pk: estate for pk, estate in known.items() if estate.ended_on is None}
    found: dict[int, list[Duty]] = defaultdict(list, {pk: [] for pk in known})
    for subject in SUBJECTS:
        for pk, rows in subject.duties_over(living, at).items():
            found[pk] += rows
    return dict(found)
