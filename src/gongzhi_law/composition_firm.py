"""Posts and relatives at the firm that serves this estate, for those who sit for the owners (上海20条, 北京39条)."""

from __future__ import annotations

from gongzhi_law.composition_facts import BodyFinding, Facts, Kin, Member
from gongzhi_law.composition_posts import OTHERS, SPOUSE, SPOUSES_PARENTS, at_firm, relation_of, shown
from gongzhi_law.composition_rules import finding, rule_for
from gongzhi_law.params import Answer, Strength

KIN_WORDS = {"direct": "配偶及其直系亲属", "close": "近亲属"}


def firm_findings(facts: Facts, key: str, clause: str, members: tuple[Member, ...]) -> tuple[BodyFinding, ...]:
    """One finding a post or relative at the firm, one that is met where there is none; silent without a rule.

    Where no rule of the place is seen, a post at the firm is shown as open and never fails.
    """
    own, kin = rule_for(facts, f"{key}_firm_post"), rule_for(facts, f"{key}_firm_kin")
    held = [(member, post) for member in members for post in member.posts if at_firm(post)]
    found = [_own(own, clause, member.name, shown(post)) for member, post in held]
    if own is not None and not held:
        found.append(_free(own, f"{clause}.firm_post", "本人不在为本区域服务的物业企业任职", "没有声明任职"))
    declared = [(member, one) for member in members for one in member.kin if at_firm(one)]
    if kin is None:
        told = (
            _unseen(clause, "firm_kin", member.name, f"声明：{one.relation}在{shown(one)}任职")
            for member, one in declared
        )
        return (*found, *told)
    related = [(member, one, _near(facts, kin, one)) for member, one in declared]
    expected = f"{KIN_WORDS[kin.text]}不在为本区域服务的物业企业任职"
    near_ones = [
        finding(
            kin,
            f"{clause}.firm_kin",
            None if near is None else False,
            expected=expected,
            actual=f"{member.name}声明：{one.relation}在{shown(one)}任职",
            remedy=f"请{member.name}说明亲属关系，确属{KIN_WORDS[kin.text]}的，由其亲属辞去该职务或者本人退出。"
            if near is None
            else f"由{member.name}的{one.relation}辞去{shown(one)}的职务，或者{member.name}退出。",
        )
        for member, one, near in related
        if near is not False
    ]
    return (*found, *(near_ones or (_free(kin, f"{clause}.firm_kin", expected, "没有声明任职的亲属"),)))


def _own(rule: Answer | None, clause: str, name: str, post: str) -> BodyFinding:
    if rule is not None:
        return finding(
            rule,
            f"{clause}.firm_post",
            False,
            expected="本人不在为本区域服务的物业企业任职",
            actual=f"{name}在{post}任职",
            remedy=f"请{name}辞去{post}的职务，或者退出；公示期内更正。",
        )
    return _unseen(clause, "firm_post", name, f"在{post}任职")


def _unseen(clause: str, word: str, name: str, what: str) -> BodyFinding:
    """A post that no rule seen there speaks of: shown as open, never failing."""
    return BodyFinding(
        rule=f"{clause}.{word}",
        passed=None,
        strength=Strength.RECALLED,
        expected="本地条文或者议事规则是否允许在物业任职，尚未录入",
        actual=f"{name}{what}",
        cite="本地条文未见",
        remedy=f"核对本地条例和议事规则；没有规定的，请{name}公开声明并在涉及该企业的事项上回避。",
        blocks=False,
    )


def _free(rule: Answer, word: str, expected: str, actual: str) -> BodyFinding:
    return finding(rule, word, True, expected=expected, actual=actual, remedy="")


def _near(facts: Facts, rule: Answer, one: Kin) -> bool | None:
    """Whether the declared relation is one the rule names; None where it can be read both ways."""
    group = relation_of(one.relation)
    if group is None:
        return None
    if rule.text == "close":
        return is_close(facts, one.relation)
    direct = rule_for(facts, "direct_kin")
    if group == SPOUSE or (direct is not None and group in direct.items):
        return True
    return None if group == SPOUSES_PARENTS else False


def is_close(facts: Facts, relation: str) -> bool | None:
    """Whether a declared relation is 近亲属 (民法典1045条); None for words that are not known."""
    group, close = relation_of(relation), rule_for(facts, "close_kin")
    if group is None or close is None:
        return None
    return group in close.items and group != OTHERS
