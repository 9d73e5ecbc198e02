"""What every page is given: the chosen look, the language, and what kind of instance this is."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from gongzhi.web.look import look_of


def page(request: HttpRequest) -> dict[str, object]:
    """Context processor: `look`, `page_lang`, `instance` {kind, note}."""
    given = getattr(request, "instance", None)
    return {
        "look": look_of(request),
        "page_lang": "en" if get_language() == "en" else "zh-CN",
        "instance": given or {"kind": getattr(settings, "INSTANCE", ""), "note": ""},
    }
