"""What stands in the addresses of seals: one kept by the second member, and a request that waits for it."""

from typing import Any

from gongzhi.bodies.models import Body
from gongzhi.kernel.clock import law_day
from gongzhi.seals.actions.receive_seal import receive_seal
from gongzhi.seals.actions.register_seal import register_seal
from gongzhi.seals.actions.request_use import request_use
from gongzhi.voting.tests.made import Made


def seal_values(made: Made) -> dict[str, Any]:
    """Values by name of the parameter; the second member has the seal and asks for a routine use."""
    chair, member = made.committee[:2]
    at, on = made.now, law_day(made.now)
    body = Body.objects.get(estate=made.estate, kind=Body.Kind.COMMITTEE)
    seal = register_seal(
        estate=made.estate,
        kind="committee",
        body_id=body.pk,
        engraved=body.name,
        made_on=on,
        basis_words="备案证明",
        keeper_id=member.pk,
        by=chair,
        at=at,
    )
    receive_seal(seal=seal, by=member, at=at)
    request = request_use(
        seal=seal,
        use="routine",
        title="停车收据",
        copies=1,
        file_name="收据.pdf",
        content=b"%PDF-1.4 receipt",
        by=member,
        at=at,
    )
    return {
        "seal_id": seal.pk,
        "seal_request_id": request.pk,
        "seal_body": body.pk,
        "seal_keeper": chair.pk,
        "seal_day": on.isoformat(),
    }
