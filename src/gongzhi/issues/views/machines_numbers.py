"""Issues in numbers: of a community, street or district for everyone and for its desk; the plan of an estate; sheets."""

import csv
import io
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from gongzhi.issues import access, machine_access
from gongzhi.issues.models import Layout
from gongzhi.issues.queries import ledger, shown, tallies
from gongzhi.issues.queries.tallies import Tally, narrowed, tally, words_of
from gongzhi.issues.views.frame import public_frame
from gongzhi.issues.views.machines_frame import XLSX, attached, show
from gongzhi.kernel.clock import law_day
from gongzhi.places.models import Division, Estate
from gongzhi.web.door import Entered, door

A_PAGE = 30
# What a sheet for everyone leaves out: the number by which another system knows its caller.
NOT_PUBLIC = ("来源编号",)


@door(machine_access.numbers_public)
def public_numbers(request: Entered, division: str) -> HttpResponse:
    """The numbers of a place as everyone may see them, by part, class, age and who leads."""
    return render(request, "issues/machines_public_numbers.html", _numbers(request, request.here, "public_"))


@door(machine_access.numbers_public)
def public_list(request: Entered, division: str) -> HttpResponse:
    """The issues behind a number, without anybody's name."""
    return render(request, "issues/machines_public_list.html", _list(request, request.here, "public_"))


@door(machine_access.overseen)
def numbers(request: Entered, division: str) -> HttpResponse:
    """The numbers of a place on its desk."""
    here: Division = request.here
    return show(request, "numbers", here, **_numbers(request, here, ""))


@door(machine_access.overseen)
def listed(request: Entered, division: str) -> HttpResponse:
    """The issues behind a number, each leading to its desk, with the layouts by which they may be printed."""
    here: Division = request.here
    context = _list(request, here, "")
    office = machine_access.holds_over(request.person, here, *machine_access.OFFICES, at=request.at)
    layouts = Layout.objects.filter(division=here, ended_at__isnull=True).order_by("name") if office else []
    return show(request, "list", here, layouts=layouts, **context)


@door(machine_access.overseen)
def sheet(request: Entered, division: str) -> HttpResponse:
    """The list as .xlsx, up to twenty thousand lines."""
    here: Division = request.here
    rows, _kept = narrowed(machine_access.issues_below(here), request.GET, request.at)
    found = ledger.lines(ledger.ready(rows.order_by("-received_at", "-pk"))[: ledger.MOST], request.at)
    return attached(ledger.workbook(found), XLSX, f"issues-{here.pk}-{law_day(request.at)}.xlsx")


@door(access.public_estate)
def estate_sheet(request: Entered, code: str, ending: str) -> HttpResponse:
    """All issues of an estate as everyone may read them, as .xlsx or .csv."""
    estate: Estate = request.here
    rows = ledger.ready(access.visible_issues(estate))[: ledger.MOST]
    found = [line | dict.fromkeys(NOT_PUBLIC, "") for line in ledger.lines(rows, request.at)]
    name = f"issues-{estate.code}-{law_day(request.at)}.{ending}"
    if ending == "xlsx":
        return attached(ledger.workbook(found), XLSX, name)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(ledger.MARKS)
    for line in found:
        writer.writerow(_cell(line[mark]) for mark in ledger.MARKS)
    return attached("\ufeff" + out.getvalue(), "text/csv; charset=utf-8", name)


def _cell(value: Any) -> str:
    """A cell of a .csv: what a spreadsheet would take for a formula gets a quote before it."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


@door(access.public_estate)
def plan(request: Entered, code: str) -> HttpResponse:
    """The buildings of an estate with what is reported and done in each; without anybody's name and without door numbers."""
    estate: Estate = request.here
    key = request.GET.get("building", "")
    blocks = tallies.buildings(estate, request.at)
    chosen = next((one for one in blocks if one.key == key), None)
    rows = access.visible_issues(estate)
    if chosen is not None:
        rows = rows.filter(building__isnull=True) if key == tallies.NONE else rows.filter(building_id=int(key))
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    found = tally(rows, request.at)
    context = {
        **public_frame(request, estate),
        "blocks": blocks,
        "chosen": chosen,
        "busy": max((one.open for one in blocks), default=0),
        "open": sum(one.open for one in blocks),
        "late": sum(one.late for one in blocks),
        "lines": shown.lines(page.object_list, request.at) if chosen else [],
        "page": page,
        "query": urlencode({"building": key}),
        "charts": [
            {"title": _("谁在牵头办"), "parts": [{"part": part, "url": ""} for part in found.leads]},
            {"title": _("在办的等了多久"), "parts": [{"part": part, "url": ""} for part in found.ages]},
        ],
    }
    return render(request, "issues/machines_plan.html", context)


