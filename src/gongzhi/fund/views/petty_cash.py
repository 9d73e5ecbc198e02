"""Petty cash: on the keeper's phone a sum and a photo; on the desk the box, its caps and the monthly check."""

from datetime import date, datetime

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.bodies.queries.holders import names_of
from gongzhi.fund import access, spending_access
from gongzhi.fund.actions.record_petty import record_petty
from gongzhi.fund.actions.return_cash import return_cash
from gongzhi.fund.actions.review_petty import review_petty
from gongzhi.fund.actions.set_petty_fund import set_petty_fund
from gongzhi.fund.cites import FUND_RULES, TWO_PERSONS
from gongzhi.fund.forms.spending_budget import CashBackForm, PettyForm, PettySetForm, ReviewForm
from gongzhi.fund.models import Book, MoneyAccount, PettyFund
from gongzhi.fund.queries.bases import decisions_to_read, resolutions_to_read, title_of
from gongzhi.fund.queries.grounds import caps_of
from gongzhi.fund.queries.ledger_closing import month_words
from gongzhi.fund.queries.petty import (
    keeper_of,
    live_petty,
    month_fen,
    owed_back,
    petty_categories,
    returnable,
    to_review,
    usual_category,
)
from gongzhi.fund.queries.requests import payable, seats_of
from gongzhi.fund.queries.statements import balance_fen
from gongzhi.fund.views.spending_frame import home_of
from gongzhi.fund.views.trying import act_page
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import NotHere
from gongzhi.people.queries import holds_any
from gongzhi.web.door import Entered, door
from gongzhi.web.figures import fen
from gongzhi.web.trying import attempt, form_for


@door(access.get_book_for)
def petty(request: Entered, code: str) -> HttpResponse:
    """The boxes; whoever keeps one and no other is led straight to record."""
    book: Book = request.here
    at: datetime = request.at
    rows = live_petty(book.estate)
    kept = [one for one in rows if one.keeper.person_id == request.person.pk]
    if len(kept) == 1 and len(rows) == 1 and "all" not in request.GET:
        return redirect("fund:petty_record", code, kept[0].pk)
    on = law_day(at)
    names = names_of(one.keeper.person_id for one in rows)
    reviewer = holds_any(request.person, spending_access.PETTY_REVIEWERS, book.estate, at=at)
    shown = []
    for one in rows:
        used = month_fen(one, on)
        shown.append(
            {
                "petty": one,
                "keeper": names.get(one.keeper.person_id, ""),
                "post": keeper_of(one),
                "mine": one in kept,
                "used": used,
                "width": f"{min(100, used * 100 // one.month_cap_fen)}%",
                "balance": balance_fen(one.money.account, on=on),
                "basis": title_of(one) or _("小区资金管理办法"),
                "months": [
                    (f"{month:%Y-%m}", month_words(month), len(lines)) for month, lines in to_review(one).items()
                ],
                "reviewer": reviewer and one not in kept,
                "owed": sum(row.amount_fen for row in owed_back(one)),
                "vouchers": list(one.vouchers.select_related("category").order_by("-pk")[:20]),
            }
        )
    context = {
        "estate": book.estate,
        "crumb": {"label": home_of(code)[0], "url": home_of(code)[1]},
        "rows": shown,
        "caps": caps_of(book.estate, at=at),
        "keeps": access.is_bookkeeper(request.person, book.estate, at=at),
    }
    return render(request, "fund/petty_home.html", context)


@door(spending_access.get_petty_for, "GET", "POST")
def petty_record(request: Entered, code: str, petty_id: int) -> HttpResponse:
    """Two taps and a photo."""
    found: PettyFund = request.here
    on = law_day(request.at)
    usual = usual_category(found)
    first = {"category": str(usual.pk)}
    form = form_for(request, PettyForm, initial=first, categories=petty_categories(found.estate))
    tried = attempt(request, form, record_petty, petty=found)
    if tried.done is not None:
        return redirect(f"{reverse('fund:petty_record', args=[code, petty_id])}?done={tried.done.serial}")
    used = month_fen(found, on)
    done = found.vouchers.filter(serial=request.GET["done"]).first() if request.GET.get("done", "").isdigit() else None
    context = {
        "estate": found.estate,
        "petty": found,
        "form": form,
        "refused": tried.refused,
        "usual": usual.title,
        "used": used,
        "left": max(0, found.month_cap_fen - used),
        "width": f"{min(100, used * 100 // found.month_cap_fen)}%",
        "balance": balance_fen(found.money.account, on=on),
        "done": done,
        "keeper": found.keeper.person_id == request.person.pk,
        "post": keeper_of(found),
        "back": {"url": f"{reverse('fund:petty', args=[code])}?all=1", "label": _("备用金")},
    }
    return render(request, "fund/petty_record.html", context, status=tried.status)


