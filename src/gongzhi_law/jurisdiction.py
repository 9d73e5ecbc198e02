"""Places: 中国 or a GB/T 2260 code of 2, 4 or 6 digits, and the chain a rule is looked up along."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

NATION = "中国"
_CODE = re.compile(r"[0-9]{2}|[0-9]{4}|[0-9]{6}")


@dataclass(frozen=True, slots=True)
class Resolved:
    """The nearest place that has a rule, with a warning when the code asked for is on no list."""

    place: str
    warning: str | None = None


def is_code(text: str) -> bool:
    """Whether the text has the form of a place: 中国, or 2, 4 or 6 ASCII digits."""
    return text == NATION or _CODE.fullmatch(text) is not None


def short(code: str) -> str:
    """The code without trailing empty pairs: 510000 is 51, 510100 is 5101."""
    while len(code) > 2 and code.endswith("00"):
        code = code[:-2]
    return code


def chain(place: str) -> tuple[str, ...]:
    """From the place up: "510107" gives ("510107", "5101", "51", "中国"); refuses other forms."""
    if place == NATION:
        return (NATION,)
    if not is_code(place):
        raise ValueError(f"not a place: {place!r}")
    code = short(place)
    return (*(code[:length] for length in range(len(code), 0, -2)), NATION)


def listed(place: str) -> bool:
    """Whether a published list of divisions has the code."""
    return place == NATION or short(place) in _names()


def name_of(place: str) -> str:
    """The Chinese name of a place; the code itself where no list has it."""
    if place == NATION:
        return NATION
    code = short(place)
    names = _names()
    if code in names:
        own = names[code]
        generic = own in ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划")
        return names.get(code[:2], "") + own if generic else own
    return place


def resolve(place: str, has_rule: Callable[[str], bool]) -> Resolved:
    """The nearest place up the chain that has a rule; a code on no list resolves to 中国 with a warning."""
    steps = chain(place)
    if not listed(place):
        return Resolved(NATION, f"行政区划代码 {place} 不在已知名录中，按全国规定处理。")
    return Resolved(next((code for code in steps if has_rule(code)), NATION))


@cache
def _names() -> dict[str, str]:
    text = (files("gongzhi_law") / "divisions.csv").read_text("utf-8")
    return dict(row for row in csv.reader(text.splitlines()) if len(row) == 2)
