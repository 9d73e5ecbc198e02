"""What every page is given: the chosen look, the language, and what kind of instance this is."""

from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils.translation import get_language

from gongzhi.web.instance import instance_kind
from gongzhi.web.look import look_of


def page(request: HttpRequest) -> dict[str, object]:
    """Context processor: `look`, `page_lang`, `came_from`, `instance` {kind}."""
    return {
        "look": look_of(request),
        "page_lang": "en" if get_language() == "en" else "zh-CN",
        "came_from": came_from(request),
        "instance": {"kind": instance_kind()},
    }


def came_from(request: HttpRequest) -> str:
    """Path of the page of ours that led here, empty when there is none."""
    before = urlsplit(request.headers.get("Referer", ""))
    ours = before.netloc == request.get_host() and before.path.startswith("/")
    return f"{before.path}?{before.query}" if ours and before.query else before.path if ours else ""