def _numbers(request: Entered, here: Division, prefix: str) -> dict[str, Any]:
    """The numbers with the address of the list behind each."""
    found = tally(machine_access.issues_below(here), request.at, below=here)
    to_list = reverse(f"issues:{prefix}list", args=[here.pk])
    totals = [
        {"value": found.totals[name], "label": str(label), "url": f"{to_list}?{urlencode({'only': name})}"}
        for name, label in tallies.ONLY.items()
        if name != "all"
    ]
    return {
        "division": here,
        "heading": _heading(here, found),
        "totals": totals,
        "charts": _charts(here, found, to_list, prefix),
        "up": _up(request, here, prefix),
        "list_url": to_list,
    }


def _heading(here: Division, found: Tally) -> str:
    names = {"place": here.name, "n": found.totals["open"], "late": found.totals["late"]}
    if found.totals["late"]:
        return _("%(place)s：在办 %(n)s 件报事，逾期 %(late)s 件") % names
    return _("%(place)s：在办 %(n)s 件报事，没有逾期") % names


def _up(request: Entered, here: Division, prefix: str) -> dict[str, str] | None:
    """The same page of the division above, where it opens."""
    above = here.parent
    if above is None or above.level not in machine_access.PUBLIC_LEVELS:
        return None
    person, at = request.person, request.at
    if not prefix and not machine_access.holds_over(person, above, *machine_access.OVERSEERS, at=at):
        return None
    return {"label": above.name, "url": reverse(f"issues:{prefix}numbers", args=[above.pk])}


def _charts(here: Division, found: Tally, to_list: str, prefix: str) -> list[dict[str, Any]]:
    """Each chart with its lines; a line of a place leads to that place, any other to its list."""

    def lines(name: str, parts: list[tallies.Part]) -> list[dict[str, Any]]:
        return [{"part": part, **_links(to_list, {name: part.key})} for part in parts]

    community = here.level == Division.Level.COMMUNITY
    places = lines("place", found.places)
    if not community:
        for line in places:
            line["url"] = reverse(f"issues:{prefix}numbers", args=[line["part"].key])
    rows = [
        (_("各小区") if community else _("各处"), places),
        (_("谁在牵头办"), lines("lead", found.leads)),
        (_("等了多久"), lines("age", found.ages)),
        (_("分类"), lines("class", found.classes)),
        (_("事项"), lines("matter", found.matters)),
        (_("来源"), lines("source", found.sources)),
    ]
    return [{"title": title, "parts": parts} for title, parts in rows]


def _links(to_list: str, given: dict[str, str]) -> dict[str, str]:
    return {
        "url": f"{to_list}?{urlencode({'only': 'open', **given})}",
        "late_url": f"{to_list}?{urlencode({'only': 'late', **given})}",
    }


def _list(request: Entered, here: Division, prefix: str) -> dict[str, Any]:
    """One page of the issues behind a number."""
    at = request.at
    rows, kept = narrowed(machine_access.issues_below(here), request.GET, at)
    page = Paginator(ledger.ready(rows.order_by("-received_at", "-pk")), A_PAGE).get_page(request.GET.get("page"))
    office = not prefix and machine_access.holds_over(request.person, here, *machine_access.OFFICES, at=at)
    name = "issues:desk_issue" if office else "issues:issue"
    lines = [
        {"line": line, "estate": line.issue.estate, "url": reverse(name, args=[line.issue.estate.code, line.number])}
        for line in shown.lines(page.object_list, at)
    ]
    filters = [
        {"label": str(label), "url": f"?{urlencode(kept | {'only': key})}", "active": kept["only"] == key}
        for key, label in tallies.ONLY.items()
    ]
    return {
        "division": here,
        "lines": lines,
        "page": page,
        "query": urlencode(kept),
        "words": words_of(kept),
        "filters": filters,
        "numbers_url": reverse(f"issues:{prefix}numbers", args=[here.pk]),
        "sheet_url": "" if prefix else f"{reverse('issues:sheet', args=[here.pk])}?{urlencode(kept)}",
    }
