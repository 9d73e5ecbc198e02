"""Legal parameters answered for a day and a place: never by default, never by a proposed value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from gongzhi_law import overlay
from gongzhi_law.citation import Cite
from gongzhi_law.jurisdiction import NATION, chain, name_of
from gongzhi_law.parameter import (
    STRENGTH_NAMES,
    Loader,
    Parameter,
    Row,
    Source,
    Strength,
    Value,
    load,
    parameter_names,
    value_of,
    version_of,
)

__all__ = [
    "STRENGTH_NAMES",
    "Answer",
    "Loader",
    "NoLawInForce",
    "Parameter",
    "Row",
    "Source",
    "Strength",
    "Value",
    "all_parameters",
    "bylaw_refusal",
    "get",
    "lookup",
    "may_apply",
    "offered",
    "parameter_names",
]


class NoLawInForce(LookupError):
    """No rule answers for that day and place (silence is never zero); `cite` is the first rule there was."""

    def __init__(self, name: str, on: date, place: str, cite: Cite | None = None) -> None:
        super().__init__(f"{on:%Y-%m-%d} 在{name_of(place)}没有已录入的有效规定：{name}")
        self.name, self.on, self.place, self.cite = name, on, place, cite


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
    def items(self) -> tuple[str, ...]:
        """The value as a list of words; refuses a value of another kind."""
        if isinstance(self.value, tuple):
            return self.value
        raise TypeError(f"{self.name} is not a list")

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
    """The parameter with its history and what administrators added; raises KeyError for a name that no file has."""
    return overlay.merged(load(name))


def all_parameters() -> tuple[Parameter, ...]:
    """Every parameter in use, by name: for the public page of the law."""
    return tuple(get(name) for name in parameter_names())


def _rows(parameter: Parameter, code: str, on: date, *, proposed: bool) -> list[Row]:
    return [
        row
        for row in parameter.rows
        if row.place == code and row.in_force(on) and (row.strength is Strength.PROPOSED) is proposed
    ]


def may_apply(parameter: Parameter, place: str, strength: Strength) -> bool:
    """Whether a row of that strength in that place can take effect: the nation's always, others where left open."""
    return place == NATION or strength is Strength.PROPOSED or _may_override(parameter, strength)


def bylaw_refusal(name: str, value: object, *, on: date, place: str) -> Answer | None:
    """The rule that forbids an estate this value, or None where it may adopt it; ValueError for another kind of value.

    A parameter that leaves nothing to the estate's rules is forbidden by its own rule; raises NoLawInForce where
    there is none either.
    """
    parameter = get(name)
    value_of(parameter.unit, parameter.choices, value)
    try:
        law = lookup(name, on=on, place=place)
    except NoLawInForce:
        if "bylaw" in parameter.override:
            return None
        raise
    adopted = lookup(name, on=on, place=place, bylaws={name: value})
    return None if adopted.strength is Strength.BYLAW else law


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
    value = value_of(parameter.unit, parameter.choices, given)
    if law is not None and law.blocks and parameter.bylaw_bound != "free":
        floor = law.value
        if isinstance(value, str) and isinstance(floor, str):  # choices stand from the laxest to the strictest
            stricter = parameter.choices.index(value) - parameter.choices.index(floor)
            if stricter < 0 if parameter.bylaw_bound == "at_least" else stricter > 0:
                return None
        elif isinstance(value, str | tuple) or isinstance(floor, str | tuple):
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
        version=version_of({"bylaw": parameter.name, "value": str(value)}),
        blocks=True,
        meaning=parameter.meaning,
        quote="",
    )
