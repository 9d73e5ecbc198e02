"""One entry of the ledger: its sides, its ground, its vouchers, the bank's line, and how it is undone."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.fund import access
from gongzhi.fund.actions.attach_voucher import attach_voucher
from gongzhi.fund.actions.mask_voucher import mask_voucher
from gongzhi.fund.actions.reverse_transaction import reverse_transaction
from gongzhi.fund.cites import BOOKS, PERSONAL, TWO_PERSONS
from gongzhi.fund.forms.ledger import MaskForm, ReverseForm, VoucherForm
from gongzhi.fund.ledger_access import get_voucher_for, may_reverse
from gongzhi.fund.models import Account, BankLine, MatchPosting, Payment, Posting, Transaction, Voucher
from gongzhi.fund.queries.ledger_bases import cited
from gongzhi.fund.queries.ledger_vouchers import COLUMNS, ROWS, picture_of
from gongzhi.fund.queries.public_lines import grounds_of, request_of
from gongzhi.fund.views.ledger_tables import number_of
from gongzhi.fund.views.trying import act_page
from gongzhi.kernel import keys
from gongzhi.kernel.clock import law_day
from gongzhi.web.dates import cndate, cndatetime
from gongzhi.web.door import Entered, door
from gongzhi.web.figures import fen
from gongzhi.web.trying import form_for


def page_of(made: Transaction) -> tuple[str, str]:
    """Name and address of an entry's page."""
    return made.words, reverse("fund:entry", args=[made.estate.code, made.pk])


@door(access.get_transaction_for)
def entry(request: Entered, code: str, transaction_id: int) -> HttpResponse:
    """One entry with everything that hangs on it."""
    made: Transaction = request.here
    at: datetime = request.at
    postings = list(made.postings.select_related("account").order_by("pk"))
    bank = BankLine.objects.filter(
        matched__live=True,
        matched__match__in=MatchPosting.objects.filter(posting__in=postings, live=True).values("match"),
    )
    keeps = access.is_bookkeeper(request.person, made.estate, at=at)
    undone = made.reversals.first()
    payment = Payment.objects.filter(estate=made.estate, transaction=made).select_related("request").first()
    context = {
        "estate": made.estate,
        "made": made,
        "crumb": {"label": _("账簿"), "url": reverse("fund:ledger", args=[code])},
        "facts": _facts(made, bank=list(bank.distinct().order_by("pk"))),
        "table": _sides(postings, red=made.kind == Transaction.Kind.REVERSAL),
        "units": [row for row in postings if row.account.by_unit],
        "bases": _bases(made),
        "vouchers": [_voucher_line(row, code) for row in made.vouchers.order_by("pk")],
        "undone": undone,
        "undoes": made.reverses,
        "payment": payment,
        "keeps": keeps,
        "may_reverse": undone is None
        and made.kind != Transaction.Kind.REVERSAL
        and may_reverse(request.person, made, at=at),
    }
    return render(request, "fund/ledger_entry.html", context)


def _bases(made: Transaction) -> list[dict[str, str]]:
    """What it rests on: of a payment just what its request names, though several resolutions share an entry of the journal."""
    request = request_of(made)
    if request is not None:
        rests = grounds_of(made, request)
        return [{"label": one.words, "url": one.url, "state": one.state} for one in rests]
    return [{"label": one.label, "url": one.url, "state": one.state} for one in cited(made.estate, made.basis_entry)]


def _facts(made: Transaction, *, bank: list[BankLine]) -> list[tuple[str, str]]:
    rows = [
        (_("凭证号"), number_of(made)),
        (_("日期"), cndate(made.on)),
        (_("种类"), str(made.get_kind_display())),
        (_("记账"), cndatetime(made.at)),
        (_("记账人（代号）"), made.by),
        (_("存证"), _("第 %(n)s 条") % {"n": made.entry}),
    ]
    if bank:
        rows.append((_("银行流水"), "；".join(f"{cndate(line.on)} {fen(line.amount_fen)}" for line in bank)))
    elif made.postings.filter(account__root=Account.Root.MONEY).exists():
        rows.append((_("银行流水"), _("还没有勾对")))
    return rows


