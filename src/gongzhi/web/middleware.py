"""Who asks, and whether any door lets them in; refusals become one page or one JSON form."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import DataError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from gongzhi.kernel.errors import BadInput, NotHere, Refused

Answer = Callable[[HttpRequest], HttpResponseBase]
PUBLIC_MODULES = ("django.views.i18n", "ninja.")  # the API denies by default itself: see gongzhi.api


def wants_json(request: HttpRequest) -> bool:
    """Whether the answer goes to a program."""
    return request.path.startswith("/api/") or "application/json" in request.headers.get("Accept", "")


def answer_for(request: HttpRequest, error: Exception) -> HttpResponse | None:
    """The page or JSON of a refusal (409), wrong input (422) or something that is not there (404).

    What the database cannot hold, a text too long or a number too large, is wrong input too.
    """
    if isinstance(error, DataError):
        error = BadInput(_("有一项太长或者太大，存不下；什么也没有改动。"))
    status, template, data = {
        Refused: (409, "web/refused.html", getattr(error, "as_json", dict)),
        BadInput: (422, "web/bad_input.html", getattr(error, "as_json", dict)),
        NotHere: (404, "web/not_found.html", lambda: {"error": "not found"}),
    }.get(type(error), (0, "", dict))
    if not status:
        return None
    response: HttpResponse
    if wants_json(request):
        response = JsonResponse(data(), status=status, json_dumps_params={"ensure_ascii": False})
    else:
        response = render(request, template, {"refusal": error, "error": error, "path": request.path}, status=status)
    response._has_been_logged = True  # type: ignore[attr-defined]  # an address may carry a personal link: not for logs
    return response


class RefusalMiddleware:
    """Turns `Refused`, `BadInput` and `NotHere` raised by any view into their one form."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return answer_for(request, error)


class PersonMiddleware:
    """Sets `request.person`, read from the session only when somebody asks for it."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        self.load = import_string(settings.PERSON_OF_SESSION)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.person = SimpleLazyObject(lambda: self.load(request.session))  # type: ignore[attr-defined]
        return self.get_response(request)


class DoorMiddleware:
    """Denies by default: a view without a declared door is answered as not there, whoever asks."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        declared = hasattr(view, "door") or view.__module__.startswith(PUBLIC_MODULES)
        return None if declared else answer_for(request, NotHere())
