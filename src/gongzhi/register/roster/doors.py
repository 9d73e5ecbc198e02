"""Reads doors: building, stair, floor and room from the ways a property firm writes them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from gongzhi.documents.tables.invisible import visible

_HANZI = "〇零一二三四五六七八九十"
_NUMBER = r"(?:[A-Z]{0,3}\d{1,4}[A-Z]?|[A-Z]{1,2}|[一二三四五六七八九十]{1,3}|[东西南北中])"
_SUFFIX = r"(?:号楼|号栋|号幢|号座|栋楼|栋|幢|座|#楼|#|楼(?!层))"
_BUILDING = re.compile(rf"(?P<b>{_NUMBER})(?P<suffix>{_SUFFIX})")
_PHASE = re.compile(
    r"(?:(?:[一二三四五六七八九十]|\d{1,2})期)?(?:(?:[东西南北中A-Z]|[一二三四五六七八九十]|\d{1,2})(?:号院|[区苑园院]))?$"
)
_STAIR = re.compile(rf"^-?(?P<s>{_NUMBER})-?(?:单元|门栋|梯|门)-?")
_FLOOR = re.compile(r"^-?(?P<f>-?\d{1,3}|[一二三四五六七八九十]{1,3})(?:层|楼)-?(?=.)")
_TAIL = re.compile(r"(?<=[0-9A-Z])(?:号房|室|号|房|户)$")
_DASHES = re.compile(r"[\-‐‑‒–—―−_~·•./\\、,，]+")
_PARTS = re.compile(r"^[A-Z]{0,3}\d{1,5}[A-Z]?(?:-[A-Z]{0,2}\d{1,5}[A-Z]?){1,3}$|^[A-Z](?:-\d{1,5}[A-Z]?){1,3}$")
_COMMON = re.compile(r"(\d{1,3})-(\d{1,2})-(\d{3,4})")
_ZEROS = re.compile(r"(?<![0-9])0+(?=[0-9])")
_PARKING = re.compile(r"车位|车库|停车|泊位|人防")
_STORAGE = re.compile(r"储藏|储物|杂物|杂屋|柴间|柴房|地下室")
_SHOP = re.compile(r"商铺|商业|商服|门面|铺面|铺位|底商|网点|营业|^铺|^商|^S\d|[0-9]铺$|门市")
_NOTHING = frozenset({"", "无", "无号", "待定", "不详", "未知", "-", "/", "\\", "--", "NONE", "NULL", "N-A", "?"})


class Door(NamedTuple):
    """The parts of a door as plain numbers or words, '' where the text does not say; `kind` as hinted by its words."""

    building: str = ""
    stair: str = ""
    floor: str = ""
    room: str = ""
    kind: str = ""


def fold(text: str) -> str:
    """Width folded, upper case, without spaces."""
    if text.isascii():
        return "".join(text.split()).upper()
    return "".join(visible(unicodedata.normalize("NFKC", text)).split()).upper()


def arabic(text: str) -> str:
    """A Chinese number up to 99 in digits (十二 -> 12), anything else with leading zeros gone (A01 -> A1)."""
    if text.isascii():
        return text if text.isdigit() and text[0] != "0" else _ZEROS.sub("", text)
    if all(sign in _HANZI for sign in text):
        tens, found, ones = text.partition("十")
        if found:
            value = (_HANZI.index(tens) - 1 if tens else 1) * 10 + (_HANZI.index(ones) - 1 if ones else 0)
            return str(value)
        return "".join(str(max(0, _HANZI.index(sign) - 1)) for sign in text)
    return _ZEROS.sub("", text)


@lru_cache(maxsize=8192)
def building_number(text: str) -> str:
    """The building without the words around its number: 03幢, 3#, 3号楼, 三栋 -> 3; 二期3栋 keeps its phase."""
    folded = fold(text)
    match = _BUILDING.search(folded)
    if match:
        prefix = _PHASE.search(folded[: match.start()])
        return (prefix.group() if prefix else "") + arabic(match["b"])
    return arabic(_DASHES.sub("-", folded.removesuffix("号")).strip("-"))


@lru_cache(maxsize=8192)
def building_suffix(text: str) -> str:
    """The word a roster uses for its buildings (栋, 幢, 座, 号楼), '' where it uses none."""
    match = _BUILDING.search(fold(text))
    suffix = match["suffix"] if match else ""
    return {"#": "", "#楼": "号楼", "楼": "号楼", "栋楼": "栋", "号栋": "栋", "号幢": "幢", "号座": "座"}.get(
        suffix, suffix
    )


@lru_cache(maxsize=8192)
def stair_number(text: str) -> str:
    """The stair without the word 单元, 梯 or 门: 01单元, 一单元 -> 1; '' for none."""
    folded = fold(text)
    if folded in _NOTHING:
        return ""
    for suffix in ("单元", "门栋", "梯", "门", "号"):
        folded = folded.removesuffix(suffix)
    return arabic(folded)


