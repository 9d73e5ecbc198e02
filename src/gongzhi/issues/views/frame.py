"""How the pages of issues carry out an act and answer, at the desk and on the phone."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from gongzhi.issues.models import Issue
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.places.models import Estate
from gongzhi.web.door import Entered
from gongzhi.web.forms import GzForm
from gongzhi.web.public_tabs import public_tabs

Act = Callable[..., Any]


def issue_url(issue: Issue, page: str = "desk_issue", *more: Any) -> str:
    """The address of a page of one issue on the desk (or of its public page: `issue`)."""
    return reverse(f"issues:{page}", args=[issue.estate.code, issue.number, *more])


def tried(request: Entered, form: GzForm, act: Act, asked: dict[str, Any]) -> tuple[Any, Refused | None]:
    """What the act returned and why it refused; wrong input stands in the form, and on GET nothing is tried.

    Photographs (`photos`) reach the act as names and bytes, one file (`file`) as file_name, content, content_type.
    """
    if request.method != "POST" or not form.is_valid():
        return None, None
    given = {name: value for name, value in form.cleaned_data.items() if name != "idempotency_key"}
    if any(hasattr(one, "read") for one in given.get("photos", ())) or given.get("photos") == []:
        given["photos"] = tuple((one.name or "", one.read()) for one in given["photos"])
    if "file" in given:
        given |= sent_file(given.pop("file"))
    try:
        return act(**given, **asked, by=request.person or None, at=request.at, idempotency_key=form.key), None
    except BadInput as error:
        form.refuse(error.fields or {"": error.text})
    except Refused as error:
        return None, error
    return None, None


def personal(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page behind a link that is its own key: kept by no cache, found by no search engine, written in no log."""

    @wraps(view)
    def answered(request: Entered, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        response["X-Robots-Tag"] = "noindex"
        response._has_been_logged = True  # type: ignore[attr-defined]  # else Django logs the path of every 4xx
        return response

    return answered


def sent_file(file: Any) -> dict[str, Any]:
    """The file that was sent along, as acts take it; none is empty."""
    if not file:
        return {}
    return {"file_name": file.name, "content": file.read(), "content_type": file.content_type or ""}


def act_page(
    request: Entered,
    form: GzForm,
    act: Act,
    *,
    estate: Estate,
    back: tuple[str, str],
    heading: str,
    word: str,
    sub: str = "",
    cite: str = "",
    facts: list[tuple[str, Any]] | None = None,
    done: str | Callable[[Any], str] = "",
    template: str = "issues/act.html",
    more: dict[str, Any] | None = None,
    **asked: Any,
) -> HttpResponse:
    """The page of one act at the desk: its form, what it says before, the refusal with its article; done, it leads on.

    `back` is (words, address); `done` an address, or a function of what the act returned; `more` goes to the template.
    """
    result, refused = tried(request, form, act, asked)
    if result is not None:
        return redirect(done(result) if callable(done) else done or back[1])
    wrong = form.is_bound and bool(form.errors)
    context = {
        "estate": estate,
        "form": form,
        "refused": refused,
        "heading": heading,
        "sub": sub,
        "cite": cite,
        "facts": facts or [],
        "word": word,
        "crumb": {"label": back[0], "url": back[1]},
        **(more or {}),
    }
    return render(request, template, context, status=409 if refused else 422 if wrong else 200)


def phone_page(
    request: Entered,
    form: GzForm,
    *,
    estate: Estate | None,
    heading: str,
    word: str,
    back: str,
    sub: str = "",
    refused: Refused | None = None,
    template: str = "issues/phone.html",
    **more: Any,
) -> HttpResponse:
    """A phone page of one form; what was typed is kept."""
    wrong = form.is_bound and bool(form.errors)
    context = {
        "estate": {"name": estate.name, "url": f"/e/{estate.code}/"} if estate else None,
        "form": form,
        "refused": refused,
        "heading": heading,
        "sub": sub,
        "word": word,
        "back": {"url": back, "label": _("返回")},
        **more,
    }
    return render(request, template, context, status=409 if refused else 422 if wrong else 200)


def public_frame(request: Entered, estate: Estate) -> dict[str, Any]:
    """What a public page of the estate shows around its content."""
    return {
        "estate": {"name": estate.name, "place": estate.community.name, "url": f"/e/{estate.code}/"},
        "code": estate.code,
        "nav": public_tabs(estate.code, "issues/"),
        "sign_in_url": reverse("people:sign_in"),
        "page_url": f"{settings.PUBLIC_ADDRESS}{request.path}",
    }
