"""A month of an account: the reconciliation as it stands, fixed by one and checked by another."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.documents.models import Document
from gongzhi.fund import access
from gongzhi.fund.actions.check_reconciliation import check_reconciliation
from gongzhi.fund.actions.reconcile_month import reasons_against, reconcile_month
from gongzhi.fund.bank_access import CHECKERS, Month, get_month_for
from gongzhi.fund.models import Book, Reconciliation
from gongzhi.fund.queries.ledger_closing import month_words
from gongzhi.fund.queries.periods import next_month
from gongzhi.fund.queries.reconciling import Sheet, last_day, months_over, sheet_of
from gongzhi.fund.views.bank_frame import entry_words, frame, title_of
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import NotHere, Refused
from gongzhi.people.queries import holds_any
from gongzhi.web.dates import cndate
from gongzhi.web.door import Entered, door
from gongzhi.web.figures import fen
from gongzhi.web.trying import button


@door(get_month_for)
def month(request: Entered, code: str, account: str, month: str) -> HttpResponse:
    """Both sides of the month, what is open on each."""
    return _page(request, request.here)


@door(get_month_for, "POST")
def fix(request: Entered, code: str, account: str, month: str) -> HttpResponse:
    """Fix the sheet of the month."""
    here: Month = request.here
    tried = button(request, reconcile_month, money=here.money, month=here.first)
    if tried.refused is not None:
        return _page(request, here, tried.refused)
    return redirect("fund:bank_month", code, account, month)


@door(get_month_for, "POST")
def check(request: Entered, code: str, account: str, month: str) -> HttpResponse:
    """Check it as the second person."""
    here: Month = request.here
    done = Reconciliation.objects.filter(estate_id=here.money.estate_id, money=here.money, month=here.first).first()
    if done is None:
        raise NotHere
    done.money = here.money
    tried = button(request, check_reconciliation, reconciliation=done)
    if tried.refused is not None:
        return _page(request, here, tried.refused)
    return redirect("fund:bank_month", code, account, month)


def _page(request: Entered, here: Month, refused: Refused | None = None) -> HttpResponse:
    money, at = here.money, request.at
    book = Book.objects.get(estate_id=money.estate_id)
    if here.first not in months_over(money, from_on=book.from_on, today=law_day(at)):
        raise NotHere
    done = Reconciliation.objects.filter(estate_id=money.estate_id, money=money, month=here.first).first()
    sheet = sheet_of(money, here.first)
    person = request.person
    reasons = reasons_against(sheet) if done is None else []
    args = [money.estate.code, money.account.code, f"{here.first:%Y-%m}"]
    following = next_month(here.first)
    context: dict[str, Any] = {
        **frame(money),
        "refused": refused,
        "month_words": month_words(here.first),
        "until": last_day(here.first),
        "done": done,
        "document": Document.objects.filter(pk=done.document_id or 0).first() if done is not None else None,
        "reasons": reasons,
        "table": _figures(sheet, done),
        "lines": _open_lines(sheet, args) if done is None else _kept(done.open_lines),
        "postings": [[entry_words(row)] for row in sheet.postings] if done is None else _kept(done.open_postings),
        "keeps": access.is_bookkeeper(person, money.estate, at=at),
        "may_check": done is not None
        and done.checked_at is None
        and person.pk != done.person_id
        and holds_any(person, CHECKERS, money.estate, at=at),
        "fix_url": reverse("fund:bank_fix", args=args),
        "check_url": reverse("fund:bank_check", args=args),
        "next_url": reverse("fund:bank_month", args=[*args[:2], f"{following:%Y-%m}"])
        if next_month(following) <= law_day(at)
        else "",
        "name": title_of(money),
    }
    return render(request, "fund/bank_month.html", context, status=409 if refused else 200)


def _kept(rows: list[dict[str, Any]]) -> list[list[str]]:
    return [[f"{cndate(date.fromisoformat(row['on']))} {fen(row['amount_fen'])}"] for row in rows]


def _open_lines(sheet: Sheet, args: list[str]) -> list[list[Any]]:
    return [
        [
            {
                "text": f"{cndate(row.on)} {fen(row.amount_fen)}",
                "url": reverse("fund:bank_line", args=[*args[:2], row.pk]),
            }
        ]
        for row in sheet.lines
    ]


def _figures(sheet: Sheet, done: Reconciliation | None) -> dict[str, Any] | None:
    """银行存款余额调节表: two columns of the book, two of the bank."""
    if done is not None:
        book, bank = done.book_fen, done.bank_fen
        lines = [row["amount_fen"] for row in done.open_lines]
        booked = [row["amount_fen"] for row in done.open_postings]
    elif sheet.sums is not None:
        book, bank = sheet.sums.book_fen, sheet.sums.bank_fen
        lines = [row.amount_fen for row in sheet.lines]
        booked = [row.amount_fen for row in sheet.postings]
    else:
        return None
    plus, minus = sum(x for x in lines if x > 0), -sum(x for x in lines if x < 0)
    more, less = sum(x for x in booked if x > 0), -sum(x for x in booked if x < 0)
    return {
        "label": _("银行存款余额调节表"),
        "columns": [
            {"label": _("账上")},
            {"label": _("账上金额"), "n": True},
            {"label": _("银行")},
            {"label": _("银行金额"), "n": True},
        ],
        "rows": [
            {"cells": [_("账面余额"), fen(book), _("对账单余额"), fen(bank)]},
            {"cells": [_("加：银行已收、账上未收"), fen(plus), _("加：账上已收、银行未收"), fen(more)]},
            {"cells": [_("减：银行已付、账上未付"), fen(minus), _("减：账上已付、银行未付"), fen(less)]},
        ],
        "foot": [_("调节后余额"), fen(book + plus - minus), _("调节后余额"), fen(bank + more - less)],
    }
