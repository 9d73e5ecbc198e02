"""What speaks for a line being an entry, in whole numbers: a reference, the name, the days between."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from gongzhi.fund.matching.items import Line, Open
from gongzhi.fund.matching.likeness import alike, named, refers

REFERENCE, NAME, DAYS, NEAR = "reference", "name", "days", "near"
ALIKE_LEAST = 70
NEAR_DAYS = 7
_FAR_DAYS = 366
_REFERENCE_POINTS, _LIKE_POINTS, _DAY_POINTS, _A_DAY = 1000, 4, 300, 6


class Score(NamedTuple):
    """What speaks for a pair: points, reasons, whether that is enough to be sure of it, the days between."""

    points: int
    reasons: tuple[str, ...]
    strong: bool
    evident: bool
    days: int


def score(line: Line, posting: Open) -> Score | None:
    """What speaks for the pair, sums left aside; None where nothing but a year or more lies between them.

    `evident` is a reference or a name; `strong` that, or near days where no other name speaks against it.
    """
    days = days_between(line.on, posting)
    told = f"{line.words} {line.counterparty}"
    referred = refers(posting.reference, told) or refers(posting.words, told)
    like = alike(line.counterparty, posting.payee)
    if named(posting.payee, line.words) or named(line.counterparty, posting.words):
        like = max(like, 90)
    if days > _FAR_DAYS and not referred:
        return None
    evident = referred or like >= ALIKE_LEAST
    near = days <= NEAR_DAYS and (like >= ALIKE_LEAST or not (line.counterparty and posting.payee))
    reasons = [REFERENCE] if referred else []
    reasons += [NAME] if like >= ALIKE_LEAST else []
    reasons += [NEAR] if days <= NEAR_DAYS else [DAYS]
    points = _REFERENCE_POINTS * referred + _LIKE_POINTS * like + max(0, _DAY_POINTS - _A_DAY * days)
    return Score(points, tuple(reasons), evident or near, evident, days)


def days_between(on: date, posting: Open) -> int:
    """The days between a line and an entry; none on any day from the entry to its due day."""
    last = posting.due_on or posting.on
    first, last = min(posting.on, last), max(posting.on, last)
    return max(0, (first - on).days, (on - last).days)
