"""What is due about seats: vacancies, terms running out, seats that ended by themselves, recalls to answer."""

from collections.abc import Mapping
from datetime import datetime

from gongzhi.kernel.duty import Duty
from gongzhi.places.models import Estate


def duties_over(estates: Mapping[int, Estate], at: datetime) -> dict[int, list[Duty]]:
    """Duties of many estates by estate number, in a fixed number of statements."""
    return {}
