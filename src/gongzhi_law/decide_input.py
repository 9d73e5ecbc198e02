"""Reading the document of `gongzhi decide`: strict JSON, whole numbers, plain decimal strings, no guesses."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongzhi_law.amounts import Unit, hundredths
from gongzhi_law.jurisdiction import is_code
from gongzhi_law.voting import Matter

LIMIT_BYTES = 1024 * 1024
_DIGITS = 18
_AREA = re.compile(r"[0-9]{1,18}(\.[0-9]{1,2})?")
_PERCENT = re.compile(r"[0-9]{1,6}(\.([0-9]{1,12}))?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
CLASSES = ("roll", "took_part", "in_favour", "against", "abstained", "void", "silent")
_KEYS = {"jurisdiction", "on", "matter", *CLASSES, "silent_counts", "silent_in", "stated"}
PERCENT_KEYS = {
    f"{base}_{unit}": (part, whole, unit)
    for base, part, whole in (
        ("took_part", "took_part", "roll"),
        ("in_favour", "in_favour", "took_part"),
        ("in_favour_of_roll", "in_favour", "roll"),
    )
    for unit in Unit
}


class BadInput(ValueError):
    """The document is not what the command reads; the message says where."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of heads, or of hundredths of area or rights, with the form it was printed in."""

    value: int
    shown: int | str

    def plus(self, other: Amount) -> Amount:
        return self._made(self.value + other.value, other)

    def minus(self, other: Amount) -> Amount | None:
        """None below zero: such figures contradict each other, and that is reported elsewhere."""
        if other.value > self.value:
            return None
        return self._made(self.value - other.value, other)

    def _made(self, value: int, other: Amount) -> Amount:
        if isinstance(self.shown, int) and isinstance(other.shown, int):
            scale = 1 if self.value == self.shown and other.value == other.shown else 100
            return Amount(value, value // scale)
        return Amount(value, hundredths(value))


Figures = Mapping[Unit, Amount]


@dataclass(frozen=True, slots=True)
class Percent:
    """A printed percentage in whole units of its last place: 51.4 is 514 tenths."""

    shown: str
    units: int
    per_one: int


@dataclass(frozen=True, slots=True)
class Document:
    """What was read; classes hold only the numbers that are printed."""

    jurisdiction: str
    on: date
    matter: Matter
    classes: Mapping[str, Figures]
    silent_given: bool
    silent_counts: bool
    silent_in: str | None
    outcome: str | None
    percents: Mapping[str, Percent]

    def figure(self, kind: str, unit: Unit) -> Amount | None:
        """The printed number of a class, None where it is not printed."""
        return self.classes[kind].get(unit)


def read(text: str) -> Document:
    """The document, or BadInput: wrong JSON, NaN, a key twice or unknown, a number in another form."""
    data = parse(text)
    if not isinstance(data, dict):
        raise BadInput("输入须是一个 JSON 对象")
    _known(data, _KEYS, "")
    for key in ("jurisdiction", "on", "matter"):
        if data.get(key) is None:
            raise BadInput(f"缺少 {key}")
    stated = _object(data.get("stated"), "stated")
    _known(stated, {"outcome", "percent"}, "stated.")
    return Document(
        jurisdiction=_jurisdiction(data["jurisdiction"]),
        on=_date(data["on"]),
        matter=_matter(data["matter"]),
        classes={kind: _figures(data.get(kind), kind) for kind in CLASSES},
        silent_given=data.get("silent") is not None,
        silent_counts=_flag(data.get("silent_counts"), "silent_counts"),
        silent_in=_choice(data.get("silent_in"), ("in_favour", "against"), "silent_in"),
        outcome=_choice(stated.get("outcome"), ("passed", "failed"), "stated.outcome"),
        percents=_percents(stated.get("percent")),
    )


@dataclass(frozen=True, slots=True)
class Unread:
    """A number in a form that is not read, kept so that its place can be named; no field accepts it."""

    word: str

    def __repr__(self) -> str:
        return self.word


def parse(text: str, *, keep: bool = False) -> Any:
    """JSON without a key twice, or BadInput; other numbers than short whole ones are refused, or kept as Unread."""
    if len(text.encode("utf-8", "surrogatepass")) > LIMIT_BYTES:
        raise BadInput(f"输入超过 {LIMIT_BYTES} 字节")
    try:
        return json.loads(
            text,
            parse_constant=Unread if keep else _no_constant,
            parse_float=Unread if keep else _no_float,
            parse_int=_whole_or_unread if keep else _whole,
            object_pairs_hook=_no_duplicates,
        )
    except json.JSONDecodeError as error:
        raise BadInput(f"不是完整的 JSON（第{error.lineno}行第{error.colno}列）：{error.msg}") from None
    except RecursionError:
        raise BadInput("嵌套过深") from None


def _whole_or_unread(word: str) -> int | Unread:
    return Unread(word) if word.startswith("-") or len(word) > _DIGITS else int(word)


def _no_constant(word: str) -> Any:
    raise BadInput(f"不接受 {word}")


def _no_float(word: str) -> Any:
    raise BadInput(f"不接受 {_cut(word)}：人数写成整数，面积和百分比写成字符串")


def _whole(word: str) -> int:
    if word.startswith("-"):
        raise BadInput(f"数字不能是负数：{_cut(word)}")
    if len(word) > _DIGITS:
        raise BadInput(f"数字超过 {_DIGITS} 位：{_cut(word)}")
    return int(word)


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise BadInput(f"键重复：{_cut(key)}")
        found[key] = value
    return found


def _known(data: Mapping[str, Any], keys: set[str], where: str) -> None:
    for key in data:
        if key not in keys:
            raise BadInput(f"不认识的键：{where}{_cut(key)}")


def _object(value: Any, where: str) -> Mapping[str, Any]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise BadInput(f"{where} 须是对象")
    return value


def _jurisdiction(value: Any) -> str:
    if not isinstance(value, str) or not is_code(value):
        raise BadInput(f"jurisdiction 须是“中国”或者 2、4、6 位行政区划代码：{_cut(value)}")
    return value


def _date(value: Any) -> date:
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        raise BadInput(f"on 须是 2023-05-20 这样的日期：{_cut(value)}")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise BadInput(f"on 不是存在的日期：{_cut(value)}") from None


def _matter(value: Any) -> Matter:
    if not isinstance(value, str) or value not in set(Matter):
        raise BadInput(f"不认识的 matter：{_cut(value)}；可以是 {', '.join(Matter)}")
    return Matter(value)


def _flag(value: Any, where: str) -> bool:
    if value is None:
        return False
    if not isinstance(value, bool):
        raise BadInput(f"{where} 须是 true 或者 false：{_cut(value)}")
    return value


def _choice(value: Any, choices: tuple[str, ...], where: str) -> str | None:
    if value is not None and (not isinstance(value, str) or value not in choices):
        raise BadInput(f"{where} 须是 {' 或者 '.join(choices)}：{_cut(value)}")
    return value


def _figures(value: Any, kind: str) -> Figures:
    data = _object(value, kind)
    _known(data, set(Unit), f"{kind}.")
    return {unit: _amount(data[unit], unit, f"{kind}.{unit}") for unit in Unit if data.get(unit) is not None}


def _amount(value: Any, unit: Unit, where: str) -> Amount:
    if isinstance(value, int) and not isinstance(value, bool):
        if unit is Unit.HEADS:
            return Amount(value, value)
        if unit is Unit.RIGHTS:
            return Amount(value * 100, value)
    elif isinstance(value, str) and unit is not Unit.HEADS and _AREA.fullmatch(value):
        whole, _, part = value.partition(".")
        return Amount(int(whole) * 100 + int(part.ljust(2, "0") or "0"), value)
    wanted = {
        Unit.HEADS: "不带引号的非负整数",
        Unit.AREA: "最多两位小数的非负数字字符串",
        Unit.RIGHTS: "非负整数或者最多两位小数的数字字符串",
    }
    raise BadInput(f"{where} 须是{wanted[unit]}：{_cut(value)}")


def _percents(value: Any) -> Mapping[str, Percent]:
    data = _object(value, "stated.percent")
    _known(data, set(PERCENT_KEYS), "stated.percent.")
    return {key: _percent(raw, key) for key, raw in data.items() if raw is not None}


def _percent(value: Any, key: str) -> Percent:
    match = _PERCENT.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise BadInput(f"stated.percent.{key} 须是不带百分号的数字字符串：{_cut(value)}")
    return Percent(value, int(value.replace(".", "")), 10 ** len(match[2] or ""))


def _cut(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 40 else text[:40] + "…"
