"""Whether owners' joint decision is adopted, by the law of its day (民法典278; 物权法76; 2003 条例12)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongzhi_law.amounts import UNIT_NAMES, Unit
from gongzhi_law.finding import Check, Finding, met, together
from gongzhi_law.jurisdiction import NATION, name_of
from gongzhi_law.params import Answer, Strength, get, lookup, parameter_names


class Matter(StrEnum):
    """The matters owners decide together (民法典278条1款); the value is its name in files."""

    RULES_OF_PROCEDURE = "rules_of_procedure"
    MANAGEMENT_CONVENTION = "management_convention"
    COMMITTEE_ELECTION = "committee_election"
    PROPERTY_FIRM = "property_firm"
    REPAIR_FUND_USE = "repair_fund_use"
    REPAIR_FUND_RAISE = "repair_fund_raise"
    REBUILD = "rebuild"
    COMMON_PART_USE = "common_part_use"
    OTHER_MAJOR = "other_major"


MATTER_NAMES: Mapping[Matter, str] = {
    Matter.RULES_OF_PROCEDURE: "制定和修改业主大会议事规则",
    Matter.MANAGEMENT_CONVENTION: "制定和修改管理规约",
    Matter.COMMITTEE_ELECTION: "选举业主委员会或者更换业主委员会成员",
    Matter.PROPERTY_FIRM: "选聘和解聘物业服务企业或者其他管理人",
    Matter.REPAIR_FUND_USE: "使用建筑物及其附属设施的维修资金",
    Matter.REPAIR_FUND_RAISE: "筹集建筑物及其附属设施的维修资金",
    Matter.REBUILD: "改建、重建建筑物及其附属设施",
    Matter.COMMON_PART_USE: "改变共有部分的用途或者利用共有部分从事经营活动",
    Matter.OTHER_MAJOR: "有关共有和共同管理权利的其他重大事项",
}


@dataclass(frozen=True, slots=True)
class Tally:
    """Heads, area in 0.01 m² and (law before 2007-10-01) voting rights in 0.01; None where not printed."""

    heads: int | None = None
    area: int | None = None
    rights: int | None = None

    def of(self, unit: Unit) -> int | None:
        return {Unit.HEADS: self.heads, Unit.AREA: self.area, Unit.RIGHTS: self.rights}[unit]


@dataclass(frozen=True, slots=True)
class Count:
    """The three numbers the law compares: all owners, those who took part, those in favour."""

    roll: Tally
    took_part: Tally
    in_favour: Tally

    def of(self, kind: str) -> Tally:
        return {"roll": self.roll, "took_part": self.took_part, "in_favour": self.in_favour}[kind]


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing the law tests: `part` as a share of `whole`, in which units, by which rule."""

    name: str
    label: str
    part: str
    whole: str
    units: tuple[Unit, ...]
    rule: Answer


BOTH = (Unit.HEADS, Unit.AREA)


def required_tests(
    matter: Matter, *, on: date, place: str, bylaws: Mapping[str, object] | None = None
) -> tuple[Requirement, ...]:
    """What the law of that day and place tests for the matter; raises NoLawInForce before 2003-09-01."""

    def rule(name: str) -> Answer:
        return lookup(f"voting/{name}", on=on, place=place, bylaws=bylaws)

    basis = rule("basis").text
    special = is_special(matter, on=on, place=place)
    if basis == "participants":
        consent = rule("consent_special" if special else "consent_ordinary")
        return (
            Requirement("took_part", "参与", "took_part", "roll", BOTH, rule("participation")),
            Requirement("in_favour", "同意", "in_favour", "took_part", BOTH, consent),
        )
    if basis == "roll":
        consent = rule("consent_of_roll_special" if special else "consent_of_roll_ordinary")
        return (Requirement("in_favour_of_roll", "同意", "in_favour", "roll", BOTH, consent),)
    turnout = Requirement("took_part", "参与", "took_part", "roll", (Unit.RIGHTS,), rule("rights_participation"))
    if special:
        consent = rule("rights_consent_special")
        return turnout, Requirement("in_favour_of_roll", "同意", "in_favour", "roll", (Unit.RIGHTS,), consent)
    consent = rule("rights_consent_ordinary")
    return turnout, Requirement("in_favour", "同意", "in_favour", "took_part", (Unit.RIGHTS,), consent)


def is_special(matter: Matter, *, on: date, place: str = NATION) -> bool:
    """Whether the matter needs the higher share on that day; raises NoLawInForce before 2003-09-01."""
    return matter.value in lookup("voting/special_matters", on=on, place=place).items


