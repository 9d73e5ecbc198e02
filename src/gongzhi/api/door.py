"""The doors of the API: each operation names who by the same access functions as the pages; none named, none let in."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import UploadedFile
from ninja.errors import AuthenticationError, AuthorizationError

from gongzhi.kernel.errors import NotHere
from gongzhi.people.models import Person
from gongzhi.web import door
from gongzhi.web.door import anyone

Who = Callable[..., Any]


class Asked(HttpRequest):
    """A request that a door let in: who asks, when (the clock is read once), and what the access function returned."""

    person: Person
    at: datetime
    here: Any
    personal: bool


class Token(CsrfViewMiddleware):
    """Django's own check of the CSRF token, answering in JSON instead of a page."""

    def _reject(self, request: HttpRequest, reason: str) -> Any:
        raise AuthorizationError(403, _("缺少防伪令牌：请先读取 /api/session，把 csrf_token 放进 X-CSRFToken。"))


def check_token(request: HttpRequest) -> None:
    """Refuses an unsafe request without the token of its session."""
    token = Token(lambda _request: HttpResponse())
    request.csrf_processing_done = False  # type: ignore[attr-defined]
    token.process_request(request)
    token.process_view(request, lambda _request: HttpResponse(), (), {})


class Door:
    """Asks `who(person, at=..., **path arguments)` before an operation; unsafe verbs must carry the CSRF token.

    `harmless` is for a POST that computes and changes nothing. A stranger at a door that is not public gets 401.
    """

    openapi_name = "session"
    openapi_security_schema = {"type": "apiKey", "in": "cookie", "name": "sessionid"}

    def __init__(self, who: Who, *, harmless: bool = False) -> None:
        self.who, self.harmless = who, harmless
        self.public = who is anyone or getattr(who, "open_to_strangers", False)

    def __call__(self, request: Asked) -> bool:
        if not self.harmless:
            check_token(request)
        person = request.person if request.person else None
        request.personal = not self.public
        if person is None and not self.public:
            raise AuthenticationError(401, _("请先登录。"))
        match = request.resolver_match
        request.at = timezone.now()
        request.here = door.ask(self.who, person, at=request.at, **(match.kwargs if match else {}))
        return True


class Closed:
    """The door of an operation that named none: not there, whoever asks."""

    def __call__(self, request: HttpRequest) -> bool:
        raise NotHere


def key_of(request: HttpRequest) -> str | None:
    """The idempotency key of the request (header Idempotency-Key), or None."""
    return request.headers.get("Idempotency-Key") or None


def acted(request: Asked) -> dict[str, Any]:
    """What every act is told: who, when, under which key."""
    return {"by": request.person, "at": request.at, "idempotency_key": key_of(request)}


def asked_from(request: HttpRequest) -> str:
    """The network address a code is asked from, against trying out numbers."""
    return str(request.META.get("REMOTE_ADDR", ""))


def sent_file(file: UploadedFile | None) -> dict[str, Any]:
    """The file of a request as an act asks for it."""
    if file is None:
        return {}
    return {"file_name": str(file.name), "content": file.read(), "content_type": str(file.content_type)}


def sent_paper(file: UploadedFile | None) -> dict[str, Any]:
    """The file of a request as an act asks for it that tells its kind by its first bytes; none is empty."""
    return {"file_name": str(file.name), "content": file.read()} if file else {"file_name": "", "content": b""}
