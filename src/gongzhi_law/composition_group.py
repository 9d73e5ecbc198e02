"""Who sits in a 物管会, 筹备组, 换届小组 or 自管组织: sides, owners' share, who leads (A3.1, B1.4, R7)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from gongzhi_law.bodies import BODY_NAMES, BodyKind
from gongzhi_law.composition_committee import owner_findings
from gongzhi_law.composition_facts import (
    CHAIR,
    DEVELOPER,
    LEADER,
    OWNERS,
    VICE,
    BodyFinding,
    Facts,
    Member,
)
from gongzhi_law.composition_firm import firm_findings
from gongzhi_law.composition_posts import from_side
from gongzhi_law.composition_rules import finding, names, rule_for, share_met, told
from gongzhi_law.composition_size import seat_findings, size_findings
from gongzhi_law.finding import COMPARE_NAMES, share_name
from gongzhi_law.jurisdiction import name_of
from gongzhi_law.params import Answer, Strength


@dataclass(frozen=True, slots=True)
class _Shape:
    """How one kind of group is named in the parameters, its clause and who leads it."""

    key: str
    clause: str
    lead: str


_SHAPES = {
    BodyKind.INTERIM: _Shape("interim", "A3.1", CHAIR),
    BodyKind.PREPARATORY: _Shape("prep", "B1.10", LEADER),
    BodyKind.RENEWAL: _Shape("renewal", "L4.1", LEADER),
}


def group_findings(facts: Facts) -> tuple[BodyFinding, ...]:
    """Every check of a 物管会, 筹备组 or 换届小组; an absent developer or police never fails by law."""
    shape = _SHAPES[facts.kind]
    sizes = size_findings(facts, shape.key, shape.clause)
    owners = tuple(member for member in facts.seated if from_side(member, OWNERS))
    return (
        *_basis(facts, sizes),
        *sizes,
        *seat_findings(facts, shape.clause),
        *_owner_share(facts, shape),
        *_owners_here(facts, shape, owners),
        *_lead(facts, shape),
        *_vice(facts, shape),
        *_sides(facts, shape),
        *_invited(facts, shape),
        *firm_findings(facts, shape.key, shape.clause, owners),
    )


def self_managed_findings(facts: Facts) -> tuple[BodyFinding, ...]:
    """No composition is written down anywhere: owners here and one who leads, as a policy (B1.4)."""
    rule = rule_for(facts, "self_owner_here")
    return (
        *seat_findings(facts, "B1.4"),
        *owner_findings(facts, rule, "B1.4.owners", facts.members),
    )


def _basis(facts: Facts, sizes: tuple[BodyFinding, ...]) -> tuple[BodyFinding, ...]:
    """Where the local text is not seen, what it asks is not known and is not guessed."""
    name = BODY_NAMES[facts.kind]
    if facts.kind is BodyKind.INTERIM:
        rule = rule_for(facts, "interim_basis")
        if rule is not None and rule.text == "given":
            return (finding(rule, "A3.1.basis", True, expected=f"{name}有地方性法规依据", actual="有", remedy=""),)
        cite = rule.cites if rule is not None else "《民法典》《物业管理条例》均未规定"
    elif sizes or rule_for(facts, f"{_SHAPES[facts.kind].key}_sides") is not None:
        return ()
    else:
        cite = "本地条文未见"
    return (
        BodyFinding(
            rule="pmc.national_basis" if facts.kind is BodyKind.INTERIM else f"{_SHAPES[facts.kind].clause}.basis",
            passed=None,
            strength=Strength.STATUTE,
            expected=f"{name}的人数和构成依地方性法规",
            actual=f"没有见到{name_of(facts.place)}关于{name}人数和构成的条文，不作推断",
            cite=cite,
            remedy="由区县住建部门提供当地条文，录入后再校验；组建可以继续，方案写明所依据的条文。",
            blocks=False,
        ),
    )


def _owner_share(facts: Facts, shape: _Shape) -> tuple[BodyFinding, ...]:
    rule = rule_for(facts, f"{shape.key}_owner_share")
    if rule is None:
        return ()
    sides = [from_side(member, OWNERS) for member in facts.seated]
    yes, unknown = sides.count(True), sides.count(None)
    passed = share_met(yes, unknown, len(sides), rule.share, rule.compare)
    actual = f"{len(sides)}人中业主代表{yes}人" + (f"，{unknown}人来自哪一方不明" if unknown else "")
    remedy = "由街道增加业主代表或者减少其他各方，并重新公示。" if passed is False else "写明每名成员来自哪一方。"
    return (
        finding(
            rule,
            f"{shape.clause}.owner_share",
            passed,
            expected=f"业主代表{COMPARE_NAMES[rule.compare]}{share_name(rule.share)}",
            actual=actual,
            remedy=remedy,
        ),
    )


def _owners_here(facts: Facts, shape: _Shape, owners: tuple[Member, ...]) -> tuple[BodyFinding, ...]:
    """Who sits for the owners must own here; the rule is the one that gives the owners their share or seat."""
    rule = rule_for(facts, f"{shape.key}_owner_share") or rule_for(facts, f"{shape.key}_sides")
    return owner_findings(facts, rule, f"{shape.clause}.owner", owners)


def _lead(facts: Facts, shape: _Shape) -> tuple[BodyFinding, ...]:
    """Exactly one who leads, from the side the place names; where it names none (宁波20条) any side may lead."""
    leaf = "chair_sides" if shape.lead == CHAIR else "leader_sides"
    rule = rule_for(facts, f"{shape.key}_{leaf}")
    if rule is None:
        return ()
    leaders = facts.holding(CHAIR, LEADER)
    who = tuple(member.name for member in leaders)
    one = finding(
        rule,
        f"{shape.clause}.lead",
        None if not leaders else len(leaders) == 1,
        expected=f"{shape.lead}一名",
        actual=f"{shape.lead}{len(leaders)}名：{names(who)}" if leaders else f"没有写明{shape.lead}",
        remedy=f"由街道明确{shape.lead}一名。",
    )
    if len(leaders) != 1 or not rule.items:
        return (one,)
    return (one, _from(rule, f"{shape.clause}.lead_side", shape.lead, leaders[0]))


def _from(rule: Answer, word: str, role: str, member: Member) -> BodyFinding:
    known = [from_side(member, side) for side in rule.items]
    passed = True if True in known else None if None in known else False
    allowed = "或者".join(rule.items)
    return finding(
        rule,
        word,
        passed,
        expected=f"{role}由{allowed}的代表担任" if OWNERS not in rule.items else f"{role}由业主代表担任",
        actual=told(
            passed,
            f"{member.name}来自{allowed}",
            f"{member.name}不是{allowed}的代表",
            f"{member.name}来自哪一方没有写明",
        ),
        remedy=f"由街道改定{role}。" if passed is False else f"写明{member.name}来自哪一方。",
    )


def _vice(facts: Facts, shape: _Shape) -> tuple[BodyFinding, ...]:
    rule = rule_for(facts, f"{shape.key}_vice_sides") if shape.key == "interim" else None
    if rule is None:
        return ()
    return tuple(_from(rule, f"{shape.clause}.vice_side", VICE, member) for member in facts.holding(VICE))


def _sides(facts: Facts, shape: _Shape) -> tuple[BodyFinding, ...]:
    """One finding a side that the place asks for; an absent unit is published and stops nothing (A3.4, R7)."""
    rule = rule_for(facts, f"{shape.key}_sides")
    if rule is None:
        return ()
    word = f"{shape.clause}.side"
    found = [_present(facts, rule, word, side) for side in rule.items]
    return tuple(
        one if side == OWNERS else _invited_only(one, word) for one, side in zip(found, rule.items, strict=True)
    )


def _invited_only(one: BodyFinding, word: str) -> BodyFinding:
    remedy = f"{one.remedy.rstrip('。')}；仍不派员的如实公示，组建继续。" if one.passed is False else one.remedy
    return replace(one, rule=word, strength=Strength.POLICY, blocks=False, remedy=remedy)


def _present(facts: Facts, rule: Answer, word: str, side: str) -> BodyFinding:
    known = [from_side(member, side) for member in facts.seated]
    passed = True if True in known else None if None in known else False
    who = side if side == OWNERS else f"{side}代表"
    return finding(
        rule,
        word,
        passed,
        expected=f"有{who}",
        actual=told(passed, "有", "没有", "有成员来自哪一方没有写明"),
        remedy=f"由街道商请{side}派员（推荐人选）。" if passed is False else "写明每名成员来自哪一方。",
    )


def _invited(facts: Facts, shape: _Shape) -> tuple[BodyFinding, ...]:
    """Sides that are only invited: their absence is published and stops nothing (A3.1, R7, 青岛23条)."""
    if shape.key == "prep":
        rule = rule_for(facts, "prep_developer_absent")
        known = [from_side(member, DEVELOPER) for member in facts.seated]
        if rule is None or True in known:
            return ()
        return (
            finding(
                rule,
                f"{shape.clause}.developer",
                True,
                expected="邀请建设单位派员；不派员的不影响成立",
                actual="没有建设单位代表，如实公示" if None not in known else "是否有建设单位代表没有写明",
                remedy="",
            ),
        )
    rule = rule_for(facts, "interim_invited") if shape.key == "interim" else None
    if rule is None:
        return ()
    required = rule_for(facts, "interim_sides")
    asked = required.items if required is not None else ()
    found = []
    for side in rule.items:
        if side in asked:
            continue
        held = _present(facts, rule, f"{shape.clause}.invited", side)
        remedy = f"如实公示{side}没有派员，组建继续。" if held.passed is False else held.remedy
        found.append(
            finding(
                rule,
                f"{shape.clause}.invited",
                held.passed,
                expected=f"邀请{side}参加（缺席不阻断）",
                actual=held.actual,
                remedy=remedy,
            )
        )
    return tuple(found)
