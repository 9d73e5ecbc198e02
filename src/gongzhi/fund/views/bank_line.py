"""One line of the bank: what it is matched to, or what it may become."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.fund import access
from gongzhi.fund.actions.post_line import (
    DEPOSIT,
    FEE,
    INCOME,
    INTEREST,
    RETURNED,
    TRANSFER,
    UNCLEAR,
    post_line,
    unasked,
)
from gongzhi.fund.bank_access import get_line_for, sees_names
from gongzhi.fund.forms.bank import PostForm
from gongzhi.fund.ledger_access import may_reverse
from gongzhi.fund.models import Account, BankLine, Match
from gongzhi.fund.queries.assets import contracts_of
from gongzhi.fund.queries.bank_lines import unasked as red_lines
from gongzhi.fund.queries.bank_pages import names_on
from gongzhi.fund.queries.bank_ways import is_interest, is_small_charge, other_legs, returned_payments
from gongzhi.fund.queries.chart import accounts_of
from gongzhi.fund.queries.schedule import owed
from gongzhi.fund.views.bank_frame import entry_words, frame
from gongzhi.kernel.clock import law_day
from gongzhi.web.dates import cndate, cndatetime
from gongzhi.web.door import Entered, door
from gongzhi.web.figures import fen
from gongzhi.web.trying import attempt, form_for

SOON = 40  # instalments offered, the nearest in sum first


@door(get_line_for, "GET", "POST")
def line(request: Entered, code: str, account: str, line_id: int) -> HttpResponse:
    """A line whole; while it is open, the form that posts it."""
    row: BankLine = request.here
    money = row.money
    match = Match.objects.filter(estate_id=row.estate_id, lines__line=row, lines__live=True).first()
    keeps = access.is_bookkeeper(request.person, row.estate, at=request.at)
    form, refused, status = None, None, 200
    begun = row.estate.book.from_on
    if match is None and row.amount_fen and not row.neutral and row.on >= begun:
        form = _form(request, row, keeps)
        tried = attempt(request, form, post_line, line=row)
        if tried.done is not None:
            return redirect("fund:bank_line", code, account, line_id)
        refused, status = tried.refused, tried.status
    elif request.method == "POST":
        post_line(line=row, way=request.POST.get("way", ""), by=request.person, at=request.at)
    context = {
        **frame(money),
        "line": row,
        "facts": _facts(row, whole=sees_names(request.person, money, at=request.at)),
        "match": match,
        "matched": _matched(match, code) if match else None,
        "form": form,
        "refused": refused,
        "keeps": keeps,
        "begun": begun if row.on < begun else None,
        "red": unasked(row)
        if row.pk in {one.line_id for one in red_lines([row.estate_id], on=law_day(request.at))}
        else None,
    }
    return render(request, "fund/bank_line.html", context, status=status)


def _form(request: Entered, row: BankLine, keeps: bool) -> PostForm:
    estate, inward = row.estate, row.amount_fen > 0
    others = other_legs(row)
    payments = [one for one in returned_payments(row) if may_reverse(request.person, one.transaction, at=request.at)]
    contracts = [one for one in contracts_of(estate) if one.deposit_fen] if inward else []
    due = [one for one in owed([estate]) if one.left_fen] if inward else []
    due.sort(key=lambda one: (one.left_fen != row.amount_fen, abs((one.instalment.due_on - row.on).days)))
    ways = [INCOME, INTEREST, UNCLEAR] if inward else []
    ways += [DEPOSIT] if contracts else []
    small = is_small_charge(row, at=request.at)
    ways += [FEE] if small else []
    ways += [TRANSFER] if others else []
    ways = [*(ways if keeps or request.method == "POST" else []), *([RETURNED] if payments else [])]
    initial: dict[str, Any] = {"on": row.on}
    if inward and is_interest(row):
        initial["way"] = INTEREST
    elif small:
        initial["way"] = FEE
    form: PostForm = form_for(
        request,
        PostForm,
        initial=initial,
        ways=ways,
        incomes=accounts_of(estate, Account.Root.INCOME) if inward else [],
        instalments=[one.instalment for one in due[:SOON]],
        contracts=contracts,
        payments=payments,
        others=others,
    )
    return form


def _facts(row: BankLine, *, whole: bool) -> list[tuple[str, str]]:
    other, words = names_on([row], whole=whole)[row.pk]
    found = [
        (_("日期"), cndate(row.on) + (f" {row.moment}" if row.moment else "")),
        (_("收付"), fen(row.amount_fen)),
        (_("余额"), fen(row.balance_fen) if row.balance_fen is not None else "—"),
        (_("对方"), other or "—"),
    ]
    if whole:
        found.append((_("摘要"), words or "—"))
    return found


def _matched(match: Match, code: str) -> dict[str, Any]:
    entries = match.postings.select_related("posting__transaction").filter(live=True)
    return {
        "how": match.get_how_display(),
        "at": cndatetime(match.at),
        "words": match.words,
        "others": [
            f"{cndate(one.line.on)} {fen(one.line.amount_fen)}"
            for one in match.lines.select_related("line").filter(live=True)
        ],
        "entries": [
            {
                "text": entry_words(one.posting),
                "url": reverse("fund:entry", args=[code, one.posting.transaction_id]),
            }
            for one in entries
        ],
        "undo_url": reverse("fund:bank_undo", args=[code, match.money.account.code, match.pk]),
        "on": law_day(match.at),
    }
