"""Which bank line is which entry, and what lies between book and bank. Pure: no Django, no database, no clock."""

from gongzhi.fund.matching.items import Line, Open
from gongzhi.fund.matching.propose import Proposal, propose
from gongzhi.fund.matching.reconcile import Reconciliation, reconcile

__all__ = ["Line", "Open", "Proposal", "Reconciliation", "propose", "reconcile"]