def _sides(postings: list[Posting], *, red: bool) -> dict[str, Any]:
    """借 and 贷 of an entry; a reversal stands in red, with a minus, on the side that it undoes."""

    def side(amount: int, debit: bool) -> str:
        if (amount > 0) != (debit != red):
            return "—"
        return fen(-abs(amount) if red else abs(amount))

    return {
        "label": _("分录"),
        "columns": [{"label": _("科目")}, {"label": _("借方"), "n": True}, {"label": _("贷方"), "n": True}],
        "rows": [
            {
                "cells": [
                    {"text": f"{row.account.code} {row.account.title}", "note": str(row.account.get_root_display())},
                    side(row.amount_fen, debit=True),
                    side(row.amount_fen, debit=False),
                ]
            }
            for row in postings
        ],
    }


def _voucher_line(row: Voucher, code: str) -> dict[str, Any]:
    shown = row.clear or row.shown_file_id is not None
    return {
        "voucher": row,
        "name": row.words or str(row.get_kind_display()),
        "kind": str(row.get_kind_display()),
        "url": reverse("desk:file", args=[code, row.file_id]),
        "shown": shown,
        "shown_url": reverse("desk:file", args=[code, row.shown_file_id]) if row.shown_file_id else "",
        "mask_url": "" if shown else reverse("fund:mask_voucher", args=[code, row.pk]),
    }


@door(access.get_transaction_for, "GET", "POST")
def reverse_(request: Entered, code: str, transaction_id: int) -> HttpResponse:
    """Undo it in red."""
    made: Transaction = request.here
    return act_page(
        request,
        form_for(request, ReverseForm, initial={"on": law_day(request.at)}),
        reverse_transaction,
        estate=made.estate,
        back=page_of(made),
        heading=_("冲销这一笔"),
        sub=_("原来的一笔留着，另记一笔红字把它抵掉；两笔都公开。付款和划转要由另一个人冲销。"),
        cites=(BOOKS, TWO_PERSONS) if TWO_PERSONS != BOOKS else (BOOKS,),
        word=_("冲销"),
        to=lambda red: page_of(red)[1],
        transaction=made,
    )


@door(access.get_transaction_for, "GET", "POST")
def attach(request: Entered, code: str, transaction_id: int) -> HttpResponse:
    """Attach a voucher, at once or later."""
    made: Transaction = request.here
    return act_page(
        request,
        form_for(request, VoucherForm),
        attach_voucher,
        estate=made.estate,
        back=page_of(made),
        heading=_("附凭证"),
        sub=made.words,
        cites=(BOOKS,),
        word=_("附上"),
        to=lambda row: reverse("fund:mask_voucher", args=[code, row.pk]),
        transaction=made,
    )


@door(get_voucher_for, "GET", "POST")
def mask(request: Entered, code: str, voucher_id: int) -> HttpResponse:
    """Make a voucher fit for everyone to see."""
    voucher: Voucher = request.here
    made = voucher.transaction
    made.estate = voucher.estate
    picture = picture_of(voucher)
    drawable = picture is not None
    form = form_for(request, MaskForm, initial={"way": "squares" if drawable else ""}, drawable=drawable)
    chosen = set(form.data.getlist("squares")) if form.is_bound and drawable else set()
    cells = [
        (str(n), str(n) in chosen, _("第%(row)s行第%(col)s列") % {"row": n // COLUMNS + 1, "col": n % COLUMNS + 1})
        for n in range(COLUMNS * ROWS)
    ]
    own = request.person is not None and voucher.by == keys.pseudonym(voucher.estate.pk, request.person.pk)
    return act_page(
        request,
        form,
        mask_voucher,
        estate=voucher.estate,
        back=page_of(made),
        heading=_("公开以前，遮住个人信息"),
        sub=_("姓名、电话、身份证号、银行账号、门牌都算个人信息。原件保留，只有管账和审计的人能看。"),
        cites=(PERSONAL,),
        word=_("确认公开"),
        template="fund/ledger_mask.html",
        more={
            "voucher": voucher,
            "image": reverse("desk:file", args=[code, voucher.file_id]),
            "cells": cells if drawable else [],
            "own": own,
        },
        voucher=voucher,
    )
