"""A refusal as a page shows it: one sentence, each reason with its article and its way out."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Remedy:
    """Where the missing thing can be done; without an address, words only."""

    label: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that is missing."""

    text: str
    cite: Any = None
    remedy: Remedy | None = None


@dataclass(frozen=True, slots=True)
class RefusalView:
    """Heading and reasons of one refusal."""

    heading: str
    reasons: tuple[Reason, ...]


def refusal_view(refused: Any) -> RefusalView:
    """View of a kernel `Refused`, of its JSON form, or of a list of reasons."""
    if isinstance(refused, RefusalView):
        return refused
    reasons = tuple(map(_reason, _raw_reasons(refused)))
    heading = str(_read(refused, "heading") or "")
    if not heading:
        heading = _heading(reasons)
    return RefusalView(heading, reasons)


def _heading(reasons: tuple[Reason, ...]) -> str:
    if len(reasons) == 1:
        return reasons[0].text.rstrip("。")
    return _("这一步还不能做：缺 %(count)s 项") % {"count": len(reasons)}


def _raw_reasons(refused: Any) -> Iterable[Any]:
    if isinstance(refused, list | tuple):
        return refused
    return _read(refused, "reasons") or _read(refused, "refused") or [refused]


def _reason(raw: Any) -> Reason:
    if isinstance(raw, str):
        return Reason(raw)
    text = _read(raw, "text") or _read(raw, "reason") or str(raw)
    return Reason(str(text), _read(raw, "cite"), _remedy(_read(raw, "remedy"), _read(raw, "remedy_url")))


def _remedy(raw: Any, url: str | None) -> Remedy | None:
    if not raw:
        return Remedy(_("去办这一步"), url) if url else None
    if isinstance(raw, str):
        return Remedy(raw, url or "")
    label = _read(raw, "label") or _read(raw, "text") or _("去办这一步")
    return Remedy(str(label), str(_read(raw, "url") or ""))


def _read(source: Any, name: str) -> Any:
    return source.get(name) if isinstance(source, dict) else getattr(source, name, None)
