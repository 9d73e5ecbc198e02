"""What stands in the addresses of forming bodies: one in preparation, one whose list is public, one body of passage."""

from typing import Any

from gongzhi.bodies.actions.announce_formation import announce_formation
from gongzhi.bodies.actions.ask_side import ask_side
from gongzhi.bodies.actions.form_body import form_body
from gongzhi.bodies.actions.open_formation import open_formation
from gongzhi.bodies.actions.record_side_answer import record_side_answer
from gongzhi.bodies.models import Body, Formation
from gongzhi.kernel.clock import law_day
from gongzhi.voting.tests.made import Made


def formation_values(made: Made) -> dict[str, Any]:
    """Values by name of the parameter; all is done by the community worker of the place."""
    estate, at, by = made.estate, made.now, made.worker

    def opened(kind: str, trigger: str) -> Formation:
        words = {"words": "业主书面申请", "plan": "社区牵头，七人", "set_size": 7}
        return open_formation(estate=estate, kind=kind, trigger=trigger, by=by, at=at, **words)

    drafted = opened(Body.Kind.PREPARATORY, "applied")
    side = ask_side(formation=drafted, side="公安", by=by, at=at)
    public = opened(Body.Kind.SELF_MANAGED, "committee_idle")
    member = ask_side(formation=public, side="业主代表", by=by, at=at)
    record_side_answer(side=member, answer="joined", name="骆宾", number="13500000077", role="leader", by=by, at=at)
    announce_formation(formation=public, days=30, by=by, at=at)
    passage = form_body(
        estate=estate,
        kind=Body.Kind.RENEWAL,
        name="换届小组",
        basis="街道通知",
        formed_on=law_day(at),
        by=by,
        at=at,
    )
    return {
        "formation_serial": drafted.serial,
        "public_serial": public.serial,
        "side_id": side.pk,
        "passage_body_id": passage.pk,
        "kind": "preparatory",
        "step": "failed",
    }
