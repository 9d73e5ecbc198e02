"""The sums up to which a committee decides alone and petty cash pays: only what the estate's owners adopted (A5.7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongzhi_law.fund_rules import rule_of, yuan
from gongzhi_law.meeting_rules import Adopted, Rule, source
from gongzhi_law.params import Strength, get


@dataclass(frozen=True, slots=True)
class Cap:
    """A sum in fen; None where the estate's rules do not say, then `proposed_fen` is what may be put to the owners."""

    fen: int | None
    proposed_fen: int | None
    cites: str
    strength: Strength
    sentence: str


@dataclass(frozen=True, slots=True)
class PettyCaps:
    """What petty cash pays by voucher and by month, in fen; None where the rules do not say."""

    each_fen: int | None
    month_fen: int | None
    proposed_each_fen: int | None
    proposed_month_fen: int | None
    cites: str
    strength: Strength
    sentence: str
    missing: tuple[str, ...]


def committee_cap(*, on: date, place: str, adopted: Adopted | None = None) -> Cap:
    """Up to which sum the committee may decide a single expense alone: the estate's adopted number or None."""
    return _cap("committee_cap_fen", on, place, adopted)


def petty_caps(*, on: date, place: str, adopted: Adopted | None = None) -> PettyCaps:
    """What petty cash may pay at once and in a month; both have to be adopted."""
    each, month = _cap("petty_each_cap_fen", on, place, adopted), _cap("petty_month_cap_fen", on, place, adopted)
    named = (("备用金每笔支出的上限", each), ("备用金每月支出的上限", month))
    missing = tuple(words for words, cap in named if cap.fen is None)
    words = f"小区规则没有约定{'、'.join(missing)}，不能用备用金支付。" if missing else each.sentence + month.sentence
    shown = each if each.fen is None else month
    return PettyCaps(
        each.fen, month.fen, each.proposed_fen, month.proposed_fen, shown.cites, shown.strength, words, missing
    )


def _cap(leaf: str, on: date, place: str, adopted: Adopted | None) -> Cap:
    rule = rule_of(leaf, on, place, adopted)
    what = get(f"fund/{leaf}").meaning
    if rule is None:
        return Cap(None, None, "", Strength.PROPOSED, f"小区规则没有约定{what}。")
    if rule.proposed:
        words = f"小区规则没有约定{what}，须先由业主大会在资金管理办法里约定。"
        return Cap(None, rule.answer.number, "", Strength.PROPOSED, words)
    return _settled(rule, what)


def _settled(rule: Rule, what: str) -> Cap:
    answer = rule.answer
    words = f"{what}：{yuan(answer.number)}（{source(rule)}）。"
    return Cap(answer.number, None, source(rule), answer.strength, words)
