"""An audit that runs, for tests of oversight."""

from datetime import date
from typing import Any

from gongzhi.fund.actions.open_audit import open_audit
from gongzhi.fund.models import Audit
from gongzhi.fund.tests.made import NOW, START, Purse
from gongzhi.people.models import Person

PDF = b"%PDF-1.4 report"


def audited(p: Purse, **changed: Any) -> tuple[Audit, Person]:
    """A yearly audit that the community commissioned, and its auditor."""
    asked: dict[str, Any] = {
        "purpose": "year",
        "from_on": START,
        "until_on": date(2026, 8, 1),
        "auditor": "正大会计师事务所",
        "basis_words": "街道委托",
        "name": "审小计",
        "number": "13600031001",
        "by": p.g.worker,
        "at": NOW,
        **changed,
    }
    made = open_audit(estate=p.g.estate, **asked)
    return made, Person.objects.get(pk=made.person_id)
