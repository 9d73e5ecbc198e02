"""How the pages of records, agreed items and summaries answer."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from gongzhi.kernel.clock import law_day
from gongzhi.meetings.access import is_office
from gongzhi.meetings.views.joint_frame import frame_of
from gongzhi.places.models import Division
from gongzhi.web.door import Entered
from gongzhi.web.trying import Tried

MOST = 61  # sections of a paper and the empty one below them


def as_sent(request: Entered, sections: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """As many sections as were sent, so that nothing typed is lost when another changed the draft meanwhile."""
    sent = min(sum(1 for name in request.POST if name.startswith("heading_")), MOST)
    rows = list(sections)[: max(sent - 1, 0)]
    return rows + [{} for _n in range(sent - 1 - len(rows))]


def show(request: Entered, template: str, here: Division, tried: Tried | None = None, **more: Any) -> HttpResponse:
    """A page of what follows a sitting with the state of its form."""
    context = {
        **frame_of(request, here, tried),
        "today": law_day(request.at),
        "office": is_office(request.person, here, at=request.at),
        **more,
    }
    return render(request, f"meetings/minutes_{template}.html", context, status=tried.status if tried else 200)
