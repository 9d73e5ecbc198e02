"""Legal parameters: one YAML file each, answered for a day and a place, never by default."""

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
from gongzhi_law.jurisdiction import NATION, chain, name_of

Value = Fraction | int | str | tuple[str, ...]
Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class NoLawInForce(LookupError):
    """No rule answers for that day and place (silence is never zero); `cite` is the first rule there was."""

    def __init__(self, name: str, on: date, place: str, cite: Cite | None = None) -> None:
        super().__init__(f"{on:%Y-%m-%d} 在{name_of(place)}没有已录入的有效规定：{name}")
        self.name, self.on, self.place, self.cite = name, on, place, cite


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
    checked_on: date | None
    corroborated_by: Source | None
    note: str
    version: str

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
    note: str
    begins: Cite | None
    rows: tuple[Row, ...]

    @property
    def topic(self) -> str:
        return self.name.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the law says about one parameter on one day in one place, with its text and its strength."""

    name: str
    value: Value
    compare: str
    cite: Cite
    strength: Strength
    place: str
    from_: date
    version: str
    blocks: bool
    meaning: str
    quote: str
    note: str = ""
    corroborated_by: Source | None = None

    @property
    def share(self) -> Fraction:
        """The value as a share; refuses a value of another kind."""
        if isinstance(self.value, Fraction):
            return self.value
        raise TypeError(f"{self.name} is not a share")

    @property
    def number(self) -> int:
        """The value as a whole number (days, years, heads); refuses a value of another kind."""
        if isinstance(self.value, int):
            return self.value
        raise TypeError(f"{self.name} is not a whole number")

    @property
    def text(self) -> str:
        """The value as one of the parameter's choices; refuses a value of another kind."""
        if isinstance(self.value, str):
            return self.value
        raise TypeError(f"{self.name} is not a choice")

    @property
    def cites(self) -> str:
        """The citation as printed: with the full text that bears a second-hand rule out."""
        if self.corroborated_by is None:
            return str(self.cite)
        return f"{self.cite}、{self.corroborated_by.cite}"


def lookup(name: str, *, on: date, place: str, bylaws: Mapping[str, object] | None = None) -> Answer:
    """The rule of `name` on day `on` in `place`: the nearest that may override, else the nation's.

    `bylaws` are the estate's adopted rules by parameter name; one that the law does not leave open, or
    that falls short of the law's own number, is not applied and the answer's `note` says so. A proposed
    value is never applied by itself (see `offered`). Raises NoLawInForce where law and rules are silent.
    """
    parameter = get(name)
    found: Row | None = None
    for code in chain(place):
        rows = _rows(parameter, code, on, proposed=False)
        if rows and (code == NATION or _may_override(parameter, rows[0].strength)):
            found = rows[0]
            break
    given = (bylaws or {}).get(name)
    if given is not None:
        answer = _from_bylaw(parameter, given, found)
        if answer is not None:
            return answer
    if found is None:
        national = (r for r in parameter.rows if r.place == NATION and r.strength is not Strength.PROPOSED)
        first = min(national, key=lambda r: r.from_, default=None)
        raise NoLawInForce(name, on, place, parameter.begins or (first.cite if first else None))
    note = found.note
    if given is not None:
        note = f"本小区规则的约定与法定要求不符，不适用；按{found.cite}执行。" + note
    return _answer(parameter, found, note)


def offered(name: str, *, on: date, place: str) -> Answer | None:
    """The proposed value where the law is silent, to be confirmed in an act; None where none is proposed."""
    parameter = get(name)
    for code in chain(place):
        for row in _rows(parameter, code, on, proposed=True):
            return _answer(parameter, row, row.note)
    return None


def get(name: str) -> Parameter:
    """The parameter with its history; raises KeyError for a name that no file has."""
    return _load(name)


def all_parameters() -> tuple[Parameter, ...]:
    """Every parameter in use, by name: for the public page of the law."""
    return tuple(_load(name) for name in parameter_names())


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


