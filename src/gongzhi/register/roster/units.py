"""What an import yields: units with their owners, totals, proposals to merge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from gongzhi.documents.tables.problems import BLOCK, Problem
from gongzhi.register.roster.areas import printed
from gongzhi.register.roster.doors import arabic, building_number, fold, stair_number
from gongzhi.register.roster.mapping import Mapping_
from gongzhi.register.roster.owners import OwnerRow

UnitKey = tuple[str, str, str]


def unit_key(building: str, stair: str, room: str) -> UnitKey:
    """Under what a unit is the same in every roster of an estate: numbers of building and stair, the folded room."""
    return building_number(building), stair_number(stair), arabic(fold(room))


class UnitRow(NamedTuple):
    """One unit: `area` in 0.01 m², `door` its full name, `row` its first row from 1; '' or None where not given.

    `by_developer` is true where the unit is unsold or undelivered (法释〔2020〕17号第9条) and so counts with the developer.
    """

    building: str
    stair: str
    floor: str
    room: str
    door: str
    kind: str
    area: int
    owners: tuple[OwnerRow, ...]
    status: str = ""
    delivered_on: date | None = None
    by_developer: bool = False
    remark: str = ""
    sheet: str = ""
    row: int = 0

    @property
    def key(self) -> UnitKey:
        """Building, stair and room in the form in which two rosters are compared."""
        return unit_key(self.building, self.stair, self.room)


@dataclass(frozen=True, slots=True)
class KindTotal:
    """How many units of a kind, and their area in 0.01 m²."""

    units: int
    area: int


@dataclass(frozen=True, slots=True)
class MergeProposal:
    """Units that would be one head if the owners without document numbers are the same persons.

    `reason` is name_and_phone, name_only, or document_missing (one mention has a document number, another has not).
    """

    reason: str
    owners: tuple[str, ...]
    phone: str
    doors: tuple[str, ...]
    units: tuple[int, ...]
    """Indexes into RosterPreview.units."""


@dataclass(frozen=True, slots=True)
class RosterPreview:
    """A roster as read: units counted, units held back by a block, problems, totals (area in 0.01 m²), heads.

    `heads` takes every merge proposal as confirmed; `heads_range` is (all confirmed, none confirmed).
    """

    units: tuple[UnitRow, ...]
    blocked: tuple[UnitRow, ...]
    problems: tuple[Problem, ...]
    mapping: Mapping_
    area: int
    by_kind: Mapping[str, KindTotal]
    heads: int
    heads_range: tuple[int, int]
    merge_proposals: tuple[MergeProposal, ...]
    rows: int

    @property
    def is_blocked(self) -> bool:
        """Whether any problem blocks, so that nothing may be imported."""
        return any(problem.severity == BLOCK for problem in self.problems)

    def document(self) -> dict[str, object]:
        """The JSON document of `gongzhi import-roster`; areas as strings of m² with two decimals."""
        return {
            "units": len(self.units),
            "area": printed(self.area),
            "heads": self.heads,
            "by_kind": {
                kind: {"units": total.units, "area": printed(total.area)} for kind, total in self.by_kind.items()
            },
            "mapping": dict(self.mapping.titles),
            "heads_range": list(self.heads_range),
            "problems": [problem.document() for problem in self.problems],
        }
