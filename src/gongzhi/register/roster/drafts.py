"""Units while their rows are read, and what the sheets of a workbook have yielded so far."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from gongzhi.documents.tables.problems import Problem
from gongzhi.register.roster.owners import OwnerRow
from gongzhi.register.roster.units import UnitKey

Tell = Callable[[int, int | None, object, str, str, str], None]
"""Adds a problem: row from 0, column from 0, value, problem, remedy, severity."""

Place = tuple[str, str, str, str, str, UnitKey]
"""Building, stair, floor, room, kind, and the key of the unit."""


@dataclass(slots=True)
class Draft:
    """A unit while its rows are read; `rows` counts from 1."""

    key: UnitKey | None
    building: str
    stair: str
    floor: str
    room: str
    kind: str
    area: int
    owners: list[OwnerRow]
    status: str
    delivered_on: date | None
    remark: str
    sheet: str
    row: int
    last_row: int
    blocked: bool = False
    co_rows: int = 0


@dataclass(slots=True)
class Reading:
    """What the sheets of one workbook have yielded so far."""

    suffix: str = "栋"
    on: date | None = None
    drafts: list[Draft] = field(default_factory=list)
    by_key: dict[UnitKey, Draft] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    area: int = 0
