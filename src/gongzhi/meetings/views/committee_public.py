"""What everyone reads of a body's meetings: what is announced, what was decided, by how many; nobody's vote."""

from typing import Any

from django.conf import settings
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from gongzhi.bodies.queries.holders import names_of
from gongzhi.documents.queries import published
from gongzhi.meetings import access
from gongzhi.meetings.models import AgendaItem, CommitteeMeeting, Decision
from gongzhi.meetings.queries.committee import decisions_of, items_of
from gongzhi.meetings.queries.committee_papers import title_of
from gongzhi.meetings.states import MeetingState
from gongzhi.meetings.views.committee_meeting import DONE, item_lines, stations_of
from gongzhi.places.models import Estate
from gongzhi.register.access import estate_public
from gongzhi.voting.states import STOPPED
from gongzhi.web.door import Entered, door
from gongzhi.web.public_tabs import public_tabs

SHOWN = 50
M = MeetingState


def _page(estate: Estate, url: str) -> dict[str, Any]:
    return {
        "estate": {
            "name": estate.name,
            "place": estate.community.name,
            "url": reverse("desk:public", args=[estate.code]),
        },
        "about": estate,
        "nav": public_tabs(estate.code, "who/"),
        "sign_in_url": reverse("people:sign_in"),
        "page_url": f"{settings.PUBLIC_ADDRESS}{url}",
    }


@door(estate_public)
def decisions(request: Entered, code: str) -> HttpResponse:
    """Meetings that are announced, and what was decided and published, the latest first."""
    estate: Estate = request.here
    rows = Decision.objects.filter(estate=estate, published_at__isnull=False)
    rows = rows.select_related("body", "item__meeting__body").order_by("-decided_on", "-pk")[:SHOWN]
    coming = CommitteeMeeting.objects.filter(estate=estate, state__in=[M.CALLED, M.SITTING]).select_related("body")
    items = AgendaItem.objects.order_by("number")
    context = {
        **_page(estate, reverse("meetings:decisions", args=[code])),
        "coming": [
            (title_of(one), one) for one in coming.prefetch_related(Prefetch("items", items)).order_by("begins_at")
        ],
        "rows": [
            {
                "decision": one,
                "title": title_of(one.item.meeting),
                "kind": "urgent" if one.state in STOPPED else "done" if one.passed else "line",
            }
            for one in rows
        ],
    }
    return render(request, "meetings/committee_decisions.html", context)


@door(access.public_meeting)
def meeting(request: Entered, code: str, meeting_id: int) -> HttpResponse:
    """One meeting: the announced agenda; after it is published every decision with its counts and its document."""
    found: CommitteeMeeting = request.here
    made = [one for one in decisions_of(found) if one.published_at is not None]
    items = items_of(found)
    candidates = [one.candidate for one in items if one.candidate is not None]
    lines = item_lines(found, items, made, names_of(seat.person_id for seat in candidates))
    orders = {one.pk: list(one.orders.order_by("pk")) for one in made}
    for line in lines:
        line["orders"] = orders.get(line["decision"].pk, []) if line["decision"] else []
    context = {
        **_page(found.estate, reverse("meetings:public_meeting", args=[code, meeting_id])),
        "meeting": found,
        "heading": title_of(found),
        "stations": stations_of(found, made),
        "lines": lines,
        "present": made[0].present if made else None,
        "made": made,
        "waiting": found.state in DONE and not made,
        "documents": published(f"meeting:{found.pk}", estate_id=found.estate_id),
    }
    return render(request, "meetings/committee_public.html", context)
