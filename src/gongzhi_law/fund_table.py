"""Which grounds may carry which matter from which money at all; law, powers and rules only take away from it."""

from __future__ import annotations

from collections.abc import Mapping

from gongzhi_law.fund_kinds import FundKind, Ground, SpendMatter

G, M = Ground, SpendMatter
_SMALL = (G.PETTY, G.BUDGET, G.COMMITTEE, G.RESOLUTION)
_BOUGHT = (G.CONTRACT, G.BUDGET, G.COMMITTEE, G.RESOLUTION)
_OWNERS = (G.RESOLUTION,)
TABLE: Mapping[SpendMatter, tuple[Ground, ...]] = {
    M.ROUTINE: _SMALL,
    M.SMALL_REPAIR: _SMALL,
    M.BIG_REPAIR: (G.BUDGET, G.RESOLUTION),
    M.REBUILD: _OWNERS,
    M.ALLOWANCE: _OWNERS,
    M.CONTRACT_DUE: _BOUGHT,
    M.UTILITIES: (G.CONTRACT, *_SMALL),
    M.EMERGENCY: _SMALL,
    M.REPLENISH: (G.BUDGET, G.COMMITTEE, G.RESOLUTION),
    M.RETURN: (G.COMMITTEE, G.RESOLUTION),
    M.FEE_FIRM: (G.CONTRACT, G.BUDGET, G.RESOLUTION),
    M.TAX: _BOUGHT,
    M.AUDIT: _BOUGHT,
    M.LITIGATION: _BOUGHT,
    M.DISTRIBUTE: _OWNERS,
    M.OTHER: _SMALL,
}
REPAIRS: Mapping[SpendMatter, tuple[Ground, ...]] = {
    M.SMALL_REPAIR: _OWNERS,
    M.BIG_REPAIR: _OWNERS,
    M.REBUILD: _OWNERS,
    M.CONTRACT_DUE: _OWNERS,
    M.AUDIT: _OWNERS,
    M.RETURN: _OWNERS,
    M.EMERGENCY: (G.EMERGENCY, G.RESOLUTION),
}
PETTY_MATTERS = (M.ROUTINE, M.SMALL_REPAIR, M.UTILITIES, M.EMERGENCY, M.OTHER)
DUE_MATTERS = (M.CONTRACT_DUE, M.UTILITIES, M.TAX, M.REFUND_DEPOSIT)
UNCAPPED = (M.REPLENISH, M.RETURN)


def table_of(matter: SpendMatter, fund: FundKind) -> tuple[Ground, ...]:
    """The grounds of that matter from that money; empty where nothing carries it (the wrong account)."""
    if fund is FundKind.DEPOSIT:
        return (G.CONTRACT,) if matter is M.REFUND_DEPOSIT else ()
    if fund is FundKind.REPAIR:
        return REPAIRS.get(matter, ())
    if fund is FundKind.PETTY:
        return (G.PETTY,) if matter in PETTY_MATTERS else ()
    return TABLE.get(matter, ())
