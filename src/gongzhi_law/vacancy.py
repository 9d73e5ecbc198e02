"""Vacancies by the agreed number of seats: alternates first, then by-election or re-election (B1.5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from gongzhi_law.bodies import BodyKind
from gongzhi_law.composition_facts import BodyFinding

Course = Literal["none", "fill_by_alternate", "by_election", "re_election"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What has to be done: `vacancies` before alternates step up, `promoted` how many of them do."""

    course: Course
    vacancies: int
    promoted: int
    findings: tuple[BodyFinding, ...]
    sentence: str


def judge(
    *,
    kind: BodyKind,
    set_size: int,
    seated: int,
    alternates: int,
    on: date,
    place: str,
    bylaws: Mapping[str, object] | None = None,
) -> Outcome:
    """The course for a body with `seated` of `set_size` seats held; refuses negative or surplus numbers."""
    raise NotImplementedError
