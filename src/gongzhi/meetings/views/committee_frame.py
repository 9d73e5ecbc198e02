"""How the pages of a body's meetings carry out an act and answer; nothing that was typed is lost."""

from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from gongzhi.bodies.models import Appointment
from gongzhi.bodies.queries.holders import names_of
from gongzhi.meetings.models import CommitteeMeeting
from gongzhi.meetings.queries.committee_papers import title_of
from gongzhi.places.models import Estate
from gongzhi.web.door import Entered
from gongzhi.web.forms import GzForm
from gongzhi.web.trying import attempt


def posted(request: Entered) -> tuple[Any, Any]:
    """What was sent, also when nothing was filled in; None on GET."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def act_page(
    request: Entered,
    form: GzForm,
    act: Callable[..., Any],
    *,
    estate: Estate,
    back: tuple[str, str],
    heading: str,
    word: str,
    sub: str = "",
    cite: str = "",
    template: str = "meetings/committee_act.html",
    more: dict[str, Any] | None = None,
    **asked: Any,
) -> HttpResponse:
    """The page of one act: its form, what it says before, and the refusal with its article; done, it leads back."""
    tried = attempt(request, form, act, **asked)
    if tried.done is not None:
        return redirect(back[1])
    context = {
        "estate": estate,
        "form": form,
        "refused": tried.refused,
        "heading": heading,
        "sub": sub,
        "cite": cite,
        "word": word,
        "crumb": {"label": back[0], "url": back[1]},
        "back": {"label": back[0], "url": back[1]},
        **(more or {}),
    }
    return render(request, template, context, status=tried.status)


def page_of(meeting: CommitteeMeeting) -> tuple[str, str]:
    """Name and address of a meeting's page on the desk."""
    return title_of(meeting), reverse("meetings:committee_meeting", args=[meeting.estate.code, meeting.pk])


def named(seats: Iterable[Appointment]) -> tuple[dict[str, Appointment], dict[int, str]]:
    """Seats by number, and the names of who sits there, for a form."""
    rows = list(seats)
    return {str(seat.pk): seat for seat in rows}, names_of(seat.person_id for seat in rows)
