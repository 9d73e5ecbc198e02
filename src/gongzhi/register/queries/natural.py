"""The order in which people read doors: 2 before 10, building before stair before room."""

import re

_DIGITS = re.compile(r"(\d+)")


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """A sort key in which runs of digits count as numbers."""
    return tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in _DIGITS.split(text) if part)


def door_key(building: str, stair: str, room: str) -> tuple[object, ...]:
    """The sort key of one door: building, stair (shops and parking without one come last), room."""
    return natural(building), not stair, natural(stair), natural(room)
