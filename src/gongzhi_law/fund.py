"""The law of shared money: grounds of a payment, who approves, accounts, income, publication (A5, A6.5, L1.4).

Sums are whole fen. `adopted` are the estate's own rules by the parameter's name ("fund/committee_cap_fen"); a value
that is only offered is never applied. The repair fund is in `fund_repair`, warnings in `fund_watch`, audits in
`fund_audit`.
"""

from __future__ import annotations

from gongzhi_law.fund_accounts import HOLDER_NAMES, Holder, ModeRule, account_rule, mode_rule
from gongzhi_law.fund_approvals import ApprovalRule, approvals
from gongzhi_law.fund_caps import Cap, PettyCaps, committee_cap, petty_caps
from gongzhi_law.fund_grounds import GroundFinding, Refusal, grounds
from gongzhi_law.fund_income import (
    BASIS_NAMES,
    TITLE_NAMES,
    Basis,
    Replenishment,
    Title,
    asset_title,
    contract_basis,
    replenish,
)
from gongzhi_law.fund_kinds import (
    FUND_NAMES,
    GROUND_NAMES,
    MATTER_TITLES,
    MODE_NAMES,
    STATUTORY,
    FundKind,
    Ground,
    Mode,
    SpendMatter,
    statutory_matter,
)
from gongzhi_law.fund_publication import (
    PublicationRule,
    answer_by,
    firm_report_by,
    large_fen,
    publication,
    reconcile_every,
)
from gongzhi_law.fund_rules import yuan
from gongzhi_law.fund_table import DUE_MATTERS, PETTY_MATTERS, table_of
from gongzhi_law.fund_transfers import FILLS_PETTY, transfer_refused

__all__ = [
    "BASIS_NAMES",
    "DUE_MATTERS",
    "FILLS_PETTY",
    "FUND_NAMES",
    "GROUND_NAMES",
    "HOLDER_NAMES",
    "MATTER_TITLES",
    "MODE_NAMES",
    "PETTY_MATTERS",
    "STATUTORY",
    "TITLE_NAMES",
    "ApprovalRule",
    "Basis",
    "Cap",
    "FundKind",
    "Ground",
    "GroundFinding",
    "Holder",
    "Mode",
    "ModeRule",
    "PettyCaps",
    "PublicationRule",
    "Refusal",
    "Replenishment",
    "SpendMatter",
    "Title",
    "account_rule",
    "answer_by",
    "approvals",
    "asset_title",
    "committee_cap",
    "contract_basis",
    "firm_report_by",
    "grounds",
    "large_fen",
    "mode_rule",
    "petty_caps",
    "publication",
    "reconcile_every",
    "replenish",
    "statutory_matter",
    "table_of",
    "transfer_refused",
    "yuan",
]
