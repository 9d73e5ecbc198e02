"""What developer and early firm have to hand over, on the desk (L1.3)."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.fund import access, income_access
from gongzhi.fund.actions.add_early_item import add_early_item
from gongzhi.fund.actions.close_early_item import close_early_item
from gongzhi.fund.actions.publish_early_statement import publish_early_statement
from gongzhi.fund.actions.record_early_step import record_early_step
from gongzhi.fund.cites import EARLY
from gongzhi.fund.forms.income import EarlyForm, EarlyStepForm, ReasonForm
from gongzhi.fund.models import EarlyItem, EarlyStatement
from gongzhi.fund.queries.early import Early, early_of, early_one, fits
from gongzhi.fund.views.income_frame import early_letter, list_page, row_page, taking, today
from gongzhi.fund.views.trying import act_page
from gongzhi.kernel.clock import law_day
from gongzhi.places.models import Estate
from gongzhi.web.dates import cndate
from gongzhi.web.door import Entered, door
from gongzhi.web.figures import fen
from gongzhi.web.trying import button, form_for


def _back(code: str) -> tuple[str, str]:
    return _("前期移交"), reverse("fund:early", args=[code])


@door(access.reader_of)
def early(request: Entered, code: str) -> HttpResponse:
    """The list: what is missing first."""
    return _list(request, request.here)


def _list(request: Entered, estate: Estate, **more: Any) -> HttpResponse:
    on, rows = today(request), early_of([estate])
    missing = [one for one in rows if one.is_open]
    left = sum(one.left_fen for one in missing)
    table = {
        "label": _("前期移交"),
        "columns": [_("项目"), _("责任单位"), {"label": _("还差"), "n": True}, _("应办日期"), _("办到哪一步")],
        "rows": [{"cells": _cells(one, estate.code, overdue=one.overdue(on))} for one in rows],
        "empty": {
            "title": _("移交清单还是空的"),
            "text": _("前期公共收益、应交维修资金、物业用房、资料、保修责任，逐项登记。"),
        },
    }
    keeps = income_access.keeps_early(request.person, estate, at=request.at)
    heading = _("%(n)s 项没有移交") % {"n": len(missing)} if missing else _("前期移交")
    statements = EarlyStatement.objects.filter(estate=estate).order_by("-pk")[:5]
    return list_page(
        request,
        estate,
        "early",
        heading=heading + (_("，尚欠%(fen)s") % {"fen": fen(left)} if left else ""),
        sub=_("建设单位和前期物业应当移交、结清的。"),
        cite=EARLY,
        table=table,
        new={"label": _("登记一项"), "url": reverse("fund:new_early", args=[estate.code])} if keeps else None,
        posts=[{"label": _("公布移交清算情况"), "url": reverse("fund:publish_early", args=[estate.code])}]
        if keeps and rows
        else [],
        links=[
            (_("%(day)s公布的移交清算情况") % {"day": cndate(law_day(one.at))}, f"/d/{one.document_id}/")
            for one in statements
        ],
        **more,
    )


def _cells(one: Early, code: str, *, overdue: bool) -> list[Any]:
    item = one.item
    state = str(one.steps[-1].get_kind_display()) if one.steps else _("还没有办")
    return [
        {
            "text": f"{item.serial} {item.get_kind_display()}",
            "url": reverse("fund:early_item", args=[code, item.serial]),
            "note": item.words,
        },
        item.debtor,
        fen(one.left_fen) if item.owed_fen else "–",
        cndate(item.due_on) if item.due_on else "–",
        {
            "text": state if one.is_open else "",
            "badge": (_("逾期") if overdue else "") if one.is_open else _("已了结"),
            "badge_kind": "urgent" if one.is_open else "done",
        },
    ]


@door(access.reader_of, "POST")
def publish(request: Entered, code: str) -> HttpResponse:
    """Publishes how it stands."""
    tried = button(request, publish_early_statement, estate=request.here)
    if tried.refused is not None:
        response = _list(request, request.here, refused=tried.refused)
        response.status_code = 409
        return response
    return redirect("fund:early", code)


@door(access.reader_of, "GET", "POST")
def new(request: Entered, code: str) -> HttpResponse:
    """Enters an item."""
    return act_page(
        request,
        form_for(request, EarlyForm),
        add_early_item,
        estate=request.here,
        of_estate=True,
        back=_back(code),
        heading=_("登记应当移交的一项"),
        word=_("登记"),
        sub=_("任何人都看得到这张清单；材料只给看账的人看。"),
        cites=(EARLY,),
        to=lambda made: reverse("fund:early_item", args=[code, made.serial]),
    )


@door(income_access.get_early_for)
def item(request: Entered, code: str, early_serial: int) -> HttpResponse:
    """One item with its steps."""
    row: EarlyItem = request.here
    one = early_one(row)
    estate = row.estate
    acts = []
    if one.is_open and income_access.keeps_early(request.person, estate, at=request.at):
        acts = [
            (_("登记办了什么"), reverse("fund:early_step", args=[code, row.serial])),
            (_("发函催要"), early_letter(estate, row, one.left_fen)),
            (_("了结"), reverse("fund:close_early", args=[code, row.serial])),
        ]
    trail = [
        {
            "title": step.get_kind_display(),
            "text": step.words + (f" {fen(abs(step.posting.amount_fen))}" if step.posting else ""),
            "at": step.at,
            "state": "done",
            "url": f"/desk/e/{code}/files/{step.file_id}/" if step.file_id else "",
        }
        for step in one.steps
    ]
    overdue = one.overdue(today(request))
    return row_page(
        request,
        estate,
        crumb=_back(code),
        heading=_("：").join((str(row.get_kind_display()), row.words)),
        badge_text=_("已了结") if not one.is_open else _("逾期") if overdue else _("没有办完"),
        badge_kind="done" if not one.is_open else "urgent" if overdue else "due",
        cite=EARLY,
        acts=acts,
        facts=[
            (_("编号"), row.serial),
            (_("责任单位"), row.debtor),
            (_("金额"), fen(row.owed_fen) if row.owed_fen else ""),
            (_("已到"), fen(one.paid_fen) if one.paid_fen else ""),
            (_("还差"), fen(one.left_fen) if row.owed_fen else ""),
            (_("应办日期"), cndate(row.due_on) if row.due_on else ""),
            (_("了结"), cndate(row.closed_on) if row.closed_on else ""),
            (_("怎么了结的"), row.closed_for),
        ],
        parts=[
            {"title": _("办理经过"), "trail": trail, "text": "" if trail else _("还没有办")},
            {
                "title": _("材料"),
                "links": [{"label": _("依据的材料"), "url": f"/desk/e/{code}/files/{row.file_id}/"}]
                if row.file_id
                else [],
            },
        ],
    )


def _act(request: Entered, form: Any, act: Any, heading: str, word: str, sub: str) -> HttpResponse:
    row: EarlyItem = request.here
    url = reverse("fund:early_item", args=[row.estate.code, row.serial])
    return act_page(
        request,
        form,
        act,
        estate=row.estate,
        back=(row.get_kind_display(), url),
        heading=heading,
        word=word,
        sub=sub,
        cites=(EARLY,),
        item=row,
    )


@door(income_access.get_early_for, "GET", "POST")
def step(request: Entered, code: str, early_serial: int) -> HttpResponse:
    """Records a step; money goes into the books with it."""
    moneys = [row for row in taking(request.here.estate) if fits(request.here, row)]
    form = form_for(request, EarlyStepForm, moneys=moneys)
    return _act(request, form, record_early_step, _("登记办了什么"), _("登记"), _("选“到账”的同时记进账簿。"))


@door(income_access.get_early_for, "GET", "POST")
def close(request: Entered, code: str, early_serial: int) -> HttpResponse:
    """Closes the item."""
    sub = _("写清楚是办完了，还是为什么不再要；公开。")
    return _act(request, form_for(request, ReasonForm), close_early_item, _("了结这一项"), _("了结"), sub)
