"""The three parties of a plan: who is there, who said what, who has not agreed (B4.8)."""

from datetime import datetime

from gongzhi.bodies.models import Body
from gongzhi.bodies.queries.standing import governing
from gongzhi.bodies.states import BodyState
from gongzhi.fund.models import PlanVoice, RepairProject
from gongzhi.meetings.models.sitting import Side
from gongzhi.places.models import Estate


def present_sides(estate: Estate, *, at: datetime) -> list[Side]:
    """The parties that are there now; without an owners' body or a firm the others talk alone, nobody is 缺席."""
    firm = Body.objects.filter(
        estate=estate, state=BodyState.STANDING, kind__in=(Body.Kind.PROJECT, Body.Kind.FIRM)
    ).exists()
    there = {Side.RESIDENTS: True, Side.OWNERS: governing(estate, at=at) is not None, Side.FIRM: firm}
    return [side for side, stands in there.items() if stands]


def voices_now(project: RepairProject) -> dict[str, PlanVoice]:
    """Party → its newest word."""
    rows = PlanVoice.objects.filter(estate=project.estate_id, project=project).order_by("pk")
    return {row.side: row for row in rows}


def open_sides(project: RepairProject, *, at: datetime) -> list[Side]:
    """The parties there that have not agreed."""
    said = voices_now(project)
    return [side for side in present_sides(project.estate, at=at) if side not in said or not said[side].agrees]
