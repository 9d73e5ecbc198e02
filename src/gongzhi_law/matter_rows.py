"""The rows of the responsibility list as they are written: types, and the reading of `matters/*.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from gongzhi_law.citation import Cite
from gongzhi_law.issue_classes import IssueClass, Kind, Step
from gongzhi_law.jurisdiction import NATION
from gongzhi_law.parameter import Loader, Strength, version_of

PERIOD_UNITS = ("minutes", "days", "workdays", "months")


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

    def meets(self, other: Period) -> bool:
        """Whether both may speak of the same step in the same urgency."""
        return self.step is other.step and (None in (self.urgent, other.urgent) or self.urgent is other.urgent)


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
class Local:
    """What a place has of its own for one matter on [from_, until): who leads, with whom, articles, periods."""

    place: str
    from_: date
    until: date | None
    lead: Department | None
    with_: tuple[Department, ...] | None
    basis: tuple[Basis, ...]
    periods: tuple[Period, ...]

    def in_force(self, on: date | None) -> bool:
        """Whether it applies on the day; without a day, whether it still does."""
        return self.until is None if on is None else self.from_ <= on and (self.until is None or on < self.until)


@cache
def rows() -> tuple[dict[str, Any], ...]:
    """Every row of every file, each with its category, in the order of the list."""
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
    found = {row["id"]: row for row in rows()}
    if len(found) != len(rows()):
        raise ValueError("a matter's id is used twice")
    return found


@cache
def departments() -> Mapping[str, Department]:
    """Everyone who may lead or help, by word, in the order of the file."""
    text = (files("gongzhi_law") / "matters" / "departments.yaml").read_text("utf-8")
    rows = yaml.load(text, Loader)["departments"]  # noqa: S506  (CSafeLoader)
    return {row["word"]: Department(str(row["word"]), str(row["name"]), str(row["kind"])) for row in rows}


@cache
def locals_of(name: str) -> tuple[Local, ...]:
    """The rows of places of one matter, as the file has them."""
    return tuple(
        Local(
            place=str(row["place"]),
            from_=row["from"],
            until=row.get("until"),
            lead=departments()[row["lead"]] if "lead" in row else None,
            with_=_called(row["with"]) if "with" in row else None,
            basis=tuple(_basis(b) for b in row.get("basis") or ()),
            periods=tuple(_period(p) for p in row.get("periods") or ()),
        )
        for row in _by_id()[name].get("places") or ()
    )


@cache
def national(name: str) -> Matter:
    """One matter as it stands for the nation; raises KeyError for an id that the list does not have."""
    row = _by_id()[name]
    safety = row.get("safety")
    return Matter(
        id=str(row["id"]),
        name=str(row["name"]),
        words=tuple(str(word) for word in row["words"]),
        category=str(row["category"]),
        kind=Kind(row.get("kind", Kind.ISSUE)),
        lead=departments()[row["lead"]],
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
    return tuple(departments()[word] for word in words)


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
