"""Coming into office and leaving it: candidates, vetting, ends by themselves, recall, forming a body."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongzhi_law.bodies import BodyKind
from gongzhi_law.params import Answer, Strength


@dataclass(frozen=True, slots=True)
class Ground:
    """One listed ground, source or task with its words and its source."""

    id: str
    words: str
    cite: str
    strength: Strength


@dataclass(frozen=True, slots=True)
class Recall:
    """How a member is recalled (R19): who may propose, who decides; None where no rule is seen."""

    members_share: Answer | None
    owners_share: Answer | None
    right_to_answer: Answer | None
    decided_by: Answer | None
    suspension: Answer | None


def natural_ends(kind: BodyKind, on: date, place: str) -> tuple[Ground, ...]:
    """The grounds on which a seat ends by itself, without anyone's decision (B1.5)."""
    raise NotImplementedError


def recall(kind: BodyKind, on: date, place: str) -> Recall:
    """The rules of a recall; suspension before the decision only where local law has it."""
    raise NotImplementedError


def exclusion_grounds(kind: BodyKind, on: date, place: str) -> tuple[Ground, ...]:
    """The closed list on which vetting may exclude a candidate (R20)."""
    raise NotImplementedError


def recommenders(kind: BodyKind, on: date, place: str) -> tuple[Ground, ...]:
    """Who may put candidates forward (A1.2)."""
    raise NotImplementedError


def categories(on: date, place: str) -> tuple[Ground, ...]:
    """The categories of candidates the papers ask to recommend (A1.2, B1.11)."""
    raise NotImplementedError


def close_kin(on: date, place: str) -> tuple[Ground, ...]:
    """Who is close kin (近亲属): declared only, nothing is inferred (B7.4)."""
    raise NotImplementedError


def publicity(kind: BodyKind, what: str, *, on: date, place: str) -> Answer | None:
    """Days or working days of publicity of `what`: candidates | candidates_before | list | decisions; None if no rule."""
    raise NotImplementedError


def interim_triggers(on: date, place: str) -> tuple[Ground, ...]:
    """The situations in which an interim body (物管会) may or must be formed (A3.1)."""
    raise NotImplementedError


def formation_tasks(kind: BodyKind, on: date, place: str) -> tuple[Ground, ...]:
    """What has to be done to form the body, in order."""
    raise NotImplementedError