@lru_cache(maxsize=8192)
def floor_number(text: str) -> str:
    """The floor without 层 or 楼; 负一层 and B1 -> -1."""
    folded = fold(text).removeprefix("第")
    for suffix in ("层", "楼", "F"):
        folded = folded.removesuffix(suffix)
    below = folded.startswith(("负", "B", "地下"))
    number = arabic(folded.removeprefix("地下").lstrip("负B"))
    return f"-{number}" if below and number else number


def room_text(text: str) -> str:
    """A room without 室 or 号 behind it; '' when the cell says that there is none."""
    folded = _TAIL.sub("", _DASHES.sub("-", fold(text)).strip("-"))
    return "" if folded in _NOTHING else folded


def kind_hint(text: str) -> str:
    """The kind that the words of a door give away: 车位, 储藏室, 商铺, or ''."""
    if _PARKING.search(text):
        return "车位"
    if _STORAGE.search(text):
        return "储藏室"
    return "商铺" if _SHOP.search(text) else ""


def read_door(text: str, known_building: str = "", known_stair: str = "", kind: str = "") -> Door:
    """Takes a door apart; `known_…` are the numbers a column, the sheet or a heading already gives, `kind` likewise."""
    folded = _DASHES.sub("-", fold(text)).strip("-")
    if not known_building and not known_stair and (match := _COMMON.fullmatch(folded)):
        return Door(arabic(match[1]), arabic(match[2]), "", match[3])
    if folded in _NOTHING:
        return Door()
    hint = kind_hint(folded)
    building, rest = _take_building(folded, bool(known_building or known_stair))
    stair = floor = ""
    if (found := _STAIR.match(rest)) and rest[found.end() :]:
        stair, rest = arabic(found["s"]), rest[found.end() :]
    if found := _FLOOR.match(rest):
        floor, rest = floor_number(found["f"]), rest[found.end() :]
    rest = _TAIL.sub("", rest)
    if _PARTS.match(rest) and kind not in ("车位", "储藏室") and (not hint or (building and not kind_hint(rest))):
        parts = rest.split("-")
        if not building and not known_building:
            building = arabic(parts.pop(0))
        elif arabic(parts[0]) == (building or known_building) and (
            len(parts) > 2 or (known_stair and arabic(parts[0]) != known_stair)
        ):
            parts.pop(0)
        if not stair and len(parts) > 1 and known_stair in ("", arabic(parts[0])):
            stair = arabic(parts.pop(0))
            if not floor and len(parts) == 2 and len(parts[1]) <= 2:
                floor = floor_number(parts.pop(0))
        rest = "-".join(parts)
    return Door(building, stair, floor, room_text(rest), hint)


def _take_building(folded: str, known: bool) -> tuple[str, str]:
    for match in _BUILDING.finditer(folded):
        if match["suffix"] == "楼" and known and _FLOOR.match(folded[match.start() :]):
            continue
        if match.end() == len(folded):
            break
        prefix = _PHASE.search(folded[: match.start()])
        return (prefix.group() if prefix else "") + arabic(match["b"]), folded[match.end() :].lstrip("-")
    return "", folded


def whole_room(room: str, floor: str) -> str:
    """The room as it is unique within its stair: a bare 1 or 02 on floor 5 becomes 5楼1号."""
    if floor and len(room) <= 2 and room.isdigit():
        return f"{floor}楼{int(room)}号"
    return room


def looks_like_whole_door(text: str, known_building: bool = False) -> bool:
    """Whether a cell names more than the bare room."""
    door = read_door(text, "?" if known_building else "")
    return bool(door.building or (door.stair and not known_building))


_SHEET = re.compile(rf"(?:第)?({_NUMBER})号?")
_STAIR_INSIDE = re.compile(r"([A-Z]{0,2}\d{1,3}|[A-Z]|[一二三四五六七八九十]{1,3})单元")


def bare_building(sheet: str) -> str:
    """The building that a sheet named by a bare number (1, 01, 3号, A) stands for beside others, '' for none."""
    match = _SHEET.fullmatch(fold(sheet))
    return arabic(match[1]) if match else ""


def stair_inside(text: str) -> str:
    """The one stair that a heading such as 3幢2单元 names, '' for none or several."""
    found = _STAIR_INSIDE.findall(fold(text))
    return f"{found[0]}单元" if len(found) == 1 else ""


def looks_like_building(text: str, inside: bool = False) -> str:
    """The building a sheet's name, a title line or a heading stands for (its own words), '' for none.

    `inside` also finds it within a longer title such as 3幢业主清册.
    """
    folded = fold(text)
    pattern = rf"(?:\S{{0,12}}?期)?(?:第)?{_NUMBER}(?:号楼|栋|幢|座|#楼?|号栋|号幢)"
    if re.fullmatch(pattern, folded):
        return text.strip()
    found = re.findall(rf"{_NUMBER}(?:号楼|栋|幢|座|#楼?)", folded)
    strict = re.match(rf"^{pattern}", folded)
    if (inside or strict) and len(found) == 1 and len(folded) <= 40:
        match = _BUILDING.search(folded)
        if match and folded[max(0, match.start() - 1) : match.start()] not in (
            "-",
            "~",
            "至",
            "、",
            ",",
            "到",
            "和",
        ):
            prefix = _PHASE.search(folded[: match.start()])
            return (prefix.group() if prefix else "") + match.group()
    return ""
