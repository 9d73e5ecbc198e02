"""The responsibility list 权责清单 (A10.1): matter, who leads, with whom, on what law, in what time, what to do at once.

Rows are data (`matters/*.yaml`). A basis says how it is known: `statute` only where the text was read in full. A period of
strength other than `statute` is never a statutory deadline. Where a place or a day differs, the row's `places` say so.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from gongzhi_law.citation import Cite
from gongzhi_law.issue_classes import IssueClass, Kind, Step
from gongzhi_law.jurisdiction import NATION, chain
from gongzhi_law.parameter import Loader, Strength, version_of

PERIOD_UNITS = ("minutes", "days", "workdays", "months")
LONGEST_WORDS = 500
FAINTEST = 10  # a suggestion with less than a tenth of the best score is none


@dataclass(frozen=True, slots=True)
class Department:
    """Who may lead a matter: its word, full name, and kind: department, utility, street or one of the three parties."""

    word: str
    name: str
    kind: str

    @property
    def side(self) -> str:
        """The party as the issues room writes it: firm, committee, street …, department:<word>, utility:<word>."""
        return self.word if self.kind in ("party", "street") else f"{self.kind}:{self.word}"


@dataclass(frozen=True, slots=True)
class Basis:
    """One article on which a matter rests, with its words, their source and how they are known, on [from_, until)."""

    cite: Cite
    quote: str
    source: str
    strength: Strength
    from_: date
    until: date | None = None

    def in_force(self, on: date | None) -> bool:
        """Whether it applies on the day; without a day, whether it still does."""
        return self.until is None if on is None else self.from_ <= on and (self.until is None or on < self.until)


@dataclass(frozen=True, slots=True)
class Period:
    """A period of this matter alone for one step; `urgent` None holds for both, `statutory` only where text was read."""

    step: Step
    number: int
    unit: str
    urgent: bool | None
    note: str
    basis: Basis
    version: str

    @property
    def statutory(self) -> bool:
        return self.basis.strength is Strength.STATUTE


@dataclass(frozen=True, slots=True)
class Phone:
    """A number to call, and who answers."""

    number: str
    whom: str


@dataclass(frozen=True, slots=True)
class Safety:
    """What to do at once, shown before the form of an urgent matter, and whom to phone."""

    words: str
    phones: tuple[Phone, ...]


@dataclass(frozen=True, slots=True)
class Matter:
    """One row of the responsibility list as it applies on a day in a place."""

    id: str
    name: str
    words: tuple[str, ...]
    category: str
    kind: Kind
    lead: Department
    with_: tuple[Department, ...]
    basis: tuple[Basis, ...]
    class_: IssueClass
    urgent: bool
    safety: Safety | None
    periods: tuple[Period, ...]
    sees: str
    place: str

    @property
    def cite(self) -> Cite | None:
        """The first article in force, None where none was on that day."""
        return self.basis[0].cite if self.basis else None

    @property
    def strength(self) -> Strength:
        """How the first article is known; recalled where there is none."""
        return self.basis[0].strength if self.basis else Strength.RECALLED

    def period(self, step: Step, *, urgent: bool) -> Period | None:
        """Its own period for a step: one for this urgency before one for both."""
        fitting = [p for p in self.periods if p.step is step and p.urgent in (None, urgent)]
        return max(fitting, key=lambda p: p.urgent is not None, default=None)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A matter that the words may mean, its score and the words that were recognised."""

    matter: Matter
    score: int
    found: tuple[str, ...]


def matters(*, on: date | None = None, place: str = NATION) -> tuple[Matter, ...]:
    """The whole list in its order for a day (none: today's rows) and a place; refuses what is no place."""
    return tuple(_settled(row, on, chain(place)) for row in _rows())


def matter(name: str, *, on: date | None = None, place: str = NATION) -> Matter:
    """One row by its id; raises KeyError for an id that the list does not have."""
    return _settled(_by_id()[name], on, chain(place))


def departments() -> Mapping[str, Department]:
    """Everyone who may lead or help, by word, in the order of the file."""
    return _departments()


def categories() -> tuple[str, ...]:
    """The categories in the order of the list."""
    return tuple(dict.fromkeys(row["category"] for row in _rows()))


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
    for row in _rows():
        keys = tuple((word, _plain(word)) for word in dict.fromkeys((row["name"], *row["words"])))
        pairs = frozenset(pair for _word, plain in keys for pair in _pairs(plain))
        found.append((row["id"], keys, pairs))
    return tuple(found)


