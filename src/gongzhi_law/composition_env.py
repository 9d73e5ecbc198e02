"""Who sits in a 环境和物业管理委员会: all of it is paper, 一般 and 原则上, so it warns only (B7.1, B7.2, B7.4, R26)."""

from __future__ import annotations

from gongzhi_law.bodies import BodyKind
from gongzhi_law.composition_committee import party_findings
from gongzhi_law.composition_facts import CHAIR, VICE, BodyFinding, Facts, Kin, Member, Post
from gongzhi_law.composition_firm import is_close
from gongzhi_law.composition_posts import (
    FIRM_KINDS,
    is_quality_inspector,
    kind_of_post,
    leads_residents_committee,
    shown,
)
from gongzhi_law.composition_rules import finding, names, rule_for, told
from gongzhi_law.composition_size import seat_findings, size_findings
from gongzhi_law.params import Answer

_SKILL_WORDS = {
    "法律": ("法律", "法学", "律师", "法务", "司法"),
    "财务": ("财务", "会计", "审计", "财会"),
    "环境": ("环境", "环保"),
    "物业": ("物业",),
}
BARRED = (BodyKind.COMMITTEE, *FIRM_KINDS)


def env_findings(facts: Facts) -> tuple[BodyFinding, ...]:
    """Every check of the guideline (附件2); none of them can make the answer false."""
    return (
        *size_findings(facts, "env", "B7.1"),
        *seat_findings(facts, "B7.1"),
        *party_findings(facts, rule_for(facts, "env_party_share"), "B7.1.party"),
        *_officers(facts),
        *_skills(facts),
        *_covers(facts),
        *_posts(facts),
        *_inspectors(facts),
        *_kin(facts),
    )


def _officers(facts: Facts) -> tuple[BodyFinding, ...]:
    rule, post = rule_for(facts, "env_officers"), rule_for(facts, "env_chair_post")
    found = []
    for role, word in ((CHAIR, "B7.1.chair"), (VICE, "B7.1.vice")):
        held = tuple(member.name for member in facts.holding(role))
        if rule is not None:
            found.append(
                finding(
                    rule,
                    word,
                    len(held) == 1,
                    expected=f"{role}一名",
                    actual=f"{role}{len(held)}名：{names(held)}",
                    remedy=f"由居委会明确{role}一名。",
                )
            )
    chairs = facts.holding(CHAIR)
    if post is not None and chairs:
        known = [leads_residents_committee(chair) for chair in chairs]
        passed = False if False in known else None if None in known else True
        who = names(tuple(chair.name for chair in chairs))
        found.append(
            finding(
                post,
                "B7.1.chair_post",
                passed,
                expected="主任一般由居委会主任或者副主任兼任",
                actual=told(
                    passed,
                    f"{who}在居委会任主任或者副主任",
                    f"{who}不是居委会主任或者副主任",
                    f"{who}在居委会的职务没有写明",
                ),
                remedy="改由居委会主任或者副主任兼任，或者写明理由。"
                if passed is False
                else f"在任职一栏写明{who}在居委会的职务（例如“居委会主任”）。",
            )
        )
    return tuple(found)


def _skills(facts: Facts) -> tuple[BodyFinding, ...]:
    rule = rule_for(facts, "env_skills")
    if rule is None:
        return ()
    declared = [skill for member in facts.seated for skill in member.skills]
    missing = tuple(
        wanted
        for wanted in rule.items
        if not any(word in skill for word in _SKILL_WORDS.get(wanted, (wanted,)) for skill in declared)
    )
    return (
        finding(
            rule,
            "B7.2.skills",
            not missing,
            expected=f"成员具备{names(rule.items)}专业知识",
            actual=f"缺{names(missing)}" if missing else "四类专业齐全",
            remedy=f"补选或者增补具备{names(missing)}专业知识的成员，确有困难的聘为列席顾问并写明理由。",
        ),
    )


