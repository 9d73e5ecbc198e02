"""The bank's side of the book: every account with what waits; one account with its lines and months."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.fund import access
from gongzhi.fund.bank_access import get_bank_for, sees_names
from gongzhi.fund.models import BankStatement, Book, MoneyAccount
from gongzhi.fund.queries.bank_lines import lines_of, since_the_book, unasked
from gongzhi.fund.queries.bank_pages import BankState, MonthState, accounts_state, months_of, names_on
from gongzhi.fund.queries.ledger_closing import month_words
from gongzhi.fund.queries.reconciling import Unreconciled, unchecked, unreconciled
from gongzhi.fund.views.bank_frame import frame, page_of, share, title_of
from gongzhi.kernel.clock import law_day
from gongzhi.web.dates import cndate
from gongzhi.web.door import Entered, door
from gongzhi.web.figures import fen

FILTERS = ("open", "out", "matched", "all")


@door(access.get_book_for)
def home(request: Entered, code: str) -> HttpResponse:
    """Accounts in banks: how far the statements reach, what is not matched, which months are not reconciled."""
    book: Book = request.here
    today = law_day(request.at)
    states = accounts_state(book, today=today)
    late = {
        (one.money.pk, one.month): one
        for one in unreconciled([book.estate], request.at)[book.estate_id]
        if one.due_on < today
    }
    context = {
        "estate": book.estate,
        "rows": [_row(one, late, code) for one in states],
        "out": sum(one.out for one in states),
        "waiting": sum(one.waiting for one in states),
        "months": sum(len(one.months) for one in states),
        "unchecked": [
            {"title": f"{title_of(row.money)} {month_words(row.month)}", "url": _month_url(row.money, row.month, code)}
            for row in unchecked([book.estate_id]).get(book.estate_id, [])
        ],
        "keeps": access.is_bookkeeper(request.person, book.estate, at=request.at),
    }
    return render(request, "fund/bank_home.html", context)


def _month_url(money: MoneyAccount, month: Any, code: str) -> str:
    return reverse("fund:bank_month", args=[code, money.account.code, f"{month:%Y-%m}"])


def _row(one: BankState, late: dict[Any, Unreconciled], code: str) -> dict[str, Any]:
    account = one.money.account.code
    done = one.lines - one.waiting
    return {
        "title": title_of(one.money),
        "bank": one.money.bank,
        "tail": one.money.tail,
        "url": reverse("fund:bank_account", args=[code, account]),
        "import_url": reverse("fund:bank_import", args=[code, account]),
        "match_url": reverse("fund:bank_match", args=[code, account]),
        "until": one.until,
        "lines": one.lines,
        "done": done,
        "width": share(done, one.lines),
        "waiting": one.waiting,
        "out": one.out,
        "out_url": reverse("fund:bank_account", args=[code, account]) + "?show=out",
        "month": {
            "label": month_words(one.months[0]),
            "url": _month_url(one.money, one.months[0], code),
            "late": (one.money.pk, one.months[0]) in late,
        }
        if one.months
        else None,
        "months": len(one.months),
    }


@door(get_bank_for)
def account(request: Entered, code: str, account: str) -> HttpResponse:
    """The lines of one account, its statements and months."""
    money: MoneyAccount = request.here
    book = Book.objects.get(estate_id=money.estate_id)
    show = request.GET.get("show", "")
    show = show if show in FILTERS else "open"
    rows = lines_of(money)
    moving = rows.filter(neutral=False).exclude(amount_fen=0)
    red = {
        one.line_id for one in unasked([money.estate_id], on=law_day(request.at)) if one.account == money.account.code
    }
    chosen = {
        "open": since_the_book(moving).filter(match_id__isnull=True),
        "out": moving.filter(pk__in=red),
        "matched": rows.filter(match_id__isnull=False),
        "all": rows,
    }
    page = page_of(request, chosen[show])
    whole = sees_names(request.person, money, at=request.at)
    statements = BankStatement.objects.filter(estate_id=money.estate_id, money=money).order_by("-last_on", "-pk")
    months = months_of(money, from_on=book.from_on, today=law_day(request.at))
    context = {
        **frame(money),
        "show": show,
        "filters": [
            {"label": words, "value": name, "active": name == show}
            for name, words in zip(FILTERS, (_("没有勾对的"), _("无申请的支出"), _("已勾对的"), _("全部")), strict=True)
        ],
        "page": page,
        "table": _table(page.object_list, whole, red, code, account, begun=book.from_on),
        "statements": statements[:12],
        "months": [_month(one, money, code) for one in months[:18]],
        "keeps": access.is_bookkeeper(request.person, money.estate, at=request.at),
        "out": len(red),
        "waiting": chosen["open"].count(),
    }
    return render(request, "fund/bank_account.html", context)


def _month(one: MonthState, money: MoneyAccount, code: str) -> dict[str, Any]:
    badge, kind = _("没有对账"), "due"
    if one.done is not None:
        badge, kind = (_("已核对"), "done") if one.done.checked_at else (_("待第二人核对"), "due")
    return {"label": month_words(one.month), "url": _month_url(money, one.month, code), "badge": badge, "kind": kind}


def _table(rows: Any, whole: bool, red: set[int], code: str, account: str, *, begun: date) -> dict[str, Any]:
    lines = list(rows)
    names = names_on(lines, whole=whole)
    found = []
    for row in lines:
        other, words = names[row.pk]
        text, kind = (_("已勾对"), "done") if row.match_id else (_("没有勾对"), "due")
        if row.neutral or not row.amount_fen:
            text, kind = _("不计收支"), "line"
        elif row.on < begun:
            text, kind = _("早于建账"), "line"
        elif row.pk in red:
            text, kind = _("无申请的支出"), "urgent"
        url = reverse("fund:bank_line", args=[code, account, row.pk])
        found.append(
            {
                "cells": [
                    {"text": cndate(row.on), "url": url, "badge": text, "badge_kind": kind},
                    fen(row.amount_fen),
                    fen(row.balance_fen) if row.balance_fen is not None else "—",
                    other or "—",
                    words or "—",
                ]
            }
        )
    return {
        "label": _("流水"),
        "columns": [
            {"label": _("日期")},
            {"label": _("收付"), "n": True},
            {"label": _("余额"), "n": True},
            {"label": _("对方")},
            {"label": _("摘要")},
        ],
        "rows": found,
        "empty": {"title": _("没有这样的流水"), "text": _("换一个筛选，或者先导入对账单。")},
    }
