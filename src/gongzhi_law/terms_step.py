"""One step of a renewal or a handover."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongzhi_law.params import Strength


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a renewal or a handover: its last day (None where it starts with another act)."""

    name: str
    due_on: date | None
    cite: str
    strength: Strength
    sentence: str