def _covers(facts: Facts) -> tuple[BodyFinding, ...]:
    rule, estates = rule_for(facts, "env_covers"), facts.large_estates
    if rule is None:
        return ()
    expected = "成员覆盖辖区所有规模较大的小区"
    if estates is None:
        ask = "由社区列出规模较大的小区。"
        return (finding(rule, "B7.4.covers", None, expected=expected, actual="没有列出规模较大的小区", remedy=ask),)
    here = {_plain(member.estate) for member in facts.seated if member.estate is not None}
    bare = tuple(estate for estate in dict.fromkeys(estates) if _plain(estate) not in here)
    unknown = tuple(member.name for member in facts.seated if member.estate is None)
    if not bare:
        return (finding(rule, "B7.4.covers", True, expected=expected, actual=f"已覆盖：{names(estates)}", remedy=""),)
    passed = None if len(unknown) >= len(bare) else False
    remedy = (
        f"写明{names(unknown)}住在哪个小区。" if passed is None else f"从{names(bare)}各推荐一名成员，或者写明理由。"
    )
    return (finding(rule, "B7.4.covers", passed, expected=expected, actual=f"未覆盖：{names(bare)}", remedy=remedy),)


def _plain(estate: str) -> str:
    return "".join(estate.split())


def _barred(post: Post | Kin) -> bool:
    return kind_of_post(post) in BARRED and not is_quality_inspector(post)


def _posts(facts: Facts) -> tuple[BodyFinding, ...]:
    rule = rule_for(facts, "env_no_posts")
    if rule is None:
        return ()
    expected = "成员不在社区内业委会、物业任职"
    found = tuple(
        _given_up(rule, "B7.4.no_posts", expected, member, post)
        for member in facts.members
        for post in member.posts
        if _barred(post)
    )
    return found or (finding(rule, "B7.4.no_posts", True, expected=expected, actual="没有声明任职", remedy=""),)


def _given_up(rule: Answer, word: str, expected: str, member: Member, post: Post) -> BodyFinding:
    return finding(
        rule,
        word,
        False,
        expected=expected,
        actual=f"{member.name}同时在{shown(post)}任职",
        remedy=f"请{member.name}辞去{shown(post)}的职务，或者退出环物委；保留的写明理由。",
    )


def _inspectors(facts: Facts) -> tuple[BodyFinding, ...]:
    """义务质量总监 beside a seat here: whether it counts as a post is a parameter; named to be given up."""
    rule = rule_for(facts, "env_quality_inspector")
    held = [(member, post) for member in facts.members for post in member.posts if is_quality_inspector(post)]
    if rule is None:
        return ()
    expected = "环物委成员不兼任义务质量总监"
    if rule.text == "apart":
        expected = "义务质量总监不算在物业任职"
        return tuple(
            finding(
                rule,
                "B7.4.quality_inspector",
                True,
                expected=expected,
                actual=f"{member.name}兼任{shown(post)}",
                remedy="",
            )
            for member, post in held
        )
    return tuple(_given_up(rule, "B7.4.quality_inspector", expected, member, post) for member, post in held)


def _kin(facts: Facts) -> tuple[BodyFinding, ...]:
    """Only what members declared; the rest is for the objection window, nothing is inferred from names."""
    rule = rule_for(facts, "env_no_kin")
    if rule is None:
        return ()
    expected = "成员的近亲属不在社区内业委会、物业任职（以本人声明为准）"
    declared = [(member, one) for member in facts.members for one in member.kin if _barred(one)]
    found = []
    for member, one in declared:
        close = is_close(facts, one.relation)
        if close is False:
            continue
        found.append(
            finding(
                rule,
                "B7.4.kin",
                None if close is None else False,
                expected=expected,
                actual=f"{member.name}声明：{one.relation}在{shown(one)}任职",
                remedy=f"请{member.name}说明是否近亲属。"
                if close is None
                else f"由{member.name}退出环物委，或者其{one.relation}辞去{shown(one)}的职务；保留的写明理由。",
            )
        )
    none = finding(rule, "B7.4.kin", True, expected=expected, actual="没有声明任职的近亲属", remedy="")
    return tuple(found) or (none,)
