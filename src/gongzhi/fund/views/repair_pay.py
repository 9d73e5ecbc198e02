"""A repair is paid from its own account under its own basis; of what the office holds only the reason why not (R16)."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.fund import repair_access
from gongzhi.fund.actions.asking_payment import Payee
from gongzhi.fund.actions.keeping_papers import Paper
from gongzhi.fund.actions.repair_grounds import never_paid, unbased
from gongzhi.fund.actions.request_payment import request_payment
from gongzhi.fund.cites import REPAIR_FUND
from gongzhi.fund.forms import repair as forms
from gongzhi.fund.models import Account, RepairProject, Voucher
from gongzhi.fund.queries.chart import accounts_of
from gongzhi.fund.views.repair_frame import url_of
from gongzhi.fund.views.trying import act_page
from gongzhi.kernel.errors import Refused
from gongzhi.web.door import Entered, door
from gongzhi.web.trying import form_for, paper
from gongzhi_law.fund import Ground, SpendMatter


@door(repair_access.get_project_for, "GET", "POST")
def pay(request: Entered, code: str, repair: int) -> HttpResponse:
    """A request to pay from the project's own account; of what the office holds only the reason why not (R16)."""
    row: RepairProject = request.here
    back = {"label": row.title, "url": url_of(row)}
    agency = row.custody == RepairProject.Custody.AGENCY or row.money is None
    if agency or row.basis_id is None:
        context = {
            "estate": row.estate,
            "refused": Refused(never_paid(row) if agency else unbased(row)),
            "heading": _("主管部门代管的，不从这里付") if agency else _("还没有依据，不能付款"),
            "crumb": back,
        }
        return render(request, "fund/repair_never.html", context, status=409 if request.method == "POST" else 200)
    emergency = bool(row.emergency)
    categories = [
        one
        for one in accounts_of(row.estate, Account.Root.EXPENSE)
        if one.fund in ("big_repair", "small_repair", "audit")
    ]
    form = form_for(
        request, forms.RepairPayForm, categories=sorted(categories, key=lambda one: one.fund != "big_repair")
    )

    def request_for(**said: Any) -> Any:
        kinds = ((Voucher.Kind.CONTRACT, "contract"), (Voucher.Kind.INVOICE, "invoice"))
        papers = [Paper(kind, words=str(kind.label), **paper(said.pop(name))) for kind, name in kinds]
        payee = Payee(said.pop("payee"), False, said.pop("payee_bank"), said.pop("payee_number"))
        return request_payment(
            money=row.money,
            matter=SpendMatter.EMERGENCY if emergency else SpendMatter.BIG_REPAIR,
            ground=Ground.EMERGENCY if emergency else Ground.RESOLUTION,
            basis=row.basis,
            project_id=row.pk,
            category=form.categories[said.pop("category")],
            payee=payee,
            papers=papers,
            **said,
        )

    return act_page(
        request,
        form,
        request_for,
        estate=row.estate,
        back=(row.title, url_of(row)),
        heading=_("提出支出申请"),
        sub=_("从%(account)s支付，依据和额度随项目；审批、付款单、回单和其他支出一样。")
        % {"account": f"{row.money.account.code} {row.money.account.title}"},
        cites=(REPAIR_FUND,),
        word=_("提出申请"),
        to=lambda made: reverse("fund:spending_request", args=[code, made.pk]),
    )
