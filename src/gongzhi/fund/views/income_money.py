"""What should have come in, what did, what is late; recording what came in (A5.2)."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.fund import access
from gongzhi.fund.actions.record_income import record_income
from gongzhi.fund.actions.record_incomes import record_incomes
from gongzhi.fund.cites import BOOKS, COMMON_INCOME
from gongzhi.fund.forms.income import BatchForm, IncomeForm
from gongzhi.fund.queries.schedule import Late, Owed, late, owed
from gongzhi.fund.views.income_frame import (
    late_letter,
    late_sentence,
    list_page,
    months_chart,
    sources,
    taking,
    today,
)
from gongzhi.fund.views.trying import act_page
from gongzhi.places.models import Estate
from gongzhi.web.dates import cndate
from gongzhi.web.door import Entered, door
from gongzhi.web.figures import fen
from gongzhi.web.trying import form_for
from gongzhi_law.fund import mode_rule

SHOWN, SOON = 200, timedelta(days=62)


def to_pay(rows: Iterable[Owed], *, on: date) -> list[Owed]:
    """What a sum that came in may pay: what is late or due within two months, and the next instalment of every contract."""
    found: list[Owed] = []
    begun: set[int] = set()
    for row in rows:
        if row.left_fen and (row.instalment.due_on <= on + SOON or row.instalment.contract_id not in begun):
            begun.add(row.instalment.contract_id)
            found.append(row)
    return found[:SHOWN]


def late_table(rows: list[Late], *, letters: bool) -> dict[str, Any]:
    """The late instalments, the oldest first; `letters`: with a way to ask for each."""
    shown = []
    for one in rows[:SHOWN]:
        estate = one.contract.estate
        name = {
            "text": _("%(name)s 第 %(n)s 期") % {"name": one.contract.asset.name, "n": one.instalment.number},
            "note": one.contract.party_shown,
        }
        if letters:
            name["url"] = reverse("fund:contract", args=[estate.code, one.contract.serial])
        days = {
            "text": _("%(n)s 天") % {"n": one.days},
            "badge": _("逾期") if one.noted else "",
            "badge_kind": "urgent",
        }
        cells: list[Any] = [name, cndate(one.instalment.due_on), fen(one.left_fen), days]
        if letters:
            cells.append({"text": _("发函催收"), "url": late_letter(estate, one)})
        shown.append({"cells": cells})
    columns: list[Any] = [_("哪一笔"), _("应到"), {"label": _("还差"), "n": True}, _("晚了")]
    return {
        "label": _("应收未到"),
        "columns": [*columns, _("办理")] if letters else columns,
        "rows": shown,
        "empty": {"title": _("到期的都收到了"), "text": _("到期没有收到的列在这里。")},
    }


@door(access.reader_of)
def income(request: Entered, code: str) -> HttpResponse:
    """Due against received by month, and what is late."""
    estate: Estate = request.here
    on = today(request)
    rows = owed([estate])
    waiting = late({estate.pk: estate}, request.at)[estate.pk]
    for one in waiting:
        one.contract.estate = estate
    due = [row for row in rows if row.instalment.due_on <= on]
    rule = mode_rule(estate.management, on=on, place=estate.place)
    keeps = access.is_bookkeeper(request.person, estate, at=request.at)
    links = [
        (_("粘贴登记多笔收入"), reverse("fund:record_incomes", args=[code])),
        (_("登记合同"), reverse("fund:new_contract", args=[code])),
    ]
    return list_page(
        request,
        estate,
        "income",
        "fund/income_home.html",
        heading=late_sentence(waiting),
        stats=[
            {"value": fen(sum(row.instalment.amount_fen for row in due)), "label": _("到今天应收")},
            {"value": fen(sum(row.received_fen for row in due)), "label": _("其中已到")},
            {"value": fen(sum(one.left_fen for one in waiting)), "label": _("还没有到")},
        ],
        months=months_chart(rows, on=on) if rows else [],
        table=late_table(waiting, letters=True),
        mode=rule,
        new={"label": _("登记收入"), "url": reverse("fund:record_income", args=[code])} if keeps else None,
        links=links if keeps else [],
    )


@door(access.reader_of, "GET", "POST")
def record(request: Entered, code: str) -> HttpResponse:
    """Records one sum."""
    estate: Estate = request.here
    waiting = to_pay(owed([estate]), on=today(request))
    form = form_for(
        request,
        IncomeForm,
        initial={"on": today(request)},
        incomes=sources(estate),
        moneys=taking(estate),
        waiting=waiting,
    )
    return act_page(
        request,
        form,
        record_income,
        estate=estate,
        back=(_("应收和实收"), reverse("fund:income_home", args=[code])),
        heading=_("登记收入"),
        word=_("登记"),
        sub=_("只登记已经到账的钱；登记后不能改，错了用红字冲销。"),
        cites=(COMMON_INCOME, BOOKS),
        to=lambda _made: reverse("fund:income_home", args=[code]),
    )


@door(access.reader_of, "GET", "POST")
def record_many(request: Entered, code: str) -> HttpResponse:
    """Records many sums of one kind."""
    estate: Estate = request.here
    form = form_for(request, BatchForm, incomes=sources(estate), moneys=taking(estate))
    return act_page(
        request,
        form,
        record_incomes,
        estate=estate,
        back=(_("应收和实收"), reverse("fund:income_home", args=[code])),
        heading=_("登记多笔收入"),
        word=_("全部登记"),
        sub=_("例如一个月的停车费；要么全部登记，要么一笔也不登记。"),
        cites=(BOOKS,),
    )
