"""How the pages of bodies and seats carry out an act and answer; one page serves an estate's bodies and those above it."""

from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import resolve, reverse

from gongzhi.bodies.models import Body
from gongzhi.kernel.errors import BadInput, NotHere, Refused
from gongzhi.places.models import Division, Estate
from gongzhi.web.door import Entered
from gongzhi.web.forms import GzForm

Here = Body | Estate | Division


def address(here: Here, name: str, *more: Any) -> str:
    """The desk address `name` of an estate, a division, or the body of either."""
    if isinstance(here, Body):
        scope = [here.estate.code if here.estate else here.division_id, here.pk]
        above = here.estate is None
    else:
        scope = [here.code]
        above = isinstance(here, Division)
    return reverse(f"bodies:desk_{'division_' if above else ''}{name}", args=[*scope, *more])


def place_of_page(here: Here) -> dict[str, Any]:
    """What the crumb needs: where the page belongs, and the list of its bodies."""
    where: Any = here
    if isinstance(here, Body):
        where = here.estate or here.division
    return {
        "estate": where if isinstance(where, Estate) else None,
        "division": where if isinstance(where, Division) else None,
        "where": where,
        "bodies_url": address(where, "bodies"),
    }


def open_to(request: Entered, rows: Iterable[tuple[str, str, str]]) -> list[dict[str, str]]:
    """Of (words, note, address) those whose door lets this person in: a page never leads to what is not there."""
    found = []
    for label, note, url in rows:
        match = resolve(url)
        try:
            match.func.door(request.person, at=request.at, **match.kwargs)
        except (NotHere, Refused):
            continue
        found.append({"label": label, "note": note, "url": url})
    return found


def tried(request: Entered, form: GzForm, act: Callable[..., Any], asked: dict[str, Any]) -> tuple[Any, Refused | None]:
    """What the act returned and why it refused; wrong input stands in the form, and on GET nothing is tried."""
    if request.method != "POST" or not form.is_valid():
        return None, None
    given = {name: value for name, value in form.cleaned_data.items() if name != "idempotency_key"}
    if "file" in given:
        given |= _sent(given.pop("file"))
    try:
        return act(**given, **asked, by=request.person, at=request.at, idempotency_key=form.key), None
    except BadInput as error:
        form.refuse(error.fields or {"": error.text})
    except Refused as error:
        return None, error
    return None, None


def _sent(file: Any) -> dict[str, Any]:
    """The file that was sent along, as acts take it; none is empty."""
    if not file:
        return {}
    return {"file_name": file.name, "content": file.read(), "content_type": file.content_type or ""}


def act_page(
    request: Entered,
    form: GzForm,
    act: Callable[..., Any],
    *,
    here: Here,
    back: tuple[str, str],
    heading: str,
    word: str,
    sub: str = "",
    cite: str = "",
    facts: list[tuple[str, Any]] | None = None,
    done: str | Callable[[Any], str] = "",
    template: str = "bodies/offices/act.html",
    **asked: Any,
) -> HttpResponse:
    """The page of one act: its form, what it says before, and the refusal with its article; done, it leads on.

    `back` is (words, address); `done` an address, or a function of what the act returned.
    """
    result, refused = tried(request, form, act, asked)
    if result is not None:
        return redirect(done(result) if callable(done) else done or back[1])
    wrong = form.is_bound and bool(form.errors)
    context = {
        **place_of_page(here),
        "form": form,
        "refused": refused,
        "heading": heading,
        "sub": sub,
        "cite": cite,
        "facts": facts or [],
        "word": word,
        "crumb": {"label": back[0], "url": back[1]},
        "back": {"label": back[0], "url": back[1]},
    }
    return render(request, template, context, status=409 if refused else 422 if wrong else 200)
