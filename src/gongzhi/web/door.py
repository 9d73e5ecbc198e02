"""Doors: each view says who may enter and by which verbs; without one the middleware answers 404.

`who` is a function of a room's access.py, called as `who(person, at=..., **url_arguments)`; what it returns reaches
the view as `request.here`, and the instant of the request, read once, as `request.at`. It raises `NotHere` (not yours and not there look the same) or `Refused`.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.http import urlencode

from gongzhi.kernel.errors import NotHere

View = Callable[..., HttpResponseBase]
Who = Callable[..., Any]


class Entered(HttpRequest):
    """A request that a door let in: who came, at which instant, and what its `who` found."""

    person: Any
    at: datetime
    here: Any


def anyone(person: Any, *, at: datetime, **where: Any) -> None:
    """The door of a public page."""


def door(who: Who, *verbs: str) -> Callable[[View], View]:
    """Declares who may enter a view (`who`) and by which verbs (GET alone if none is named).

    Whoever is not signed in is led to the sign-in page and back, except where `who` is `anyone` or marked
    `open_to_strangers`. Personal pages are never kept by caches.
    """
    allowed = tuple(verbs) or ("GET",)
    public = who is anyone or getattr(who, "open_to_strangers", False)

    def mark(view: View) -> View:
        @wraps(view)
        def entered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            verb = "GET" if request.method == "HEAD" else str(request.method)
            if verb not in allowed:
                return HttpResponseNotAllowed(allowed)
            person = request.person  # type: ignore[attr-defined]
            if not public and not person:
                back = request.get_full_path() if verb == "GET" else "/"
                return HttpResponseRedirect(f"{reverse('people:sign_in')}?{urlencode({'next': back})}")
            request.at = timezone.now()  # type: ignore[attr-defined]  # noqa: TID251  (the door of every view)
            request.here = ask(who, person if person else None, at=request.at, **kwargs)  # type: ignore[attr-defined]
            response = view(request, *args, **kwargs)
            if not public:
                patch_cache_control(response, private=True, no_store=True)
            return response

        entered.door = who  # type: ignore[attr-defined]
        entered.verbs = allowed  # type: ignore[attr-defined]
        return entered

    return mark


def ask(who: Who, person: Any, /, *, at: datetime, **where: Any) -> Any:
    """What `who` finds for this person; every door of pages, links and the API is asked here."""
    return who(person, at=at, **where)


def open_to_strangers(who: Who) -> Who:
    """Marks an access function that answers for a person without an account too (links with a token)."""
    who.open_to_strangers = True  # type: ignore[attr-defined]
    return who


def opens(person: Any, url: str, *, at: datetime) -> bool:
    """Whether a link leads somewhere for this person: pages offer only what opens.

    Whoever is not signed in is led as far as signing in. A page that would refuse with its reason counts as open.
    """
    return url in opening(person, [url], at=at)


def opening(person: Any, urls: Iterable[str], *, at: datetime) -> list[str]:
    """Those of these links that lead somewhere for this person; a door that stands before several is asked once."""
    if not person:
        return list(urls)
    answers: dict[Any, bool] = {}
    found = []
    for url in urls:
        try:
            match = resolve(urlsplit(url).path)
        except Resolver404:
            continue
        who: Who = match.func.door  # type: ignore[attr-defined]
        key = who, frozenset(match.kwargs.items())
        if key not in answers:
            answers[key] = _lets_in(who, person, at=at, **match.kwargs)
        if answers[key]:
            found.append(url)
    return found


def _lets_in(who: Who, person: Any, *, at: datetime, **where: Any) -> bool:
    try:
        ask(who, person, at=at, **where)
    except NotHere:
        return False
    return True
