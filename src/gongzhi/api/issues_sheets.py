"""Sheets of tickets taken in, superiors' tables filled: the same acts as the pages."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import File, Form, Router, UploadedFile

from gongzhi.api.door import Asked, Door, acted, sent_file
from gongzhi.api.plain import Given, Page, PageNumber, PageSize, instant, page_of
from gongzhi.documents.models import StoredFile
from gongzhi.documents.queries import file_content
from gongzhi.documents.tables.filling import fill_template
from gongzhi.issues import machine_access
from gongzhi.issues.actions.add_layout import add_layout
from gongzhi.issues.actions.discard_tickets import discard_tickets
from gongzhi.issues.actions.drop_layout import drop_layout
from gongzhi.issues.actions.import_issues import import_issues
from gongzhi.issues.actions.preview_tickets import map_tickets, preview_tickets, read_sheet
from gongzhi.issues.models import Layout, TicketSheet
from gongzhi.issues.queries import ledger, tallies
from gongzhi.issues.states import SheetState
from gongzhi.kernel.errors import BadInput

router = Router()
D = "/divisions/{slug:division}"
SHEET, LAYOUT = f"{D}/issue-sheets/{{int:sheet_id}}", f"{D}/issue-layouts/{{int:layout_id}}"
office = Door(machine_access.office_over)
sheet_door, layout_door = Door(machine_access.get_sheet_for), Door(machine_access.get_layout_for)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class MappingGiven(Given):
    """Letter of a column → field; an empty field leaves the column out."""

    mapping: dict[str, str]


class SheetTaking(Given):
    """Whether rows that cannot be taken in are left out."""

    leave_out: bool = False


def _sheet(row: TicketSheet) -> dict[str, Any]:
    return {
        "id": row.pk,
        "source": row.source,
        "state": row.state,
        "mapping": row.mapping,
        "summary": row.summary,
        "at": instant(row.at),
        "applied_at": instant(row.applied_at),
    }


@router.get(f"{D}/issue-sheets", auth=office, response=Page[dict[str, Any]])
def sheets(request: Asked, division: str, page: PageNumber = 1, size: PageSize = 30) -> dict[str, Any]:
    """The sheets of tickets of a division."""
    return page_of(TicketSheet.objects.filter(division=request.here).order_by("-pk"), page, size, _sheet)


@router.post(f"{D}/issue-sheets", auth=office, response=dict[str, Any])
def preview(
    request: Asked, division: str, file: UploadedFile = File(...), source: str = Form(...), mapping: str = Form("{}")
) -> dict[str, Any]:
    """Reads a sheet (.xlsx, .xls, .csv) and keeps what it would bring; `mapping` is JSON, letter → field."""
    try:
        columns = json.loads(mapping)
    except ValueError:
        columns = None
    if not isinstance(columns, dict) or not all(isinstance(x, str) for pair in columns.items() for x in pair):
        raise BadInput(_("列的对应写得不对。"), {"mapping": _("请写成 JSON：列的字母对应字段名")})
    made = preview_tickets(division=request.here, source=source, mapping=columns, **sent_file(file), **acted(request))
    return _sheet(made)


@router.get(SHEET, auth=sheet_door, response=dict[str, Any])
def sheet(request: Asked, division: str, sheet_id: int) -> dict[str, Any]:
    """A sheet with its columns and the first thousand doubts."""
    row: TicketSheet = request.here
    if row.state != SheetState.PREVIEWED:
        return _sheet(row)
    stored = StoredFile.objects.get(pk=row.file_id, division_id=row.division_id)
    reading = read_sheet(row.division, row.source, file_content(stored), stored.name, row.mapping, at=request.at)
    columns = [{"letter": letter, "title": title, "field": what} for letter, title, what in reading.columns]
    return _sheet(row) | {"columns": columns, "problems": [one.document() for one in reading.problems[:1000]]}


@router.post(f"{SHEET}/mapping", auth=sheet_door, response=dict[str, Any])
def remap(request: Asked, division: str, sheet_id: int, body: MappingGiven) -> dict[str, Any]:
    """Reads the sheet again under another mapping."""
    return _sheet(map_tickets(sheet=request.here, mapping=body.mapping, **acted(request)))


@router.post(f"{SHEET}/import", auth=sheet_door, response=dict[str, Any])
def take_in(request: Asked, division: str, sheet_id: int, body: SheetTaking) -> dict[str, Any]:
    """Takes the sheet in, whole or not at all."""
    return _sheet(import_issues(sheet=request.here, leave_out=body.leave_out, **acted(request)))


@router.post(f"{SHEET}/discard", auth=sheet_door, response=dict[str, Any])
def discard(request: Asked, division: str, sheet_id: int) -> dict[str, Any]:
    """Gives the sheet up."""
    return _sheet(discard_tickets(sheet=request.here, **acted(request)))


def _layout(row: Layout) -> dict[str, Any]:
    return {"id": row.pk, "name": row.name, "made_at": instant(row.made_at), "ended_at": instant(row.ended_at)}


@router.get(f"{D}/issue-layouts", auth=office, response=dict[str, Any])
def layouts(request: Asked, division: str) -> dict[str, Any]:
    """Superiors' tables in use, and the marks that may stand in one."""
    rows = Layout.objects.filter(division=request.here, ended_at__isnull=True).order_by("name")
    return {"layouts": [_layout(row) for row in rows], "marks": dict(ledger.MARKS), "whole": dict(ledger.WHOLE)}


@router.post(f"{D}/issue-layouts", auth=office, response=dict[str, Any])
def new_layout(request: Asked, division: str, file: UploadedFile = File(...), name: str = Form(...)) -> dict[str, Any]:
    """Keeps a superior's table."""
    return _layout(add_layout(division=request.here, name=name, **sent_file(file), **acted(request)))


@router.get(f"{LAYOUT}/filled", auth=layout_door)
def filled(request: Asked, division: str, layout_id: int) -> HttpResponse:
    """The table filled with the issues that the query means (as in the list), as .xlsx."""
    row: Layout = request.here
    given = {"only": "all", **_query(request)}
    rows, _kept = tallies.narrowed(machine_access.issues_below(row.division), given, request.at)
    found = ledger.lines(ledger.ready(rows.order_by("received_at", "pk"))[: ledger.MOST], request.at)
    content = file_content(StoredFile.objects.get(pk=row.file_id, division_id=row.division_id))
    whole = ledger.whole_of(row.division, found, request.at)
    return HttpResponse(fill_template(content, found, whole, tuple(ledger.MARKS)), content_type=XLSX)


def _query(request: HttpRequest) -> dict[str, Any]:
    return dict(request.GET.items())


@router.post(f"{LAYOUT}/drop", auth=layout_door, response=dict[str, Any])
def drop(request: Asked, division: str, layout_id: int) -> dict[str, Any]:
    """Gives a table up."""
    return _layout(drop_layout(layout=request.here, **acted(request)))
