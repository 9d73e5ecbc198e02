"""Between which kinds of money a transfer may go, for what: each kind stays in accounts of its own (A5.3, A6.2)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from gongzhi_law.fund_grounds import Refusal
from gongzhi_law.fund_kinds import FUND_NAMES, FundKind, SpendMatter
from gongzhi_law.fund_rules import in_force
from gongzhi_law.fund_table import PETTY_MATTERS
from gongzhi_law.meeting_rules import Adopted
from gongzhi_law.params import Strength

K, M = FundKind, SpendMatter
_BACK = (M.RETURN,)
TRANSFERS: Mapping[tuple[FundKind, FundKind], tuple[SpendMatter, ...]] = {
    (K.COMMON_INCOME, K.REPAIR): (M.REPLENISH, M.RETURN),
    (K.COMMON_INCOME, K.PETTY): PETTY_MATTERS,
    (K.COMMON_INCOME, K.TRUST_FEE): (M.FEE_FIRM, M.RETURN),
    (K.COMMON_INCOME, K.OPERATING): (M.FEE_FIRM, M.RETURN),
    (K.COMMON_INCOME, K.DEPOSIT): _BACK,
    (K.TRUST_FEE, K.PETTY): PETTY_MATTERS,
    (K.TRUST_FEE, K.OPERATING): (M.FEE_FIRM, M.RETURN),
    (K.TRUST_FEE, K.COMMON_INCOME): _BACK,
    (K.TRUST_FEE, K.REPAIR): _BACK,
    (K.TRUST_FEE, K.DEPOSIT): _BACK,
    (K.OPERATING, K.PETTY): PETTY_MATTERS,
    (K.OPERATING, K.TRUST_FEE): _BACK,
    (K.OPERATING, K.COMMON_INCOME): _BACK,
    (K.OPERATING, K.REPAIR): _BACK,
    (K.OPERATING, K.DEPOSIT): _BACK,
    (K.PETTY, K.COMMON_INCOME): _BACK,
    (K.PETTY, K.TRUST_FEE): _BACK,
    (K.PETTY, K.OPERATING): _BACK,
}
# The kinds of money that fill a cash box, and to which it may go back.
FILLS_PETTY = tuple(fund for fund, to in TRANSFERS if to is K.PETTY)


def transfer_refused(
    matter: SpendMatter, fund: FundKind, to: FundKind, *, on: date, place: str, adopted: Adopted | None = None
) -> Refusal | None:
    """Why money of `fund` does not go into an account of `to` for that matter; None if it may.

    Within one kind it may. The repair fund goes into no other money: it is for repair alone (物业管理条例53条2款).
    """
    may = TRANSFERS.get((fund, to), ())
    if fund is to or matter in may:
        return None
    own, other = FUND_NAMES[fund], FUND_NAMES[to]
    if fund is K.REPAIR:
        rule = in_force("repair_use", on, place, adopted)
        words = f"维修资金专项用于维修、更新和改造，不得划入{other}。"
        return Refusal(words, rule.cites, rule.strength) if rule else Refusal(words, "", Strength.RECALLED)
    words = f"{own}和{other}分开核算，不能这样从{own}划入{other}。"
    return Refusal(words + ("请核对付什么。" if may else ""), "", Strength.POLICY)
