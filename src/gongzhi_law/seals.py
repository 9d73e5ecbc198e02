"""Seals of owners: keeping, use bound to a decision, loss and re-cutting, publication, handing over (B8.4, L4.3).

`adopted` are the estate's own rules by the parameter's name ("seals/assembly_basis"). That nothing is sealed without
a basis is the paper's rule and the estate's; an opinion of the 环物委 is asked and waited for, never a veto (R3).
"""

from __future__ import annotations

from gongzhi_law.seal_keeping import (
    LOSS_NAMES,
    LOSSES,
    CustodyRule,
    Disclosure,
    custody_rule,
    disclosure_months,
    hand_over_days,
    loss_steps,
)
from gongzhi_law.seal_kinds import HOLDERS, SEAL_NAMES, USE_NAMES, Part, SealKind, Use
from gongzhi_law.seal_uses import UseRule, log_by, opinion_by, use_rule
from gongzhi_law.terms_step import Step

__all__ = [
    "HOLDERS",
    "LOSSES",
    "LOSS_NAMES",
    "SEAL_NAMES",
    "USE_NAMES",
    "CustodyRule",
    "Disclosure",
    "Part",
    "SealKind",
    "Step",
    "Use",
    "UseRule",
    "custody_rule",
    "disclosure_months",
    "hand_over_days",
    "log_by",
    "loss_steps",
    "opinion_by",
    "use_rule",
]
