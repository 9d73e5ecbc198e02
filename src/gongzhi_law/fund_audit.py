"""When the books of shared money are audited, by whose commission, and how the result is published (A7.3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongzhi_law.fund_rules import in_force, words_of
from gongzhi_law.meeting_rules import Adopted
from gongzhi_law.params import Answer, Strength


@dataclass(frozen=True, slots=True)
class AuditRule:
    """On which events an audit is due (term_end, chair_leaves, treasurer_leaves, yearly, agreed, decided)."""

    events: tuple[str, ...]
    commissioned_by: tuple[str, ...]
    published: bool
    cite: str
    strength: Strength
    sentence: str


def term_audit(on: date, place: str) -> AuditRule | None:
    """The rule of audits there; the papers ask for one at the end of a term wherever no text says more."""
    rule = in_force("term_audit", on, place)
    if rule is None:
        return None
    by, told = in_force("audit_commissioned_by", on, place), in_force("audit_publish", on, place)
    words = f"审计：{words_of(rule)}（{rule.cites}）。"
    words += f"由{words_of(by)}委托。" if by is not None else ""
    return AuditRule(rule.items, by.items if by else (), told is not None, rule.cites, rule.strength, words)


def audit_published_days(on: date, place: str, adopted: Adopted | None = None) -> Answer | None:
    """For how many days the result stays published (上海67条: thirty); None where no number is told."""
    return in_force("audit_published_days", on, place, adopted)


def audit_demand(on: date, place: str) -> Answer | None:
    """The share of owners, by heads and by area, at whose demand the books are audited (聊城54条); None without a rule."""
    return in_force("audit_demand_share", on, place)
