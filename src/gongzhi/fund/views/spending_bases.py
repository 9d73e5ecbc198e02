"""Bases of payments, allowances of members, batch files for the bank."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.bodies.models import Appointment
from gongzhi.fund import access, spending_access
from gongzhi.fund.actions.make_batch import make_batch
from gongzhi.fund.actions.register_basis import register_basis
from gongzhi.fund.actions.set_allowance import set_allowance
from gongzhi.fund.actions.show_batch import show_batch
from gongzhi.fund.cites import DECIDES, FUND_RULES
from gongzhi.fund.forms.spending import AllowanceForm, BasisForm, BatchForm
from gongzhi.fund.models import AllowanceRule, Book, MoneyAccount, PayBatch, SpendBasis
from gongzhi.fund.queries.bases import (
    bases_of,
    decided_page,
    decisions_to_read,
    resolutions_to_read,
    stops_basis,
    title_of,
    used_of_basis,
)
from gongzhi.fund.queries.batches import slips_to_send
from gongzhi.fund.queries.requests import payable
from gongzhi.fund.views.spending_frame import home_of
from gongzhi.fund.views.trying import act_page
from gongzhi.kernel.errors import NotHere
from gongzhi.web.dates import cndate
from gongzhi.web.door import Entered, door
from gongzhi.web.figures import fen
from gongzhi.web.trying import form_for

TYPES = {
    "csv": "text/csv; charset=gb18030",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@door(access.get_book_for)
def bases(request: Entered, code: str) -> HttpResponse:
    """Every basis with its limit, what is used and left, and what stops it."""
    book: Book = request.here
    at: datetime = request.at
    rows = [
        {
            "basis": one,
            "title": title_of(one),
            "url": decided_page(one),
            "used": used,
            "left": one.limit_fen - used,
            "stopped": stops_basis(one, at=at),
        }
        for one, used in ((row, used_of_basis(row)) for row in bases_of(book.estate))
    ]
    context = {
        "estate": book.estate,
        "crumb": _crumb(code),
        "rows": rows,
        "keeps": access.is_bookkeeper(request.person, book.estate, at=at),
    }
    return render(request, "fund/spending_bases.html", context)


@door(access.get_book_for, "GET", "POST")
def basis_new(request: Entered, code: str) -> HttpResponse:
    """Register a resolution or a decision as a basis."""
    book: Book = request.here
    decisions = decisions_to_read(book.estate)
    return act_page(
        request,
        form_for(request, BasisForm, resolutions=resolutions_to_read(book.estate), decisions=decisions),
        register_basis,
        estate=book.estate,
        of_estate=True,
        back=(_("支出依据"), reverse("fund:spending_bases", args=[code])),
        heading=_("登记支出依据"),
        sub=_("额度照决议、决定写的登记，登记以后不能改；付款合起来不能超过它。"),
        cites=(FUND_RULES, DECIDES),
        word=_("登记"),
    )


@door(access.get_book_for, "GET", "POST")
def allowances(request: Entered, code: str) -> HttpResponse:
    """What members are paid, as the owners decided, and since when."""
    book: Book = request.here
    estate = book.estate
    rows = AllowanceRule.objects.filter(estate=estate).select_related("basis__resolution__motion", "basis__decision")
    of_owners = [one for one in bases_of(estate) if one.kind == SpendBasis.Kind.RESOLUTION]
    table = {
        "label": _("津贴标准"),
        "columns": [
            {"label": _("职务")},
            {"label": _("每月"), "n": True},
            {"label": _("从哪天起")},
            {"label": _("到哪天")},
        ],
        "rows": [
            {
                "cells": [
                    {"text": Appointment.Role(row.role).label, "note": title_of(row.basis)},
                    fen(row.month_fen),
                    cndate(row.from_on),
                    cndate(row.until_on) if row.until_on else _("至今"),
                ]
            }
            for row in rows.order_by("role", "-from_on")
        ],
        "empty": {"title": _("业主大会还没有定过津贴标准"), "text": _("没有业主大会的决定，不能发津贴、补助。")},
    }
    return act_page(
        request,
        form_for(request, AllowanceForm, bases=[(one, title_of(one)) for one in of_owners]),
        set_allowance,
        estate=estate,
        back=(_("委员津贴标准"), reverse("fund:allowances", args=[code])),
        heading=_("委员津贴标准"),
        sub=_("标准由业主大会决定；按月发，一个职位一个月一次，凭定标准的决议申请。"),
        cites=(DECIDES,),
        word=_("登记标准"),
        template="fund/spending_allowances.html",
        more={
            "table": table,
            "keeps": access.is_bookkeeper(request.person, estate, at=request.at),
            "of_owners": of_owners,
            "crumb": _crumb(code),
        },
    )


@door(access.get_book_for)
def batches(request: Entered, code: str) -> HttpResponse:
    """Files made for the bank, and accounts with slips to send."""
    book: Book = request.here
    estate = book.estate
    keeps = access.is_bookkeeper(request.person, estate, at=request.at)
    made = PayBatch.objects.filter(estate=estate).select_related("money__account").order_by("-pk")
    context = {
        "estate": estate,
        "crumb": _crumb(code),
        "waiting": [(money, len(slips)) for money in payable(estate).values() if (slips := slips_to_send(money))],
        "batches": list(made),
        "keeps": keeps,
    }
    return render(request, "fund/spending_batches.html", context)


@door(access.get_money_for, "GET", "POST")
def batch_new(request: Entered, code: str, account: str) -> HttpResponse:
    """Choose the slips of one account and make the file."""
    money: MoneyAccount = request.here
    slips = slips_to_send(money)
    labels = {
        one.pk: _("第 %(n)s 号 %(payee)s %(sum)s")
        % {"n": one.serial, "payee": one.request.payee_shown, "sum": fen(one.request.amount_fen)}
        for one in slips
    }
    return act_page(
        request,
        form_for(request, BatchForm, initial={"slips": [str(one.pk) for one in slips]}, slips=slips, labels=labels),
        make_batch,
        estate=money.estate,
        back=(_("银行批量付款文件"), reverse("fund:batches", args=[code])),
        heading=_("生成批量付款文件"),
        sub=_("一张付款单只进一个文件；文件里有收款人账号，只有记账人能下载。"),
        cites=(FUND_RULES,),
        word=_("生成文件"),
        money=money,
    )


@door(spending_access.get_batch_for)
def batch_file(request: Entered, code: str, batch_id: int, kind: str) -> HttpResponse:
    """The file as it was made (.csv, GB18030), or the same rows as .xlsx."""
    batch: PayBatch = request.here
    if kind not in TYPES:
        raise NotHere
    content = show_batch(batch=batch, kind=kind, by=request.person, at=request.at)
    answer = HttpResponse(content, content_type=TYPES[kind])
    answer["Content-Disposition"] = f'attachment; filename="batch-{batch.serial}.{kind}"'
    return answer


def _crumb(code: str) -> dict[str, str]:
    words, url = home_of(code)
    return {"label": words, "url": url}
