"""The desk of spending: what waits, which ground is enough, the request itself."""

from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.fund import access
from gongzhi.fund.actions.request_payment import request_payment
from gongzhi.fund.cites import FUND_RULES, TWO_PERSONS
from gongzhi.fund.forms.spending import GroundForm, RequestForm
from gongzhi.fund.models import Account, Approval, Book
from gongzhi.fund.queries.approving import needed_for
from gongzhi.fund.queries.chart import accounts_of
from gongzhi.fund.queries.grounds import grounds_of
from gongzhi.fund.queries.petty import live_petty
from gongzhi.fund.queries.requests import open_requests, payable, requests_of, seats_of
from gongzhi.fund.spending_access import waiting_for
from gongzhi.fund.states import ON_THE_WAY, RequestState
from gongzhi.fund.views.spending_frame import (
    ground_lines,
    home_of,
    page_of,
    receipts_to_return,
    request_table,
    rests_of,
)
from gongzhi.fund.views.trying import act_page
from gongzhi.web.door import Entered, door
from gongzhi.web.trying import form_for

A_PAGE = 20


@door(access.get_book_for)
def home(request: Entered, code: str) -> HttpResponse:
    """What waits for me, what is on its way, what was paid."""
    book: Book = request.here
    at: datetime = request.at
    estate = book.estate
    rows = requests_of(estate)
    on_the_way = [row for row in rows if row.state in ON_THE_WAY]
    page = Paginator([row for row in rows if row.state not in ON_THE_WAY], A_PAGE).get_page(request.GET.get("page"))
    mine = waiting_for(request.person, on_the_way[::-1], at=at)
    links = [
        (_("要付一笔钱，凭什么"), "spending_grounds"),
        (_("支出依据：决议、决定和额度"), "spending_bases"),
        (_("年度预算"), "budgets"),
        (_("备用金"), "petty"),
        (_("委员津贴标准"), "allowances"),
        (_("银行批量付款文件"), "batches"),
    ]
    context = {
        "estate": estate,
        "mine": mine,
        "waiting": request_table(on_the_way, empty=_("没有在办的申请")),
        "ended": request_table(list(page), empty=_("还没有付过款")),
        "page": page,
        "stats": [
            {"value": str(sum(row.state == state for row in rows)), "label": state.label}
            for state in (*ON_THE_WAY, RequestState.PAID)
        ],
        "links": [(words, reverse(f"fund:{name}", args=[code])) for words, name in links],
        "keeps": access.is_bookkeeper(request.person, estate, at=at),
        "petty": live_petty(estate),
    }
    return render(request, "fund/spending_home.html", context)


@door(access.get_book_for)
def grounds(request: Entered, code: str) -> HttpResponse:
    """Which ground is enough for a payment, and why the lighter ones are not; asks, changes nothing."""
    book: Book = request.here
    estate = book.estate
    accounts = payable(estate)
    asked = request.GET if "matter" in request.GET else None
    form = GroundForm(asked, accounts=accounts)
    context: dict[str, Any] = {"estate": estate, "form": form, "crumb": _crumb(code), "accounts": accounts}
    if asked is not None and form.is_valid() and form.cleaned_data["amount_fen"]:
        said = form.cleaned_data
        money, matter, amount = said["money"], said["matter"], said["amount_fen"]
        finding = grounds_of(money, matter, amount, at=request.at)
        needed = needed_for(money, matter, amount, at=request.at)
        query = f"money={money.account.code}&matter={matter}&amount_fen={amount // 100}.{amount % 100:02d}"
        context |= {
            "finding": finding,
            "lines": ground_lines(finding),
            "needed": needed,
            "petty": [one for one in live_petty(estate) if amount <= one.each_cap_fen],
            "next": f"{reverse('fund:spending_new', args=[code])}?{query}",
            "keeps": access.is_bookkeeper(request.person, estate, at=request.at),
        }
    return render(request, "fund/spending_grounds.html", context)


@door(access.get_book_for, "GET", "POST")
def new(request: Entered, code: str) -> HttpResponse:
    """Ask to pay."""
    book: Book = request.here
    at: datetime = request.at
    estate = book.estate
    accounts = payable(estate)
    options = {
        "accounts": accounts,
        "rests": rests_of(estate, list(accounts.values()), at=at),
        "categories": accounts_of(estate, Account.Root.EXPENSE, Account.Root.OWED),
        "seats": seats_of(estate, at=at),
        "receipts": receipts_to_return(list(accounts.values())),
    }
    initial = {name: request.GET[name] for name in ("money", "matter", "amount_fen") if name in request.GET}
    form = form_for(request, RequestForm, initial=initial, **options)
    probe = GroundForm(request.POST if request.method == "POST" else request.GET, accounts=accounts)
    finding = None
    if probe.is_valid() and probe.cleaned_data["amount_fen"]:
        said = probe.cleaned_data
        finding = grounds_of(said["money"], said["matter"], said["amount_fen"], at=at)
    return act_page(
        request,
        form,
        request_payment,
        estate=estate,
        back=home_of(code),
        heading=_("支出申请"),
        sub=_("申请以后由其他人审批；每一步都会再查一遍依据。"),
        cites=tuple(dict.fromkeys((FUND_RULES, TWO_PERSONS))),
        word=_("提交申请"),
        template="fund/spending_new.html",
        more={"finding": finding, "lines": ground_lines(finding) if finding else []},
        to=lambda made: page_of(made)[1],
    )


@door(access.get_book_for)
def waiting(request: Entered, code: str) -> HttpResponse:
    """待我确认, on the phone: every request on which this person's word is missing; `?done=` says what was just noted."""
    book: Book = request.here
    mine = waiting_for(request.person, open_requests(book.estate), at=request.at)
    asked = request.GET.get("done", "")
    noted = Approval.objects.filter(estate=book.estate, person_id=request.person.pk).select_related("request")
    context = {
        "estate": book.estate,
        "mine": mine,
        "noted": noted.filter(request=asked).first() if asked.isdecimal() else None,
        "back": {"url": home_of(code)[1], "label": _("支出")},
    }
    return render(request, "fund/spending_waiting.html", context)


def _crumb(code: str) -> dict[str, str]:
    words, url = home_of(code)
    return {"label": words, "url": url}