def _rows(parameter: Parameter, code: str, on: date, *, proposed: bool) -> list[Row]:
    return [
        row
        for row in parameter.rows
        if row.place == code and row.in_force(on) and (row.strength is Strength.PROPOSED) is proposed
    ]


def _may_override(parameter: Parameter, strength: Strength) -> bool:
    return any(word == strength or word == "local" for word in parameter.override)


def _answer(parameter: Parameter, row: Row, note: str) -> Answer:
    return Answer(
        name=parameter.name,
        value=row.value,
        compare=parameter.compare,
        cite=row.cite,
        strength=row.strength,
        place=row.place,
        from_=row.from_,
        version=row.version,
        blocks=row.blocks,
        meaning=parameter.meaning,
        quote=row.quote,
        note=note,
        corroborated_by=row.corroborated_by,
    )


def _from_bylaw(parameter: Parameter, given: object, law: Row | None) -> Answer | None:
    if "bylaw" not in parameter.override:
        return None
    value = _value(parameter.unit, parameter.choices, given)
    if law is not None and law.blocks and parameter.bylaw_bound != "free":
        floor = law.value
        if isinstance(value, str | tuple) or isinstance(floor, str | tuple):
            if value != floor:
                return None
        elif (parameter.bylaw_bound == "at_least" and value < floor) or (
            parameter.bylaw_bound == "at_most" and value > floor
        ):
            return None
    return Answer(
        name=parameter.name,
        value=value,
        compare=parameter.compare,
        cite=Cite("本小区业主大会议事规则"),
        strength=Strength.BYLAW,
        place=law.place if law else NATION,
        from_=law.from_ if law else date.min,
        version=_version({"bylaw": parameter.name, "value": str(value)}),
        blocks=True,
        meaning=parameter.meaning,
        quote="",
    )


def _value(unit: str, choices: tuple[str, ...], raw: object) -> Value:
    """The value in its kind: share a Fraction, days and counts an int, choice a str, matters a tuple."""
    if unit == "share":
        if isinstance(raw, Fraction):
            return raw
        if isinstance(raw, str):
            return Fraction(raw)
    elif unit in ("days", "workdays", "months", "years", "heads"):
        if isinstance(raw, int) and not isinstance(raw, bool):
            return raw
    elif unit == "choice":
        if isinstance(raw, str) and raw in choices:
            return raw
    elif unit == "list" and isinstance(raw, list | tuple) and all(isinstance(item, str) for item in raw):
        return tuple(raw)
    raise ValueError(f"not a value of unit {unit}: {raw!r}")


def _version(row: Mapping[str, object]) -> str:
    canonical = json.dumps(row, ensure_ascii=False, sort_keys=True, default=str, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:12]


def _row(unit: str, choices: tuple[str, ...], data: Mapping[str, Any]) -> Row:
    also = data.get("corroborated_by")
    return Row(
        value=_value(unit, choices, data["value"]),
        place=str(data["place"]),
        from_=data["from"],
        until=data.get("until"),
        strength=Strength(data["strength"]),
        cite=Cite.of(data["cite"]),
        quote=str(data.get("quote", "")).strip(),
        source=str(data.get("source", "")),
        rule=str(data.get("rule", "")),
        checked_on=data.get("checked_on"),
        corroborated_by=None
        if also is None
        else Source(Cite.of(also["cite"]), also["quote"].strip(), also["source"], Strength(also["strength"])),
        note=str(data.get("note", "")).strip(),
        version=_version(data),
    )


@cache
def _load(name: str) -> Parameter:
    topic, _, leaf = name.partition("/")
    path: Traversable = files("gongzhi_law") / "parameters" / topic / f"{leaf}.yaml"
    if not leaf or not path.is_file():
        raise KeyError(f"no legal parameter is called {name!r}")
    data = yaml.load(path.read_text("utf-8"), Loader)  # noqa: S506  (CSafeLoader)
    unit, names = str(data["unit"]), dict(data.get("choices") or {})
    choices = tuple(names)
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
        note=str(data.get("note", "")).strip(),
        begins=Cite.of(data["begins"]) if "begins" in data else None,
        rows=tuple(_row(unit, choices, row) for row in data["values"]),
    )
