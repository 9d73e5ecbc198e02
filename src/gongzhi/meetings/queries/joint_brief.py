"""Which parties sign the short record of a sitting without topics, and which have (field-notes §3.1)."""

from datetime import datetime

from gongzhi.kernel.clock import law_day
from gongzhi.meetings.models import Sitting
from gongzhi.meetings.models.sitting import Side
from gongzhi.meetings.queries.joint_members import Party, parties_of, party_names
from gongzhi.meetings.queries.recipients import served_by

THREE = (Side.RESIDENTS, Side.OWNERS, Side.FIRM)


def parties_to_sign(sitting: Sitting, *, at: datetime) -> list[Party]:
    """居委会 once, owners' side and third side of each estate that has them: a missing party is not 缺席."""
    rows = parties_of(sitting.division, served_by(sitting), on=law_day(at))
    return [one for one in rows if one.side in THREE and one.expected and one.body is not None]


def open_parties(sitting: Sitting, *, at: datetime) -> list[Party]:
    """Those that have not signed yet."""
    there = set(sitting.signs.values_list("side", "about_id"))
    rows = parties_to_sign(sitting, at=at)
    return [one for one in rows if (one.side, one.estate.pk if one.estate else None) not in there]


def signed_parties(sitting: Sitting) -> list[tuple[str, datetime]]:
    """Which party signed when, in the order of signing."""
    rows = list(sitting.signs.select_related("about").order_by("pk"))
    names = party_names(sitting.division, served_by(sitting), on=law_day(rows[-1].at)) if rows else {}
    return [(names.get((row.side, row.about_id), str(row.get_side_display())), row.at) for row in rows]
