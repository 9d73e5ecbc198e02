"""The estates that a sitting serves: each has minutes of its own, sent to its own parties (field-notes §3.1)."""

from gongzhi.meetings.models import Sitting
from gongzhi.places.models import Estate


def served_by(sitting: Sitting) -> list[Estate]:
    """The estates that a sitting serves, in the order of their names."""
    rows = sitting.served.select_related("about").order_by("about__name", "about_id")
    return [row.about for row in rows]
