"""Proposed merges as a list shows them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from gongzhi.register.models import Holding, Merge, Owner
from gongzhi.register.queries.masks import masked_name, tail


@dataclass(frozen=True, slots=True)
class MergeLine:
    """Two owners that may be one: masked names, tails of their numbers, the doors each holds."""

    pk: int
    left: str
    left_tail: str
    left_doors: str
    right: str
    right_tail: str
    right_doors: str


def merge_lines(merges: Iterable[Merge]) -> list[MergeLine]:
    """The proposals of one page, in a fixed number of queries."""
    rows = list(merges)
    ids = {pk for merge in rows for pk in (merge.left_id, merge.right_id)}
    owners = {owner.pk: owner for owner in Owner.objects.filter(pk__in=ids)}
    doors: dict[int, list[str]] = defaultdict(list)
    held = Holding.objects.filter(owner__in=ids, until_on__isnull=True).order_by("unit_id")
    for owner_id, door in held.values_list("owner_id", "unit__door"):
        doors[owner_id].append(door)

    def said(pk: int) -> tuple[str, str, str]:
        owner = owners[pk]
        name = masked_name(owner.kind, owner.shown_name())
        return name, tail(owner.number()), "、".join(doors[pk])

    return [MergeLine(merge.pk, *said(merge.left_id), *said(merge.right_id)) for merge in rows]
