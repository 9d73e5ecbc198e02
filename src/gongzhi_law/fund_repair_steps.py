"""The way from a repair to its money: 代管 or 已划转, ordinary or emergency (165号令22–24条; local texts) (B4.8, R16)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from gongzhi_law.bodies import BodyKind
from gongzhi_law.calendar import workdays_after
from gongzhi_law.fund_rules import in_force, rule_of, words_of
from gongzhi_law.jurisdiction import NATION
from gongzhi_law.meeting_rules import Due, Finding, Rule, due, due_on
from gongzhi_law.params import Answer, Strength, get

Custody = Literal["agency", "transferred"]
_FIRM, _COMMITTEE, _OFFICE, _BANK = "物业服务企业", "业主委员会", "主管部门", "专户管理银行"
_BY: Mapping[str, str] = {
    "joint_plan": "三方",
    "budget": _FIRM,
    "invite": "三方",
    "propose": "物业服务企业或者相关业主",
    "plan": _FIRM,
    "vote_scope": "列支范围内的业主",
    "vote_assembly": "业主大会",
    "publish_plan": _COMMITTEE,
    "carry_out": "物业服务企业或者相关业主",
    "apply": "物业服务企业或者相关业主",
    "approve": _OFFICE,
    "request": _FIRM,
    "review": _COMMITTEE,
    "file": _COMMITTEE,
    "transfer": _BANK,
    "accept": _COMMITTEE,
    "audit": _COMMITTEE,
    "price_review": _COMMITTEE,
    "publish_settlement": _COMMITTEE,
    "safe": _FIRM,
    "report": "物业服务企业或者相关业主",
    "report_office": _FIRM,
    "evidence": _FIRM,
    "certify": "业主委员会或者居委会",
    "confirm": "街道或者居委会",
    "on_site": "相关业主、业主委员会、物业服务企业",
    "apply_emergency": "业主委员会或者物业服务企业",
    "confirm_done": "街道",
    "report_assembly": _COMMITTEE,
    "from_reserve": "维修资金管理机构",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a repair paid from the repair fund: what, by whom, by which text."""

    id: str
    words: str
    by: str
    cite: str
    strength: Strength


@dataclass(frozen=True, slots=True)
class EmergencyType:
    """One kind of emergency: the evidence that is asked, and who verifies or confirms it there."""

    id: str
    words: str
    evidence: tuple[str, ...]
    confirmed_by: tuple[str, ...]
    cite: str
    strength: Strength
    proposed: bool


@dataclass(frozen=True, slots=True)
class Confirmer:
    """One of those who verify or confirm an emergency there, by which text."""

    id: str
    words: str
    cite: str
    strength: Strength


@dataclass(frozen=True, slots=True)
class Applicants:
    """Who may ask for the money in an emergency, of those who are there; `confirmed_by` in words, in order."""

    kinds: tuple[BodyKind, ...]
    owners: bool
    confirmed_by: tuple[str, ...]
    cites: str
    strength: Strength
    sentence: str


def repair_steps(custody: Custody, emergency: bool, *, on: date, place: str) -> tuple[Step, ...]:
    """Every step in order; what the papers ask before and after stands around what law asks. Refuses another custody."""
    if custody not in ("agency", "transferred"):
        raise ValueError(f"not a custody of the repair fund: {custody!r}")
    if emergency:
        return _steps("repair_steps_emergency", on, place)
    voted = _steps("repair_steps_voted", on, place)
    chain = list(_steps("repair_steps_before", on, place))
    for step in _steps(f"repair_steps_{custody}", on, place):
        chain.append(step)
        chain.extend(voted if step.id.startswith("vote_") else ())
    return (*chain, *_steps("repair_steps_after", on, place))


def emergency_types(on: date, place: str) -> tuple[EmergencyType, ...]:
    """The kinds of emergency of the place; where its text is not seen the usual ones, open-ended (281条2款), as offered."""
    rule = rule_of("emergency_types", on, place)
    if rule is None:
        return ()
    told = get(rule.answer.name).choice_names
    evidence = _evidence(rule.answer, on, place)
    confirmed = _confirmed(on, place)
    usual = rule.answer.strength is not Strength.STATUTE
    return tuple(
        EmergencyType(
            item,
            told[item],
            evidence.get(item, ()),
            confirmed,
            rule.answer.cites,
            rule.answer.strength,
            usual,
        )
        for item in rule.answer.items
    )


