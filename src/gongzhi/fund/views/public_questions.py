"""Questions of owners and remarks of the supervision for everyone, and the pages on which an owner asks (A5.5, A6.5)."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.documents.models import StoredFile
from gongzhi.documents.queries import file_content
from gongzhi.fund import access
from gongzhi.fund.actions.ask_question import ask_question
from gongzhi.fund.actions.asking import last_day_to_answer
from gongzhi.fund.forms.public import AskForm
from gongzhi.fund.models import Book, Budget, Publication, Transaction
from gongzhi.fund.public_access import asker_of, public_answer
from gongzhi.fund.queries.budgets import budgets_of, use_of
from gongzhi.fund.queries.publications import period_words
from gongzhi.fund.queries.questions import own_questions, questions_of, remarks_of, shown, shown_remarks
from gongzhi.fund.states import BudgetState
from gongzhi.fund.views.public_frame import own_pages, public_frame
from gongzhi.fund.views.public_lists import budget_view
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import NotHere
from gongzhi.web.dates import cndate
from gongzhi.web.door import Entered, door
from gongzhi.web.trying import attempt, form_for
from gongzhi_law.fund import mode_rule

A_PAGE = 30
ABOUT: dict[str, type[Transaction] | type[Publication] | type[Budget]] = {
    "transaction": Transaction,
    "publication": Publication,
    "budget": Budget,
}


@door(access.public_book)
def questions(request: Entered, code: str) -> HttpResponse:
    """Every question and remark with its answer, those that wait first."""
    book: Book = request.here
    rows = questions_of(book.estate)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    open_now = rows.filter(answered_at__isnull=True)
    late = open_now.filter(due_on__lt=law_day(request.at)).count()
    asked = page.paginator.count
    heading = _("业主问了 %(n)s 件") % {"n": asked} if asked else _("业主询问和监察意见")
    if late:
        heading += _("，%(n)s 件逾期没有答复") % {"n": late}
    context = {
        **public_frame(request, book.estate),
        "page_title": _("业主询问和监察意见"),
        "heading": heading,
        "sub": _("问题和答复都公开，不写是谁问的。今天提出的，最迟%(day)s答复。")
        % {"day": cndate(last_day_to_answer(book.estate, at=request.at))},
        "page": page,
        "questions": shown(page.object_list, book.estate, at=request.at),
        "remarks": shown_remarks(remarks_of(book.estate)[:A_PAGE], book.estate, at=request.at),
    }
    return render(request, "fund/public_questions.html", context)


@door(asker_of, "GET", "POST")
def ask(request: Entered, code: str) -> HttpResponse:
    """An owner asks, on the phone, about a line, a statement, a budget or the money as a whole."""
    book: Book = request.here
    about = _about(request, book)
    form = form_for(request, AskForm)
    tried = attempt(request, form, ask_question, book=book, **about)
    if tried.done is not None:
        return redirect(reverse("fund:public_mine", args=[code]))
    context = {
        "estate": {"name": book.estate.name, "url": f"/e/{code}/"},
        "form": form,
        "refused": tried.refused,
        "about": _about_words(**about),
        "due_on": last_day_to_answer(book.estate, at=request.at),
        "back": {"url": reverse("fund:public_home", args=[code]), "label": _("资金")},
        "ended": book.estate.ended_on is not None,
    }
    return render(request, "fund/public_ask.html", context, status=tried.status)


def _about(request: Entered, book: Book) -> dict[str, Any]:
    """What the address says the question is about; a row of another estate is not there."""
    for name, kind in ABOUT.items():
        asked = request.GET.get(name, "")
        if asked.isascii() and asked.isdigit() and len(asked) < 19:
            found = kind._default_manager.filter(estate=book.estate, pk=int(asked)).first()
            if found is None:
                raise NotHere
            return {name: found}
    return {}


def _about_words(
    transaction: Transaction | None = None, publication: Publication | None = None, budget: Budget | None = None
) -> str:
    if transaction is not None:
        return _("这一笔：%(words)s") % {"words": transaction.words}
    if publication is not None:
        return _("这一期：%(period)s收支公示") % {"period": period_words(publication.from_on, publication.until_on)}
    if budget is not None:
        return _("这份预算：%(title)s") % {"title": budget.title}
    return _("资金总体情况")


@door(asker_of)
def mine(request: Entered, code: str) -> HttpResponse:
    """What this owner asked; in a trust also the budgets that are still open for remarks (A6.5)."""
    book: Book = request.here
    estate = book.estate
    trust = estate.management == "trust"
    drafts = [row for row in budgets_of(estate) if row.state == BudgetState.DRAFT] if trust else []
    uses = use_of(drafts)
    context = {
        "estate": {"name": estate.name, "url": f"/e/{code}/"},
        "code": code,
        "rows": shown(own_questions(estate, request.person), estate, at=request.at, own=True),
        "trust": trust,
        "mode": mode_rule(estate.management, on=law_day(request.at), place=estate.place),
        "more": own_pages(code),
        "drafts": [budget_view(row, uses[row.pk], estate) for row in drafts],
        "back": {"url": reverse("fund:public_home", args=[code]), "label": _("资金")},
    }
    return render(request, "fund/public_mine.html", context)


@door(public_answer)
def answer_file(request: Entered, code: str, question_id: int) -> HttpResponse:
    """The file that came with an answer, for everyone."""
    stored = get_object_or_404(StoredFile, pk=request.here.file_id, estate_id=request.here.estate_id)
    response = HttpResponse(file_content(stored), content_type=stored.content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Disposition"] = "inline"
    return response
