"""Which estates of a community are large, as the community wrote it down (B7.4 names no number)."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from gongzhi.bodies.models import LargeEstate


def large_over(communities: Iterable[str], *, on: date) -> dict[str, tuple[str, ...]]:
    """Community → names of its large estates; a community that has not looked at any of its estates is not in it."""
    rows = LargeEstate.objects.filter(
        estate__community__in=list(communities), estate__ended_on__isnull=True, on__lte=on
    )
    newest = {row.estate_id: row for row in rows.select_related("estate").order_by("pk")}
    found: dict[str, list[str]] = defaultdict(list)
    for row in newest.values():
        found[row.estate.community_id] += [row.estate.name] if row.large else []
    return {code: tuple(sorted(names)) for code, names in found.items()}


def marked_in(community: str) -> dict[int, LargeEstate]:
    """The newest word on each estate of a community, by estate number."""
    rows = LargeEstate.objects.filter(estate__community=community).order_by("pk")
    return {row.estate_id: row for row in rows}


def marked_over(communities: Iterable[str]) -> set[int]:
    """The estates of these communities on which there is a word, large or not."""
    rows = LargeEstate.objects.filter(estate__community__in=list(communities))
    return set(rows.values_list("estate_id", flat=True))
