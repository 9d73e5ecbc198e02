"""到期表: twelve months ahead over all the estates of an officer, on screen and as .xlsx."""

import io
from typing import Any

import xlsxwriter
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from gongzhi.bodies import upkeep_access
from gongzhi.bodies.queries.expiry import Expiry, ahead, expiries
from gongzhi.kernel.clock import law_day
from gongzhi.web.dates import cndate
from gongzhi.web.door import Entered, door

A_PAGE, SOON = 50, 90
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@door(upkeep_access.officer_over)
def expiry(request: Entered) -> HttpResponse:
    """What ends, on which day, how many days are left, what to do next and by which rule."""
    on = law_day(request.at)
    rows = expiries(request.here, on=on)
    late = sum(1 for row in rows if row.left <= 0)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "heading": _heading(len(rows), late),
        "sub": _("从%(a)s到%(b)s") % {"a": cndate(on), "b": cndate(ahead(on=on))},
        "table": _table(page.object_list),
        "page": page,
        "divisions": request.here,
    }
    return render(request, "bodies/overview/expiry.html", context)


def _heading(total: int, late: int) -> str:
    if late:
        return _("%(n)s 项已经到期") % {"n": late}
    return _("十二个月内到期 %(n)s 项") % {"n": total} if total else _("十二个月内没有到期的")


def _table(rows: Any) -> dict[str, Any]:
    return {
        "label": _("到期表"),
        "columns": [{"label": label} for label in (_("到期的"), _("在哪里"), _("到期日"), _("下一步"), _("依据"))],
        "rows": [{"cells": _cells(row)} for row in rows],
        "empty": {
            "title": _("没有到期的"),
            "text": _("业委会、物管会、环物委的任期，专职秘书和服务合同，快到期的都会列在这里。"),
        },
    }


def _cells(row: Expiry) -> list[Any]:
    return [
        {"text": row.what, "url": row.url, "note": row.kind},
        {"text": row.place, "note": row.community if row.community != row.place else ""},
        {"text": cndate(row.on), "badge": left_words(row.left), "badge_kind": _mark(row.left)},
        row.step,
        row.cite or "–",
    ]


def _mark(left: int) -> str:
    return "urgent" if left <= 0 else "due" if left <= SOON else "line"


def left_words(left: int) -> str:
    """How many days are left, in words."""
    if left < 0:
        return _("已过 %(n)s 天") % {"n": -left}
    return _("今天到期") if left == 0 else _("还有 %(n)s 天") % {"n": left}


@door(upkeep_access.officer_over)
def expiry_sheet(request: Entered) -> HttpResponse:
    """The whole list as .xlsx."""
    on = law_day(request.at)
    response = HttpResponse(workbook(expiries(request.here, on=on)), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="expiry-{on.isoformat()}.xlsx"'
    return response


def workbook(rows: list[Expiry]) -> bytes:
    """One sheet with a line for each; words stay words, whatever sign they begin with."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet, bold = book.add_worksheet(_("到期表")), book.add_format({"bold": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    titles = (
        _("到期的"),
        _("类型"),
        _("小区或社区"),
        _("社区"),
        _("到期日"),
        _("剩余天数"),
        _("下一步"),
        _("至迟"),
        _("依据"),
    )
    for column, (title, width) in enumerate(zip(titles, (32, 16, 18, 14, 12, 10, 48, 12, 36), strict=True)):
        sheet.write_string(0, column, title, bold)
        sheet.set_column(column, column, width)
    for line, row in enumerate(rows, start=1):
        for column, text in (
            (0, row.what),
            (1, row.kind),
            (2, row.place),
            (3, row.community),
            (6, row.step),
            (8, row.cite),
        ):
            sheet.write_string(line, column, text)
        sheet.write_datetime(line, 4, row.on, day)
        sheet.write_number(line, 5, row.left)
        if row.step_on:
            sheet.write_datetime(line, 7, row.step_on, day)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(rows), 1), len(titles) - 1)
    book.close()
    return out.getvalue()
