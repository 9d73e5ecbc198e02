"""Who sits in a 业主委员会: owners here, officers, no post at the firm, party share (A1.3, B1.3, B1.5, B1.11)."""

from __future__ import annotations

from gongzhi_law.bodies import BodyKind
from gongzhi_law.composition_facts import CHAIR, VICE, BodyFinding, Facts, Member
from gongzhi_law.composition_firm import firm_findings
from gongzhi_law.composition_rules import finding, names, rule_for, share_met, told
from gongzhi_law.composition_size import alternate_findings, seat_findings, size_findings
from gongzhi_law.finding import COMPARE_NAMES, share_name
from gongzhi_law.params import Answer


def committee_findings(facts: Facts) -> tuple[BodyFinding, ...]:
    """Every check of a committee that the place, the estate's rules and the papers have."""
    return (
        *size_findings(facts, "committee", "B1.5"),
        *seat_findings(facts, "B1.5"),
        *alternate_findings(facts),
        *owner_findings(facts, rule_for(facts, "committee_owner_here"), "B1.11.owner", facts.members),
        *firm_findings(facts, "committee", "B1.5", facts.members),
        *_officers(facts),
        *party_findings(facts, rule_for(facts, "committee_party_share"), "A1.3"),
        *_party_chair(facts),
    )


def slate_findings(facts: Facts) -> tuple[BodyFinding, ...]:
    """What can be asked of a list of candidates (A1.3): owners here, posts at the firm, party share.

    Not what only a committee can answer: its agreed size (a by-election fills fewer seats), how many sit, who is chair.
    """
    return (
        *owner_findings(facts, rule_for(facts, "committee_owner_here"), "B1.11.owner", facts.members),
        *firm_findings(facts, "committee", "B1.5", facts.members),
        *party_findings(facts, rule_for(facts, "committee_party_share"), "A1.3"),
    )


def owner_findings(
    facts: Facts, rule: Answer | None, word: str, members: tuple[Member, ...]
) -> tuple[BodyFinding, ...]:
    """Each one who is no owner here, each one of whom it is not known; one that is met when all are."""
    if rule is None or not members:
        return ()
    expected = "是本物业管理区域的业主（或者单位业主授权的自然人）"
    found = tuple(
        finding(
            rule,
            word,
            None if member.owner_here is None else False,
            expected=expected,
            actual=f"{member.name}是否本区域业主没有核实"
            if member.owner_here is None
            else f"{member.name}不是本区域业主",
            remedy=f"按名册或者不动产登记核实{member.name}的业主身份。"
            if member.owner_here is None
            else _replaced(facts, member.name),
        )
        for member in members
        if member.owner_here is not True
    )
    return found or (finding(rule, word, True, expected=expected, actual="均为本区域业主", remedy=""),)


def _replaced(facts: Facts, name: str) -> str:
    """What to do about someone who owns nothing here, by the body it is about."""
    if facts.kind is BodyKind.COMMITTEE:
        return f"{name}不得列入候选或者任职，由候补递补或者另行推荐本区域业主。"
    if facts.kind is BodyKind.SELF_MANAGED:
        return f"另行推荐本区域业主接替{name}，或者由社区写明理由。"
    return f"由街道另行推荐本区域业主接替{name}，或者改列为{name}所代表的单位。"


def _officers(facts: Facts) -> tuple[BodyFinding, ...]:
    rule, vice = rule_for(facts, "committee_officers"), rule_for(facts, "committee_vice")
    found: list[BodyFinding] = []
    if rule is not None:
        chairs = tuple(member.name for member in facts.holding(CHAIR))
        passed = None if not chairs else len(chairs) == 1
        found.append(
            finding(
                rule,
                "B1.5.chair",
                passed,
                expected="主任一名，在委员中推选产生",
                actual=f"主任{len(chairs)}名：{names(chairs)}" if chairs else "没有写明主任",
                remedy="召开首次会议推选主任一名。" if not chairs else "只保留一名主任，其余为副主任或者委员。",
            )
        )
    if vice is not None:
        vices = tuple(member.name for member in facts.holding(VICE))
        found.append(
            finding(
                vice,
                "B1.5.vice",
                bool(vices) or None,
                expected="推选副主任",
                actual=f"副主任：{names(vices)}" if vices else "没有写明副主任",
                remedy="在首次会议上推选副主任。",
            )
        )
    return tuple(found)


def party_findings(facts: Facts, rule: Answer | None, word: str) -> tuple[BodyFinding, ...]:
    """The share of party members among those with a vote; the unknown count both ways, nobody is asked to prove."""
    if rule is None:
        return ()
    seated = facts.seated
    yes = sum(member.party is True for member in seated)
    unknown = tuple(member.name for member in seated if member.party is None)
    passed = share_met(yes, len(unknown), len(seated), rule.share, rule.compare)
    known = f"{len(seated)}人中党员{yes}人"
    actual = known if not unknown else f"{known}，{len(unknown)}人不明"
    needed = COMPARE_NAMES[rule.compare] + share_name(rule.share)
    reason = "换届或者成立报告中写明理由即可，不影响依法选举和备案；动员、推荐党员业主参选。"
    if facts.kind != "committee":
        reason = "由居委会调整人选；确有困难的写明理由。"
    remedy = (
        reason
        if passed is False
        else f"请{names(unknown)}本人声明是否党员，或者由党组织提供名单。"
        if unknown
        else reason
    )
    return (finding(rule, word, passed, expected=f"党员{needed}", actual=actual, remedy=remedy),)


def _party_chair(facts: Facts) -> tuple[BodyFinding, ...]:
    rule, chairs = rule_for(facts, "committee_chair_party"), facts.holding(CHAIR)
    if rule is None or not chairs:
        return ()
    flags = [chair.party for chair in chairs]
    passed = False if False in flags else None if None in flags else True
    actual = told(passed, "主任是党员", "主任不是党员", "主任是否党员没有声明")
    remedy = "写明理由即可，不影响依法推选。" if passed is False else "请主任本人声明，或者由党组织提供名单。"
    return (finding(rule, "B1.3.chair_party", passed, expected="主任一般由党员担任", actual=actual, remedy=remedy),)
