"""How often an issue was handed back among the three, and whether it may be once more (B3.5)."""

from datetime import datetime

from gongzhi.issues.models import THREE, Issue
from gongzhi.kernel.clock import law_day
from gongzhi_law import issues as law
from gongzhi_law.issues import HandingBack


def backs_of(issue: Issue) -> int:
    """How often one of the three handed the issue back."""
    return issue.hand_backs.filter(party__side__in=THREE).count()


def handing_of(issue: Issue, *, at: datetime) -> HandingBack:
    """What the law says of handing it back once more."""
    return law.handing_back(backs_of(issue), on=law_day(at), place=issue.estate.place)
