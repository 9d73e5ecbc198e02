"""The page of one act of shared money."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render

from gongzhi.places.models import Estate
from gongzhi.web.door import Entered
from gongzhi.web.forms import GzForm
from gongzhi.web.trying import attempt


def act_page(
    request: Entered,
    form: GzForm,
    act: Callable[..., Any],
    /,
    *,
    estate: Estate,
    back: tuple[str, str],
    heading: str,
    word: str,
    sub: str = "",
    cites: tuple[str, ...] = (),
    warns: tuple[str, ...] = (),
    template: str = "fund/act.html",
    more: dict[str, Any] | None = None,
    to: Callable[[Any], str] | None = None,
    of_estate: bool = False,
    **asked: Any,
) -> HttpResponse:
    """The page of one act: its form, what it says before, and the refusal with its article; done, it leads back (or `to`).

    `back` is the words and the address of the page it came from; `of_estate` hands the estate to the act as well.
    """
    if of_estate:
        asked["estate"] = estate
    tried = attempt(request, form, act, **asked)
    if tried.done is not None:
        return redirect(to(tried.done) if to else back[1])
    context = {
        "estate": estate,
        "form": form,
        "refused": tried.refused,
        "heading": heading,
        "sub": sub,
        "cites": cites,
        "warns": warns,
        "word": word,
        "crumb": {"label": back[0], "url": back[1]},
        **(more or {}),
    }
    return render(request, template, context, status=tried.status)
