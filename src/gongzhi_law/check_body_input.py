"""Reading the document of `gongzhi check-body`: strict JSON, every wrong key or type named with its path."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from gongzhi_law.bodies import BODY_NAMES, BodyKind, kind_of
from gongzhi_law.composition import JUDGED, Facts, Kin, Member, Post
from gongzhi_law.composition_facts import ROLES
from gongzhi_law.decide_input import BadInput, parse
from gongzhi_law.jurisdiction import is_code
from gongzhi_law.parameter import value_of
from gongzhi_law.params import get, parameter_names

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_AREA = re.compile(r"[0-9]{1,12}(\.[0-9]{1,2})?")
_KEYS = {
    "kind",
    "jurisdiction",
    "on",
    "set_size",
    "members",
    "large_estates",
    "term",
    "households",
    "gross_area",
    "bylaws",
}
_MEMBER_KEYS = {"name", "role", "party", "skills", "estate", "owner_here", "posts", "kin_declared", "side"}
_MOST = 500


def read(text: str) -> Facts:
    """The facts, or BadInput that names the path and what to write instead."""
    data = parse(text, keep=True)
    if not isinstance(data, dict):
        raise BadInput("输入须是一个 JSON 对象")
    _known(data, _KEYS, "")
    for key in ("kind", "jurisdiction", "on", "set_size", "members"):
        if key not in data:
            raise BadInput(f"缺少 {key}")
    from_, until = _term(data.get("term"))
    return Facts(
        kind=_kind(data["kind"]),
        place=_place(data["jurisdiction"]),
        on=_day(data["on"], "on"),
        set_size=_count(data["set_size"], "set_size", least=1),
        members=tuple(_member(item, f"members[{i}]") for i, item in enumerate(_list(data["members"], "members"))),
        large_estates=_estates(data.get("large_estates")),
        term_from=from_,
        term_until=until,
        households=_count(data.get("households"), "households", least=1),
        gross_area=_area(data.get("gross_area")),
        bylaws=_bylaws(data.get("bylaws")),
    )


def _known(data: Mapping[str, Any], keys: set[str], where: str) -> None:
    for key in data:
        if key not in keys:
            raise BadInput(f"不认识的键：{where}{_cut(key)}；可以是 {'、'.join(sorted(keys))}")


def _kind(value: Any) -> BodyKind:
    words = "、".join(BODY_NAMES[kind] for kind in JUDGED)
    try:
        kind = kind_of(value) if isinstance(value, str) else None
    except KeyError:
        kind = None
    if kind not in JUDGED:
        raise BadInput(f"kind 须是 {words} 之一：{_cut(value)}")
    return kind


def _place(value: Any) -> str:
    if not isinstance(value, str) or not is_code(value):
        raise BadInput(f"jurisdiction 须是“中国”或者 2、4、6 位行政区划代码：{_cut(value)}")
    return value


def _day(value: Any, where: str) -> date:
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        raise BadInput(f"{where} 须是 2026-05-20 这样的日期：{_cut(value)}")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise BadInput(f"{where} 不是存在的日期：{_cut(value)}") from None


def _count(value: Any, where: str, *, least: int) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or value < least:
        raise BadInput(f"{where} 须是不小于 {least} 的整数，不知道的写 null：{_cut(value)}")
    return value


def _area(value: Any) -> int | None:
    if value is None:
        return None
    if not isinstance(value, str) or not _AREA.fullmatch(value):
        raise BadInput(f'gross_area 须是最多两位小数的数字字符串，单位平方米，例如 "9800.00"：{_cut(value)}')
    whole, _, part = value.partition(".")
    return int(whole) * 100 + int(part.ljust(2, "0") or "0")


def _list(value: Any, where: str) -> list[Any]:
    if not isinstance(value, list):
        raise BadInput(f"{where} 须是数组：{_cut(value)}")
    if len(value) > _MOST:
        raise BadInput(f"{where} 超过 {_MOST} 项")
    return value


def _object(value: Any, keys: set[str], where: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise BadInput(f"{where} 须是对象：{_cut(value)}")
    _known(value, keys, f"{where}.")
    return value


def _text(value: Any, where: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise BadInput(f"{where} 须是不为空的文字：{_cut(value)}")
    return value.strip()


def _maybe_text(value: Any, where: str) -> str | None:
    return None if value is None else _text(value, where)


def _flag(value: Any, where: str) -> bool | None:
    if value is not None and not isinstance(value, bool):
        raise BadInput(f"{where} 须是 true、false，不知道的写 null：{_cut(value)}")
    return value


def _estates(value: Any) -> tuple[str, ...] | None:
    if value is None:
        return None
    return tuple(_text(item, f"large_estates[{i}]") for i, item in enumerate(_list(value, "large_estates")))


def _term(value: Any) -> tuple[date | None, date | None]:
    if value is None:
        return None, None
    data = _object(value, {"from", "until"}, "term")
    from_, until = (None if data.get(key) is None else _day(data[key], f"term.{key}") for key in ("from", "until"))
    if from_ is not None and until is not None and until < from_:
        raise BadInput("term.until 早于 term.from：请核对任期的起止日期")
    return from_, until


def _member(value: Any, where: str) -> Member:
    data = _object(value, _MEMBER_KEYS, where)
    for key in ("name", "role"):
        if key not in data:
            raise BadInput(f"缺少 {where}.{key}")
    role = data["role"]
    if not isinstance(role, str) or role not in ROLES:
        raise BadInput(f"{where}.role 须是 {'、'.join(ROLES)} 之一：{_cut(role)}")
    skills, posts, kin = ([] if data.get(key) is None else data[key] for key in ("skills", "posts", "kin_declared"))
    return Member(
        name=_text(data["name"], f"{where}.name"),
        role=role,
        party=_flag(data.get("party"), f"{where}.party"),
        skills=tuple(_text(item, f"{where}.skills[{i}]") for i, item in enumerate(_list(skills, f"{where}.skills"))),
        estate=_maybe_text(data.get("estate"), f"{where}.estate"),
        owner_here=_flag(data.get("owner_here"), f"{where}.owner_here"),
        posts=tuple(_post(item, f"{where}.posts[{i}]") for i, item in enumerate(_list(posts, f"{where}.posts"))),
        kin=tuple(
            _kin(item, f"{where}.kin_declared[{i}]") for i, item in enumerate(_list(kin, f"{where}.kin_declared"))
        ),
        side=_maybe_text(data.get("side"), f"{where}.side"),
    )


def _fields(value: Any, keys: tuple[str, ...], where: str) -> tuple[str, ...]:
    data = _object(value, set(keys), where)
    for key in keys:
        if key not in data:
            raise BadInput(f"缺少 {where}.{key}")
    return tuple(_text(data[key], f"{where}.{key}") for key in keys)


def _post(value: Any, where: str) -> Post:
    return Post(*_fields(value, ("body", "kind"), where))


def _kin(value: Any, where: str) -> Kin:
    return Kin(*_fields(value, ("relation", "body", "kind"), where))


def _bylaws(value: Any) -> Mapping[str, object] | None:
    """The estate's own rules by parameter name; a name or a value that no parameter has is refused."""
    if value is None:
        return None
    if not isinstance(value, dict):
        raise BadInput(f"bylaws 须是对象：{_cut(value)}")
    for name, given in value.items():
        if name not in parameter_names():
            raise BadInput(f"不认识的键：bylaws.{_cut(name)}；须是参数的名称，例如 bodies/committee_firm_post")
        parameter = get(name)
        try:
            value_of(parameter.unit, parameter.choices, given)
        except (ValueError, ZeroDivisionError):
            raise BadInput(f"bylaws.{_cut(name)} 的值不是“{parameter.meaning}”可用的值：{_cut(given)}") from None
    return value


def _cut(value: Any) -> str:
    text = value if isinstance(value, str) else repr(value)
    return text if len(text) <= 40 else text[:40] + "…"
