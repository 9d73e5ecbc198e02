"""The responsibility list 权责清单 (A10.1): matter, who leads, with whom, on what law, in what time, what to do at once.

Rows are data (`matters/*.yaml`). A basis says how it is known: `statute` only where the text was read in full. A period of
strength other than `statute` is never a statutory deadline. Where a place or a day differs, the row's `places` say so; what
an office keeps of its own (`matter_changes`) comes on top and never replaces a period that a text gives.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from gongzhi_law import matter_changes
from gongzhi_law.issue_classes import Kind
from gongzhi_law.jurisdiction import NATION, chain
from gongzhi_law.matter_rows import (
    Basis,
    Department,
    Local,
    Matter,
    Period,
    Phone,
    Safety,
    departments,
    locals_of,
    national,
    rows,
)

__all__ = [
    "Basis",
    "Department",
    "Matter",
    "Period",
    "Phone",
    "Safety",
    "Suggestion",
    "categories",
    "complaints",
    "departments",
    "matter",
    "matters",
    "suggest",
]

LONGEST_WORDS = 500
FAINTEST = 10  # a suggestion with less than a tenth of the best score is none


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A matter that the words may mean, its score and the words that were recognised."""

    matter: Matter
    score: int
    found: tuple[str, ...]


def matters(*, on: date | None = None, place: str = NATION) -> tuple[Matter, ...]:
    """The whole list in its order for a day (none: today's rows) and a place; refuses what is no place."""
    return tuple(_settled(row["id"], on, chain(place)) for row in rows())


def matter(name: str, *, on: date | None = None, place: str = NATION) -> Matter:
    """One row by its id; raises KeyError for an id that the list does not have."""
    return _settled(name, on, chain(place))


def categories() -> tuple[str, ...]:
    """The categories in the order of the list."""
    return tuple(dict.fromkeys(row["category"] for row in rows()))


def complaints(*, on: date | None = None, place: str = NATION) -> tuple[Matter, ...]:
    """The matters that are complaints under 条例48条: handled by the housing authority, answered by a document."""
    return tuple(row for row in matters(on=on, place=place) if row.kind is Kind.COMPLAINT)


def suggest(words: str, limit: int = 5, *, on: date | None = None, place: str = NATION) -> tuple[Suggestion, ...]:
    """The matters that a resident's words may mean, best first; the same words give the same answer.

    A known word (the longest where one holds another) counts by the square of its length, a shared pair of neighbouring
    characters one; only the first 500 characters are read. Empty where nothing is recognised; refuses a limit below 1.
    """
    if limit < 1:
        raise ValueError("at least one suggestion is asked for")
    text = _plain(words[:LONGEST_WORDS])
    pairs = _pairs(text)
    found: list[tuple[int, str, tuple[str, ...]]] = []
    for name, keys, own_pairs in _index():
        seen = [(word, plain) for word, plain in keys if plain in text]
        known = tuple(word for word, plain in seen if not any(plain != other and plain in other for _w, other in seen))
        score = sum(4 * len(_plain(word)) ** 2 for word in known) + len(pairs & own_pairs)
        if score:
            found.append((score, name, known))
    found.sort(key=lambda item: -item[0])
    found = [item for item in found if item[0] * FAINTEST >= found[0][0]]
    return tuple(Suggestion(matter(name, on=on, place=place), score, known) for score, name, known in found[:limit])


def _plain(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKC", text).lower() if char.isalnum())


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))


@cache
def _index() -> tuple[tuple[str, tuple[tuple[str, str], ...], frozenset[str]], ...]:
    found = []
    for row in rows():
        keys = tuple((word, _plain(word)) for word in dict.fromkeys((row["name"], *row["words"])))
        pairs = frozenset(pair for _word, plain in keys for pair in _pairs(plain))
        found.append((row["id"], keys, pairs))
    return tuple(found)


def _settled(name: str, on: date | None, steps: tuple[str, ...]) -> Matter:
    found = national(name)
    for local in _in_force(name, on, steps):
        found = replace(
            found,
            lead=local.lead or found.lead,
            with_=found.with_ if local.with_ is None else local.with_,
            basis=(*local.basis, *found.basis),
            periods=_together(found.periods, tuple(p for p in local.periods if p.basis.in_force(on))),
            place=local.place,
        )
    lead = found.lead
    return replace(
        found,
        with_=tuple(who for who in found.with_ if who != lead),
        basis=tuple(b for b in found.basis if b.in_force(on)),
        periods=tuple(p for p in found.periods if p.basis.in_force(on)),
    )


def _in_force(name: str, on: date | None, steps: tuple[str, ...]) -> list[Local]:
    """What places have of their own in force: the widest first, a place's text before what its office keeps."""
    held = (*locals_of(name), *matter_changes.locals_of(name))
    fitting = [local for local in held if local.place in steps and local.in_force(on)]
    return sorted(fitting, key=lambda local: -steps.index(local.place))


def _together(held: tuple[Period, ...], new: tuple[Period, ...]) -> tuple[Period, ...]:
    """The nearer period replaces the wider of the same step and urgency; no lesser one stands against what a text gives."""
    for period in new:
        if not period.statutory and any(p.statutory and p.meets(period) for p in held):
            continue
        held = tuple(p for p in held if not _replaced(p, period))
        held = (*held, period)
    return held


def _replaced(held: Period, new: Period) -> bool:
    if (held.step, held.urgent) == (new.step, new.urgent):
        return True
    return new.statutory and not held.statutory and new.urgent is None and held.meets(new)
