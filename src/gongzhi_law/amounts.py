"""Heads, area and voting rights as whole numbers, and as they are printed."""

from __future__ import annotations

from enum import StrEnum


class Unit(StrEnum):
    """What is counted: owners, area in 0.01 m², or (before 2007-10-01) voting rights in 0.01."""

    HEADS = "heads"
    AREA = "area"
    RIGHTS = "rights"


UNIT_NAMES = {Unit.HEADS: "人数", Unit.AREA: "面积", Unit.RIGHTS: "投票权"}


def hundredths(value: int) -> str:
    """7000000 as "70000.00"; refuses nothing, keeps the sign."""
    sign, value = ("-", -value) if value < 0 else ("", value)
    return f"{sign}{value // 100}.{value % 100:02d}"


def printed(value: int, unit: Unit) -> str:
    """A number as people read it: "700" owners, "70000.00" square metres."""
    return str(value) if unit is Unit.HEADS else hundredths(value)


def percent(part: int, whole: int) -> str | None:
    """100 * part / whole with two decimals, half up, exactly; None where the whole is not above 0."""
    if whole <= 0 or part < 0:
        return None
    return hundredths((part * 20000 + whole) // (2 * whole))
