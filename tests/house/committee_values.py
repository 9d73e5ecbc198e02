"""What stands in the addresses of a committee's meetings: a demand, a meeting going on, what it decided."""

from datetime import timedelta
from typing import Any

from gongzhi.bodies.models import Body
from gongzhi.kernel.clock import law_day
from gongzhi.meetings.actions.call_meeting import call_meeting
from gongzhi.meetings.actions.name_convener import name_convener
from gongzhi.meetings.actions.open_demand import open_demand
from gongzhi.meetings.actions.open_meeting import open_meeting
from gongzhi.meetings.actions.sign_in_member import sign_in_member
from gongzhi.meetings.models import AgendaItem, Decision
from gongzhi.meetings.queries.calling import ItemDraft
from gongzhi.voting.tests.made import Made


def committee_values(made: Made) -> dict[str, Any]:
    """Values by name of the parameter; the second member was named to convene, and came."""
    body = Body.objects.select_related("estate__community").get(estate=made.estate, kind=Body.Kind.COMMITTEE)
    chair, member = made.committee[:2]
    demand = open_demand(body=body, words="请开会议定车库照明", by=chair, at=made.now - timedelta(days=12))
    at = made.now - timedelta(days=2)
    seat = body.appointments.get(person_id=member.pk, ended_on=None)
    name_convener(body=body, member=seat, why="主任没有召集", demand=demand, by=made.worker, at=at)
    meeting = call_meeting(
        body=body,
        cause="demanded",
        demand=demand,
        begins_at=at + timedelta(hours=1),
        form="onsite",
        place="物业服务用房",
        items=[ItemDraft("decide", "更换地下车库灯具", amount_fen=1_200_000)],
        warnings_seen=True,
        by=member,
        at=at,
    )
    meeting = open_meeting(meeting=meeting, by=member, at=at + timedelta(hours=1))
    sign_in_member(meeting=meeting, by=member, at=at + timedelta(hours=1))
    item = AgendaItem.objects.get(meeting=meeting)
    decision = Decision.objects.create(
        estate=made.estate,
        body=body,
        item=item,
        passed=True,
        in_favour=3,
        against=0,
        abstained=0,
        present=3,
        sentence="同意 3 人，通过。",
        cite="《业主大会和业主委员会指导规则》第38条",
        decided_on=law_day(at),
        state="effective",
        entry=item.entry,
    )
    return {
        "demand_id": demand.pk,
        "meeting_id": meeting.pk,
        "item_number": item.number,
        "decision_id": decision.pk,
        "member_seat": seat.pk,
        "in_ten_days": (made.now + timedelta(days=10)).strftime("%Y-%m-%dT19:30"),
        "instant_in_ten_days": (made.now + timedelta(days=10)).isoformat(),
    }
