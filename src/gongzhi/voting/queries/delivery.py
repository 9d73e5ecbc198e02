"""The delivery register: who was reached how, and how many were reached in person (R29)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, QuerySet

from gongzhi.register.models import RollEntry
from gongzhi.voting.models import Assembly, Delivery

PER_PAGE = 50
PROVEN = (Delivery.Way.VIEW, Delivery.Way.HANDED)  # a message sent or posted is no proof that it arrived
IN_PERSON = (Delivery.Way.SMS, Delivery.Way.VIEW, Delivery.Way.HANDED, Delivery.Way.POSTED)


@dataclass(slots=True)
class Line:
    """One elector of the roll and when each way reached them; names are masked as in the public roll."""

    entry: RollEntry
    at: dict[str, datetime] = field(default_factory=dict)

    @property
    def reached(self) -> bool:
        """Whether anything but the announcement reached them."""
        return any(way in self.at for way in IN_PERSON)


def reached(assemblies: Iterable[int]) -> dict[int, int]:
    """How many electors of each assembly were reached in person: by message, view, hand or post."""
    rows = (
        Delivery.objects.filter(assembly__in=list(assemblies), way__in=IN_PERSON)
        .values("assembly_id")
        .annotate(n=Count("elector_id", distinct=True))
    )
    return {row["assembly_id"]: row["n"] for row in rows}


def proven(assembly: Assembly) -> frozenset[int]:
    """The electors whose personal delivery is proven: they opened it, or it was put into their hands (R9)."""
    rows = Delivery.objects.filter(estate_id=assembly.estate_id, assembly=assembly, way__in=PROVEN)
    return frozenset(rows.values_list("elector_id", flat=True))


def by_way(assembly: Assembly) -> dict[str, int]:
    """How many electors each way reached."""
    rows = Delivery.objects.filter(estate_id=assembly.estate_id, assembly=assembly)
    return dict(rows.values("way").annotate(n=Count("pk")).values_list("way", "n"))


def register(assembly: Assembly, *, page: str | None, unreached: bool = False, building: str = "") -> Page:
    """One page of the register in the order of the roll, as `Line`s; three statements however long it is."""
    entries = RollEntry.objects.filter(estate_id=assembly.estate_id, roll_id=assembly.roll_id).order_by("line")
    if unreached:
        entries = entries.filter(~Exists(_in_person(assembly)))
    if building:
        entries = entries.filter(doors__startswith=building)
    shown = Paginator(entries, PER_PAGE).get_page(page)
    lines = [Line(entry) for entry in shown.object_list]
    by_elector = {line.entry.elector_id: line for line in lines}
    rows = Delivery.objects.filter(estate_id=assembly.estate_id, assembly=assembly, elector_id__in=by_elector)
    for elector_id, way, at in rows.values_list("elector_id", "way", "at"):
        by_elector[elector_id].at[way] = at
    shown.object_list = lines
    return shown


def _in_person(assembly: Assembly) -> QuerySet[Delivery]:
    return Delivery.objects.filter(
        estate_id=assembly.estate_id, assembly=assembly, elector_id=OuterRef("elector_id"), way__in=IN_PERSON
    )
