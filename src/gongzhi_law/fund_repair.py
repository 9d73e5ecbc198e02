"""The law of the repair fund: the way to its money, emergencies, excluded costs, warranty, scope, division (B4.8, R15, R16)."""

from __future__ import annotations

from gongzhi_law.fund_allocation import allocate
from gongzhi_law.fund_repair_checks import (
    PART_NAMES,
    Excluded,
    Part,
    excluded_costs,
    over_budget,
    settlement_audit,
    warranty,
)
from gongzhi_law.fund_repair_steps import (
    Applicants,
    Confirmer,
    Custody,
    EmergencyType,
    Step,
    emergency_applicants,
    emergency_confirmers,
    emergency_office_by,
    emergency_reserve,
    emergency_review_by,
    emergency_types,
    repair_steps,
)
from gongzhi_law.fund_scope import SCOPE_MATTERS, RepairScope, scope_rule

__all__ = [
    "PART_NAMES",
    "SCOPE_MATTERS",
    "Applicants",
    "Confirmer",
    "Custody",
    "EmergencyType",
    "Excluded",
    "Part",
    "RepairScope",
    "Step",
    "allocate",
    "emergency_applicants",
    "emergency_confirmers",
    "emergency_office_by",
    "emergency_reserve",
    "emergency_review_by",
    "emergency_types",
    "excluded_costs",
    "over_budget",
    "repair_steps",
    "scope_rule",
    "settlement_audit",
    "warranty",
]
