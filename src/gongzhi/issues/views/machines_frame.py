"""How the pages of a division's issues answer: numbers, sheets, other systems, regular reports."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.issues import machine_access as access
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.places.models import Division
from gongzhi.web.door import Entered
from gongzhi.web.forms import GzForm

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Act = Callable[..., Any]


def done_by(request: Entered, act: Act, form: GzForm | None = None, **asked: Any) -> tuple[Any, Refused | None]:
    """What the act returned and why it refused, under the key that was sent; wrong input stands in the form, if there is one."""
    key = form.key if form is not None else request.POST.get("idempotency_key") or None
    try:
        return act(**asked, by=request.person, at=request.at, idempotency_key=key), None
    except BadInput as error:
        if form is None:
            raise
        form.refuse(_known(form, error))
    except Refused as error:
        return None, error
    return None, None


def _known(form: GzForm, error: BadInput) -> dict[str, str]:
    """The errors under the fields the form has; all others stand above it."""
    found: dict[str, str] = {}
    for name, text in (error.fields or {"": error.text}).items():
        where = name if name in form.fields else ""
        found[where] = "；".join(x for x in (found.get(where, ""), text) if x)
    return found


def show(
    request: Entered,
    template: str,
    here: Division,
    *,
    form: GzForm | None = None,
    refused: Refused | None = None,
    **more: Any,
) -> HttpResponse:
    """A desk page of a division: 409 where an act refused, 422 where what was typed is wrong."""
    wrong = form is not None and form.is_bound and bool(form.errors)
    context = {"division": here, "form": form, "refused": refused, "links": links_of(request, here), **more}
    return render(
        request, f"issues/machines_{template}.html", context, status=409 if refused else 422 if wrong else 200
    )


def links_of(request: Entered, here: Division) -> list[dict[str, str]]:
    """The other pages of the division that open for this person."""
    person, at = request.person, request.at
    rows = [("issues:numbers", _("数字和图"), True)]
    office = access.holds_over(person, here, *access.OFFICES, at=at)
    rows += [("issues:sheets", _("导入工单"), office), ("issues:layouts", _("上级表样"), office)]
    rows += [("issues:machines", _("接口"), office)]
    reports = access.holds_over(person, here, *access.REPORTERS, access.K.STREET, at=at)
    rows += [("issues:env_reports", _("环物委报告"), reports and here.level == Division.Level.COMMUNITY)]
    return [{"label": label, "url": reverse(name, args=[here.pk])} for name, label, may in rows if may]


def attached(content: bytes | str, kind: str, name: str) -> HttpResponse:
    """A file to be kept."""
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
