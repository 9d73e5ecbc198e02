"""What is due in meetings: of the bodies of estates, of the sittings of communities; one module a subject."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from gongzhi.kernel.duty import Duty
from gongzhi.meetings.duties import committee, joint, minutes
from gongzhi.places.models import Estate

SUBJECTS = (committee, joint, minutes)


def of_estate(estate: Estate, at: datetime) -> list[Duty]:
    """What is due in the meetings that concern one estate."""
    return duties_over([estate], at)[estate.pk]


def duties_over(estates: Iterable[Estate], at: datetime) -> dict[int, list[Duty]]:
    """The duties of many estates by estate number, in a fixed number of statements.

    What a community owes stands once, with its first estate among those asked for.
    """
    known = {estate.pk: estate for estate in estates}
    found: dict[int, list[Duty]] = defaultdict(list, {pk: [] for pk in known})
    for subject in SUBJECTS:
        for pk, rows in subject.duties_over(known, at).items():
            found[pk] += rows
    return dict(found)
