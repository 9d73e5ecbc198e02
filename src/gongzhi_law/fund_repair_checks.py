"""What a repair may not cost, who still warrants it, whether it is audited and when it has to be asked anew (R16)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongzhi_law.calendar import day_words
from gongzhi_law.finding import met, share_name
from gongzhi_law.fund_rules import in_force, words_of, yuan
from gongzhi_law.jurisdiction import NATION
from gongzhi_law.meeting_rules import Finding
from gongzhi_law.params import Strength, get
from gongzhi_law.terms import months_after


class Part(StrEnum):
    """Parts of a building by how long they are warranted."""

    STRUCTURE = "structure"
    WATERPROOF = "waterproof"
    HEATING = "heating"
    INSTALLATION = "installation"


PART_NAMES: Mapping[Part, str] = {
    Part.STRUCTURE: "地基基础和主体结构",
    Part.WATERPROOF: "屋面、外墙、卫生间防水",
    Part.HEATING: "供热、供冷系统",
    Part.INSTALLATION: "电气、给排水、设备安装和装修",
}
_YEARS = {Part.WATERPROOF: "warranty_years_waterproof", Part.INSTALLATION: "warranty_years_installation"}


@dataclass(frozen=True, slots=True)
class Excluded:
    """One kind of cost that the repair fund does not bear; `blocks` only where a text read in full says so."""

    id: str
    words: str
    cite: str
    strength: Strength
    blocks: bool


def excluded_costs(on: date, place: str) -> tuple[Excluded, ...]:
    """The costs that are not paid from the repair fund: the place's list, and what the nation's adds as a warning."""
    found: dict[str, Excluded] = {}
    for where in dict.fromkeys((place, NATION)):
        rule = in_force("excluded_costs", on, where)
        if rule is None:
            continue
        told = get(rule.name).choice_names
        for item in rule.items:
            found.setdefault(item, Excluded(item, told[item], rule.cites, rule.strength, rule.blocks))
    return tuple(found.values())


def warranty(part: Part | str, delivered_on: date, on: date) -> Finding | None:
    """A warning where the part may still be under the builder's warranty on that day; None once its period is over.

    Counted from delivery: the period begins with the acceptance of the works, which may be earlier. Structure
    (the design life) and heating (seasons) cannot be counted from a day alone: they are open. Refuses a day before
    delivery.
    """
    kind = Part(part)
    if on < delivered_on:
        raise ValueError(f"{on} is before the delivery on {delivered_on}")
    duty = in_force("warranty_duty", on, NATION)
    who = f"保修期内由建设单位维修（{duty.cites}），不使用维修资金。" if duty else ""
    name = PART_NAMES[kind]
    if kind in _YEARS:
        rule = in_force(_YEARS[kind], delivered_on, NATION)
        if rule is None:
            return None
        last = months_after(delivered_on, 12 * rule.number)
        if on > last:
            return None
        words = (
            f"{name}的最低保修期为{rule.number}年（{rule.cites}），从交付日算到{day_words(last)}，可能还在保修期内。"
        )
        return Finding("warranty", False, words + who, rule.cites, rule.strength, day=last)
    leaf = "warranty_structure" if kind is Part.STRUCTURE else "warranty_seasons_heating"
    rule = in_force(leaf, delivered_on, NATION)
    if rule is None:
        return None
    period = words_of(rule) if kind is Part.STRUCTURE else f"{rule.number}个采暖期、供冷期"
    words = f"{name}的最低保修期为{period}（{rule.cites}），请核对是否还在保修期内。"
    return Finding("warranty", None, words + who, rule.cites, rule.strength, missing=("保修期的起止日",))


def settlement_audit(cost_fen: int, on: date, place: str, *, emergency: bool = False) -> Finding | None:
    """Whether a finished repair is audited there: True it is, False it need not be; None where no text was seen.

    杭州72条: up to 30,000 yuan the committee may agree to none; 73条3款 has no such exception for emergencies.
    """
    rule = in_force("settlement_audit", on, place)
    if rule is None:
        return None
    free = None if emergency else in_force("audit_exempt_fen", on, place)
    if free is not None and cost_fen <= free.number:
        words = f"决算{yuan(cost_fen)}，在{yuan(free.number)}以下，经业主委员会审核同意可以不审计（{free.cites}）。"
        return Finding("settlement_audit", False, words, free.cites, free.strength)
    words = f"决算{yuan(cost_fen)}，须{words_of(rule)}（{rule.cites}）。"
    return Finding("settlement_audit", True, words, rule.cites, rule.strength, rule.blocks)


def over_budget(planned_fen: int, actual_fen: int, on: date, place: str) -> Finding:
    """Whether the settlement stays within what was agreed; False where the excess has to be asked for anew.

    Without a local rule any excess is open: what was decided is the planned sum, so the excess wants a basis of its
    own. Refuses a plan below one fen.
    """
    if planned_fen < 1:
        raise ValueError(f"not a planned sum: {planned_fen}")
    excess = actual_fen - planned_fen
    if excess <= 0:
        words = f"决算{yuan(actual_fen)}，没有超出预算{yuan(planned_fen)}。"
        return Finding("over_budget", True, words, "", Strength.POLICY)
    rule, least = in_force("over_budget_share", on, place), in_force("over_budget_fen", on, place)
    told = f"决算{yuan(actual_fen)}，超出预算{yuan(planned_fen)}的部分{yuan(excess)}"
    if rule is None:
        words = f"{told}；没有见到当地的比例，超出部分另须依据。"
        return Finding("over_budget", None, words, "", Strength.RECALLED, missing=("超出部分的依据",))
    reached = bool(met(excess, planned_fen, rule.share, "at_least")) and (least is None or excess > least.number)
    bound = f"预算的{share_name(rule.share)}" + (f"且多于{yuan(least.number)}" if least else "")
    words = f"{told}，{'达到' if reached else '没有达到'}{bound}（{rule.cites}），"
    words += "超出部分须重新申报。" if reached else "不须重新申报，超出部分另须说明。"
    return Finding("over_budget", not reached, words, rule.cites, rule.strength, rule.blocks and reached)
