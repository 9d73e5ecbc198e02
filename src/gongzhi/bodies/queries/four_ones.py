"""四有一化 of estates: the newest record of each item, what is missing, and the sums by division (A1.1)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongzhi.bodies.models import FourOnes
from gongzhi.places.models import Division, Estate

Item = FourOnes.Item
LENGTHS = (2, 4, 6, 9, 12)


@dataclass(frozen=True, slots=True)
class ItemState:
    """One of the five items of an estate: its newest record, or none yet."""

    item: str
    label: str
    row: FourOnes | None

    @property
    def met(self) -> bool:
        """Whether the newest record says that it is met."""
        return self.row is not None and self.row.met


@dataclass(frozen=True, slots=True)
class Line:
    """One division or estate in the roll-up: how many estates, how many have all five, how many lack each item."""

    key: str
    name: str
    estate: bool
    estates: int
    whole: int
    lacking: dict[str, int]


def newest(estates: Iterable[int], *, on: date) -> dict[int, dict[str, FourOnes]]:
    """Estate number → item → its newest record up to `on`, in one statement."""
    found: dict[int, dict[str, FourOnes]] = defaultdict(dict)
    rows = FourOnes.objects.filter(estate__in=list(estates), on__lte=on).order_by("on", "pk")
    for row in rows:
        found[row.estate_id][row.item] = row
    return found


def items_of(estate: Estate, *, on: date) -> list[ItemState]:
    """The five items of one estate."""
    known = newest([estate.pk], on=on)[estate.pk]
    return [ItemState(item, str(Item(item).label), known.get(item)) for item in Item.values]


def history_of(estate: Estate) -> list[FourOnes]:
    """Every record of the estate, the newest first."""
    return list(FourOnes.objects.filter(estate=estate).order_by("-on", "-pk"))


def missing(known: dict[str, FourOnes]) -> list[str]:
    """The items that are not recorded as met."""
    return [item for item in Item.values if item not in known or not known[item].met]


def roll_up(division: Division, *, on: date) -> tuple[list[Line], Line]:
    """The divisions below (of a community: its estates) and their sum, in three statements whatever their number."""
    estates = list(
        Estate.objects.filter(community__code__startswith=division.pk, ended_on__isnull=True).order_by(
            "community_id", "name"
        )
    )
    known = newest([estate.pk for estate in estates], on=on)
    whole = _line(division.pk, division.name, estates, known)
    if division.level == Division.Level.COMMUNITY:
        return [_line(e.code, e.name, [e], known, estate=True) for e in estates], whole
    length = next(n for n in LENGTHS if n > len(division.pk))
    below: dict[str, list[Estate]] = defaultdict(list)
    for estate in estates:
        below[estate.community_id[:length]].append(estate)
    names = dict(Division.objects.filter(pk__in=below).values_list("pk", "name"))
    return [_line(code, names.get(code, code), rows, known) for code, rows in sorted(below.items())], whole


def _line(
    key: str, name: str, estates: list[Estate], known: dict[int, dict[str, FourOnes]], *, estate: bool = False
) -> Line:
    lacks = [missing(known.get(e.pk, {})) for e in estates]
    return Line(
        key=key,
        name=name,
        estate=estate,
        estates=len(estates),
        whole=sum(1 for one in lacks if not one),
        lacking={item: sum(1 for one in lacks if item in one) for item in Item.values},
    )
