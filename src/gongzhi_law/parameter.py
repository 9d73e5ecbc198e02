"""One legal parameter with its whole history, read from its YAML file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import yaml

from gongzhi_law.citation import Cite

Value = Fraction | int | str | tuple[str, ...]
Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Strength(StrEnum):
    """How a rule is known, and so what it may do (architecture, mechanism 1)."""

    STATUTE = "statute"
    BYLAW = "bylaw"
    SECOND_HAND = "second_hand"
    POLICY = "policy"
    RECALLED = "recalled"
    PROPOSED = "proposed"


STRENGTH_NAMES: Mapping[Strength, str] = {
    Strength.STATUTE: "法条原文已核",
    Strength.BYLAW: "本小区已通过的规则",
    Strength.SECOND_HAND: "仅见他处引用",
    Strength.POLICY: "政策文件",
    Strength.RECALLED: "凭记忆，未见原文",
    Strength.PROPOSED: "建议值，须经确认",
}


class Weight(StrEnum):
    """How many persons change a value: a threshold two, a courtesy number one."""

    THRESHOLD = "threshold"
    COURTESY = "courtesy"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value was read: citation, the words themselves, the file of the text, how it is known."""

    cite: Cite
    quote: str
    source: str
    strength: Strength


@dataclass(frozen=True, slots=True)
class Row:
    """One value of one parameter for one place, in force on [from_, until)."""

    value: Value
    place: str
    from_: date
    until: date | None
    strength: Strength
    cite: Cite
    quote: str
    source: str
    rule: str
    also: tuple[str, ...]
    checked_on: date | None
    corroborated_by: Source | None
    note: str
    version: str

    @property
    def rules(self) -> tuple[str, ...]:
        """The ids of the rule base that this row carries out."""
        return tuple(name for name in (self.rule, *self.also) if name)

    @property
    def blocks(self) -> bool:
        """Whether an act may be refused on it: full text seen, or second hand borne out by a full text."""
        if self.strength is Strength.SECOND_HAND:
            return self.corroborated_by is not None and self.corroborated_by.strength is Strength.STATUTE
        return self.strength in (Strength.STATUTE, Strength.BYLAW)

    def in_force(self, on: date) -> bool:
        return self.from_ <= on and (self.until is None or on < self.until)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A legal parameter with its whole history; `override` says what may depart from the national row."""

    name: str
    meaning: str
    unit: str
    compare: str
    choices: tuple[str, ...]
    choice_names: Mapping[str, str]
    sentences: Mapping[str, str]
    override: tuple[str, ...]
    bylaw_bound: str
    uses: tuple[str, ...]
    weight: Weight
    note: str
    begins: Cite | None
    rows: tuple[Row, ...]

    @property
    def topic(self) -> str:
        return self.name.partition("/")[0]


def value_of(unit: str, choices: tuple[str, ...], raw: object) -> Value:
    """The value in its kind: share a Fraction, minutes, days, counts and money (fen) an int, choice a str, matters a tuple."""
    if unit == "share":
        if isinstance(raw, Fraction):
            return raw
        if isinstance(raw, str):
            return Fraction(raw)
    elif unit in ("minutes", "days", "workdays", "months", "years", "heads", "times", "fen"):
        if isinstance(raw, int) and not isinstance(raw, bool):
            return raw
    elif unit == "choice":
        if isinstance(raw, str) and raw in choices:
            return raw
    elif unit == "list" and isinstance(raw, list | tuple) and all(isinstance(item, str) for item in raw):
        return tuple(raw)
    raise ValueError(f"not a value of unit {unit}: {raw!r}")


def weight_of(unit: str, rows: tuple[Row, ...]) -> Weight:
    """Threshold for every share and head, and for whatever text seen in full may block; else courtesy."""
    decides = unit in ("share", "heads") or any(row.blocks for row in rows)
    return Weight.THRESHOLD if decides else Weight.COURTESY


def row_of(parameter: Parameter, data: Mapping[str, Any]) -> Row:
    """A row of this parameter from data in the form of its file; refuses a value of another kind."""
    return _row(parameter.unit, parameter.choices, data)


def version_of(row: Mapping[str, object]) -> str:
    canonical = json.dumps(row, ensure_ascii=False, sort_keys=True, default=str, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:12]


def _row(unit: str, choices: tuple[str, ...], data: Mapping[str, Any]) -> Row:
    also = data.get("corroborated_by")
    return Row(
        value=value_of(unit, choices, data["value"]),
        place=str(data["place"]),
        from_=data["from"],
        until=data.get("until"),
        strength=Strength(data["strength"]),
        cite=Cite.of(data["cite"]),
        quote=str(data.get("quote", "")).strip(),
        source=str(data.get("source", "")),
        rule=str(data.get("rule", "")),
        also=tuple(data.get("also") or ()),
        checked_on=data.get("checked_on"),
        corroborated_by=None
        if also is None
        else Source(Cite.of(also["cite"]), also["quote"].strip(), also["source"], Strength(also["strength"])),
        note=str(data.get("note", "")).strip(),
        version=version_of(data),
    )


@cache
def load(name: str) -> Parameter:
    topic, _, leaf = name.partition("/")
    path: Traversable = files("gongzhi_law") / "parameters" / topic / f"{leaf}.yaml"
    if not leaf or not path.is_file():
        raise KeyError(f"no legal parameter is called {name!r}")
    data = yaml.load(path.read_text("utf-8"), Loader)  # noqa: S506  (CSafeLoader)
    unit, names = str(data["unit"]), dict(data.get("choices") or {})
    choices = tuple(names)
    rows = tuple(_row(unit, choices, row) for row in data["values"])
    return Parameter(
        name=name,
        meaning=str(data["meaning"]),
        unit=unit,
        compare=str(data.get("compare", "none")),
        choices=choices,
        choice_names=names,
        sentences=dict(data.get("sentences") or {}),
        override=tuple(data.get("override") or ()),
        bylaw_bound=str(data.get("bylaw_bound", "free")),
        uses=tuple(data.get("uses") or ()),
        weight=Weight(data["weight"]) if "weight" in data else weight_of(unit, rows),
        note=str(data.get("note", "")).strip(),
        begins=Cite.of(data["begins"]) if "begins" in data else None,
        rows=rows,
    )


@cache
def parameter_names() -> tuple[str, ...]:
    """Names are `topic/name`, the path of the file below `parameters`."""
    root = files("gongzhi_law") / "parameters"
    return tuple(
        sorted(
            f"{topic.name}/{file.name.removesuffix('.yaml')}"
            for topic in root.iterdir()
            if topic.is_dir()
            for file in topic.iterdir()
            if file.name.endswith(".yaml")
        )
    )
