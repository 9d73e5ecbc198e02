"""Several items whose sums are exactly one sum: a search bounded by size, the same however the items come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

MOST_MEMBERS = 4
POOL = 16
MOST_FOUND = 40


def summing(amounts: Sequence[int], whole: int) -> list[tuple[int, ...]]:
    """Index sets of two to four positive `amounts` that add up to `whole`, in order; at most `MOST_FOUND`.

    Refuses more amounts than `POOL`: the caller chooses the likeliest.
    """
    if len(amounts) > POOL:
        raise ValueError(f"at most {POOL} amounts are searched")
    found = []
    for members in _sets(amounts, whole, 0, ()):
        found.append(members)
        if len(found) == MOST_FOUND:
            break
    return found


def _sets(amounts: Sequence[int], rest: int, start: int, taken: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    for index in range(start, len(amounts)):
        left = rest - amounts[index]
        members = (*taken, index)
        if left == 0 and len(members) > 1:
            yield members
        elif left > 0 and len(members) < MOST_MEMBERS:
            yield from _sets(amounts, left, index + 1, members)
