"""What else everyone reads: the published statements, budgets and allowances, the modes of service, a year as a workbook."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.bodies.models import Appointment
from gongzhi.documents.models import Document
from gongzhi.fund import access
from gongzhi.fund.cites import PUBLISHED
from gongzhi.fund.models import AllowanceRule, Book, Budget
from gongzhi.fund.public_access import public_estate
from gongzhi.fund.queries.bases import decided_page, title_of
from gongzhi.fund.queries.budgets import LineUse
from gongzhi.fund.queries.ledger_closing import month_words
from gongzhi.fund.queries.periods import month_of, next_month
from gongzhi.fund.queries.public_sheet import workbook
from gongzhi.fund.queries.publications import late_words, published_spans, waiting
from gongzhi.fund.views.public_frame import public_frame
from gongzhi.kernel.clock import law_day
from gongzhi.places.models import Estate
from gongzhi.web.dates import cndate
from gongzhi.web.door import Entered, door
from gongzhi.web.figures import fen, percent, share_bp
from gongzhi_law.fund import FUND_NAMES, MODE_NAMES, FundKind, Mode, mode_rule

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@door(access.public_book)
def publications(request: Entered, code: str) -> HttpResponse:
    """Every statement that was published, and what is not published yet."""
    book: Book = request.here
    on = law_day(request.at)
    rows = published_spans(book.estate)
    known = Document.objects.in_bulk([row.document for row in rows])
    late = waiting(book, at=request.at)
    context = {
        **public_frame(request, book.estate),
        "page_title": _("历次公示"),
        "heading": _("收支公示 %(n)s 期") % {"n": len(rows)} if rows else _("还没有公示过收支"),
        "sub": _("期初＋收入－支出＝期末，每期一份文件，有文号和指纹。"),
        "cites": [PUBLISHED],
        "late": [(late_words(row, on=on), "urgent" if row.due_on < on else "due") for row in late],
        "rows": [
            {
                "title": row.span.words,
                "number": known[row.document].number,
                "on": cndate(row.at),
                "again": row.again,
                "url": reverse("documents:document", args=[row.document]),
                "pdf": reverse("documents:pdf", args=[row.document]),
                "ask": reverse("fund:public_ask", args=[code]) + f"?publication={row.row}",
            }
            for row in rows
        ],
        "years": sorted({row.span.from_on.year for row in rows}, reverse=True),
    }
    return render(request, "fund/public_publications.html", context)


@door(access.public_book)
def sheet(request: Entered, code: str) -> HttpResponse:
    """A year of statements and lines as a workbook."""
    book: Book = request.here
    today = law_day(request.at)
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else today.year
    year = min(max(year, book.from_on.year), today.year)
    response = HttpResponse(workbook(book, year=year, until=next_month(month_of(today))), content_type=SHEET)
    response["Content-Disposition"] = f'attachment; filename="fund-{book.estate.code}-{year}.xlsx"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def budget_view(budget: Budget, uses: list[LineUse], estate: Estate) -> dict[str, Any]:
    """A budget with its lines as bars: what is paid and asked for of each."""
    budget.estate = estate
    total = sum(use.line.amount_fen for use in uses)
    return {
        "budget": budget,
        "title": budget.title,
        "fund": _(FUND_NAMES[FundKind(budget.fund)]),
        "total": total,
        "paid": sum(use.paid_fen for use in uses),
        "basis": title_of(budget),
        "basis_url": decided_page(budget),
        "lines": [
            {
                "label": f"{use.line.account.title}{_('：')}{use.line.words}",
                "amount": use.line.amount_fen,
                "paid": use.paid_fen,
                "asked": use.asked_fen,
                "left": use.left_fen,
                "width": percent(min(share_bp(use.paid_fen + use.asked_fen, use.line.amount_fen), 10_000)),
            }
            for use in uses
        ],
    }


@door(access.public_book)
def allowances(request: Entered, code: str) -> HttpResponse:
    """What posts are paid a month, as the owners decided (L1.4); nobody is named."""
    book: Book = request.here
    context = {
        **public_frame(request, book.estate),
        "page_title": _("津贴标准"),
        "heading": _("委员津贴按业主的决定发"),
        "sub": _("每个职务每月多少、从什么时候起、依据哪项决定。每一笔都在收支明细里。"),
        "table": allowance_table(book.estate),
    }
    return render(request, "fund/public_allowances.html", context)


def allowance_table(estate: Estate) -> dict[str, Any]:
    """What each post is paid a month, since when, on which decision; nobody is named."""
    rows: QuerySet[AllowanceRule] = AllowanceRule.objects.filter(estate=estate, until_on__isnull=True)
    found = rows.select_related(
        "basis__resolution__motion__assembly", "basis__resolution__option", "basis__decision__item", "basis__estate"
    )
    return {
        "label": _("津贴标准"),
        "columns": [{"label": _("职务")}, {"label": _("每月"), "n": True}, {"label": _("起")}, {"label": _("依据")}],
        "rows": [
            [
                str(Appointment.Role(row.role).label),
                fen(row.month_fen),
                month_words(row.from_on),
                {"text": title_of(row.basis), "url": decided_page(row.basis)},
            ]
            for row in found.order_by("role")
        ],
        "empty": {"title": _("没有津贴"), "text": _("业主大会没有决定给谁发津贴。")},
    }


@door(public_estate)
def modes(request: Entered, code: str) -> HttpResponse:
    """Which money stands in the owners' books under each mode of service, and what a change by vote would change (A6.5)."""
    estate: Estate = request.here
    on = law_day(request.at)
    rules = [mode_rule(mode, on=on, place=estate.place) for mode in Mode]
    now = mode_rule(estate.management, on=on, place=estate.place)
    context = {
        **public_frame(request, estate),
        "page_title": _("管理方式和账"),
        "heading": _("现在是%(mode)s") % {"mode": _(MODE_NAMES[now.mode])},
        "sub": _("改变管理方式由业主共同决定。决定以后，业主的账里有哪些钱随之改变；已有的账不动。"),
        "cites": ["《民法典》第278条", "《民法典》第284条"],
        "rows": [
            {
                "name": _(MODE_NAMES[rule.mode]),
                "now": rule.mode is now.mode,
                "kinds": [_(FUND_NAMES[kind]) for kind in rule.kinds],
                "more": [_(FUND_NAMES[kind]) for kind in rule.kinds if kind not in now.kinds],
                "less": [_(FUND_NAMES[kind]) for kind in now.kinds if kind not in rule.kinds],
                "sentence": rule.sentence,
            }
            for rule in rules
        ],
    }
    return render(request, "fund/public_modes.html", context)
