"""The whole of `gongzhi check-body` without files or streams: text in, exit code and document out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from gongzhi_law.check_body_input import read
from gongzhi_law.composition import BodyFinding, check
from gongzhi_law.decide_document import ANSWERED, REFUSED, WRONG, Reply
from gongzhi_law.decide_input import BadInput
from gongzhi_law.jurisdiction import NATION, listed
from gongzhi_law.params import NoLawInForce, get


def reply(text: str) -> Reply:
    """0 with the answer (also when it is null or false), 1 when no law was in force, 2 for wrong input."""
    try:
        facts = read(text)
    except BadInput as error:
        return Reply(WRONG, {"error": str(error)})
    warnings: tuple[str, ...] = ()
    if not listed(facts.place):
        warnings = (f"行政区划代码 {facts.place} 不在已知名录中，按全国规定处理。",)
        facts = replace(facts, place=NATION)
    try:
        report = check(facts)
    except NoLawInForce as error:
        first = min(row.from_ for row in get("bodies/basis").rows)
        reason = f"{facts.on.isoformat()}没有关于业主委员会的已生效规定；最早的规定自{first:%Y-%m-%d}起施行。"
        return Reply(REFUSED, {"refused": [{"reason": reason, "cite": str(error.cite)}]}, warnings)
    return Reply(ANSWERED, {"ok": report.ok, "findings": [_shown(one) for one in report.findings]}, warnings)


def _shown(one: BodyFinding) -> dict[str, Any]:
    return {
        "rule": one.rule,
        "passed": one.passed,
        "strength": one.strength.value,
        "expected": one.expected,
        "actual": one.actual,
        "cite": one.cite,
        "remedy": one.remedy,
    }
