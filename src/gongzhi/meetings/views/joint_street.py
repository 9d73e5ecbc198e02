"""The meetings of every community of a street in one table, on the page and as .xlsx (B2.6, B9.2)."""

import io
from datetime import date
from typing import Any

import xlsxwriter
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.kernel.clock import law_day
from gongzhi.meetings import joint_access
from gongzhi.meetings.cites import TABLE
from gongzhi.meetings.queries import joint_calendar as calendar
from gongzhi.meetings.views.joint_calendar import asked_year, words_of
from gongzhi.meetings.views.joint_frame import show
from gongzhi.places.models import Division, Estate
from gongzhi.web.door import Entered, door

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS = {
    calendar.HELD_STATE: "done",
    calendar.BRIEF: "done",
    calendar.PLANNED: "line",
    calendar.NOW: "due",
    calendar.COMING: "line",
    calendar.MISSED: "due",
    calendar.BEFORE: "line",
}


def years_below(street: Division, year: int, *, on: date) -> list[calendar.Year]:
    """The year of each community of the street that has an estate here."""
    rows = Division.objects.filter(
        parent=street, level=Division.Level.COMMUNITY, pk__in=Estate.objects.values("community")
    )
    rows = rows.order_by("pk")
    return calendar.years_of(rows, year, on=on)


@door(joint_access.get_street_for)
def below(request: Entered, division: str) -> HttpResponse:
    """Communities against the six windows and what their 环物委 owe."""
    here: Division = request.here
    on = law_day(request.at)
    year = asked_year(request, on)
    years = years_below(here, year, on=on)
    missing = sum(1 for one in years if one.missed)
    heading = _("%(n)s 个社区有没有召开的，只提示") % {"n": missing} if missing else _("各社区都按期召开")
    return show(
        request,
        "street",
        here,
        heading=heading,
        year=year,
        years=[year - 1, year + 1],
        table=_table(years),
        sheet_url=f"{reverse('meetings:below_sheet', args=[here.pk])}?year={year}",
        cite=TABLE,
    )


def _table(years: list[calendar.Year]) -> dict[str, Any]:
    lines = years[0].lines if years else []
    return {
        "label": _("各社区的会议"),
        "columns": [
            {"label": _("社区")},
            *({"label": _("%(n)s 月") % {"n": line.window.month}} for line in lines),
            {"label": _("环物委的会")},
        ],
        "rows": [
            {
                "cells": [
                    {"text": one.division.name, "url": reverse("meetings:calendar", args=[one.division.pk])},
                    *({"badge": words_of(line)[0], "badge_kind": KINDS[line.state]} for line in one.lines),
                    env_words(one),
                ]
            }
            for one in years
        ],
        "empty": {"title": _("本街道还没有登记小区"), "text": _("社区登记第一个小区以后，会列在这里。")},
    }


def env_words(year: calendar.Year) -> str:
    """已开 2 次，缺 1 次."""
    held = sum(1 for one in year.env if one.passed)
    lacking = sum(1 for one in year.env if one.passed is False)
    return _("已开 %(held)s 次，缺 %(n)s 次") % {"held": held, "n": lacking}


@door(joint_access.get_street_for)
def sheet(request: Entered, division: str) -> HttpResponse:
    """The same as .xlsx."""
    here: Division = request.here
    on = law_day(request.at)
    year = asked_year(request, on)
    response = HttpResponse(workbook(years_below(here, year, on=on)), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="meetings-{here.pk}-{year}.xlsx"'
    return response


def workbook(years: list[calendar.Year]) -> bytes:
    """One line a community; words stay words, whatever sign they begin with."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    page, bold = book.add_worksheet(_("会议")), book.add_format({"bold": True})
    lines = years[0].lines if years else []
    env = years[0].env if years else ()
    titles = [_("社区"), *(_("%(n)s 月") % {"n": line.window.month} for line in lines)]
    for column, title in enumerate([*titles, *(_("环物委的会") for _one in env)]):
        page.write_string(0, column, title, bold)
        page.set_column(column, column, 16)
    for number, one in enumerate(years, 1):
        cells = [one.division.name, *(words_of(line)[0] for line in one.lines), *(f.sentence for f in one.env)]
        for column, words in enumerate(cells):
            page.write_string(number, column, words)
    page.freeze_panes(1, 1)
    book.close()
    return out.getvalue()
