"""How the pages of a body's meetings carry out an act and answer; nothing that was typed is lost."""

from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from gongzhi.bodies.models import Appointment
from gongzhi.bodies.queries.holders import names_of
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.meetings.models import CommitteeMeeting
from gongzhi.meetings.queries.committee_papers import title_of
from gongzhi.places.models import Estate
from gongzhi.web.forms import GzForm


def tried(
    request: HttpRequest, form: GzForm, act: Callable[..., Any], asked: dict[str, Any]
) -> tuple[Any, Refused | None]:
    """What the act returned and why it refused; wrong input stands in the form, and on GET nothing is tried."""
    if request.method != "POST" or not form.is_valid():
        return None, None
    given = {name: value for name, value in form.cleaned_data.items() if name != "idempotency_key"}
    if "file" in given:
        given |= sent(given.pop("file"))
    try:
        return act(**given, **asked, by=request.person, at=request.at, idempotency_key=form.key), None  # type: ignore[attr-defined]
    except BadInput as error:
        form.refuse(error.fields or {"": error.text})
    except Refused as error:
        return None, error
    return None, None


def posted(request: HttpRequest) -> tuple[Any, Any]:
    """What was sent, also when nothing was filled in; None on GET."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def sent(file: Any) -> dict[str, Any]:
    """The file that was sent along, as acts take it."""
    if not file:
        return {"file_name": "", "content": b"", "content_type": ""}
    return {"file_name": file.name, "content": file.read(), "content_type": file.content_type or ""}


def act_page(
    request: HttpRequest,
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
    result, refused = tried(request, form, act, asked)
    if result is not None:
        return redirect(back[1])
    wrong = form.is_bound and bool(form.errors)
    context = {
        "estate": estate,
        "form": form,
        "refused": refused,
        "heading": heading,
        "sub": sub,
        "cite": cite,
        "word": word,
        "crumb": {"label": back[0], "url": back[1]},
        "back": {"label": back[0], "url": back[1]},
        **(more or {}),
    }
    return render(request, template, context, status=409 if refused else 422 if wrong else 200)


def page_of(meeting: CommitteeMeeting) -> tuple[str, str]:
    """Name and address of a meeting's page on the desk."""
    return title_of(meeting), reverse("meetings:committee_meeting", args=[meeting.estate.code, meeting.pk])


def named(seats: Iterable[Appointment]) -> tuple[dict[str, Appointment], dict[int, str]]:
    """Seats by number, and the names of who sits there, for a form."""
    rows = list(seats)
    return {str(seat.pk): seat for seat in rows}, names_of(seat.person_id for seat in rows)
