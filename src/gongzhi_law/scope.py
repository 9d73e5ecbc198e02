"""Votes of the owners of some buildings or stairwells: which matters, by which rules, and what where rules differ (R15)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongzhi_law.citation import Cite
from gongzhi_law.finding import COMPARE_NAMES, share_name
from gongzhi_law.jurisdiction import NATION
from gongzhi_law.params import Answer, NoLawInForce, lookup
from gongzhi_law.readings import Reading, ReadingsFinding, decide_readings
from gongzhi_law.voting import BOTH, MATTER_NAMES, Matter, Requirement, required_tests

VERDICTS: Mapping[bool | None, str] = {True: "通过", False: "未通过", None: "不能判断"}


class Rule(StrEnum):
    """By which share a part decides: that of 民法典278条 within the part, or a share of all owners of the part."""

    PARTICIPANTS = "participants"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class ScopeRule:
    """One rule that somebody holds to apply to the part, with what it tests; the first of several is the statutory one."""

    rule: Rule
    tests: tuple[Requirement, ...]
    basis: tuple[Answer, ...]

    @property
    def name(self) -> str:
        """The rule in words; one that asks a share of all owners of the part with that share."""
        if self.rule is Rule.PARTICIPANTS:
            return "按民法典第278条的比例在范围内计算"
        share = self.tests[0].rule
        return f"同意须{COMPARE_NAMES[share.compare]}范围内全体业主的{share_name(share.share)}"

    @property
    def cites(self) -> tuple[Cite, ...]:
        """The articles, the one that speaks of a part first."""
        return tuple(dict.fromkeys((*(a.cite for a in self.basis), *(test.rule.cite for test in self.tests))))


@dataclass(frozen=True, slots=True)
class RuleOutcome:
    """What one rule makes of the vote, under every reading of what else is left open."""

    rule: ScopeRule
    found: ReadingsFinding

    @property
    def words(self) -> str:
        cites = "、".join(map(str, self.rule.cites))
        return f"{self.rule.name}：{VERDICTS[self.found.passed]}（{cites}）"


@dataclass(frozen=True, slots=True)
class ScopeFinding:
    """The outcome on which all rules agree, or None: then the rule that applies decides, and the authority says which."""

    passed: bool | None
    outcomes: tuple[RuleOutcome, ...]
    undecided_by: tuple[str, ...]
    sentence: str

    @property
    def adopted(self) -> ReadingsFinding:
        """The outcome under the statutory rule, whose numbers stand first."""
        return self.outcomes[0].found


def whole_only(matter: Matter, *, on: date, place: str = NATION) -> Answer | None:
    """The article by which all owners decide this matter and no part of them may; None where a part may (民法典278)."""
    rule = lookup("voting/scope_whole_matters", on=on, place=place)
    return rule if matter.value in rule.items else None


def no_conflict(*, on: date, place: str = NATION) -> Answer:
    """That what a part decides may not run against what all owners decided (民法典280; 上海69)."""
    return lookup("voting/scope_no_conflict", on=on, place=place)


def local_basis(*, on: date, place: str = NATION) -> Answer | None:
    """The article of the place that says how a part decides, read in full; None where there is none (278条 is silent)."""
    try:
        return lookup("voting/scope_rule", on=on, place=place)
    except NoLawInForce:
        return None


def lift_share(matter: Matter, *, on: date, place: str = NATION) -> Answer | None:
    """What the place asks for a new lift besides 民法典278条 (河南59): told in the notice, never applied by itself."""
    if matter is not Matter.REBUILD:
        return None
    try:
        return lookup("voting/scope_lift_share", on=on, place=place)
    except NoLawInForce:
        return None


def rules_of(matter: Matter, *, on: date, place: str = NATION) -> tuple[ScopeRule, ...]:
    """Every rule to evaluate, the statutory one first: one where the place settles it or nobody holds another.

    For the use of the repair fund 165号令22条(二) and some cities ask for a share of all owners in scope, which 民法典278条
    does not; both are evaluated. Refuses a matter for all owners only.
    """
    if whole_only(matter, on=on, place=place) is not None:
        raise ValueError(f"{matter} is decided by all owners")
    settled = local_basis(on=on, place=place)
    basis = (settled,) if settled is not None else ()
    code = ScopeRule(Rule.PARTICIPANTS, required_tests(matter, on=on, place=place), basis)
    if settled is not None and settled.blocks and settled.text == Rule.PARTICIPANTS:
        return (code,)
    try:
        share = lookup("voting/scope_consent_of_all", on=on, place=place)
    except NoLawInForce:
        return (code,)
    if matter is not Matter.REPAIR_FUND_USE:
        return (code,)
    of_all = Requirement("in_favour_of_roll", "同意（占范围内全体）", "in_favour", "roll", BOTH, share)
    other = ScopeRule(Rule.ALL, (of_all,), (share,))
    return (other,) if settled is not None and settled.blocks else (code, other)


def basis_sentence(matter: Matter, *, on: date, place: str = NATION) -> str:
    """On what a part of the owners decides this matter here, and what happens where the rules differ."""
    rules = rules_of(matter, on=on, place=place)
    named = "；".join(f"{rule.name}（{'、'.join(map(str, rule.cites))}）" for rule in rules)
    if len(rules) > 1:
        return f"{named}。两种都计算、都公布；结论不同的，以当地主管部门的书面答复为准。"
    if local_basis(on=on, place=place) is not None:
        return f"{named}。"
    return f"{named}。民法典没有写部分业主怎样决定，当地规定尚未录入，请先向街道或者主管部门核实。"


def decide_scope(
    matter: Matter,
    readings: Sequence[Reading],
    *,
    on: date,
    place: str = NATION,
    bylaws: Mapping[str, object] | None = None,
) -> ScopeFinding:
    """The vote of a part under every rule and every reading (R9, R15): all agree, or it is open and says what decides.

    `readings` are counted within the part: its heads, its area. Refuses a matter for all owners only.
    """
    outcomes = tuple(
        RuleOutcome(rule, decide_readings(matter, readings, on=on, place=place, bylaws=bylaws, tests=rule.tests))
        for rule in rules_of(matter, on=on, place=place)
    )
    first = outcomes[0].found
    if len(outcomes) == 1:
        return ScopeFinding(first.passed, outcomes, first.undecided_by, first.sentence)
    agree = len({outcome.found.passed for outcome in outcomes}) == 1
    passed = first.passed if agree else None
    open_by = tuple(dict.fromkeys(name for outcome in outcomes for name in outcome.found.undecided_by))
    return ScopeFinding(
        passed, outcomes, open_by if agree else ("scope_rule", *open_by), _sentence(matter, outcomes, agree)
    )


def _sentence(matter: Matter, outcomes: tuple[RuleOutcome, ...], agree: bool) -> str:
    words = "；".join(outcome.words for outcome in outcomes)
    name = MATTER_NAMES[matter]
    if agree and outcomes[0].found.passed is not None:
        return f"{name}：无论按哪一种比例，均{VERDICTS[outcomes[0].found.passed]}。{words}。"
    if agree:
        return f"{name}：按哪一种比例都不能判断。{words}。{outcomes[0].found.sentence}"
    return f"{name}：不能判断，结果取决于当地适用哪一种比例，以主管部门的书面答复为准。{words}。"
