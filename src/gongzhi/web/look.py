"""Theme and mode of one browser: two cookies, no account, no script."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

COOKIES = {"theme": "gz_theme", "mode": "gz_mode"}
CHOICES = {"theme": ("light", "dark"), "mode": ("normal", "elder")}
YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Look:
    """How this browser wants its pages, and the links that change it."""

    theme: str
    mode: str
    path: str

    @property
    def elder(self) -> bool:
        return self.mode == "elder"

    @property
    def mode_url(self) -> str:
        return self._url(mode="normal" if self.elder else "elder")

    @property
    def theme_url(self) -> str:
        return self._url(theme="light" if self.theme == "dark" else "dark")

    def _url(self, **choice: str) -> str:
        return f"{reverse('web:look')}?{urlencode({**choice, 'next': self.path})}"


def look_of(request: HttpRequest) -> Look:
    """The look that the cookies ask for; an unknown value is the first choice."""
    return Look(
        theme=_chosen(request, "theme"),
        mode=_chosen(request, "mode"),
        path=request.get_full_path() if request.method in ("GET", "HEAD") else request.path,
    )


def _chosen(request: HttpRequest, kind: str) -> str:
    value = request.COOKIES.get(COOKIES[kind], "")
    return value if value in CHOICES[kind] else CHOICES[kind][0]
