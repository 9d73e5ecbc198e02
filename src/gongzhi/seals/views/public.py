"""What everyone reads of seals: which there are, who keeps them by post, what they were put to; nobody's name."""

import io
from typing import Any

import xlsxwriter
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.documents.models import Document
from gongzhi.kernel.clock import law_day
from gongzhi.places.models import Estate
from gongzhi.register.access import estate_public
from gongzhi.seals.models import Keeping, Seal, SealEvent
from gongzhi.seals.queries import disclosure
from gongzhi.seals.queries.disclosure import Period
from gongzhi.seals.queries.rules import disclosure_of
from gongzhi.seals.queries.uses import PublicUse, shown, uses_within
from gongzhi.seals.states import SealState
from gongzhi.seals.views.desk import AWAY, KINDS
from gongzhi.seals.views.frame import name_of
from gongzhi.web.dates import cndate
from gongzhi.web.door import Entered, door
from gongzhi.web.public_tabs import public_tabs

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PERIODS = 4


@door(estate_public)
def seals(request: Entered, code: str) -> HttpResponse:
    """Seals, keepers by post, notices, uses a half-year; receipts and certificates are counted, not named."""
    estate: Estate = request.here
    on = law_day(request.at)
    rows = list(Seal.objects.select_related("body").filter(estate=estate).order_by("state", "serial"))
    keepers = {k.seal_id: k for k in Keeping.objects.filter(estate=estate, until_on__isnull=True)}
    told = SealEvent.objects.filter(estate=estate, document_id__isnull=False).order_by("-pk")
    papers = Document.objects.in_bulk([one.document_id for one in told])
    for one in rows:
        one.body.estate = estate
    home = reverse("desk:public", args=[code])
    context = {
        "estate": {"name": estate.name, "place": estate.community.name, "url": home},
        "about": estate,
        "nav": public_tabs(code, ""),
        "sign_in_url": reverse("people:sign_in"),
        "page_url": f"{settings.PUBLIC_ADDRESS}{reverse('seals:public', args=[code])}",
        "home": home,
        "seals": [
            {
                "name": name_of(one),
                "seal": one,
                "kind": KINDS[SealState(one.state)],
                "keeper": keepers[one.pk].post if one.pk in keepers and one.state not in AWAY else "",
                "since": keepers[one.pk].from_on if one.pk in keepers else None,
            }
            for one in rows
        ],
        "gone": [name_of(one) for one in rows if one.state in (SealState.LOST, SealState.DAMAGED, SealState.HELD)],
        "kept": sum(1 for one in rows if one.state == SealState.KEPT),
        "notices": [papers[one.document_id] for one in told if one.document_id in papers],
        "rule": disclosure_of(rows[-1].body, on=on) if rows else None,
        "periods": _periods(estate, on) if rows else [],
    }
    return render(request, "seals/public.html", context)


def _periods(estate: Estate, on: Any) -> list[dict[str, Any]]:
    documents = disclosure.documents_of(estate)
    return [
        {
            "name": one.name,
            "n": len(lines),
            "late": sum(1 for line in lines if line.late),
            "document": documents.get(disclosure.ref_of(one)),
            "table": table_of(lines, one),
        }
        for one in disclosure.periods_of(estate, on=on)[:PERIODS]
        for lines in ([shown(use) for use in uses_within(estate, one.from_on, one.until_on)],)
    ]


def table_of(lines: list[PublicUse], period: Period) -> dict[str, Any]:
    """The uses of a half-year as a table, the latest first."""
    return {
        "label": period.name,
        "columns": [
            {"label": _("日期")},
            {"label": _("用途")},
            {"label": _("印章")},
            {"label": _("依据")},
            {"label": _("份数"), "n": True},
        ],
        "rows": [
            {
                "cells": [
                    cndate(one.on),
                    {
                        "text": f"{one.use}{_('：')}{one.title}" if one.title else one.use,
                        "note": one.note,
                        **({"badge": _("晚登记"), "badge_kind": "urgent"} if one.late else {}),
                    },
                    one.seal,
                    one.basis or _("不须另有决定"),
                    one.copies,
                ]
            }
            for one in reversed(lines)
        ],
        "empty": {"title": _("这半年没有用过印"), "text": _("每一次用印都会写在这里。")},
    }


@door(estate_public)
def sheet(request: Entered, code: str) -> HttpResponse:
    """Every use as everyone may read it, as .xlsx."""
    estate: Estate = request.here
    on = law_day(request.at)
    last = disclosure.periods_of(estate, on=on)
    lines = [shown(use) for use in uses_within(estate, last[-1].from_on, last[0].until_on)]
    response = HttpResponse(workbook(lines), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="seals-{estate.code}-{on.isoformat()}.xlsx"'
    return response


def workbook(lines: list[PublicUse]) -> bytes:
    """One sheet with a line for each use; words stay words, whatever sign they begin with."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    page, bold = book.add_worksheet(_("用印台账")), book.add_format({"bold": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    titles = ((_("日期"), 12), (_("印章"), 16), (_("用途"), 20), (_("名称"), 40), (_("依据"), 40), (_("份数"), 8))
    for column, (title, width) in enumerate((*titles, (_("说明"), 40))):
        page.write_string(0, column, title, bold)
        page.set_column(column, column, width)
    for n, line in enumerate(lines, start=1):
        page.write_datetime(n, 0, line.on, day)
        for column, text in enumerate((line.seal, line.use, line.title, line.basis), start=1):
            page.write_string(n, column, text)
        page.write_number(n, 5, line.copies)
        page.write_string(n, 6, line.note)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, max(len(lines), 1), len(titles))
    book.close()
    return out.getvalue()
