"""What meetings agreed on: what is open, what is carried into the next sitting, how far each is; lists in few statements."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from gongzhi.kernel.clock import law_day
from gongzhi.meetings.models import AgreedItem, Discussion, ItemProgress, Sitting, Topic, Urging
from gongzhi.meetings.models.sitting import Side
from gongzhi.meetings.queries.recipients import served_by
from gongzhi.meetings.states import ItemState
from gongzhi.places.models import Division, Estate

OPEN = (ItemState.OPEN, ItemState.REPORTED, ItemState.RECTIFY)
OWED = (ItemState.OPEN, ItemState.RECTIFY)  # the responsible party's turn; reported ones wait for the office
SHOWN = ("open", "late", "reported", "done", "dropped", "all")


@dataclass(frozen=True, slots=True)
class Basis:
    """What came of one thing that was brought to the table: its topics, the sittings that took them, what was agreed."""

    topics: tuple[Topic, ...]
    sittings: tuple[Sitting, ...]
    items: tuple[AgreedItem, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """An item with its newest step and how late it is on the day (0: not late)."""

    item: AgreedItem
    newest: ItemProgress | None
    late: int
    steps: tuple[ItemProgress, ...] = ()

    @property
    def who(self) -> str:
        """Who is responsible, in words."""
        return party_of(self.item)

    @property
    def badge(self) -> tuple[str, str]:
        """The words of its state and the kind of its badge."""
        if self.late:
            return _("逾期 %(n)s 天") % {"n": self.late}, "urgent"
        kinds = {ItemState.DONE: "done", ItemState.DROPPED: "line", ItemState.RECTIFY: "urgent"}
        state = ItemState(self.item.state)
        return str(state.label), kinds.get(state, "due")


def party_of(item: AgreedItem) -> str:
    """Who is responsible, in words: the unit where one is named, else the party, of which estate."""
    side = str(Side(item.side).label)
    if item.unit:
        return item.unit if item.side == Side.OTHER else f"{side}（{item.unit}）"
    if item.about is None or item.side not in (Side.OWNERS, Side.FIRM):
        return side
    return _("%(estate)s%(side)s") % {"estate": item.about.name, "side": side}


def days_late(item: AgreedItem, on: date) -> int:
    """How many days ago an item that its party still owes was due; 0 where it is not late."""
    return max(0, (on - item.due_on).days) if item.state in OWED else 0


def of_division(division: Division) -> QuerySet[AgreedItem]:
    """Every item of the community."""
    return _rows().filter(division=division)


def of_estate(estate: Estate) -> QuerySet[AgreedItem]:
    """Every item that concerns the estate: its own, and those agreed for the whole community."""
    return _rows().filter(Q(about=estate) | Q(about__isnull=True, division=estate.community))


def _rows() -> QuerySet[AgreedItem]:
    return AgreedItem.objects.select_related("division", "about", "sitting", "topic").order_by("due_on", "pk")


def narrowed(
    rows: QuerySet[AgreedItem], *, shown: str = "open", side: str = "", code: str = "", on: date
) -> QuerySet[AgreedItem]:
    """The rows that a list asks for: by state (`SHOWN`), responsible party, estate; what is unknown narrows nothing."""
    if shown == "open":
        rows = rows.filter(state__in=OPEN)
    elif shown == "late":
        rows = rows.filter(state__in=OWED, due_on__lt=on)
    elif shown in ItemState.values:
        rows = rows.filter(state=shown)
    if side in Side.values:
        rows = rows.filter(side=side)
    return rows.filter(about__code=code) if code else rows


def carried_into(sitting: Sitting, *, at: datetime) -> list[AgreedItem]:
    """What earlier sittings agreed on and is not done when this one is held: of its estates and of the community (B2.8).

    Of a sitting that is over, what was open at its close.
    """
    moment = sitting.closed_at or at
    estates = [estate.pk for estate in served_by(sitting)]
    rows = _rows().filter(division_id=sitting.division_id, sitting__begins_at__lt=sitting.begins_at)
    rows = rows.filter(Q(about__in=estates) | Q(about__isnull=True)).exclude(sitting=sitting)
    return list(rows.filter(Q(done_at__isnull=True) | Q(done_at__gt=moment)))


def progress_of(items: Iterable[AgreedItem]) -> dict[int, list[ItemProgress]]:
    """The steps of each item, oldest first, in one statement."""
    found: dict[int, list[ItemProgress]] = defaultdict(list)
    for row in ItemProgress.objects.filter(item__in=list(items)).order_by("pk"):
        found[row.item_id].append(row)
    return found


def lines_of(items: Iterable[AgreedItem], *, on: date) -> list[Line]:
    """The items with their newest steps, in one statement for all."""
    known = list(items)
    steps: Mapping[int, list[ItemProgress]] = progress_of(known)
    return [
        Line(
            item=item,
            newest=steps[item.pk][-1] if steps.get(item.pk) else None,
            late=days_late(item, on),
            steps=tuple(steps.get(item.pk, ())),
        )
        for item in known
    ]


def urgings_of(*, division: Division | None = None, estate: Estate | None = None) -> list[Urging]:
    """What the 环物委 urged in the community or in one estate, the newest first."""
    rows = Urging.objects.select_related("about", "item", "division").order_by("-pk")
    return list(rows.filter(about=estate) if estate is not None else rows.filter(division=division))


def entries_of(item: AgreedItem) -> list[dict[str, Any]]:
    """The journal entries that an item rests on, in the order of events: proposal, discussion, agreement, steps (存证)."""
    found: list[dict[str, Any]] = []
    if item.topic is not None:
        found.append({"words": _("议题提出"), "at": item.topic.proposed_at, "entry": item.topic.entry})
        said = Discussion.objects.filter(division=item.division, sitting=item.sitting, topic=item.topic).first()
        if said is not None:
            found.append({"words": _("会议讨论"), "at": said.at, "entry": said.entry})
    found.append({"words": _("议定"), "at": item.sitting.begins_at, "entry": item.entry})
    steps = ItemProgress.objects.filter(division=item.division, item=item).order_by("pk")
    return found + [{"words": str(row.get_kind_display()), "at": row.at, "entry": row.entry} for row in steps]


def of_basis(ref: str, about: Estate | None = None) -> Basis:
    """What came of the topics that cite `ref` (`issue:12`): for the room that brought it to the table.

    With `about` only topics of that estate: what another one cites is no word on its matters.
    """
    rows = Topic.objects.select_related("division", "about", "sitting").filter(basis_ref=ref)
    topics = list((rows.filter(about=about) if about is not None else rows).order_by("pk"))
    if not ref or not topics:
        return Basis((), (), ())
    wanted = Q(topics__in=topics) | Q(discussions__topic__in=topics)
    sittings = Sitting.objects.filter(wanted).distinct().order_by("begins_at", "pk")
    items = _rows().filter(topic__in=topics).order_by("pk")
    return Basis(tuple(topics), tuple(sittings), tuple(items))


def overdue_between(division: Division, first: date, last: date, *, at: datetime) -> list[AgreedItem]:
    """The items due in `[first, last]` and over their day that were not done by its end, or by now while it runs."""
    rows = _rows().filter(division=division, due_on__gte=first, due_on__lte=last, due_on__lt=law_day(at))
    return [item for item in rows if item.done_at is None or law_day(item.done_at) > last]
