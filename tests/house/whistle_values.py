"""What stands in the addresses of whistles: a force whose people are tellers, a whistle, an order, an investigation."""

from typing import Any

from gongzhi.issues.actions.accept_issue import accept_issue
from gongzhi.issues.actions.assign_parties import assign_parties
from gongzhi.issues.actions.blow_whistle import blow_whistle
from gongzhi.issues.actions.open_inquiry import open_inquiry
from gongzhi.issues.actions.record_issue import record_issue
from gongzhi.issues.actions.register_force import register_force
from gongzhi.issues.actions.seat_force import seat_force
from gongzhi.issues.models import Force, Issue, Supervision
from gongzhi.kernel.clock import law_day
from gongzhi.voting.tests.made import Made


def whistle_values(made: Made) -> dict[str, Any]:
    """Values by name of the parameter: a grid whistle for a school, an order to the committee, a major issue."""
    shared: dict[str, Any] = {"by": made.worker, "at": made.now}
    school = register_force(
        division=made.estate.community, kind=Force.Kind.RESIDENT_UNIT, code="xuexiao", name="锦江小学", **shared
    )
    seat_force(force=school, name="邱宁", number=made.tellers[0].number(), **shared)
    gate = _accepted(made, "堵了消防通道", "fire_lane", "beyond")
    whistle = blow_whistle(
        issue=gate, kind="grid", why="放学拥堵", tasks={school.pk: "错峰放学"}, urgent=True, **shared
    )
    lamp = _accepted(made, "电梯有异响", "lift_fault", "daily")
    assign_parties(issue=lamp, tasks={"committee": "核实"}, lead="committee", **shared)
    order = Supervision.objects.create(
        estate=made.estate,
        issue=lamp,
        serial=1,
        side="committee",
        words="三日内核实",
        due_on=law_day(made.now),
        supervisor_id=made.worker.pk,
        by="p0",
        entry=lamp.entry,
        at=made.now,
    )
    wall = _accepted(made, "外墙脱落", "falling_facade", "major")
    inquiry = open_inquiry(issue=wall, members="居委会、业委会、物业", **shared)
    return {
        "force_id": school.pk,
        "whistle_number": gate.number,
        "whistle_serial": whistle.serial,
        "call_id": whistle.calls.get().pk,
        "supervision_number": lamp.number,
        "supervision_serial": order.serial,
        "inquiry_number": wall.number,
        "inquiry_id": inquiry.pk,
    }


def _accepted(made: Made, words: str, matter: str, issue_class: str) -> Issue:
    told = {"source": "desk", "number": "13522220000", "words": words, "matter": matter}
    report = record_issue(estate=made.estate, **told, by=made.worker, at=made.now)
    given = {"issue_class": issue_class, "public_words": words, "matter": matter, "by": made.worker, "at": made.now}
    return accept_issue(issue=report.issue, **given)
