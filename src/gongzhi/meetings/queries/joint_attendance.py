"""Who was called to a sitting, who came, and to which party its notice went: as the page of a sitting shows it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gongzhi.bodies.queries.holders import names_of
from gongzhi.kernel import keys
from gongzhi.meetings.models import Attendee, Sitting
from gongzhi.meetings.models.sitting import Side
from gongzhi.places.models import Estate
from gongzhi_law.joint_meetings import OBSERVER_NAMES, Observer

ORDER = {side: n for n, side in enumerate((Side.PARTY, Side.RESIDENTS, Side.ENVIRONMENT, Side.OWNERS, Side.FIRM))}
GUEST = "meetings_attendee.guest"


@dataclass(frozen=True, slots=True)
class Line:
    """One who was called: name, and party or kind of observer; a guest's sealed name only for whoever keeps the list."""

    row: Attendee
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Came:
    """How many members of one party (of one estate) were called and came."""

    side: Side
    estate: Estate | None
    called: int
    came: int


def lines_of(
    sitting: Sitting, *, guests: bool, parties: Mapping[tuple[str, int | None], str] | None = None
) -> list[Line]:
    """Everyone called, parties first; `guests` opens the sealed names, `parties` says what each party is called there."""
    rows = list(sitting.attendees.select_related("about").order_by("pk"))
    names = names_of(row.person_id for row in rows if row.person_id)
    rows.sort(key=lambda row: (bool(row.observer), ORDER.get(Side(row.side), len(ORDER)), row.about_id or 0, row.pk))
    known = parties or {}
    return [
        Line(row, names.get(row.person_id or 0, "") or _guest(sitting, row, guests), _kind(row, known)) for row in rows
    ]


def _kind(row: Attendee, known: Mapping[tuple[str, int | None], str]) -> str:
    if row.observer:
        return OBSERVER_NAMES[Observer(row.observer)]
    plain = f"{row.about.name if row.about else ''}{row.get_side_display()}"
    return known.get((row.side, row.about_id), plain)


def _guest(sitting: Sitting, row: Attendee, shown: bool) -> str:
    if row.guest is None or not shown:
        return ""
    return keys.unseal(f"office:{sitting.division_id}", GUEST, bytes(row.guest))


def counted(rows: Iterable[Attendee]) -> list[Came]:
    """Members by party and estate."""
    found: dict[tuple[str, int], list[Attendee]] = {}
    for row in rows:
        if not row.observer:
            found.setdefault((row.side, row.about_id or 0), []).append(row)
    return [
        Came(Side(side), several[0].about, len(several), sum(1 for row in several if row.arrived_at))
        for (side, _estate), several in found.items()
    ]
