"""Chinese unless the person switched: the language of the browser is not taken for the person's."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation


class LanguageMiddleware:
    """Activates the language of the cookie set by the switch on every page; unknown values are Chinese."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answers in the chosen language and says which (`Content-Language`)."""
        asked = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        chosen = asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(chosen):
            request.LANGUAGE_CODE = chosen
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", chosen)
        return response
