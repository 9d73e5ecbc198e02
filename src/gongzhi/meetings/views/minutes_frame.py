"""How the pages of records and agreed items carry out an act and answer."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.meetings.access import is_office
from gongzhi.meetings.views.joint_frame import links_of
from gongzhi.places.models import Division
from gongzhi.web.forms import GzForm

MOST = 61  # sections of a paper and the empty one below them


@dataclass(slots=True)
class Tried:
    """One try of an act: what it returned, or why it was refused; wrong input stands in the form."""

    form: GzForm | None = None
    done: Any = None
    refused: Refused | None = None
    wrong: str = ""

    @property
    def status(self) -> int:
        """409 refused, 422 wrong input, else 200."""
        if self.refused is not None:
            return 409
        return 422 if self.wrong or (self.form is not None and self.form.is_bound and self.form.errors) else 200


def attempt(request: HttpRequest, form: GzForm, act: Callable[..., Any], **asked: Any) -> Tried:
    """Tries the act with what was sent, as this person and at the instant of the request; on GET nothing is tried."""
    tried = Tried(form)
    if request.method != "POST" or not form.is_valid():
        return tried
    given = form.asked() if hasattr(form, "asked") else plain(form)
    try:
        tried.done = act(**given, **asked, by=request.person, at=request.at, idempotency_key=form.key)  # type: ignore[attr-defined]
    except BadInput as error:
        form.refuse(error.fields or {"": error.text})
    except Refused as error:
        tried.refused = error
    return tried


def plain(form: GzForm) -> dict[str, Any]:
    """What a form says, without its key."""
    return {name: value for name, value in form.cleaned_data.items() if name != "idempotency_key"}


def button(request: HttpRequest, act: Callable[..., Any], **asked: Any) -> Tried:
    """Tries an act that asks nothing but a press; its refusal is shown on the page it came from."""
    tried = Tried()
    key = request.POST.get("idempotency_key") or None
    try:
        tried.done = act(**asked, by=request.person, at=request.at, idempotency_key=key)  # type: ignore[attr-defined]
    except Refused as error:
        tried.refused = error
    return tried


def form_for(request: HttpRequest, kind: type[GzForm], **options: Any) -> Any:
    """The form as sent, or empty."""
    if request.method == "POST":
        options.pop("initial", None)
        return kind(request.POST, request.FILES, **options)
    return kind(**options)


def as_sent(request: HttpRequest, sections: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """As many sections as were sent, so that nothing typed is lost when another changed the draft meanwhile."""
    sent = min(sum(1 for name in request.POST if name.startswith("heading_")), MOST)
    rows = list(sections)[: max(sent - 1, 0)]
    return rows + [{} for _n in range(sent - 1 - len(rows))]


def show(request: HttpRequest, template: str, here: Division, tried: Tried | None = None, **more: Any) -> HttpResponse:
    """A desk page of a community with the state of its form."""
    context = {
        "division": here,
        "links": links_of(request, here),
        "today": law_day(request.at),  # type: ignore[attr-defined]
        "office": is_office(request.person, here, at=request.at),  # type: ignore[attr-defined]
        "form": tried.form if tried else None,
        "refused": tried.refused if tried else None,
        **more,
    }
    return render(request, f"meetings/minutes_{template}.html", context, status=tried.status if tried else 200)


def act_page(
    request: HttpRequest,
    form: GzForm,
    act: Callable[..., Any],
    *,
    here: Division,
    back: tuple[str, str],
    heading: str,
    word: str,
    sub: str = "",
    cite: str = "",
    done: str = "",
    asked: dict[str, Any],
    **more: Any,
) -> HttpResponse:
    """The page of one act with its form; done, it leads back (`back` is words and address) or to `done`."""
    tried = attempt(request, form, act, **asked)
    if tried.done is not None:
        return redirect(done or back[1])
    crumb = {"label": back[0], "url": back[1]}
    return show(request, "act", here, tried, heading=heading, word=word, sub=sub, cite=cite, crumb=crumb, **more)
