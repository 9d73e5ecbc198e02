"""Months of the ledger: which are closed, and the closing of the next."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.fund import access
from gongzhi.fund.actions.close_month import close_month
from gongzhi.fund.cites import BOOKS
from gongzhi.fund.forms.ledger import CloseMonthForm
from gongzhi.fund.models import Book
from gongzhi.fund.queries.ledger_closing import Month, month_words, months_of, next_to_close, obstacles, warnings
from gongzhi.fund.views.trying import act_page
from gongzhi.web.dates import cndatetime
from gongzhi.web.door import Entered, door
from gongzhi.web.figures import short_hash
from gongzhi.web.trying import form_for


@door(access.get_book_for)
def months(request: Entered, code: str) -> HttpResponse:
    """Every month, the latest first."""
    book: Book = request.here
    rows = list(months_of(book, at=request.at))
    turn = next((row for row in rows if row.state == "next"), None)
    context = {
        "estate": book.estate,
        "turn": turn,
        "turn_words": month_words(turn.month) if turn else "",
        "table": _table(rows, code),
        "keeps": access.is_bookkeeper(request.person, book.estate, at=request.at),
        "crumb": {"label": _("结账"), "url": reverse("fund:months", args=[code])},
    }
    return render(request, "fund/ledger_months.html", context)


def _table(rows: list[Month], code: str) -> dict[str, Any]:
    badges = {"closed": (_("已结账"), "done"), "next": (_("该结账了"), "due"), "open": (_("还没有结账"), "line")}
    lines = []
    for row in rows:
        text, kind = badges[row.state]
        close = row.close
        numbers = f"{close.first}–{close.last}" if close and close.last >= close.first else "—"
        list_url = f"{reverse('fund:ledger', args=[code])}?month={row.month:%Y-%m}"
        lines.append(
            {
                "cells": [
                    {"text": month_words(row.month), "url": list_url, "badge": text, "badge_kind": kind},
                    str(row.entries),
                    numbers if close else "—",
                    cndatetime(close.at) if close else "—",
                    short_hash(close.digest) if close else "—",
                ]
            }
        )
    return {
        "label": _("月份"),
        "columns": [
            {"label": _("月份")},
            {"label": _("笔数"), "n": True},
            {"label": _("凭证号")},
            {"label": _("结账时间")},
            {"label": _("校验")},
        ],
        "rows": lines,
    }


@door(access.get_book_for, "GET", "POST")
def close(request: Entered, code: str) -> HttpResponse:
    """Close the month whose turn it is, after what should be seen was read."""
    book: Book = request.here
    month = next_to_close(book)
    stops = obstacles(book, month, at=request.at)
    found = [] if stops else warnings(book, month)
    return act_page(
        request,
        form_for(request, CloseMonthForm, warned=bool(found)),
        close_month,
        estate=book.estate,
        back=(_("结账"), reverse("fund:months", args=[code])),
        heading=_("结%(month)s的账") % {"month": month_words(month)},
        sub=_("结账以后这个月不能再记账，凭证按日期编号，一个不缺。以后发现错了，在当月冲销、重记。"),
        cites=(BOOKS,),
        warns=tuple([one.words for one in found] + [reason.text for reason in stops]),
        word=_("结账"),
        book=book,
        month=month,
    )
