"""The rule base as it was researched: every rule with place, source and strength, carried out or said why not yet.

A rule is *borne* where a parameter has a row with its id; else the entry itself says in words what will use it. What
was not obtained at all is listed too, so that a place shows what is verified, second hand, recalled and missing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from gongzhi_law.citation import Cite
from gongzhi_law.jurisdiction import NATION, chain
from gongzhi_law.parameter import Loader, Strength, load, parameter_names

FURTHER = "另录的地方规定"
_OF_A_PAPER = re.compile(r"[A-Z][0-9]")


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """One rule in one place on [from_, until) (either may be unknown): its words, where they stand, how it is known.

    `borne_by` names the parameters that carry it out; without any, `not_yet` says in words what will use it.
    """

    id: str
    topic: str
    words: str
    place: str
    from_: date | None
    until: date | None
    cite: Cite
    strength: Strength
    source: str
    borne_by: tuple[str, ...]
    not_yet: str

    def in_force(self, on: date) -> bool:
        """Whether it applies on the day; a beginning that nobody knows counts as begun."""
        return (self.from_ is None or self.from_ <= on) and (self.until is None or on < self.until)


@dataclass(frozen=True, slots=True)
class Missing:
    """An instrument that is known to exist and whose text was not obtained: what it would settle, and what is known."""

    place: str
    instrument: str
    topics: tuple[str, ...]
    known: str
    use: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two rules that say different things: which wins, why, and what the product does."""

    title: str
    rules: tuple[str, ...]
    wins: str
    why: str
    done: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """What of a place's law is verified, second hand or recalled, and what is missing, up the chain of places."""

    place: str
    verified: tuple[RuleEntry, ...]
    second_hand: tuple[RuleEntry, ...]
    recalled: tuple[RuleEntry, ...]
    missing: tuple[Missing, ...]

    @property
    def entries(self) -> tuple[RuleEntry, ...]:
        """All entries, as they are ordered in the rule base."""
        return tuple(sorted((*self.verified, *self.second_hand, *self.recalled), key=_position))


@cache
def rules() -> tuple[RuleEntry, ...]:
    """Every rule, one entry a place, by topic."""
    root = files("gongzhi_law") / "rules"
    found: list[RuleEntry] = []
    bearing = borne()
    documents = [_read(f"rules/{file.name}") for file in sorted(root.iterdir(), key=lambda f: f.name)]
    several = _several(documents)
    for document in documents:
        for row in document["rules"]:
            places = bearing.get(row["id"], {})
            names = (
                places.get(str(row["place"]), ())
                if row["id"] in several
                else tuple(dict.fromkeys(name for held in places.values() for name in held))
            )
            found.append(_entry(str(document["topic"]), row, names))
    return (*found, *_further({entry.id for entry in found}))


def _further(known: set[str]) -> tuple[RuleEntry, ...]:
    """Local rules that a parameter carries out beyond the research: their words and source are the parameter's own."""
    found: dict[tuple[str, str], RuleEntry] = {}
    for name in parameter_names():
        parameter = load(name)
        for row in parameter.rows:
            for rule_id in row.rules:
                if rule_id in known or _OF_A_PAPER.match(rule_id):
                    continue
                key = rule_id, row.place
                if key in found:
                    names = found[key].borne_by
                    found[key] = replace(found[key], borne_by=tuple(dict.fromkeys((*names, name))))
                    continue
                found[key] = RuleEntry(
                    id=rule_id,
                    topic=FURTHER,
                    words=row.quote or parameter.meaning,
                    place=row.place,
                    from_=row.from_,
                    until=row.until,
                    cite=row.cite,
                    strength=row.strength,
                    source=row.source,
                    borne_by=(name,),
                    not_yet="",
                )
    return tuple(found[key] for key in sorted(found))


def rule(name: str) -> tuple[RuleEntry, ...]:
    """The entries of one rule, one a place; empty for an id that the base does not have."""
    return tuple(entry for entry in rules() if entry.id == name)


@cache
def borne() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Which parameters carry out a rule, by its id and the place of their row."""
    found: dict[str, dict[str, list[str]]] = {}
    for name in parameter_names():
        for row in load(name).rows:
            for rule_id in row.rules:
                held = found.setdefault(rule_id, {}).setdefault(row.place, [])
                if name not in held:
                    held.append(name)
    return {rule_id: {place: tuple(names) for place, names in places.items()} for rule_id, places in found.items()}


@cache
def missing() -> tuple[Missing, ...]:
    """The instruments still to be obtained, the most useful first."""
    return tuple(
        Missing(str(row["place"]), row["instrument"], tuple(row["topics"]), row["known"], row["use"])
        for row in _read("missing.yaml")["missing"]
    )


@cache
def conflicts() -> tuple[Conflict, ...]:
    """Where rules of the base disagree, and which one is applied."""
    return tuple(
        Conflict(row["title"], tuple(row["rules"]), row["wins"], row["why"], row["done"])
        for row in _read("conflicts.yaml")["conflicts"]
    )


@cache
def places() -> tuple[str, ...]:
    """Every place that has a rule or lacks an instrument, the nation first."""
    codes = {entry.place for entry in rules()} | {gap.place for gap in missing()}
    return (NATION, *sorted(codes - {NATION}))


def coverage(place: str, on: date) -> Coverage:
    """What is known of the law of a place on a day: its own rules and those above it; refuses what is no place."""
    steps = chain(place)
    held = [entry for entry in rules() if entry.place in steps and entry.in_force(on)]

    def known(*strengths: Strength) -> tuple[RuleEntry, ...]:
        return tuple(entry for entry in held if entry.strength in strengths)

    return Coverage(
        place=steps[0],
        verified=known(Strength.STATUTE),
        second_hand=known(Strength.SECOND_HAND),
        recalled=known(Strength.RECALLED),
        missing=tuple(gap for gap in missing() if gap.place in steps),
    )


def _several(documents: list[dict[str, Any]]) -> set[str]:
    seen: set[str] = set()
    twice: set[str] = set()
    for document in documents:
        for row in document["rules"]:
            (twice if row["id"] in seen else seen).add(row["id"])
    return twice


@cache
def _positions() -> Mapping[tuple[str, str], int]:
    return {(entry.id, entry.place): number for number, entry in enumerate(rules())}


def _position(entry: RuleEntry) -> int:
    return _positions()[entry.id, entry.place]


def _entry(topic: str, row: Mapping[str, Any], names: tuple[str, ...]) -> RuleEntry:
    return RuleEntry(
        id=row["id"],
        topic=topic,
        words=row["words"],
        place=str(row["place"]),
        from_=row.get("from"),
        until=row.get("until"),
        cite=Cite.of(row["cite"]),
        strength=Strength(row["strength"]),
        source=str(row.get("source", "")),
        borne_by=names,
        not_yet=str(row.get("not_yet", "")),
    )


def _read(name: str) -> dict[str, Any]:
    text = (files("gongzhi_law") / name).read_text("utf-8")
    found: dict[str, Any] = yaml.load(text, Loader)  # noqa: S506  (CSafeLoader)
    return found
