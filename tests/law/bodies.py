"""Building the bodies of the cases: lawful by default, changed only where a case says so."""

from __future__ import annotations

from datetime import date
from typing import Any

from gongzhi_law.bodies import BodyKind, kind_of
from gongzhi_law.composition import Facts, Kin, Member, Post

ON = date(2026, 11, 22)
FIRM = Post("安居物业", "物业企业")


def _posts(given: list[dict[str, str]]) -> tuple[Post, ...]:
    return tuple(Post(one["body"], one["kind"]) for one in given)


def _hundredths(text: str) -> int:
    whole, _, part = text.partition(".")
    return int(whole) * 100 + int(part.ljust(2, "0") or "0")


def _member(kind: BodyKind, number: int, change: dict[str, Any]) -> Member:
    """A party member and owner here without posts; the 环物委's chair also chairs the 居委会."""
    role = {0: "主任", 1: "副主任"}.get(number, "委员")
    env = kind is BodyKind.ENV_COMMITTEE
    skills = ("法律", "财务", "环境", "物业") if env and number == 2 else ()
    chairs = env and number == 0 and "posts" not in change
    body = "甲苑业委会" if env else "安居物业"
    return Member(
        name=change.get("name", f"成员{number + 1}"),
        role=change.get("role", role),
        party=change.get("party", True),
        skills=tuple(change.get("skills", skills)),
        estate=change.get("estate", "甲苑"),
        owner_here=change.get("owner_here", True),
        posts=(Post("锦绣社区居委会主任", "居委会"),) if chairs else _posts(change.get("posts", [])),
        kin=tuple(Kin(relation, body, "业委会" if env else "物业企业") for relation in change.get("kin", [])),
    )


def composed(case: dict[str, Any]) -> Facts:
    """The facts of a committee's or 环物委's case."""
    kind, changes = kind_of(case["kind"]), case.get("change", {})
    seats = case.get("seats", case["size"])
    party = [
        flag for flag, count in zip((True, False, None), case.get("party", []), strict=False) for _ in range(count)
    ]
    members = []
    for number in range(seats):
        change = dict(changes.get(number, {}))
        if party:
            change.setdefault("party", party[number])
        if "skills" in case:
            change["skills"] = case["skills"] if number == 2 else []
        if "estates" in case:
            estates = case["estates"]
            change["estate"] = estates[number] if number < len(estates) else estates[0]
        members.append(_member(kind, number, change))
    for number in range(case.get("alternates", 0)):
        change = {**case.get("alternate", {}), "role": "候补", "name": f"候补{number + 1}"}
        members.append(_member(kind, number + 2, change))
    return _facts(case, kind, tuple(members), case.get("large", ["甲苑"]))


def _facts(case: dict[str, Any], kind: BodyKind, members: tuple[Member, ...], large: list[str] | None) -> Facts:
    from_, until = case.get("term", (None, None))
    area = case.get("gross_area")
    return Facts(
        kind=kind,
        place=case["place"],
        on=case.get("date", ON),
        set_size=case["size"],
        members=members,
        large_estates=None if large is None else tuple(large),
        term_from=from_,
        term_until=until,
        households=case.get("households"),
        gross_area=None if area is None else _hundredths(area),
        bylaws=case.get("bylaws"),
    )


_LEADS = {("interim", "110105"): "居委会", ("interim", "441802"): "居委会"}
_LEADS |= {(kind, "110105"): "居委会" for kind in ("preparatory", "renewal")}


def grouped(case: dict[str, Any]) -> Facts:
    """The facts of a case of a 物管会, 筹备组, 换届小组 or 自管组织: more owners than units, led as the place asks."""
    kind = kind_of(case["kind"])
    if kind is BodyKind.SELF_MANAGED:
        own = [True] * (case["size"] - 1) + [case.get("last", True)]
        members = tuple(Member(f"成员{n}", "成员", owner_here=flag) for n, flag in enumerate(own))
        return _facts(case, kind, members, None)
    total = case.get("seats", case["size"])
    lead = case.get("lead", _LEADS.get((kind.value, case["place"]), "街道"))
    units = [
        side for side in ("街道", "居委会", "社区党组织", "公安", "建设单位") if side not in case.get("absent", [])
    ]
    count = total - case.get("owners", total // 2 + 1)
    officials = (units + ["社区党组织"] * total)[:count]
    if lead in units and lead not in officials and officials:
        officials[-1] = lead
    sides: list[str | None] = [*officials, *["业主代表"] * (total - count)]
    for _ in range(case.get("unknown", 0)):
        sides[sides.index("社区党组织" if "社区党组织" in sides else officials[-1])] = None
    bare = case.get("bare", False)
    members_ = [_seat(n, side, bare, case) for n, side in enumerate(sides)]
    return _facts(case, kind, tuple(_led(members_, kind, lead, case)), None)


_POST_OF = {
    "街道": "街道办事处",
    "居委会": "居委会",
    "社区党组织": "社区党组织",
    "公安": "派出所",
    "建设单位": "建设单位",
}


def _seat(number: int, side: str | None, bare: bool, case: dict[str, Any]) -> Member:
    owner = side == "业主代表"
    posts = (Post(f"某{_POST_OF[side]}", _POST_OF[side]),) if bare and side in _POST_OF else ()
    return Member(
        f"成员{number}",
        "成员",
        owner_here=None if side is None else owner,
        posts=posts,
        side=None if bare else side,
    )


def _led(members: list[Member], kind: BodyKind, lead: str | None, case: dict[str, Any]) -> list[Member]:
    """One who leads from the side of the case, a vice chair where asked, and the oddities of a case."""
    title = "主任" if kind is BodyKind.INTERIM else "组长"
    if case.get("roles") != "成员":
        members = _titled(members, title, lead if lead is not None else "街道")
        if lead is None:
            at = next(n for n, one in enumerate(members) if one.role == title)
            members[at] = Member("来历不明", title, owner_here=False)
    if "vice" in case:
        members = _titled(members, "副主任", case["vice"])
    last = members[-1]
    if case.get("foreign"):
        members[-1] = Member(last.name, last.role, owner_here=False, side="业主代表")
    if case.get("firm"):
        members[-1] = Member(last.name, last.role, owner_here=True, posts=(FIRM,), side="业主代表")
    if case.get("two"):
        members[-1] = Member(last.name, title, owner_here=True, side="业主代表")
    return members


def _titled(members: list[Member], title: str, side: str) -> list[Member]:
    def fits(one: Member) -> bool:
        by_post = any(post.kind == _POST_OF.get(side) for post in one.posts)
        return one.role == "成员" and (one.side == side or by_post)

    at = next((n for n, one in enumerate(members) if fits(one)), None)
    if at is None:
        return members
    one = members[at]
    members[at] = Member(one.name, title, owner_here=one.owner_here, posts=one.posts, side=one.side)
    return members
