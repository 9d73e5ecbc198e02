"""Warnings of an estate: what looks odd, the evidence, what was decided (A5.6)."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.fund import access
from gongzhi.fund.actions.decide_flag import decide_flag
from gongzhi.fund.cites import BOOKS
from gongzhi.fund.forms.oversight import FlagForm
from gongzhi.fund.models import FlagVerdict
from gongzhi.fund.oversight_access import decides
from gongzhi.fund.queries.watch import Watched, watched_of, watched_one
from gongzhi.fund.views.income_frame import row_page
from gongzhi.fund.views.oversight_frame import file_url, list_page
from gongzhi.fund.views.trying import act_page
from gongzhi.kernel.errors import NotHere
from gongzhi.places.models import Estate
from gongzhi.web.door import Entered, door
from gongzhi.web.figures import fen
from gongzhi.web.trying import form_for

KINDS: dict[str, str] = {
    FlagVerdict.Verdict.TOLD: "due",
    FlagVerdict.Verdict.WATCHED: "due",
    FlagVerdict.Verdict.EXPLAINED: "done",
    FlagVerdict.Verdict.CORRECTED: "done",
    FlagVerdict.Verdict.HANDED_ON: "line",
}


@door(access.get_book_for)
def home(request: Entered, code: str) -> HttpResponse:
    """What waits for a decision, and what was decided."""
    estate: Estate = request.here.estate
    rows = watched_of(estate, request.at)
    waiting = [one for one in rows if one.is_open]
    done = [one for one in rows if not one.is_open]
    heading = _("%(n)s 条提示没有处理") % {"n": len(waiting)} if waiting else _("没有要处理的提示")
    parts = [{"title": _("没有处理的"), "table": _table(waiting, code, empty=True)}]
    if done:
        parts.append({"title": _("处理过的"), "table": _table(done, code)})
    return list_page(
        request,
        estate,
        "oversight_home",
        heading=heading,
        sub=_("系统按街道设定的数从账上找出来的，只作提示，不影响支付。由监督委员会、社区、街道看过后写明怎么处理。"),
        cite=BOOKS,
        parts=parts,
    )


def _table(rows: list[Watched], code: str, *, empty: bool = False) -> dict[str, Any]:
    return {
        "label": _("提示"),
        "columns": [_("哪一种"), _("情况"), {"label": _("金额"), "n": True}, _("处理")],
        "rows": [
            {
                "cells": [
                    {"text": one.kind_words, "url": reverse("fund:flag", args=[code, one.flag.key])},
                    one.flag.words,
                    fen(one.flag.amount_fen) if one.flag.amount_fen else "–",
                    _state(one),
                ]
            }
            for one in rows
        ],
        "empty": {
            "title": _("没有要处理的提示"),
            "text": _("有拆分、重复、夜间、整数、关联、逾期、长期不动、不对账的，会列在这里。"),
        }
        if empty
        else {},
    }


def _state(one: Watched) -> dict[str, str]:
    said = one.decided or (one.verdicts[0] if one.verdicts else None)
    if said is None:
        return {"text": "", "badge": _("待处理"), "badge_kind": "urgent"}
    if one.decided is None and said.verdict != FlagVerdict.Verdict.TOLD:
        return {"text": "", "badge": _("又有新情况"), "badge_kind": "urgent"}
    return {"text": said.words, "badge": str(said.get_verdict_display()), "badge_kind": KINDS[said.verdict]}


def _one(request: Entered, flag_key: str) -> Watched:
    found = watched_one(request.here.estate, flag_key, request.at)
    if found is None:
        raise NotHere
    return found


@door(access.get_book_for)
def flag(request: Entered, code: str, flag_key: str) -> HttpResponse:
    """One warning: what was noticed, each row behind it, what was said and decided."""
    estate: Estate = request.here.estate
    one = _one(request, flag_key)
    acts = []
    url = reverse("fund:decide_flag", args=[code, flag_key])
    if decides(request.person, estate, at=request.at):
        acts = [(_("处理"), url)]
    elif access.is_bookkeeper(request.person, estate, at=request.at):
        acts = [(_("写说明"), url)]
    trail = [
        {
            "title": row.get_verdict_display(),
            "text": row.words,
            "at": row.at,
            "state": "done",
            "url": file_url(code, row.file_id) if row.file_id else "",
        }
        for row in reversed(one.verdicts)
    ]
    state = _state(one)
    return row_page(
        request,
        estate,
        crumb=(_("提示"), reverse("fund:oversight_home", args=[code])),
        heading=one.kind_words,
        sub=one.flag.words,
        badge_text=state["badge"],
        badge_kind=state["badge_kind"],
        cite=BOOKS,
        acts=acts,
        facts=[(_("金额"), fen(one.flag.amount_fen) if one.flag.amount_fen else "")],
        parts=[
            {"title": _("依据的账"), "links": [{"label": row.words, "url": row.url} for row in one.flag.rows]},
            {"title": _("说明和处理"), "trail": trail},
        ],
    )


@door(access.get_book_for, "GET", "POST")
def decide(request: Entered, code: str, flag_key: str) -> HttpResponse:
    """Decides about a warning, or says what it is about."""
    estate: Estate = request.here.estate
    one = _one(request, flag_key)
    mine = decides(request.person, estate, at=request.at)
    return act_page(
        request,
        form_for(request, FlagForm, decides=mine),
        decide_flag,
        of_estate=True,
        estate=estate,
        back=(one.kind_words, reverse("fund:flag", args=[code, flag_key])),
        heading=_("处理这条提示") if mine else _("说明这条提示"),
        sub=one.flag.words,
        cites=(BOOKS,),
        word=_("记下"),
        key=flag_key,
    )
