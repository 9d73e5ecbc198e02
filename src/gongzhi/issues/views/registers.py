"""The registers beside the list of issues, and how a page shows a list, one row, or an act of one of them."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.issues import access
from gongzhi.issues.models import Issue
from gongzhi.issues.views.frame import act_page
from gongzhi.kernel.errors import BadInput, NotHere
from gongzhi.places.models import Estate
from gongzhi.web.door import Entered, opens
from gongzhi.web.forms import GzForm


def registers(request: Entered, estate: Estate, active: str = "") -> list[dict[str, Any]]:
    """The registers of the estate that this person may open."""
    names = {
        "desk_issues": _("报事"),
        "letters": _("函件"),
        "gatherings": _("居民参与"),
        "mediations": _("调解"),
        "visits": _("执法进小区"),
        "signals": _("信号"),
    }
    rows = [
        {"label": label, "url": reverse(f"issues:{name}", args=[estate.code]), "active": name == active}
        for name, label in names.items()
    ]
    return [row for row in rows if row["active"] or opens(request.person, row["url"], at=request.at)]


def register_page(
    request: Entered,
    estate: Estate,
    active: str,
    *,
    title: str,
    heading: str,
    sub: str,
    table: dict[str, Any],
    new: tuple[str, str] | None = None,
    cite: str = "",
    template: str = "issues/register.html",
    **more: Any,
) -> HttpResponse:
    """The list of one register; `new` is (words, address) of its one act."""
    context = {
        "estate": estate,
        "registers": registers(request, estate, active),
        "page_title": title,
        "heading": heading,
        "sub": sub,
        "table": table,
        "new": {"label": new[0], "url": new[1]} if new else None,
        "cite": cite,
        **more,
    }
    return render(request, template, context)


def row_page(
    request: Entered,
    estate: Estate,
    *,
    crumb: tuple[str, str],
    heading: str,
    badge: tuple[str, str],
    acts: list[tuple[str, str]],
    parts: list[dict[str, Any]],
    facts: list[tuple[str, Any]],
    sub: str = "",
    cite: str = "",
    pressing: bool = True,
    **more: Any,
) -> HttpResponse:
    """One row of a register: what may be done (the next step first, `pressing` or not), its parts {title, note, text, trail, kv, links}."""
    context = {
        "estate": estate,
        "crumb": {"label": crumb[0], "url": crumb[1]},
        "heading": heading,
        "badge_text": badge[0],
        "badge_kind": badge[1],
        "acts": [{"label": label, "url": url, "primary": pressing and not n} for n, (label, url) in enumerate(acts)],
        "parts": [part for part in parts if any(part.get(key) for key in ("text", "trail", "kv", "links", "table"))],
        "facts": [row for row in facts if row[1] not in ("", None)],
        "sub": sub,
        "cite": cite,
        **more,
    }
    return render(request, "issues/register_row.html", context)


def register_act(
    request: Entered,
    form: GzForm,
    act: Any,
    estate: Estate,
    back: tuple[str, str],
    heading: str,
    word: str,
    **more: Any,
) -> HttpResponse:
    """The page of one act of a register; a number of an issue that was typed becomes the issue."""

    def named(**asked: Any) -> Any:
        if "issue" in asked:
            asked["issue"] = named_issue(request, estate, asked["issue"])
        return act(**asked)

    return act_page(request, form, named, estate=estate, back=back, heading=heading, word=word, **more)


def named_issue(request: Entered, estate: Estate, number: str) -> Issue | None:
    """The issue of this number on the person's desk, None where none was named; wrong input: there is none."""
    if not number.strip():
        return None
    try:
        return access.get_issue_for(request.person, at=request.at, code=estate.code, number=number.strip())
    except NotHere:
        raise BadInput(_("没有这一件报事。"), {"issue": _("请填本小区的编号，例如 2026-0042")}) from None


def columns(*labels: str) -> list[dict[str, str]]:
    """The columns of a table by their words."""
    return [{"label": label} for label in labels]
