"""Balances of handing over at the desk (A7.3, L4.2)."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.fund import access, oversight_access
from gongzhi.fund.actions.make_handover_balance import make_handover_balance
from gongzhi.fund.actions.receive_handover_balance import receive_handover_balance
from gongzhi.fund.cites import HANDOVER
from gongzhi.fund.forms.oversight import HandoverForm, ReceiveForm
from gongzhi.fund.models import HandoverBalance
from gongzhi.fund.queries.handover import account_rows, balances_of, pending_rows
from gongzhi.fund.views.income_frame import row_page, today
from gongzhi.fund.views.oversight_frame import bodies_of, list_page
from gongzhi.fund.views.trying import act_page
from gongzhi.kernel import keys
from gongzhi.people.queries import holds_any
from gongzhi.places.models import Estate
from gongzhi.web.dates import cndate, cndatetime
from gongzhi.web.door import Entered, door
from gongzhi.web.figures import fen
from gongzhi.web.trying import form_for

ONE_SIDED = "one_sided"


def _back(code: str) -> tuple[str, str]:
    return _("移交"), reverse("fund:handovers", args=[code])


def _mark(row: HandoverBalance) -> tuple[str, str]:
    return (_("已接收"), "done") if row.received_at else (_("待接收"), "due")


@door(access.reader_of)
def handovers(request: Entered, code: str) -> HttpResponse:
    """The balances of handing over."""
    estate: Estate = request.here
    rows = balances_of(estate)
    may = holds_any(request.person, (*access.OWNERS, *access.OFFICES), estate, at=request.at)
    table = {
        "label": _("移交余额表"),
        "columns": [_("离任的组织"), _("截至"), {"label": _("各账户合计"), "n": True}, _("接收")],
        "rows": [
            {
                "cells": [
                    {"text": row.body.name, "url": reverse("fund:handover", args=[code, row.pk])},
                    cndate(row.on),
                    fen(sum(one["fen"] for one in row.accounts)),
                    {"text": "", "badge": _mark(row)[0], "badge_kind": _mark(row)[1]},
                ]
            }
            for row in rows
        ],
        "empty": {
            "title": _("还没有移交过"),
            "text": _("换届、终止的时候，从账簿编出移交余额表，由接任的组织接收；拒不移交的，社区、街道可以单方编制。"),
        },
    }
    return list_page(
        request,
        estate,
        "handovers",
        heading=_("资金移交"),
        sub=_("账户余额和没有办完的事，都从账簿来。"),
        cite=HANDOVER,
        new={"label": _("编移交余额表"), "url": reverse("fund:make_handover", args=[code])} if may else None,
        parts=[{"title": _("移交余额表"), "table": table}],
    )


@door(access.reader_of, "GET", "POST")
def make(request: Entered, code: str) -> HttpResponse:
    """Draws up a balance."""
    estate: Estate = request.here
    return act_page(
        request,
        form_for(request, HandoverForm, initial={"on": today(request)}, bodies=bodies_of(estate)),
        make_handover_balance,
        estate=estate,
        back=_back(code),
        heading=_("编移交余额表"),
        sub=_("按选的那一天从账簿取数，编好就公布，不能改。"),
        cites=(HANDOVER,),
        word=_("编制"),
        to=lambda made: reverse("fund:handover", args=[code, made.pk]),
    )


@door(oversight_access.get_balance_for)
def handover(request: Entered, code: str, handover_id: int) -> HttpResponse:
    """One balance: accounts, what is open, the receipt."""
    row: HandoverBalance = request.here
    pending = [one for one in row.pending if one["kind"] != ONE_SIDED]
    one_sided = any(one["kind"] == ONE_SIDED and one["count"] for one in row.pending)
    person = request.person
    may = holds_any(person, (*access.OWNERS, *access.OFFICES), row.estate, at=request.at)
    may = may and row.received_at is None and row.by != keys.pseudonym(row.estate_id, person.pk)
    acts = [(_("接收"), reverse("fund:receive_handover", args=[code, row.pk]))] if may else []
    return row_page(
        request,
        row.estate,
        crumb=_back(code),
        heading=_("%(body)s移交余额表") % {"body": row.body.name},
        sub=_("截至%(day)s") % {"day": cndate(row.on)},
        badge_text=_mark(row)[0],
        badge_kind=_mark(row)[1],
        cite=HANDOVER,
        acts=acts,
        facts=[
            (_("合计"), fen(sum(one["fen"] for one in row.accounts))),
            (_("怎么编的"), _("单方编制") if one_sided else _("离任组织编制")),
            (_("接收时间"), cndatetime(row.received_at) if row.received_at else ""),
        ],
        parts=[
            {"title": _("账户余额"), "table": _plain([_("账户"), _("在哪里"), _("余额")], account_rows(row.accounts))},
            {"title": _("没有办完的事"), "table": _plain([_("事项"), _("件数"), _("金额")], pending_rows(pending))},
            {"title": _("接收意见"), "text": row.remark},
            {"title": _("文件"), "links": [{"label": _("移交余额表"), "url": f"/d/{row.document_id}/"}]},
        ],
    )


def _plain(head: list[str], rows: list[list[str]]) -> dict[str, Any]:
    *first, last = head
    columns = [*({"label": words} for words in first), {"label": last, "n": True}]
    return {"label": head[0], "columns": columns, "rows": [{"cells": row} for row in rows]}


@door(oversight_access.get_balance_for, "GET", "POST")
def receive(request: Entered, code: str, handover_id: int) -> HttpResponse:
    """Receives it, with remarks."""
    row: HandoverBalance = request.here
    return act_page(
        request,
        form_for(request, ReceiveForm),
        receive_handover_balance,
        estate=row.estate,
        back=(_("移交余额表"), reverse("fund:handover", args=[code, row.pk])),
        heading=_("接收移交余额表"),
        sub=_("接收不等于认可数字；有不同意见写下来。"),
        cites=(HANDOVER,),
        word=_("接收"),
        balance=row,
    )
