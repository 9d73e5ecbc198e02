"""Sheets of tickets taken in, and superiors' tables filled."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.documents.models import StoredFile
from gongzhi.documents.queries import file_content
from gongzhi.documents.tables.filling import fill_template
from gongzhi.issues import machine_access as access
from gongzhi.issues.actions.add_layout import add_layout
from gongzhi.issues.actions.discard_tickets import discard_tickets
from gongzhi.issues.actions.drop_layout import drop_layout
from gongzhi.issues.actions.import_issues import import_issues, reason_against
from gongzhi.issues.actions.preview_tickets import map_tickets, preview_tickets, read_sheet
from gongzhi.issues.cites import MEASURES
from gongzhi.issues.forms.machines import ColumnsForm, LayoutForm, SheetForm
from gongzhi.issues.models import Layout, Source, TicketSheet
from gongzhi.issues.queries import ledger
from gongzhi.issues.queries.tallies import narrowed
from gongzhi.issues.states import SheetState
from gongzhi.issues.views.frame import sent_file
from gongzhi.issues.views.machines_frame import XLSX, attached, done_by, show
from gongzhi.kernel.clock import law_day
from gongzhi.places.models import Division
from gongzhi.web.door import Entered, door

A_PAGE = 30


@door(access.office_over, "GET", "POST")
def sheets(request: Entered, division: str) -> HttpResponse:
    """Upload a sheet of tickets; the sheets so far."""
    here: Division = request.here
    form = SheetForm(request.POST or None, request.FILES or None)
    refused = None
    if request.method == "POST" and form.is_valid():
        given = {"source": form.cleaned_data["source"], **sent_file(form.cleaned_data["file"])}
        made, refused = done_by(request, preview_tickets, form, division=here, **given)
        if made is not None:
            return redirect("issues:ticket_sheet", division, made.pk)
    rows = TicketSheet.objects.filter(division=here).order_by("-pk")
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    lines = [{"sheet": row, "source": str(Source(row.source).label)} for row in page.object_list]
    return show(request, "sheets", here, form=form, refused=refused, page=page, lines=lines)


@door(access.get_sheet_for, "GET", "POST")
def sheet(request: Entered, division: str, sheet_id: int) -> HttpResponse:
    """What the sheet would bring and what is doubtful in it; the columns may be corrected."""
    return _sheet(request, request.here, None)


def _sheet(request: Entered, one: TicketSheet, refused: Any) -> HttpResponse:
    here, at = one.division, request.at
    stored = StoredFile.objects.get(pk=one.file_id, division_id=here.pk)
    source = str(Source(one.source).label)
    if one.state != SheetState.PREVIEWED:
        return show(request, "sheet_done", here, sheet=one, file_name=stored.name, source=source, totals=_totals(one))
    reading = read_sheet(here, one.source, file_content(stored), stored.name, one.mapping, at=at)
    posted = request.POST if request.method == "POST" and refused is None else None
    form = ColumnsForm(posted, columns=reading.columns)
    if posted is not None and form.is_valid():
        made, refused = done_by(request, map_tickets, form, sheet=one, mapping=form.mapping(one.mapping))
        if made is not None:
            return redirect("issues:ticket_sheet", here.pk, one.pk)
    problems = sorted(reading.problems, key=lambda row: (row.severity != "block", row.row))
    page = Paginator(problems, A_PAGE).get_page(request.GET.get("page"))
    return show(
        request,
        "sheet",
        here,
        form=form,
        refused=refused,
        sheet=one,
        file_name=stored.name,
        source=source,
        totals=_totals(one),
        reading=reading,
        blocked=reason_against(reading) if reading.blocked_rows else None,
        page=page,
        added=reading.added[:10],
        changed=reading.changed[:10],
        cite=MEASURES,
    )


def _totals(one: TicketSheet) -> list[dict[str, Any]]:
    names = {"rows": _("行"), "added": _("新增"), "changed": _("来源有更新"), "blocked_rows": _("行不能导入")}
    return [{"value": f"{one.summary[key]:,}", "label": label} for key, label in names.items()]


@door(access.get_sheet_for, "POST")
def take_in(request: Entered, division: str, sheet_id: int) -> HttpResponse:
    """Takes the sheet in, whole or not at all."""
    leave_out = request.POST.get("leave_out") == "yes"
    made, refused = done_by(request, import_issues, sheet=request.here, leave_out=leave_out)
    if made is None:
        return _sheet(request, request.here, refused)
    return redirect("issues:ticket_sheet", division, sheet_id)


@door(access.get_sheet_for, "POST")
def give_up(request: Entered, division: str, sheet_id: int) -> HttpResponse:
    """Gives the sheet up."""
    discard_tickets(
        sheet=request.here,
        by=request.person,
        at=request.at,
        idempotency_key=request.POST.get("idempotency_key") or None,  # type: ignore[call-arg]
    )
    return redirect("issues:sheets", division)


@door(access.office_over, "GET", "POST")
def layouts(request: Entered, division: str) -> HttpResponse:
    """Superiors' tables kept here, how to mark one, and a form for another."""
    here: Division = request.here
    form = LayoutForm(request.POST or None, request.FILES or None)
    refused = None
    if request.method == "POST" and form.is_valid():
        given = {"name": form.cleaned_data["name"], **sent_file(form.cleaned_data["file"])}
        made, refused = done_by(request, add_layout, form, division=here, **given)
        if made is not None:
            return redirect("issues:layouts", division)
    rows = Layout.objects.filter(division=here, ended_at__isnull=True).order_by("name")
    marks = [("{{" + name + "}}", example) for name, example in ledger.MARKS.items()]
    whole = [("{{" + name + "}}", example) for name, example in ledger.WHOLE.items()]
    return show(
        request,
        "layouts",
        here,
        form=form,
        refused=refused,
        layouts=rows,
        marks=marks,
        whole=whole,
        own_url=reverse("issues:sheet", args=[division]) + "?only=all",
    )


@door(access.get_layout_for)
def fill(request: Entered, division: str, layout_id: int) -> HttpResponse:
    """The superior's table filled with the issues of a list."""
    layout: Layout = request.here
    here, at = layout.division, request.at
    rows, _kept = narrowed(access.issues_below(here), {"only": "all", **request.GET.dict()}, at)
    found = ledger.lines(ledger.ready(rows.order_by("received_at", "pk"))[: ledger.MOST], at)
    content = file_content(StoredFile.objects.get(pk=layout.file_id, division_id=here.pk))
    filled = fill_template(content, found, ledger.whole_of(here, found, at), tuple(ledger.MARKS))
    return attached(filled, XLSX, f"layout-{layout.pk}-{law_day(at)}.xlsx")


@door(access.get_layout_for, "POST")
def drop(request: Entered, division: str, layout_id: int) -> HttpResponse:
    """Gives a layout up."""
    drop_layout(
        layout=request.here,
        by=request.person,
        at=request.at,
        idempotency_key=request.POST.get("idempotency_key") or None,  # type: ignore[call-arg]
    )
    return redirect("issues:layouts", division)
