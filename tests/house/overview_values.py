"""What stands in the addresses of what is kept up around bodies: grids, engagements, a service with letter and certificate."""

from datetime import timedelta
from typing import Any

from gongzhi.bodies.actions.appoint import appoint
from gongzhi.bodies.actions.assign_micro_grid import assign_micro_grid
from gongzhi.bodies.actions.certify_service import certify_service
from gongzhi.bodies.actions.engage import engage
from gongzhi.bodies.actions.form_body import form_body
from gongzhi.bodies.actions.record_four_ones import record_four_ones
from gongzhi.bodies.actions.record_inquiry import record_inquiry
from gongzhi.bodies.models import Appointment, Body
from gongzhi.kernel.clock import law_day
from gongzhi.people.models import Person
from gongzhi.places.models import Grid, GridCover
from gongzhi.voting.tests.made import Made

SCAN = {"file_name": "件.pdf", "content": b"%PDF-1.4 sample", "content_type": "application/pdf"}


def overview_values(made: Made, owner: Person) -> dict[str, Any]:
    """Values by name of the parameter; the owner holds a seat without capacity as a seconded cadre."""
    estate, at, on = made.estate, made.now, law_day(made.now)
    shared = {"by": made.worker, "at": at}
    party = form_body(
        estate=estate, kind=Body.Kind.PARTY_ESTATE, name="小区党支部", basis="批复", formed_on=on, **shared
    )
    seat = appoint(
        body=party,
        name=owner.shown_name() or "业主",
        number=owner.number(),
        role=Appointment.Role.MEMBER,
        way=Appointment.Way.RECOMMENDED,
        basis="报到函",
        seconded_from="区水务局",
        from_on=on,
        **shared,
    )
    letter = {"unit": "区水务局", "letter_number": "1号", "received_on": on}
    grid = Grid.objects.create(community=estate.community, code="90", name="网格", created_at=at)
    micro = Grid.objects.create(community=estate.community, parent=grid, code="90-1", name="微网格", created_at=at)
    GridCover.objects.create(estate=estate, grid=micro, from_on=on)
    bought = engage(
        estate=estate,
        kind="service",
        purpose="会议辅导",
        pay_source="street",
        pay_fen=100_00,
        basis="业委会会议决定",
        provider="社区服务中心",
        from_on=on,
        until_on=on + timedelta(days=30),
        **SCAN,
        by=made.committee[0],
        at=at,
    )
    four = record_four_ones(
        estate=estate, item="place", met=True, evidence="站", on=on, **{**SCAN, "file_name": "站.pdf"}, **shared
    )
    return {
        "service_id": seat.pk,
        "inquiry_id": record_inquiry(appointment=seat, **letter, **SCAN, **shared).pk,
        "certificate_id": certify_service(appointment=seat, **shared).pk,
        "engagement_id": bought.pk,
        "hired": "secretary",
        "micro_grid": micro.pk,
        "duty_id": assign_micro_grid(estate=estate, grid=micro, appointment=seat, from_on=on, **shared).pk,
        "file_id": four.file_id,
    }
