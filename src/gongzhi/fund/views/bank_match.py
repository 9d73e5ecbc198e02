"""Matching lines with entries: what is proposed, by hand, undone."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.fund import access
from gongzhi.fund.actions.match_lines import match_lines
from gongzhi.fund.actions.undo_match import undo_match
from gongzhi.fund.bank_access import get_bank_for, get_match_for, sees_names
from gongzhi.fund.cites import BOOKS
from gongzhi.fund.forms.bank import HandForm, MatchForm, ReasonForm
from gongzhi.fund.models import Match, MoneyAccount
from gongzhi.fund.queries.bank_lines import unasked
from gongzhi.fund.queries.bank_pages import names_on
from gongzhi.fund.queries.proposals import Waiting, proposals_of
from gongzhi.fund.views.bank_frame import back_to, entry_words, frame
from gongzhi.fund.views.trying import act_page
from gongzhi.kernel.clock import law_day
from gongzhi.web.dates import cndate
from gongzhi.web.door import Entered, door
from gongzhi.web.figures import fen
from gongzhi.web.trying import attempt, form_for


@door(get_bank_for, "GET", "POST")
def proposals(request: Entered, code: str, account: str) -> HttpResponse:
    """What could belong together: the sure ones are ticked already, one button confirms."""
    money: MoneyAccount = request.here
    waiting = proposals_of(money)
    form = form_for(request, MatchForm, keys=[one.key for one in waiting.proposed])
    tried = attempt(request, form, match_lines, money=money)
    if tried.done is not None:
        return redirect("fund:bank_match", code, account)
    whole = sees_names(request.person, money, at=request.at)
    names = names_on(waiting.lines.values(), whole=whole)
    red = {one.line_id for one in unasked([money.estate_id], on=law_day(request.at))}
    sent = set(form.data.getlist("groups")) if form.is_bound else None
    rows = [
        {
            "key": one.key,
            "sure": one.proposal.sure,
            "ticked": one.proposal.sure if sent is None else one.key in sent,
            "amount": fen(one.proposal.amount_fen),
            "reasons": "、".join(one.reasons),
            "lines": [" ".join(x for x in (cndate(r.on), fen(r.amount_fen), *names[r.pk]) if x) for r in one.lines],
            "postings": [entry_words(row) for row in one.postings],
        }
        for one in waiting.proposed
    ]
    context = {
        **frame(money),
        "form": form,
        "refused": tried.refused,
        "rows": rows,
        "sure": sum(1 for row in rows if row["sure"]),
        "left_lines": [
            {
                "text": " ".join(x for x in (cndate(row.on), fen(row.amount_fen), *names[row.pk]) if x),
                "out": row.pk in red,
                "url": reverse("fund:bank_line", args=[code, account, row.pk]),
            }
            for row in waiting.left_lines[:100]
        ],
        "left_count": len(waiting.left_lines),
        "more": waiting.more,
        "left_postings": [
            {"text": entry_words(row), "url": reverse("fund:entry", args=[code, row.transaction_id])}
            for row in waiting.left_postings[:100]
        ],
        "hand_url": reverse("fund:bank_hand", args=[code, account]),
        "keeps": access.is_bookkeeper(request.person, money.estate, at=request.at),
    }
    return render(request, "fund/bank_match.html", context, status=tried.status)


@door(get_bank_for, "GET", "POST")
def by_hand(request: Entered, code: str, account: str) -> HttpResponse:
    """Tick lines on one side and entries on the other."""
    money: MoneyAccount = request.here
    waiting = proposals_of(money)
    form: HandForm = form_for(request, HandForm, lines=waiting.lines, postings=waiting.postings)
    whole = sees_names(request.person, money, at=request.at)
    return act_page(
        request,
        form,
        match_lines,
        estate=money.estate,
        back=back_to(money, "bank_match"),
        heading=_("人工勾对"),
        sub=_("几笔流水合成一笔账，或者一笔流水合成几笔账都可以；两边合计要相等。"),
        cites=(BOOKS,),
        word=_("勾对"),
        template="fund/bank_hand.html",
        more=_sides(waiting, form, whole),
        money=money,
    )


def _sides(waiting: Waiting, form: Any, whole: bool) -> dict[str, Any]:
    names = names_on(waiting.lines.values(), whole=whole)
    ticked = {name: set(form.data.getlist(name)) if form.is_bound else set() for name in ("lines", "postings")}
    return {
        "left": [
            {
                "value": str(pk),
                "text": " ".join(x for x in (cndate(row.on), fen(row.amount_fen), *names[pk]) if x),
                "ticked": str(pk) in ticked["lines"],
            }
            for pk, row in waiting.lines.items()
        ],
        "right": [
            {"value": str(pk), "text": entry_words(row), "ticked": str(pk) in ticked["postings"]}
            for pk, row in waiting.postings.items()
        ],
    }


@door(get_match_for, "GET", "POST")
def undo(request: Entered, code: str, account: str, match_id: int) -> HttpResponse:
    """Take a match back."""
    match: Match = request.here
    return act_page(
        request,
        form_for(request, ReasonForm),
        undo_match,
        estate=match.estate,
        back=back_to(match.money),
        heading=_("撤销勾对"),
        sub=_("撤销后两边都回到没有勾对；已经记的账不动，记错的另外红字冲销。"),
        cites=(BOOKS,),
        word=_("撤销"),
        match=match,
    )
