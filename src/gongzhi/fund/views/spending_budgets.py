"""Budgets on the desk and for everyone: lines, what is paid, what is left."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.fund import access, spending_access
from gongzhi.fund.actions.adopt_budget import adopt_budget
from gongzhi.fund.actions.draft_budget import draft_budget
from gongzhi.fund.actions.drop_budget import drop_budget
from gongzhi.fund.cites import DECIDES, FUND_RULES
from gongzhi.fund.forms.spending_budget import AdoptForm, BudgetForm
from gongzhi.fund.models import Account, Book, Budget
from gongzhi.fund.queries.bases import (
    decided_page,
    decisions_to_read,
    resolutions_to_read,
    stopped,
    title_of,
)
from gongzhi.fund.queries.budgets import budgets_of, use_of
from gongzhi.fund.queries.chart import accounts_of
from gongzhi.fund.states import BudgetState
from gongzhi.fund.views.public_frame import public_frame
from gongzhi.fund.views.spending_frame import home_of
from gongzhi.fund.views.trying import act_page
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import Refused
from gongzhi.web.door import Entered, door
from gongzhi.web.trying import button, form_for
from gongzhi_law.fund import FUND_NAMES, FundKind

KINDS = {"draft": "due", "adopted": "done", "dropped": "line"}


def _row(budget: Budget, uses: list[Any], url: str) -> dict[str, Any]:
    total = sum(use.line.amount_fen for use in uses)
    paid = sum(use.paid_fen for use in uses)
    return {
        "budget": budget,
        "fund": _(FUND_NAMES[FundKind(budget.fund)]),
        "kind": KINDS[budget.state],
        "total": total,
        "paid": paid,
        "width": _width(paid, total),
        "url": url,
    }


def _width(part: int, whole: int) -> str:
    return f"{min(100, part * 100 // whole) if whole else 0}%"


def _lines(uses: list[Any]) -> list[dict[str, Any]]:
    return [
        {
            "use": use,
            "width": _width(use.paid_fen, use.line.amount_fen),
            "asked": _width(use.paid_fen + use.asked_fen, use.line.amount_fen),
        }
        for use in uses
    ]


@door(access.get_book_for)
def budgets(request: Entered, code: str) -> HttpResponse:
    """Every budget with what of it is spent."""
    book: Book = request.here
    rows = budgets_of(book.estate)
    uses = use_of(rows)
    context = {
        "estate": book.estate,
        "crumb": _crumb(code),
        "rows": [_row(one, uses[one.pk], reverse("fund:budget", args=[code, one.pk])) for one in rows],
        "keeps": access.is_bookkeeper(request.person, book.estate, at=request.at),
    }
    return render(request, "fund/spending_budgets.html", context)


@door(access.get_book_for, "GET", "POST")
def budget_new(request: Entered, code: str) -> HttpResponse:
    """Draw up a budget; the button for more rows keeps what was typed."""
    book: Book = request.here
    on = law_day(request.at)
    categories = accounts_of(book.estate, Account.Root.EXPENSE)
    first = {"year": on.year, "title": _("%(year)s年公共收益预算") % {"year": on.year}}
    form = form_for(request, BudgetForm, initial=first, categories=categories)
    asked: dict[str, Any] = {
        "estate": book.estate,
        "back": (_("年度预算"), reverse("fund:budgets", args=[code])),
        "heading": _("编制年度预算"),
        "sub": _("先编制，再凭通过它的决议或者决定生效；生效以后不能改。"),
        "cites": (FUND_RULES, DECIDES),
        "word": _("保存预算草案"),
        "template": "fund/spending_budget_new.html",
    }
    if request.method == "POST" and "more" in request.POST:
        words, url = asked.pop("back")
        form.errors.clear()  # nothing is handed in yet
        context = {**asked, "form": form, "crumb": {"label": words, "url": url}}
        return render(request, asked["template"], context)
    return act_page(
        request,
        form,
        draft_budget,
        of_estate=True,
        to=lambda made: reverse("fund:budget", args=[code, made.pk]),
        **asked,
    )


def _shown(request: Entered, found: Budget, refused: Refused | None = None) -> HttpResponse:
    at: datetime = request.at
    uses = use_of([found])[found.pk]
    context = {
        "estate": found.estate,
        "found": found,
        "fund": _(FUND_NAMES[FundKind(found.fund)]),
        "kind": KINDS[found.state],
        "crumb": {"label": _("年度预算"), "url": reverse("fund:budgets", args=[found.estate.code])},
        "lines": _lines(uses),
        "whole": _row(found, uses, ""),
        "basis": title_of(found),
        "basis_url": decided_page(found),
        "stopped": stopped(found.resolution, found.decision, at=at) if found.state == BudgetState.ADOPTED else None,
        "keeps": access.is_bookkeeper(request.person, found.estate, at=at),
        "refused": refused,
    }
    return render(request, "fund/spending_budget.html", context, status=409 if refused else 200)


@door(spending_access.get_budget_for)
def budget(request: Entered, code: str, budget_id: int) -> HttpResponse:
    """One budget, line by line."""
    return _shown(request, request.here)


@door(spending_access.get_budget_for, "GET", "POST")
def adopt(request: Entered, code: str, budget_id: int) -> HttpResponse:
    """Put a budget into effect on what adopted it."""
    found: Budget = request.here
    decisions = decisions_to_read(found.estate)
    return act_page(
        request,
        form_for(request, AdoptForm, resolutions=resolutions_to_read(found.estate), decisions=decisions),
        adopt_budget,
        estate=found.estate,
        back=(found.title, reverse("fund:budget", args=[code, found.pk])),
        heading=_("预算生效"),
        sub=_("生效后在各行的额度以内可以直接申请支出，全体业主看得到。"),
        cites=(FUND_RULES, DECIDES),
        word=_("按这项决定生效并公布"),
        budget=found,
    )


@door(spending_access.get_budget_for, "POST")
def drop(request: Entered, code: str, budget_id: int) -> HttpResponse:
    """Give up a draft."""
    found: Budget = request.here
    tried = button(request, drop_budget, budget=found)
    if tried.refused is not None:
        return _shown(request, found, tried.refused)
    return redirect("fund:budgets", code)


@door(access.public_book)
def public_budgets(request: Entered, code: str) -> HttpResponse:
    """Adopted budgets for everyone, with what of each line is spent."""
    book: Book = request.here
    rows = budgets_of(book.estate, adopted=True)
    uses = use_of(rows)
    shown = [
        {
            **_row(one, uses[one.pk], reverse("fund:public_budget", args=[code, one.pk])),
            "basis": title_of(one),
            "basis_url": decided_page(one),
        }
        for one in rows
    ]
    context = {**public_frame(request, book.estate), "rows": shown}
    return render(request, "fund/spending_public.html", context)


@door(spending_access.public_budget)
def public_budget(request: Entered, code: str, budget_id: int) -> HttpResponse:
    """One adopted budget for everyone, line by line."""
    found: Budget = request.here
    uses = use_of([found])[found.pk]
    context = {
        **public_frame(request, found.estate),
        "crumb": {"label": _("年度预算"), "url": reverse("fund:public_budgets", args=[code])},
        "found": found,
        "fund": _(FUND_NAMES[FundKind(found.fund)]),
        "lines": _lines(uses),
        "whole": _row(found, uses, ""),
        "basis": title_of(found),
        "basis_url": decided_page(found),
        "stopped": stopped(found.resolution, found.decision, at=request.at),
    }
    return render(request, "fund/spending_public_budget.html", context)


def _crumb(code: str) -> dict[str, str]:
    words, url = home_of(code)
    return {"label": words, "url": url}
