"""Chooses among proposals that share members: the better first, equals in a fixed order and never sure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

Key = tuple[str, str]
AS_GOOD = 60
"""A rival with no more than so many points less (ten days) leaves a proposal unsure."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Members (lines first) that could belong together, what speaks for it in points, and whether that is enough."""

    members: tuple[Key, ...]
    points: int
    reasons: tuple[str, ...]
    sure: bool


def key_of(side: str, ident: int | str) -> Key:
    """A member's key: `line` or `posting` and its id as text."""
    return side, str(ident)


def settle(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Candidates of which no two share a member, by falling points; whatever the order they come in."""
    ranked = sorted(candidates, key=lambda one: (-one.points, len(one.members), one.members))
    owner: dict[Key, int] = {}
    chosen: list[Candidate] = []
    for _points, tier in groupby(ranked, key=lambda one: one.points):
        free = [one for one in tier if not any(member in owner for member in one.members)]
        rivalry = _rivals(free)
        for one in free:
            if any(member in owner for member in one.members):
                continue
            owner.update(dict.fromkeys(one.members, len(chosen)))
            chosen.append(replace(one, sure=one.sure and not rivalry[one.members]))
    for at in _doubted(ranked, owner, chosen):
        chosen[at] = replace(chosen[at], sure=False)
    return chosen


def _rivals(tier: list[Candidate]) -> dict[tuple[Key, ...], bool]:
    """Whether another candidate of the same points wants one of the same members."""
    wanted: dict[Key, int] = defaultdict(int)
    for one in tier:
        for member in one.members:
            wanted[member] += 1
    return {one.members: any(wanted[member] > 1 for member in one.members) for one in tier}


def _doubted(ranked: list[Candidate], owner: dict[Key, int], chosen: list[Candidate]) -> Iterator[int]:
    """The chosen that share members with one not chosen which is nearly as good as each of them."""
    taken = {one.members for one in chosen}
    for one in ranked:
        owners = {owner[member] for member in one.members if member in owner}
        if one.members not in taken and all(one.points + AS_GOOD >= chosen[at].points for at in owners):
            yield from owners
