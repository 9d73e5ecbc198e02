"""Dividing a sum among units so that no fen is lost and nobody is more than one fen from the exact share (283条)."""

from __future__ import annotations

from collections.abc import Mapping


def allocate(total_fen: int, areas: Mapping[int, int]) -> dict[int, int]:
    """The fen of each key by its area (or whatever else it is weighed by): largest remainder, ties to the lowest key.

    The parts sum to the total exactly, in the order of the mapping. Refuses a negative total, nobody to divide among,
    and an area that is not above zero.
    """
    if total_fen < 0:
        raise ValueError(f"not a sum to be divided: {total_fen}")
    if not areas or any(area <= 0 for area in areas.values()):
        raise ValueError("every share has an area above 0, and there is at least one")
    whole = sum(areas.values())
    parts = {key: divmod(total_fen * area, whole) for key, area in areas.items()}
    left = total_fen - sum(floor for floor, _rest in parts.values())
    order = sorted(parts, key=lambda key: (-parts[key][1], key))
    raised = set(order[:left])
    return {key: floor + (key in raised) for key, (floor, _rest) in parts.items()}
