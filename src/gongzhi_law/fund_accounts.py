"""In whose name money is kept, and which money is the owners' under each mode of service (A5.1, A6.5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from gongzhi_law.fund_kinds import FUND_NAMES, MODE_NAMES, FundKind, Mode
from gongzhi_law.fund_rules import in_force, words_of
from gongzhi_law.jurisdiction import NATION
from gongzhi_law.meeting_rules import Finding
from gongzhi_law.params import Strength

LATEST = date(2026, 1, 1)


class Holder(StrEnum):
    """In whose name an account is kept."""

    ASSEMBLY = "assembly"
    COMMITTEE = "committee"
    INTERIM = "interim"
    SELF_MANAGED = "self_managed"
    RESIDENTS_COMMITTEE = "residents_committee"
    STREET = "street"
    FIRM = "firm"
    AGENCY = "agency"
    PERSON = "person"


HOLDER_NAMES: Mapping[Holder, str] = {
    Holder.ASSEMBLY: "业主大会",
    Holder.COMMITTEE: "业主委员会",
    Holder.INTERIM: "物业管理委员会",
    Holder.SELF_MANAGED: "自管组织",
    Holder.RESIDENTS_COMMITTEE: "居委会",
    Holder.STREET: "街道",
    Holder.FIRM: "物业服务企业",
    Holder.AGENCY: "维修资金管理机构",
    Holder.PERSON: "个人",
}


@dataclass(frozen=True, slots=True)
class ModeRule:
    """Which money stands in the estate's ledger under a mode, and the usual share of a trustee's fee where one is told."""

    mode: Mode
    kinds: tuple[FundKind, ...]
    fee_share: tuple[Fraction, Fraction] | None
    cites: str
    strength: Strength
    sentence: str


_MONEY: Mapping[Mode, str] = {
    Mode.LUMP_SUM: "money_lump_sum",
    Mode.REMUNERATION: "money_remuneration",
    Mode.TRUST: "money_trust",
    Mode.SELF: "money_self",
    Mode.NONE: "money_self",
}


def account_rule(kind: FundKind, holder: Holder | str, *, on: date, place: str) -> Finding:
    """Whether money of that kind may be kept in that name there; it blocks where a text read in full forbids it.

    A personal account is never one; None where no rule names the holders of that kind.
    """
    name = Holder(holder)
    repair = kind is FundKind.REPAIR
    rule = in_force("account_holders_repair" if repair else "account_holders_income", on, place)
    money = FUND_NAMES[kind]
    if rule is None:
        return Finding("account_holder", None, f"没有见到{money}账户名义的规定。", "", Strength.RECALLED)
    passed = name.value in rule.items
    words = f"{money}账户以{HOLDER_NAMES[name]}名义" + ("开设" if passed else "开设，不合规定")
    words += f"；可以用的名义：{words_of(rule)}（{rule.cites}）。{rule.note}"
    apart = None if repair else in_force("separate_ledger", on, place)
    if apart is not None and name is Holder.FIRM:
        words += f"公共收益应当{words_of(apart)}（{apart.cites}）。"
    code = in_force("assembly_code", on, place)
    if code is not None and name in (Holder.ASSEMBLY, Holder.COMMITTEE):
        words += f"业主大会可以凭统一社会信用代码证书开户（{code.cites}）。"
    return Finding("account_holder", passed, words, rule.cites, rule.strength, rule.blocks and not passed)


def mode_rule(mode: Mode | str, *, on: date | None = None, place: str = NATION) -> ModeRule:
    """Which money belongs in the estate's ledger under that mode; `on` defaults to the rules as last entered."""
    kind, day = Mode(mode), on or LATEST
    rule = in_force(_MONEY[kind], day, place)
    if rule is None:
        kinds: tuple[FundKind, ...] = (FundKind.COMMON_INCOME,)
        return ModeRule(kind, kinds, None, "", Strength.RECALLED, "没有已录入的规定，至少公共收益归业主共有。")
    low, high = in_force("trust_fee_share_min", day, place), in_force("trust_fee_share_max", day, place)
    fee = (low.share, high.share) if kind is Mode.TRUST and low is not None and high is not None else None
    kinds = tuple(FundKind(item) for item in rule.items)
    words = f"{MODE_NAMES[kind]}：{words_of(rule)}进业主的账（{rule.cites}）。{rule.note}"
    return ModeRule(kind, kinds, fee, rule.cites, rule.strength, words)
