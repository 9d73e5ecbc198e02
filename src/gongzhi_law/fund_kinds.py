"""The words of shared money: which money, what it is spent on, on which ground, by which mode of service."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from gongzhi_law.voting import Matter


class FundKind(StrEnum):
    """Whose money and for what: each kind has accounts of its own."""

    COMMON_INCOME = "common_income"
    TRUST_FEE = "trust_fee"
    REPAIR = "repair"
    DEPOSIT = "deposit"
    PETTY = "petty"
    OPERATING = "operating"


FUND_NAMES: Mapping[FundKind, str] = {
    FundKind.COMMON_INCOME: "公共收益",
    FundKind.TRUST_FEE: "信托物业费",
    FundKind.REPAIR: "维修资金",
    FundKind.DEPOSIT: "押金",
    FundKind.PETTY: "备用金",
    FundKind.OPERATING: "物业服务资金",
}


class SpendMatter(StrEnum):
    """What money is spent on."""

    ROUTINE = "routine"
    SMALL_REPAIR = "small_repair"
    BIG_REPAIR = "big_repair"
    REBUILD = "rebuild"
    ALLOWANCE = "allowance"
    CONTRACT_DUE = "contract_due"
    UTILITIES = "utilities"
    EMERGENCY = "emergency"
    REPLENISH = "replenish"
    REFUND_DEPOSIT = "refund_deposit"
    RETURN = "return"
    FEE_FIRM = "fee_firm"
    TAX = "tax"
    AUDIT = "audit"
    LITIGATION = "litigation"
    DISTRIBUTE = "distribute"
    OTHER = "other"


MATTER_TITLES: Mapping[SpendMatter, str] = {
    SpendMatter.ROUTINE: "日常支出",
    SpendMatter.SMALL_REPAIR: "小修",
    SpendMatter.BIG_REPAIR: "大修、更新、改造",
    SpendMatter.REBUILD: "改建、重建",
    SpendMatter.ALLOWANCE: "委员津贴、补助",
    SpendMatter.CONTRACT_DUE: "已签合同到期款",
    SpendMatter.UTILITIES: "水电等公共能耗",
    SpendMatter.EMERGENCY: "紧急维修",
    SpendMatter.REPLENISH: "补充维修资金",
    SpendMatter.REFUND_DEPOSIT: "退还押金",
    SpendMatter.RETURN: "退还误收款",
    SpendMatter.FEE_FIRM: "支付物业费、酬金",
    SpendMatter.TAX: "税费",
    SpendMatter.AUDIT: "审计费",
    SpendMatter.LITIGATION: "诉讼、仲裁费",
    SpendMatter.DISTRIBUTE: "分配给业主",
    SpendMatter.OTHER: "其他",
}
STATUTORY: Mapping[SpendMatter, Matter] = {
    SpendMatter.BIG_REPAIR: Matter.REPAIR_FUND_USE,
    SpendMatter.REBUILD: Matter.REBUILD,
    SpendMatter.REPLENISH: Matter.OTHER_MAJOR,
    SpendMatter.ALLOWANCE: Matter.OTHER_MAJOR,
    SpendMatter.DISTRIBUTE: Matter.OTHER_MAJOR,
}


class Ground(StrEnum):
    """What a payment may rest on, from the lightest to the heaviest."""

    CONTRACT = "contract"
    PETTY = "petty"
    BUDGET = "budget"
    COMMITTEE = "committee"
    EMERGENCY = "emergency"
    RESOLUTION = "resolution"


GROUND_NAMES: Mapping[Ground, str] = {
    Ground.CONTRACT: "已签合同",
    Ground.PETTY: "备用金",
    Ground.BUDGET: "年度预算",
    Ground.COMMITTEE: "业委会决定",
    Ground.EMERGENCY: "紧急维修",
    Ground.RESOLUTION: "业主大会决议",
}


class Mode(StrEnum):
    """How the service is paid for; the codes are those of an estate's own record."""

    LUMP_SUM = "lump_sum"
    REMUNERATION = "remuneration"
    TRUST = "trust"
    SELF = "self"
    NONE = "none"


MODE_NAMES: Mapping[Mode, str] = {
    Mode.LUMP_SUM: "包干制",
    Mode.REMUNERATION: "酬金制",
    Mode.TRUST: "信托制",
    Mode.SELF: "自管",
    Mode.NONE: "无物业",
}


def statutory_matter(matter: SpendMatter, fund: FundKind) -> Matter | None:
    """The matter of 民法典278条 owners would decide: whatever uses the repair fund is its use, rebuilding is rebuilding."""
    if matter is SpendMatter.REBUILD:
        return Matter.REBUILD
    if fund is FundKind.REPAIR:
        return Matter.REPAIR_FUND_USE
    return STATUTORY.get(matter, Matter.OTHER_MAJOR)