@cache
def _rows() -> tuple[dict[str, Any], ...]:
    root = files("gongzhi_law") / "matters"
    documents = [
        yaml.load(file.read_text("utf-8"), Loader)  # noqa: S506  (CSafeLoader)
        for file in sorted(root.iterdir(), key=lambda f: f.name)
        if file.name.endswith(".yaml") and file.name != "departments.yaml"
    ]
    return tuple(
        {**row, "category": str(document["category"])} for document in documents for row in document["matters"]
    )


@cache
def _by_id() -> Mapping[str, dict[str, Any]]:
    found = {row["id"]: row for row in _rows()}
    if len(found) != len(_rows()):
        raise ValueError("a matter's id is used twice")
    return found


@cache
def _departments() -> Mapping[str, Department]:
    text = (files("gongzhi_law") / "matters" / "departments.yaml").read_text("utf-8")
    rows = yaml.load(text, Loader)["departments"]  # noqa: S506  (CSafeLoader)
    return {row["word"]: Department(str(row["word"]), str(row["name"]), str(row["kind"])) for row in rows}


def _settled(row: Mapping[str, Any], on: date | None, steps: tuple[str, ...]) -> Matter:
    found = _national(row["id"])
    for local in _local(row["id"], on, steps):
        found = replace(
            found,
            lead=_departments()[local["lead"]] if "lead" in local else found.lead,
            with_=_called(local["with"]) if "with" in local else found.with_,
            basis=(*(_basis(b) for b in local.get("basis") or ()), *found.basis),
            periods=(*found.periods, *(_period(p) for p in local.get("periods") or ())),
            place=str(local["place"]),
        )
    # the nearest place's own period for a step and urgency replaces those above it
    last = {(p.step, p.urgent): p for p in found.periods if p.basis.in_force(on)}
    return replace(found, basis=tuple(b for b in found.basis if b.in_force(on)), periods=tuple(last.values()))


def _local(name: str, on: date | None, steps: tuple[str, ...]) -> list[Mapping[str, Any]]:
    """The place's rows in force, the widest place first so that the nearest has the last word."""
    rows = _by_id()[name].get("places") or ()
    fitting = [row for row in rows if str(row["place"]) in steps and _runs(row, on)]
    return sorted(fitting, key=lambda row: -steps.index(str(row["place"])))


def _runs(row: Mapping[str, Any], on: date | None) -> bool:
    until = row.get("until")
    return until is None if on is None else row["from"] <= on and (until is None or on < until)


@cache
def _national(name: str) -> Matter:
    row = _by_id()[name]
    safety = row.get("safety")
    return Matter(
        id=str(row["id"]),
        name=str(row["name"]),
        words=tuple(str(word) for word in row["words"]),
        category=str(row["category"]),
        kind=Kind(row.get("kind", Kind.ISSUE)),
        lead=_departments()[row["lead"]],
        with_=_called(row.get("with") or ()),
        basis=tuple(_basis(b) for b in row["basis"]),
        class_=IssueClass(row["class"]),
        urgent=bool(row.get("urgent", False)),
        safety=None
        if safety is None
        else Safety(str(safety["words"]), tuple(Phone(str(p["number"]), str(p["whom"])) for p in safety["phones"])),
        periods=tuple(_period(p) for p in row.get("periods") or ()),
        sees=str(row["sees"]),
        place=NATION,
    )


def _called(words: Any) -> tuple[Department, ...]:
    return tuple(_departments()[word] for word in words)


def _basis(data: Mapping[str, Any]) -> Basis:
    return Basis(
        cite=Cite.of(data["cite"]),
        quote=str(data.get("quote", "")),
        source=str(data.get("source", "")),
        strength=Strength(data["strength"]),
        from_=data["from"],
        until=data.get("until"),
    )


def _period(data: Mapping[str, Any]) -> Period:
    if data["unit"] not in PERIOD_UNITS or not isinstance(data["value"], int) or data["value"] < 1:
        raise ValueError(f"not a period: {data!r}")
    return Period(
        step=Step(data["step"]),
        number=data["value"],
        unit=str(data["unit"]),
        urgent=data.get("urgent"),
        note=str(data.get("note", "")),
        basis=_basis(data),
        version=version_of(data),
    )
