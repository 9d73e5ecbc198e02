"""Shared money below a division, for its officers: numbers that open lists, lists that open cases (A5.6)."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.fund.cites import BOOKS
from gongzhi.fund.oversight_access import lists_of
from gongzhi.fund.queries.street import LISTS, Case, Line, below, estates_of, lines_of, list_names, whole
from gongzhi.kernel.errors import NotHere
from gongzhi.places.models import Division
from gongzhi.web.door import Entered, door
from gongzhi.web.figures import fen

A_PAGE = 50


@door(lists_of)
def overview(request: Entered, division: str) -> HttpResponse:
    """Every number of the division, and of what lies directly below it."""
    here: Division = request.here
    estates = estates_of(here)
    lines = lines_of(estates, request.at)
    rows, total = below(here, lines, estates), whole(lines.values(), here)
    names = list_names()
    wrong = sum(len(total.cases[name]) for name in ("unreconciled", "overdue", "odd"))
    context = {
        "here": here,
        "heading": _("%(n)s 件资金的事要看") % {"n": wrong} if wrong else _("资金没有要看的事"),
        "sub": _("%(name)s %(n)s 个小区，%(m)s 个还没有建账；账上一共%(fen)s。点数字看名单，点名称往下看。")
        % {"name": here.name, "n": total.estates, "m": total.bookless, "fen": fen(total.total_fen)},
        "up": _up(request, here),
        "stats": [
            {"value": len(total.cases[name]), "label": names[name], "url": _list_url(here.pk, name)} for name in LISTS
        ],
        "table": _table(rows, here, names),
        "cite": BOOKS,
    }
    return render(request, "fund/oversight_below.html", context)


def _up(request: Entered, here: Division) -> dict[str, str] | None:
    above = here.parent
    if above is None:
        return None
    try:
        lists_of(request.person, at=request.at, division=above.pk)
    except NotHere:
        return None
    return {"label": above.name, "url": reverse("fund:below", args=[above.pk])}


def _list_url(division: str, name: str) -> str:
    return reverse("fund:below_list", args=[division, name])


def _table(rows: list[Line], here: Division, names: dict[str, str]) -> dict[str, Any]:
    of_estates = len(here.pk) >= 12

    def cells(line: Line) -> list[Any]:
        url = reverse("fund:home" if of_estates else "fund:below", args=[line.key])
        found: list[Any] = [
            {"text": line.name, "url": url, "note": _("还没有建账") if line.bookless == line.estates else ""}
        ]
        for name in LISTS:
            at = f"{_list_url(here.pk, name)}?estate={line.key}" if of_estates else _list_url(line.key, name)
            n = len(line.cases[name])
            found.append({"text": str(n), "url": at} if n else "0")
        return [*found, fen(line.total_fen)]

    return {
        "label": _("各处的资金"),
        "columns": [
            {"label": _("名称")},
            *({"label": names[name], "n": True} for name in LISTS),
            {"label": _("账上余额"), "n": True},
        ],
        "rows": [{"cells": cells(line)} for line in rows],
        "empty": {"title": _("这里还没有小区"), "text": _("登记小区以后，会列在这里。")},
    }


def _cells(case: Case, *, sums: bool) -> list[Any]:
    cells: list[Any] = [{"text": case.words, "url": case.url}, case.estate.name, case.note]
    if sums:
        cells.append("" if case.amount_fen is None else fen(case.amount_fen))
    return cells


@door(lists_of)
def cases(request: Entered, division: str, money_list: str) -> HttpResponse:
    """One list of the division, or of one of its estates; each row opens its case."""
    here: Division = request.here
    names = list_names()
    if money_list not in names:
        raise NotHere
    wanted = request.GET.get("estate", "")
    estates = [row for row in estates_of(here) if not wanted or row.code == wanted]
    lines = lines_of(estates, request.at)
    rows = [case for estate in estates for case in lines[estate.pk].cases[money_list]]
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    sums = any(one.amount_fen is not None for one in rows)
    context = {
        "here": here,
        "heading": _("%(what)s：%(n)s") % {"what": names[money_list], "n": len(rows)},
        "sub": estates[0].name if wanted and estates else here.name,
        "up": {"label": here.name, "url": reverse("fund:below", args=[here.pk])},
        "table": {
            "label": names[money_list],
            "columns": [_("事项"), _("小区"), _("情况"), *([{"label": _("金额"), "n": True}] if sums else [])],
            "rows": [{"cells": _cells(one, sums=sums)} for one in page],
            "empty": {"title": _("没有"), "text": _("这一项没有要看的。")},
        },
        "page": page if page.has_other_pages() else None,
        "query": f"estate={wanted}" if wanted else "",
    }
    return render(request, "fund/oversight_below.html", context)