def emergency_applicants(body_kinds_present: Collection[BodyKind], on: date, place: str) -> Applicants:
    """Who of those present may apply in an emergency: whom the place's text names, and 业主大会、业主委员会 (281条2款).

    Where none of them is there the 居委会 verifies and the 主管部门 is asked; `kinds` may then be empty.
    """
    local, nation = in_force("emergency_applicants", on, place), in_force("emergency_applicants", on, NATION)
    if local is None:
        return Applicants((), False, _confirmed(on, place), "", Strength.RECALLED, "当时没有已录入的规定。")
    rules = {rule.version: rule for rule in (local, nation) if rule is not None}.values()
    named = dict.fromkeys(item for rule in rules for item in rule.items if item != "owners")
    present = tuple(kind for kind in map(BodyKind, named) if kind in body_kinds_present)
    owners = "owners" in local.items
    told = "；".join(f"{words_of(rule)}（{rule.cites}）" for rule in rules)
    words = f"紧急情况下可以申请使用维修资金的：{told}。{local.note}"
    if not present and not owners:
        words += "本小区现在没有其中任何一个，请报告居委会核实并由街道、主管部门处理。"
    cites = "、".join(rule.cites for rule in rules)
    return Applicants(present, owners, _confirmed(on, place), cites, local.strength, words)


def emergency_confirmers(on: date, place: str) -> tuple[Confirmer, ...]:
    """Who verifies or confirms an emergency there, in the order of the text; all of them are needed."""
    rule = in_force("emergency_confirmed_by", on, place)
    if rule is None:
        return ()
    told = get(rule.name).choice_names
    return tuple(Confirmer(item, told[item], rule.cites, rule.strength) for item in rule.items)


def emergency_review_by(asked_on: date, *, place: str) -> Due | None:
    """By when the committee reviews an emergency plan (上海: seven days, then the 主管部门 may act); None without a rule."""
    rule = in_force("emergency_review_days", asked_on, place)
    return None if rule is None else due(asked_on, Rule(rule, False), "业主委员会审核紧急维修方案")


def emergency_office_by(applied_on: date, *, place: str) -> Due | None:
    """By when the office answers an emergency application (滨州: two working days); None without a rule. May raise."""
    rule = in_force("emergency_office_workdays", applied_on, place)
    if rule is None:
        return None
    day = workdays_after(applied_on, rule.number)
    return due_on(day, rule.cite, rule.strength, f"主管部门审核：{rule.number}个工作日内（{rule.cites}）。")


def emergency_reserve(*, on: date, place: str) -> Finding | None:
    """The rule that an emergency reserve is set up, with its share where one is told; None where there is no rule."""
    rule, share = in_force("emergency_reserve", on, place), in_force("emergency_reserve_share", on, place)
    if rule is None:
        return None
    part = f"，为首期交存总额的{share.share}" if share is not None else ""
    return Finding("emergency_reserve", None, f"应急备用金应当设立{part}（{rule.cites}）。", rule.cites, rule.strength)


def _steps(leaf: str, on: date, place: str) -> tuple[Step, ...]:
    rule = in_force(leaf, on, place)
    if rule is None:
        return ()
    told = get(rule.name).choice_names
    return tuple(Step(item, told[item], _BY[item], rule.cites, rule.strength) for item in rule.items)


def _evidence(types: Answer, on: date, place: str) -> Mapping[str, tuple[str, ...]]:
    rule = in_force("emergency_evidence", on, place)
    if rule is None:
        return {}
    told = get(rule.name).choice_names
    found: dict[str, tuple[str, ...]] = {}
    for item in rule.items:
        kind = item.partition(".")[0]
        if kind in types.items:
            found[kind] = (*found.get(kind, ()), told[item])
    return found


def _confirmed(on: date, place: str) -> tuple[str, ...]:
    return tuple(one.words for one in emergency_confirmers(on, place))
