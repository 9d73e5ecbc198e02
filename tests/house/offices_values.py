"""What stands in the addresses of bodies and seats: one body in the estate, one above it, a recall, a delegation."""

from datetime import timedelta
from typing import Any

from gongzhi.bodies.actions.appoint import appoint
from gongzhi.bodies.actions.delegate_power import delegate_power
from gongzhi.bodies.actions.form_body import form_body
from gongzhi.bodies.actions.open_term import open_term
from gongzhi.bodies.actions.propose_recall import propose_recall
from gongzhi.bodies.models import Appointment, Body
from gongzhi.kernel.clock import law_day
from gongzhi.voting.tests.made import Made

R = Appointment.Role


def offices_values(made: Made) -> dict[str, Any]:
    """Values by name of the parameter; the second member of the committee is the one whose own pages are asked for."""
    estate, at = made.estate, made.now
    on = law_day(at)
    body = Body.objects.get(estate=estate, kind=Body.Kind.COMMITTEE)
    chair, member = (body.appointments.get(person_id=person.pk) for person in made.committee[:2])
    case = {"proposer": "community", "proposer_words": "提议书", "ground": "半年没有参加会议"}
    given = delegate_power(
        appointment=member,
        name="受托人",
        number="13500000009",
        powers=["supervise"],
        basis="委托书",
        from_on=on,
        until_on=on + timedelta(days=30),
        by=made.committee[1],
        at=at,
    )
    above = _above(made)
    return {
        "division": estate.community_id,
        "body_id": body.pk,
        "term_number": 1,
        "appointment_id": chair.pk,
        "own_appointment_id": member.pk,
        "recall_id": propose_recall(appointment=member, by=made.worker, at=at, **case).pk,
        "delegation_id": given.pk,
        "division_body_id": above.body_id,
        "division_appointment_id": above.pk,
        "today": on.isoformat(),
        "in_a_month": (on + timedelta(days=30)).isoformat(),
    }


def _above(made: Made) -> Appointment:
    """A seat in a body of the community."""
    at, on = made.now, law_day(made.now)
    shared = {"by": made.worker, "at": at}
    kind = Body.Kind.RESIDENTS_SUPERVISION
    community = made.estate.community
    known = Body.objects.filter(division=community, kind=kind).first()
    body = known or form_body(
        division=community, kind=kind, name="居务监督委员会", basis="居民会议", formed_on=on, **shared
    )
    term = body.terms.first() or open_term(body=body, set_size=3, from_on=on, basis="居民会议", **shared)
    return appoint(
        body=body,
        term=term,
        name="秦玉",
        number="13500000008",
        role=R.CHAIR,
        way=Appointment.Way.ELECTED,
        basis="居民会议",
        from_on=on,
        **shared,
    )
