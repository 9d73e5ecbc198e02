"""How the pages of a community's sittings carry out an act and answer."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gongzhi.meetings.joint_access import may_prepare
from gongzhi.places.models import Division
from gongzhi.web.door import Entered, opening
from gongzhi.web.forms import GzForm
from gongzhi.web.trying import Tried, attempt


def frame_of(request: Entered, here: Division, tried: Tried | None) -> dict[str, Any]:
    """What stands around every desk page of a community's table: the other pages that open, the form and its refusal."""
    links, own = links_of(request, here), reverse("meetings:calendar", args=[here.pk])
    return {
        "division": here,
        "links": links,
        "calendar_url": own if any(row["url"] == own for row in links) else "",
        "form": tried.form if tried else None,
        "refused": tried.refused if tried else None,
    }


def show(request: Entered, template: str, here: Division, tried: Tried | None = None, **more: Any) -> HttpResponse:
    """A page of sittings and topics with the state of its form."""
    prepares = may_prepare(request.person, here, at=request.at)
    context = {**frame_of(request, here, tried), "prepares": prepares, **more}
    status = more.get("status") or (tried.status if tried else 409 if more.get("refused") else 200)
    return render(request, f"meetings/joint_{template}.html", context, status=status)


def links_of(request: Entered, here: Division) -> list[dict[str, str]]:
    """The pages of the same table that open for this person."""
    names = (
        ("calendar", _("会议")),
        ("topics", pgettext("meeting", "议题")),
        ("agreed_below", _("议定事项")),
        ("summaries", _("小结和总结")),
        ("mandates", _("召集委托")),
        ("joint_public", _("公开页")),
    )
    rows = [{"label": label, "url": reverse(f"meetings:{name}", args=[here.pk])} for name, label in names]
    there = opening(request.person, [row["url"] for row in rows], at=request.at)
    return [row for row in rows if row["url"] in there]


def act_page(
    request: Entered,
    form: GzForm,
    act: Callable[..., Any],
    *,
    here: Division,
    back: tuple[str, str],
    heading: str,
    word: str,
    asked: dict[str, Any],
    sub: str = "",
    cite: str = "",
    note: str = "",
    facts: list[tuple[str, Any]] | None = None,
    done: str | Callable[[Any], str] = "",
) -> HttpResponse:
    """The page of one act with its form; done, it leads to `done` or back (`back` is words and address)."""
    tried = attempt(request, form, act, **asked)
    if tried.done is not None:
        return redirect(done(tried.done) if callable(done) else done or back[1])
    crumb = {"label": back[0], "url": back[1]}
    given = {"heading": heading, "word": word, "sub": sub, "cite": cite, "note": note, "facts": facts or []}
    return show(request, "act", here, tried, crumb=crumb, **given)
