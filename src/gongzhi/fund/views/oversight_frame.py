"""What the pages of oversight share: their tabs, a list of several tables, the way back."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.bodies.models import Body
from gongzhi.places.models import Estate
from gongzhi.web.door import Entered


def tabs(estate: Estate, active: str) -> list[dict[str, Any]]:
    """The pages of oversight beside each other."""
    names = {"oversight_home": _("提示"), "audits": _("审计"), "handovers": _("移交")}
    return [
        {"label": words, "url": reverse(f"fund:{name}", args=[estate.code]), "active": name == active}
        for name, words in names.items()
    ]


def list_page(
    request: Entered, estate: Estate, active: str, *, parts: Iterable[Mapping[str, Any]], **context: Any
) -> HttpResponse:
    """Several tables {title, note, table} under the tabs of the area."""
    given = {"estate": estate, "tabs": tabs(estate, active), "parts": list(parts), **context}
    return render(request, "fund/oversight_list.html", given)


def file_url(code: str, number: int) -> str:
    """Where a stored file is opened at the desk."""
    return f"/desk/e/{code}/files/{number}/"


def bodies_of(estate: Estate) -> list[Body]:
    """The bodies of the estate that keep or kept money of the owners, standing or ended."""
    kinds = (Body.Kind.COMMITTEE, Body.Kind.INTERIM, Body.Kind.SELF_MANAGED, Body.Kind.PREPARATORY, Body.Kind.PROJECT)
    return list(Body.objects.filter(estate=estate, kind__in=kinds).order_by("pk"))
