"""One request from the application to the receipt: approvals, slip, payment."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.fund import access, spending_access
from gongzhi.fund.actions.approve_payment import approve_payment
from gongzhi.fund.actions.issue_slip import issue_slip
from gongzhi.fund.actions.record_payment import record_payment
from gongzhi.fund.actions.show_slip import show_slip
from gongzhi.fund.actions.withdraw_request import withdraw_request
from gongzhi.fund.cites import FUND_RULES, TWO_PERSONS
from gongzhi.fund.forms.spending import ApproveForm, PaidForm, ReasonForm
from gongzhi.fund.models import SpendRequest, Voucher
from gongzhi.fund.queries.approving import lacking_of, needed_of
from gongzhi.fund.queries.bases import decided_page, stops_basis, stops_line
from gongzhi.fund.queries.ledger_closing import month_words
from gongzhi.fund.queries.slips import basis_words
from gongzhi.fund.queries.spending_warnings import warnings_on
from gongzhi.fund.states import RequestState
from gongzhi.fund.views.spending_frame import BADGES, home_of, page_of
from gongzhi.fund.views.trying import act_page
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import Refused
from gongzhi.web.dates import cndate, cndatetime
from gongzhi.web.door import Entered, door
from gongzhi.web.figures import fen
from gongzhi.web.trying import attempt, button, form_for
from gongzhi_law.fund import MATTER_TITLES, SpendMatter

S = RequestState


def _shown(request: Entered, found: SpendRequest, refused: Refused | None = None) -> HttpResponse:
    at: datetime = request.at
    code = found.estate.code
    needed = needed_of(found, at=at)
    keeps = access.is_bookkeeper(request.person, found.estate, at=at)
    open_ = found.state in (S.ASKED, S.APPROVED, S.ISSUED)
    stopped = None
    if open_ and found.basis is not None:
        stopped = stops_basis(found.basis, at=at)
    elif open_ and found.line is not None:
        stopped = stops_line(found.line, at=at)
    payment = found.payments.select_related("transaction").first()
    slip = found.slips.first()
    context: dict[str, Any] = {
        "estate": found.estate,
        "found": found,
        "badge": BADGES[found.state],
        "crumb": {"label": home_of(code)[0], "url": home_of(code)[1]},
        "facts": _facts(found),
        "basis_url": _basis_url(found),
        "stations": _stations(found),
        "needed": needed,
        "lacking": lacking_of(found, needed) if open_ else [],
        "approvals": list(found.approvals.order_by("pk")),
        "files": [(Voucher.Kind(row.kind).label, row) for row in found.files.order_by("pk")],
        "sides": spending_access.open_sides(request.person, found, at=at, needed=needed) if open_ else [],
        "keeps": keeps,
        "open": open_,
        "stopped": stopped,
        "slip": slip,
        "may_read_slip": slip is not None and (keeps or bool(access.signs_for(request.person, found.money, at=at))),
        "payment": payment,
        "warns": warnings_on(found, at=at) if open_ else [],
        "refused": refused,
    }
    return render(request, "fund/spending_request.html", context, status=409 if refused else 200)


@door(access.get_request_for)
def request_page(request: Entered, code: str, request_id: int) -> HttpResponse:
    """The request with everything that was said and done about it."""
    return _shown(request, request.here)


@door(access.get_request_for, "GET", "POST")
def approve(request: Entered, code: str, request_id: int) -> HttpResponse:
    """Agree or refuse, on the phone."""
    found: SpendRequest = request.here
    at: datetime = request.at
    needed = needed_of(found, at=at)
    sides = spending_access.open_sides(request.person, found, at=at, needed=needed)
    form = form_for(request, ApproveForm, sides=sides)
    tried = attempt(request, form, approve_payment, request=found)
    if tried.done is not None:
        return redirect(f"{reverse('fund:spending_waiting', args=[code])}?done={found.pk}")
    context = {
        "estate": found.estate,
        "found": found,
        "form": form,
        "refused": tried.refused,
        "facts": [row for row in _facts(found) if row[0] not in (_("金额"), _("收款人"), _("用途"))],
        "files": [(Voucher.Kind(row.kind).label, row) for row in found.files.order_by("pk")],
        "needed": needed,
        "warns": warnings_on(found, at=at) if sides else [],
        "sides": sides,
        "own": found.person_id == request.person.pk,
        "said": found.approvals.filter(person_id=request.person.pk).first(),
        "options": [{"value": "yes", "name": _("同意支付")}, {"value": "no", "name": _("不同意"), "apart": True}],
        "chosen": form.data.get("agrees", "") if form.is_bound else "",
        "basis_url": _basis_url(found),
        "back": {"url": reverse("fund:spending_waiting", args=[code]), "label": _("待我确认")},
    }
    return render(request, "fund/spending_approve.html", context, status=tried.status)


@door(access.get_request_for, "POST")
def issue(request: Entered, code: str, request_id: int) -> HttpResponse:
    """Issue the payment slip."""
    found: SpendRequest = request.here
    tried = button(request, issue_slip, request=found)
    if tried.refused is not None:
        return _shown(request, found, tried.refused)
    return redirect("fund:spending_request", code, request_id)


@door(spending_access.get_slip_for)
def slip(request: Entered, code: str, request_id: int) -> HttpResponse:
    """The slip with the payee's account, as PDF, for those who sign."""
    found: SpendRequest = request.here
    row = found.slips.first()
    if row is None:
        return redirect("fund:spending_request", code, request_id)
    row.request = found
    answer = HttpResponse(show_slip(slip=row, by=request.person, at=request.at), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="slip-{row.serial}.pdf"'
    return answer


@door(access.get_request_for, "GET", "POST")
def pay(request: Entered, code: str, request_id: int) -> HttpResponse:
    """Record that the bank paid."""
    found: SpendRequest = request.here
    return act_page(
        request,
        form_for(request, PaidForm, initial={"paid_on": law_day(request.at)}),
        record_payment,
        estate=found.estate,
        back=page_of(found),
        heading=_("登记付款"),
        sub=_("向%(payee)s付款%(sum)s；登记以后当即入账并公开。")
        % {"payee": found.payee_shown, "sum": fen(found.amount_fen)},
        cites=(FUND_RULES,),
        word=_("登记付款"),
        request=found,
    )


@door(access.get_request_for, "GET", "POST")
def withdraw(request: Entered, code: str, request_id: int) -> HttpResponse:
    """Take a request back."""
    found: SpendRequest = request.here
    return act_page(
        request,
        form_for(request, ReasonForm),
        withdraw_request,
        estate=found.estate,
        back=page_of(found),
        heading=_("撤回支出申请"),
        sub=_("撤回以后，它占用的额度放开；需要付款的另提申请。"),
        cites=(TWO_PERSONS,),
        word=_("撤回"),
        request=found,
    )


def _facts(found: SpendRequest) -> list[Any]:
    to = found.to_money
    rows: list[Any] = [
        (_("金额"), fen(found.amount_fen)),
        (_("付款账户"), f"{found.money.account.code} {found.money.account.title}"),
        (_("收款人"), found.payee_shown),
        (_("付什么"), _(MATTER_TITLES[SpendMatter(found.matter)])),
        (_("用途"), found.words),
        (_("记到"), f"{to.account.code} {to.account.title}" if to else found.category.title),
        (_("依据"), basis_words(found)),
        (_("申请"), _("%(side)s，%(when)s") % {"side": found.get_side_display(), "when": cndatetime(found.at)}),
    ]
    if found.seat is not None and found.month is not None:
        rows.append((_("津贴"), f"{found.seat.get_role_display()} {month_words(found.month)}"))
    if found.attempt > 1:
        rows.append((_("再次申请"), _("第 %(n)s 次：以前付的已经退回并冲销") % {"n": found.attempt}))
    if found.related:
        rows.append((_("关联关系"), found.related_words))
    if found.ended_for:
        rows.append((_("结束理由"), found.ended_for))
    return rows


def _basis_url(found: SpendRequest) -> str:
    if found.basis is not None:
        found.basis.estate = found.estate
        return decided_page(found.basis)
    if found.line is not None:
        return reverse("fund:budget", args=[found.estate.code, found.line.budget_id])
    if found.returns is not None:
        return reverse("fund:entry", args=[found.estate.code, found.returns_id])
    return ""


def _stations(found: SpendRequest) -> list[dict[str, str]]:
    order = [S.ASKED, S.APPROVED, S.ISSUED, S.PAID]
    names = [_("申请"), _("审批"), _("付款单"), _("付款")]
    slip, payment = found.slips.first(), found.payments.first()
    notes = [cndate(found.at), "", cndate(slip.at) if slip else "", cndate(payment.paid_on) if payment else ""]
    if found.state not in order:
        return [
            {"name": names[0], "note": notes[0], "state": "done"},
            {"name": str(found.get_state_display()), "note": "", "state": "now"},
        ]
    reached = order.index(S(found.state))
    return [
        {"name": name, "note": note, "state": "done" if n <= reached else "now" if n == reached + 1 else "next"}
        for n, (name, note) in enumerate(zip(names, notes, strict=True))
    ]
