"""When income and expense are published, for how long, and by when a question about money is answered (A5.5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gongzhi_law.fund_kinds import FUND_NAMES, FundKind
from gongzhi_law.fund_rules import in_force, rule_of
from gongzhi_law.meeting_rules import Adopted, Due, due, source
from gongzhi_law.params import Answer, Strength, lookup
from gongzhi_law.terms import months_after

_MONTHS: Mapping[FundKind, str] = {
    FundKind.REPAIR: "publish_months_repair",
    FundKind.OPERATING: "publish_months_operating",
    FundKind.TRUST_FEE: "publish_months_operating",
}
_PERIODS = {1: "每月", 3: "每季度", 6: "每半年", 12: "每年"}


@dataclass(frozen=True, slots=True)
class PublicationRule:
    """Every how many months, within how many days after the period, for how many days at least; None: not ruled."""

    months: int
    by_days: int | None
    days_min: int | None
    cite: str
    strength: Strength
    proposed: bool
    sentence: str


def publication(fund: FundKind, *, on: date, place: str, adopted: Adopted | None = None) -> PublicationRule:
    """How often that money is published there; a quarter is only offered where no rule was seen (the house does it monthly)."""
    rule = rule_of(_MONTHS.get(fund, "publish_months_income"), on, place, adopted)
    if rule is None:
        raise LookupError(f"no rule and no proposal for publishing {fund} on {on}")
    by, least = rule_of("publish_by_days", on, place, adopted), in_force("published_days_min", on, place, adopted)
    months = rule.answer.number
    words = f"{FUND_NAMES[fund]}收支{_PERIODS.get(months, f'每{months}个月')}公布一次"
    words += f"，公布不少于{least.number}日" if least else ""
    return PublicationRule(
        months,
        by.answer.number if by else None,
        least.number if least else None,
        source(rule),
        rule.answer.strength,
        rule.proposed,
        f"{words}（{source(rule)}）。",
    )


def answer_by(asked_on: date, *, on: date, place: str, adopted: Adopted | None = None) -> Due:
    """The last day for answering an owner's question on money asked that day (the days are offered or adopted)."""
    rule = rule_of("answer_days", on, place, adopted)
    if rule is None:
        raise LookupError(f"no days for answering on {on}")
    return due(asked_on, rule, "答复业主对收支的询问")


def large_fen(*, on: date, place: str) -> int:
    """From which sum a single income or expense is shown as 大额 to street and district; a courtesy number."""
    return lookup("fund/large_fen", on=on, place=place).number


def firm_report_by(year: int, *, place: str) -> tuple[date, Answer] | None:
    """The last day for the firm's notice of that year's accounts (嘉兴26条: by the end of March); None without a rule."""
    end = date(year, 12, 31)
    rule = in_force("firm_yearly_months", end, place)
    return None if rule is None else (months_after(end, rule.number), rule)


def reconcile_every(*, on: date, place: str, adopted: Adopted | None = None) -> Answer | None:
    """How often the repair fund is at least checked with its bank (165号令30条); None where no rule is in force."""
    return in_force("reconcile_months", on, place, adopted)
