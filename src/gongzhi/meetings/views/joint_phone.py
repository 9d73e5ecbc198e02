"""Sign in to a sitting on one's phone, after scanning the code on the screen of the room."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from gongzhi.kernel.clock import law_day
from gongzhi.meetings import joint_access
from gongzhi.meetings.actions.sign_in_sitting import sign_in_sitting
from gongzhi.meetings.models import Sitting
from gongzhi.meetings.queries.joint_agenda import agenda_of
from gongzhi.meetings.states import SittingState
from gongzhi.web.door import Entered, door
from gongzhi.web.trying import button


@door(joint_access.get_sitting_by_code, "GET", "POST")
def sign_in(request: Entered, sign_in: str) -> HttpResponse:
    """One tap; afterwards the page says when."""
    row: Sitting = request.here
    refused = None
    if request.method == "POST":
        refused = button(request, sign_in_sitting, sitting=row).refused
        if refused is None:
            return redirect("meetings:sign_in_sitting", row.sign_in)
    mine = row.attendees.filter(person_id=request.person.pk).first()
    begun = law_day(request.at) == law_day(row.begins_at)
    open_now = row.state == SittingState.SITTING or (row.state == SittingState.NOTICED and begun)
    context = {
        "sitting": row,
        "mine": mine,
        "open_now": open_now and not row.brief,
        "called": mine is not None,
        "agenda": agenda_of(row),
        "refused": refused,
        "desk_url": reverse("meetings:sitting", args=[row.division_id, row.pk]) if mine else "",
        "back": {"url": reverse("desk:owner"), "label": ""},
    }
    return render(request, "meetings/joint_phone.html", context, status=409 if refused else 200)
