"""The list of agreed items as .xlsx."""

import io

import xlsxwriter
from django.http import HttpResponse
from django.utils.translation import gettext as _

from gongzhi.kernel.clock import law_day
from gongzhi.meetings import access
from gongzhi.meetings.queries import agreed as queries
from gongzhi.meetings.queries.agreed import Line, lines_of, narrowed, party_of
from gongzhi.meetings.views.minutes_agreed import asked_of
from gongzhi.places.models import Division
from gongzhi.web.door import Entered, door

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@door(access.get_community_for)
def sheet(request: Entered, division: str) -> HttpResponse:
    """The filtered list as .xlsx."""
    here: Division = request.here
    on = law_day(request.at)
    rows = narrowed(queries.of_division(here), **asked_of(request), on=on)
    response = HttpResponse(workbook(lines_of(rows, on=on)), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="agreed-{here.pk}-{on.isoformat()}.xlsx"'
    return response


def workbook(lines: list[Line]) -> bytes:
    """One sheet with a line for each item; words stay words, whatever sign they begin with."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet, bold = book.add_worksheet(_("议定事项")), book.add_format({"bold": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    titles = (
        (_("会议"), 28),
        (_("序号"), 8),
        (_("小区"), 16),
        (_("议定做什么"), 48),
        (_("责任方"), 24),
        (_("期限"), 12),
        (_("状态"), 14),
        (_("逾期天数"), 10),
        (_("最近进展"), 48),
        (_("进展日期"), 12),
    )
    for column, (title, width) in enumerate(titles):
        sheet.write_string(0, column, title, bold)
        sheet.set_column(column, column, width)
    for n, line in enumerate(lines, start=1):
        item = line.item
        for column, text in (
            (0, item.sitting.title),
            (2, item.about.name if item.about else _("整个社区")),
            (3, item.words),
            (4, party_of(item)),
            (6, str(item.get_state_display())),
            (8, line.newest.words if line.newest else ""),
        ):
            sheet.write_string(n, column, text)
        sheet.write_number(n, 1, item.number)
        sheet.write_datetime(n, 5, item.due_on, day)
        sheet.write_number(n, 7, line.late)
        if line.newest:
            sheet.write_datetime(n, 9, law_day(line.newest.at), day)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(lines), 1), len(titles) - 1)
    book.close()
    return out.getvalue()
