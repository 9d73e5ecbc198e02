"""The desk of publication: what waits and what was published, questions to answer, remarks of the supervision."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.documents.models import Document
from gongzhi.fund import access
from gongzhi.fund.actions.answer_question import answer_question
from gongzhi.fund.actions.answer_remark import answer_remark
from gongzhi.fund.actions.make_remark import make_remark
from gongzhi.fund.actions.publish_period import publish_period
from gongzhi.fund.cites import PERSONAL, PUBLISHED
from gongzhi.fund.forms.public import AnswerForm, AnswerRemarkForm, PublishForm, RemarkForm
from gongzhi.fund.models import Book, FundQuestion, Remark, Transaction
from gongzhi.fund.public_access import get_question_for, get_remark_for, is_supervisor
from gongzhi.fund.queries.publications import accounts_in, late_words, published_spans, rule_for, waiting
from gongzhi.fund.queries.questions import questions_of, remarks_of, shown, shown_remarks
from gongzhi.fund.views.public_frame import periods_to_show, value_of
from gongzhi.fund.views.trying import act_page
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.sealed import unseal
from gongzhi.web.dates import cndate
from gongzhi.web.door import Entered, door
from gongzhi.web.trying import attempt, form_for

SHOWN = 60


@door(access.get_book_for, "GET", "POST")
def publishing(request: Entered, code: str) -> HttpResponse:
    """Which months wait, which periods may be published now, what was published."""
    book: Book = request.here
    estate, on = book.estate, law_day(request.at)
    rules = {row.account.fund: rule_for(estate, row.account.fund, on=on) for row in accounts_in(estate)}
    over = [
        span
        for span in periods_to_show(book, at=request.at, months=[rule.months for rule in rules.values()])
        if span.until_on <= on
    ]
    late = waiting(book, at=request.at)
    first = next((value_of(row.span) for row in late), "")
    form = form_for(request, PublishForm, initial={"period": first}, spans=[(value_of(span), span) for span in over])
    tried = attempt(request, form, publish_period, book=book)
    if tried.done is not None:
        late = waiting(book, at=request.at)
        form = PublishForm(initial={}, spans=[(value_of(span), span) for span in over])
    rows = published_spans(estate)
    known = Document.objects.in_bulk([row.document for row in rows])
    keeps = access.is_bookkeeper(request.person, estate, at=request.at)
    context = {
        "estate": estate,
        "form": form,
        "refused": tried.refused,
        "done": tried.done,
        "keeps": keeps,
        "late": [(row, late_words(row, on=on), "urgent" if row.due_on < on else "due") for row in late],
        "rules": [rule.sentence for rule in rules.values()],
        "table": {
            "label": _("公示过的"),
            "columns": [_("期间"), _("文号"), _("公布")],
            "rows": [
                [
                    {
                        "text": row.span.words,
                        "url": reverse("documents:document", args=[row.document]),
                        "badge": _("更正重发") if row.again else "",
                        "badge_kind": "line",
                    },
                    known[row.document].number,
                    cndate(row.at),
                ]
                for row in rows[:SHOWN]
            ],
            "empty": {"title": _("还没有公示"), "text": _("结账以后自动公示，没有结账的到期也会公示。")},
        },
        "questions": shown(questions_of(estate).filter(answered_at__isnull=True), estate, at=request.at, own=keeps),
        "remarks": shown_remarks(remarks_of(estate).filter(answered_at__isnull=True), estate, at=request.at),
        "watches": is_supervisor(request.person, estate, at=request.at),
        "public_url": reverse("fund:public_home", args=[code]),
    }
    return render(request, "fund/public_desk.html", context, status=tried.status)


@door(access.get_book_for)
def questions(request: Entered, code: str) -> HttpResponse:
    """Questions and remarks, answered and not."""
    estate = request.here.estate
    keeps = access.is_bookkeeper(request.person, estate, at=request.at)
    context = {
        "estate": estate,
        "keeps": keeps,
        "watches": is_supervisor(request.person, estate, at=request.at),
        "crumb": _desk(code),
        "questions": shown(questions_of(estate)[:SHOWN], estate, at=request.at, own=keeps),
        "remarks": shown_remarks(remarks_of(estate)[:SHOWN], estate, at=request.at),
    }
    return render(request, "fund/public_desk_questions.html", context)


def _desk(code: str) -> dict[str, str]:
    return {"label": _("公示、业主询问"), "url": reverse("fund:public_desk", args=[code])}


@door(get_question_for, "GET", "POST")
def answer(request: Entered, code: str, question_id: int) -> HttpResponse:
    """Answer a question, in public."""
    question: FundQuestion = request.here
    estate = question.estate
    keeps = access.is_bookkeeper(request.person, estate, at=request.at)
    words = unseal(question, "words") if keeps else ""
    row = shown([question], estate, at=request.at)[0]
    form: Any = form_for(request, AnswerForm, initial={"public_words": words})
    return act_page(
        request,
        form,
        answer_question,
        estate=estate,
        back=(_desk(code)["label"], _desk(code)["url"]),
        heading=_("答复第 %(n)s 号询问") % {"n": question.serial},
        sub=_("%(about)s。%(day)s以前答复。") % {"about": row.about, "day": cndate(question.due_on)},
        cites=(PUBLISHED, PERSONAL),
        warns=(_("提问的人不公开，答复和下面公开的问题所有人都能看到。"),),
        word=_("公开答复"),
        to=lambda _done: reverse("fund:desk_questions", args=[code]),
        question=question,
    )


@door(access.get_book_for, "GET", "POST")
def remark(request: Entered, code: str) -> HttpResponse:
    """The supervision remarks on the books, or on one entry."""
    book: Book = request.here
    asked = request.GET.get("transaction", "")
    made = None
    if asked.isascii() and asked.isdigit() and len(asked) < 19:
        made = Transaction.objects.filter(estate=book.estate, pk=int(asked)).first()
    return act_page(
        request,
        form_for(request, RemarkForm),
        make_remark,
        estate=book.estate,
        back=(_desk(code)["label"], _desk(code)["url"]),
        heading=_("提监察意见"),
        sub=_("这一笔：%(words)s") % {"words": made.words}
        if made
        else _("对账目总体的意见；对一笔的，从那一笔的页面提。"),
        cites=(PUBLISHED,),
        word=_("提出并公开"),
        to=lambda _done: reverse("fund:desk_questions", args=[code]),
        book=book,
        transaction=made,
    )


@door(get_remark_for, "GET", "POST")
def answer_to_remark(request: Entered, code: str, remark_id: int) -> HttpResponse:
    """Answer a remark of the supervision."""
    row: Remark = request.here
    return act_page(
        request,
        form_for(request, AnswerRemarkForm),
        answer_remark,
        estate=row.estate,
        back=(_desk(code)["label"], _desk(code)["url"]),
        heading=_("答复第 %(n)s 号监察意见") % {"n": row.serial},
        sub=row.words,
        cites=(PUBLISHED,),
        word=_("公开答复"),
        to=lambda _done: reverse("fund:desk_questions", args=[code]),
        remark=row,
    )