def has_thresholds(place: str, on: date) -> bool:
    """Whether that very place has thresholds of its own for joint decisions on that day.

    Local texts that only repeat 民法典278条 (上海18条, 杭州16条, 青岛31条) or speak of another scope (上海53、69条)
    are no thresholds of their own; so far only the nation has them.
    """
    names = (name for name in parameter_names() if name.startswith("voting/"))
    shares = (get(name) for name in names if get(name).unit == "share")
    return any(row.place == place and row.in_force(on) for parameter in shares for row in parameter.rows)


def decide(
    matter: Matter,
    count: Count,
    *,
    on: date,
    place: str = NATION,
    bylaws: Mapping[str, object] | None = None,
) -> Finding:
    """Whether the count adopts the matter under the law of `on` in `place`; None when numbers are missing.

    Each test compares heads and area apart, exactly; a whole of 0 fails its check. Refuses days without law.
    """
    return decide_by(matter, required_tests(matter, on=on, place=place, bylaws=bylaws), count)


def decide_by(matter: Matter, tests: tuple[Requirement, ...], count: Count) -> Finding:
    """Whether the count meets these tests, whoever asks them: of all owners, or of those of a part (`scope`)."""
    checks = tuple(_check(test, unit, count) for test in tests for unit in test.units)
    passed = together(tuple(check.passed for check in checks))
    missing = _missing(tests, count, checks)
    places = {test.rule.place for test in tests}
    law_of = name_of(max(places, key=len)) if places != {NATION} else NATION
    return Finding(passed, checks, missing, (), _sentence(matter, passed, checks, missing), law_of)


def _check(test: Requirement, unit: Unit, count: Count) -> Check:
    part, whole = count.of(test.part).of(unit), count.of(test.whole).of(unit)
    rule = test.rule
    return Check(
        name=f"{test.name}_{unit}",
        label=test.label + UNIT_NAMES[unit],
        part=part,
        whole=whole,
        unit=unit,
        required=rule.share,
        compare=rule.compare,
        passed=met(part, whole, rule.share, rule.compare),
        cite=rule.cite,
        strength=rule.strength,
        blocks=rule.blocks,
        also=rule.corroborated_by.cite if rule.corroborated_by else None,
        part_of=test.part,
        whole_of=test.whole,
    )


def _missing(tests: tuple[Requirement, ...], count: Count, checks: tuple[Check, ...]) -> tuple[str, ...]:
    """Printed numbers that the open checks still need, in the order of the count: "took_part.area"."""
    open_checks = {check.name for check in checks if check.passed is None}
    wanted = {
        (kind, unit)
        for test in tests
        for unit in test.units
        if f"{test.name}_{unit}" in open_checks
        for kind in (test.part, test.whole)
        if count.of(kind).of(unit) is None
    }
    order = [(kind, unit) for kind in ("roll", "took_part", "in_favour") for unit in Unit]
    return tuple(f"{kind}.{unit}" for kind, unit in order if (kind, unit) in wanted)


FIELD_NAMES = {
    "roll": "全体业主",
    "took_part": "参与表决",
    "in_favour": "同意",
    "silent": "未表决",
    "against": "反对",
}


def field_name(field: str) -> str:
    """ "took_part.area" in words: 参与表决的面积."""
    kind, _, unit = field.partition(".")
    return f"{FIELD_NAMES.get(kind, kind)}的{UNIT_NAMES[Unit(unit)]}" if unit else FIELD_NAMES.get(kind, kind)


def _sentence(matter: Matter, passed: bool | None, checks: tuple[Check, ...], missing: tuple[str, ...]) -> str:
    verdict = {True: "通过", False: "未通过", None: "不能判断是否通过"}[passed]
    rights = bool(checks) and all(check.unit is Unit.RIGHTS for check in checks)
    recalled = any(check.strength is Strength.RECALLED for check in checks)
    words = "；".join(check.text for check in checks)
    tail = ""
    if missing and rights:
        tail = "。当时的法律按投票权计算，没有投票权数不能判断"
    elif missing:
        tail = f"。没有公布：{'、'.join(field_name(field) for field in missing)}"
    if recalled:
        tail += "。所依据的2003年条例条文凭记忆，未见原文，仅供参考"
    cites = "、".join(dict.fromkeys(check.cites for check in checks))
    return f"{MATTER_NAMES[matter]}：{verdict}。{words}（{cites}）{tail}。"