@door(access.get_book_for, "GET", "POST")
def petty_set(request: Entered, code: str) -> HttpResponse:
    """Set up petty cash, or change its keeper and caps."""
    book: Book = request.here
    at: datetime = request.at
    estate = book.estate
    caps = caps_of(estate, at=at)
    boxes = {k: m for k, m in payable(estate).items() if m.custody == MoneyAccount.Custody.CASH}
    each = caps.each_fen or caps.proposed_each_fen
    month = caps.month_fen or caps.proposed_month_fen
    form = form_for(
        request,
        PettySetForm,
        initial={"each_cap_fen": each, "month_cap_fen": month},
        boxes=boxes,
        seats=seats_of(estate, at=at),
        resolutions=resolutions_to_read(estate),
        decisions=decisions_to_read(estate),
    )
    words = _("小区规则没有约定%(what)s；下面的数字是范本的建议，凭所选的决议或者决定设定。")
    warns = (words % {"what": "、".join(caps.missing)},) if caps.missing else ()
    return act_page(
        request,
        form,
        set_petty_fund,
        estate=estate,
        back=(_("备用金"), f"{reverse('fund:petty', args=[code])}?all=1"),
        heading=_("设定备用金"),
        sub=_("小额支出由保管人拍照登记，每月由另一人核对一次；超过上限的走支出申请。"),
        cites=(caps.cites or FUND_RULES,),
        warns=warns,
        word=_("设定"),
    )


@door(spending_access.get_petty_for, "GET", "POST")
def petty_review(request: Entered, code: str, petty_id: int, month: str) -> HttpResponse:
    """Check one month at once."""
    found: PettyFund = request.here
    day = _month(month)
    rows = to_review(found).get(day, [])
    total = sum(row.amount_fen for row in rows)
    return act_page(
        request,
        form_for(request, ReviewForm, month=day, vouchers=rows),
        review_petty,
        estate=found.estate,
        back=(_("备用金"), f"{reverse('fund:petty', args=[code])}?all=1"),
        heading=_("核对%(month)s的备用金") % {"month": month_words(day)},
        sub=_("%(n)s 笔，共%(sum)s。没有勾选退回的，一次全部确认。") % {"n": len(rows), "sum": fen(total)},
        cites=(TWO_PERSONS,),
        word=_("确认"),
        template="fund/petty_review.html",
        petty=found,
    )


@door(access.get_money_for, "GET", "POST")
def petty_return(request: Entered, code: str, account: str) -> HttpResponse:
    """Cash goes back to the bank, and the petty cash may end."""
    box: MoneyAccount = request.here
    if box.custody != MoneyAccount.Custody.CASH:
        raise NotHere
    on = law_day(request.at)
    back = returnable(box)
    banks = {k: m for k, m in payable(box.estate).items() if back.get(m.account.fund, 0) > 0 and m.pk != box.pk}
    left = balance_fen(box.account, on=on)
    first = {"amount_fen": left, "on": on, "ends": not left, "to_money": next(iter(banks)) if len(banks) == 1 else ""}
    sub = _("账上还有%(left)s。存进当初补充备用金的那类资金的账户，附银行回单；公示里记作账户之间的划转。")
    return act_page(
        request,
        form_for(request, CashBackForm, initial=first, accounts=banks, left_fen=left),
        return_cash,
        estate=box.estate,
        back=(_("备用金"), f"{reverse('fund:petty', args=[code])}?all=1"),
        heading=_("%(box)s交回银行") % {"box": box.account.title},
        sub=sub % {"left": fen(left)} if left else _("账上已经没有钱，可以停用。"),
        cites=(FUND_RULES,),
        word=_("登记"),
        money=box,
    )


def _month(text: str) -> date:
    """The first of a month written 2026-08; not there for anything else."""
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError as wrong:
        raise NotHere from wrong
