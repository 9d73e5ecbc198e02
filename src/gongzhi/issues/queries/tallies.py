"""Issues counted for an estate or a division: by state, class, age, who leads, matter, source and place; each number opens its list.

A fixed number of statements, however many estates and issues there are.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from gongzhi.issues.models import Class, Issue, Party, Side, Source
from gongzhi.issues.queries.list_of_matters import names_of, side_names
from gongzhi.issues.queries.listing import GOING, condition
from gongzhi.issues.states import IssueState, PartyState
from gongzhi.kernel.clock import day_end, day_start, law_day
from gongzhi.places.models import Building, Division, Estate

ONLY: Mapping[str, object] = {
    "open": _("在办"),
    "late": _("逾期"),
    "urgent": _("紧急"),
    "done": _("已办结"),
    "all": _("全部"),
}
# Since when: first and last day back from today; the last has no end.
AGES: Mapping[str, tuple[object, int, int | None]] = {
    "3": (_("3 天以内"), 0, 3),
    "7": (_("4 到 7 天"), 4, 7),
    "15": (_("8 到 15 天"), 8, 15),
    "30": (_("16 到 30 天"), 16, 30),
    "90": (_("31 到 90 天"), 31, 90),
    "more": (_("90 天以上"), 91, None),
}
NONE = "none"  # nobody leads, or no class yet, or no matter
MATTERS = 12  # matters named one by one
OPEN = GOING | Q(state=IssueState.DONE)


@dataclass(frozen=True, slots=True)
class Part:
    """One line of a chart: its key as lists take it, its name, how many are open, and how many of them late."""

    key: str
    name: str
    open: int
    late: int
    whole: int

    @property
    def width(self) -> str:
        """Its share of the longest line, as an SVG length."""
        return _share(self.open, self.whole)

    @property
    def late_width(self) -> str:
        """The share of what is late."""
        return _share(self.late, self.whole)


@dataclass(frozen=True, slots=True)
class Tally:
    """All the numbers of a place."""

    totals: Mapping[str, int]
    classes: list[Part]
    ages: list[Part]
    leads: list[Part]
    matters: list[Part]
    sources: list[Part]
    places: list[Part]


def _share(part: int, whole: int) -> str:
    return f"{part * 1000 // whole / 10:g}%" if whole else "0%"


def tally(rows: QuerySet[Issue], at: datetime, *, below: Division | None = None) -> Tally:
    """The numbers of these issues, in four statements and two of names; `places` are the parts of `below`."""
    late = GOING & condition("late", at)
    wanted: dict[str, Count] = {f"only_{name}": Count("pk", filter=condition(name, at)) for name in ONLY}
    for key in (*Class.values, ""):
        wanted |= _pair(f"n_class_{key}", Q(issue_class=key), late)
    for key in AGES:
        wanted |= _pair(f"n_age_{key}", age(key, at), late)
    for key in Source.values:
        wanted |= _pair(f"n_source_{key}", Q(source=key), late)
    found = rows.order_by().aggregate(**wanted)
    labels = [*((key, str(Class(key).label)) for key in Class.values), ("", now("还没有分类"))]
    return Tally(
        totals={name: found[f"only_{name}"] for name in ONLY},
        classes=_parts([(key or NONE, name, *_of(found, f"n_class_{key}")) for key, name in labels]),
        ages=_parts([(key, str(AGES[key][0]), *_of(found, f"n_age_{key}")) for key in AGES]),
        leads=_leads(rows, late),
        matters=_matters(rows, late),
        sources=_parts([(key, str(Source(key).label), *_of(found, f"n_source_{key}")) for key in Source.values], True),
        places=_places(rows, late, below) if below is not None else [],
    )


def _pair(name: str, which: Q, late: Q) -> dict[str, Count]:
    return {name: Count("pk", filter=which & OPEN), f"{name}_late": Count("pk", filter=which & late)}


def _of(found: Mapping[str, int], name: str) -> tuple[int, int]:
    return found[name], found[f"{name}_late"]


def _parts(rows: list[tuple[str, str, int, int]], drop: bool = False) -> list[Part]:
    """Lines on one scale; with `drop` those with nothing open are left out."""
    whole = max((row[2] for row in rows), default=0)
    return [Part(*row, whole) for row in rows if row[2] or not drop]


def _leads(rows: QuerySet[Issue], late: Q) -> list[Part]:
    """Who leads what is open, the most first; at the end what nobody leads yet."""
    going = rows.filter(OPEN)
    leading = Party.objects.filter(lead=True, issue__in=going.values("pk")).exclude(state=PartyState.HANDED_BACK)
    passed = Q(issue__in=rows.filter(late).values("pk"))
    grouped = leading.order_by().values_list("side", "word", "force_id", "force__name")
    names = side_names()
    merged: dict[str, tuple[str, int, int]] = {}
    for side, word, force, name, count, behind in grouped.annotate(n=Count("pk"), behind=Count("pk", filter=passed)):
        key = f"{side}:{word}" if word else f"force:{force}" if force and side == Side.FORCE else side
        shown = names.get(key) or word or name or str(Side(side).label)
        before = merged.get(key, (shown, 0, 0))
        merged[key] = (shown, before[1] + count, before[2] + behind)
    lines = sorted(((key, *values) for key, values in merged.items()), key=lambda row: (-row[2], row[1]))
    bare = going.exclude(parties__in=leading.values("pk")).order_by()
    alone = bare.aggregate(n=Count("pk"), behind=Count("pk", filter=late))
    return _parts([*lines, (NONE, now("还没有牵头方"), alone["n"], alone["behind"])], drop=True)


def _matters(rows: QuerySet[Issue], late: Q) -> list[Part]:
    """The matters of what is open, the most first."""
    grouped = rows.filter(OPEN).order_by().values_list("matter")
    counted = list(grouped.annotate(n=Count("pk"), behind=Count("pk", filter=late)).order_by("-n", "matter")[:MATTERS])
    names = names_of(matter for matter, _n, _late in counted)
    return _parts([(m or NONE, names.get(m, m) or now("还没有定事项"), n, behind) for m, n, behind in counted])


def _places(rows: QuerySet[Issue], late: Q, below: Division) -> list[Part]:
    """The parts of a division: estates of a community, communities of a street, streets of a district; all of them."""
    estates = Estate.objects.filter(community__code__startswith=below.pk, ended_on__isnull=True)
    grouped = (
        rows.order_by().values_list("estate_id").annotate(n=Count("pk", filter=OPEN), behind=Count("pk", filter=late))
    )
    counts = {pk: (n, behind) for pk, n, behind in grouped}
    if below.level == Division.Level.COMMUNITY:
        known = estates.order_by("name").values_list("pk", "code", "name")
        return _parts([(code, name, *counts.get(pk, (0, 0))) for pk, code, name in known])
    length = {Division.Level.STREET: 12, Division.Level.COUNTY: 9}.get(Division.Level(below.level), 6)
    sums: dict[str, list[int]] = {}
    for pk, community in estates.values_list("pk", "community_id"):
        total = sums.setdefault(community[:length], [0, 0])
        for n, value in enumerate(counts.get(pk, (0, 0))):
            total[n] += value
    names = dict(Division.objects.filter(pk__in=sums).order_by("pk").values_list("pk", "name"))
    return _parts([(code, name, *sums[code]) for code, name in names.items()])


@dataclass(frozen=True, slots=True)
class Block:
    """One building of the plan: how many of its issues are received, being worked on, late and done."""

    name: str
    key: str
    received: int
    working: int
    late: int
    done: int

    @property
    def open(self) -> int:
        """What is not over."""
        return self.received + self.working


def buildings(estate: Estate, at: datetime) -> list[Block]:
    """The buildings of an estate in the order of their entry, and its common ground, with their issues; two statements."""
    going = Q(state__in=[IssueState.ACCEPTED, IssueState.WORKING, IssueState.DONE])
    grouped = Issue.objects.filter(estate=estate).order_by().values_list("building_id")
    counted = grouped.annotate(
        received=Count("pk", filter=Q(state=IssueState.RECEIVED)),
        working=Count("pk", filter=going),
        behind=Count("pk", filter=GOING & condition("late", at)),
        done=Count("pk", filter=Q(state__in=[IssueState.CLOSED, IssueState.EXPLAINED, IssueState.ANSWERED])),
    )
    counts = {pk: numbers for pk, *numbers in counted}
    known = Building.objects.filter(estate=estate).order_by("pk").values_list("pk", "name")
    found = [Block(name, str(pk), *counts.get(pk, (0, 0, 0, 0))) for pk, name in known]
    return [*found, Block(now("公共区域和没有写楼栋的"), NONE, *counts.get(None, (0, 0, 0, 0)))]


def age(key: str, at: datetime) -> Q:
    """Which issues were received so many days ago."""
    _label, first, last = AGES[key]
    on = law_day(at)
    found = Q(received_at__lt=day_end(on - timedelta(days=first)))
    return found if last is None else found & Q(received_at__gte=day_start(on - timedelta(days=last)))


def narrowed(rows: QuerySet[Issue], given: Mapping[str, Any], at: datetime) -> tuple[QuerySet[Issue], dict[str, str]]:
    """The issues a list means, and what it was narrowed by; what is unknown is passed over."""
    asked = {name: str(given.get(name, "")) for name in ("only", "class", "age", "lead", "matter", "source", "place")}
    asked["only"] = asked["only"] if asked["only"] in ONLY else "open"
    which = condition(asked["only"], at)
    kept = {"only": asked["only"]}
    if asked["class"] in (*Class.values, NONE):
        which &= Q(issue_class="" if asked["class"] == NONE else asked["class"])
        kept["class"] = asked["class"]
    if asked["age"] in AGES:
        which &= age(asked["age"], at)
        kept["age"] = asked["age"]
    if asked["source"] in Source.values:
        which &= Q(source=asked["source"])
        kept["source"] = asked["source"]
    if asked["matter"] == NONE or names_of([asked["matter"]]):
        which &= Q(matter="" if asked["matter"] == NONE else asked["matter"])
        kept["matter"] = asked["matter"]
    if (led := _led_by(asked["lead"])) is not None:
        leading = Party.objects.filter(led, lead=True).exclude(state=PartyState.HANDED_BACK)
        which &= ~Q(pk__in=leading.values("issue")) if asked["lead"] == NONE else Q(pk__in=leading.values("issue"))
        kept["lead"] = asked["lead"]
    place = asked["place"]
    if place.isascii() and 0 < len(place) <= 40 and place.replace("-", "").isalnum():
        which &= Q(estate__code=place) | Q(estate__community__code__startswith=place)
        kept["place"] = place
    return rows.filter(which), kept


def _led_by(key: str) -> Q | None:
    """Which task in the lead a key means; None for a key that nobody knows."""
    side, _colon, word = key.partition(":")
    if key == NONE:
        return Q()
    if side == Side.FORCE and word.isascii() and word.isdecimal() and len(word) <= 18:
        return Q(side=Side.FORCE, force_id=int(word))
    if side in Side.values and len(word) <= 20:
        return Q(side=side, word=word)
    return None


def words_of(kept: Mapping[str, str]) -> str:
    """What a list was narrowed by, in words."""
    names = side_names()
    said = [str(ONLY[kept["only"]])]
    if "class" in kept:
        said.append(now("还没有分类") if kept["class"] == NONE else str(Class(kept["class"]).label))
    if "age" in kept:
        said.append(str(AGES[kept["age"]][0]))
    if "lead" in kept:
        key = kept["lead"]
        said.append(now("还没有牵头方") if key == NONE else names.get(key) or key.partition(":")[2] or key)
    if "matter" in kept:
        name = names_of([kept["matter"]]).get(kept["matter"], "")
        said.append(name or now("还没有定事项"))
    if "source" in kept:
        said.append(str(Source(kept["source"]).label))
    return " · ".join(said)
