"""Terms of office: their length, the clock of a renewal, the state a body is in, handing over (L4.1, R14)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongzhi_law.bodies import BodyKind, Status
from gongzhi_law.composition_facts import BodyFinding
from gongzhi_law.params import Strength


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a renewal or a handover: its last day (None where it starts with another act)."""

    name: str
    due_on: date | None
    cite: str
    strength: Strength
    sentence: str


def term_check(kind: BodyKind, from_: date | None, until: date | None, on: date, place: str) -> tuple[BodyFinding, ...]:
    """Whether the term is as long as the place allows; a date that is not known leaves its finding open."""
    raise NotImplementedError


def renewal_clock(kind: BodyKind, until: date, *, on: date, place: str) -> tuple[Step, ...]:
    """The steps before and after the last day of a term, in the order of their days."""
    raise NotImplementedError


def status(
    kind: BodyKind, until: date | None, on: date, ended_on: date | None, disputed: bool, successor: bool
) -> Status:
    """The state of a body that took office: ended, disputed, expired without successor, else in office."""
    raise NotImplementedError


def handover(kind: BodyKind, *, event: str, event_on: date, on: date, place: str) -> tuple[Step, ...]:
    """To whom and by when papers, money and seals go over, from an event: expired | group_formed | elected |
    filed | member_ended."""
    raise NotImplementedError
