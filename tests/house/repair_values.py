"""What stands in the addresses of repairs: a plan for the whole estate whose money the office holds."""

from typing import Any

from gongzhi.fund.actions.plan_repair import plan_repair
from gongzhi.voting.tests.made import Made


def repair_values(made: Made) -> dict[str, Any]:
    """Values by name of the parameter; the chair of the committee drew the plan up."""
    project = plan_repair(
        estate=made.estate,
        title="屋面防水",
        part="waterproof",
        why="渗漏",
        plan="重做防水层",
        budget_fen=1_000_000,
        warranty="out",
        by=made.committee[0],
        at=made.now,
    )
    return {"repair": project.serial}
