"""Repairs as everyone reads them, and an owner's own shares."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.fund import repair_access
from gongzhi.fund.cites import REPAIR_FUND
from gongzhi.fund.models import RepairProject
from gongzhi.fund.public_access import is_asker
from gongzhi.fund.queries.mirror import held_by
from gongzhi.fund.queries.repair_law import emergency_name, findings_of
from gongzhi.fund.queries.repairs import (
    assembly_of,
    basis_page,
    basis_words,
    payment_rows,
    projects_of,
    spent_fen,
)
from gongzhi.fund.queries.scope import scope_name
from gongzhi.fund.queries.shares import allocation_of, own_shares, own_units
from gongzhi.fund.states import RepairState
from gongzhi.fund.views.public_frame import public_frame
from gongzhi.fund.views.repair_frame import badge_of, quote_table, share_table, stations_of, trail_of, voice_table
from gongzhi.places.models import Estate
from gongzhi.register.access import estate_public, owner_of
from gongzhi.web.dates import cndate
from gongzhi.web.door import Entered, door
from gongzhi.web.figures import area, fen, percent, share_bp
from gongzhi_law.fund_repair import PART_NAMES, Part


@door(estate_public)
def repairs(request: Entered, code: str) -> HttpResponse:
    """Every repair: how far, how much of the budget is spent."""
    estate: Estate = request.here
    rows = projects_of(estate)
    shown = []
    for row in rows:
        spent = spent_fen(row)
        shown.append(
            {
                "row": row,
                "url": reverse("fund:public_repair", args=[code, row.serial]),
                "where": scope_name(row.scope),
                "badge": str(row.get_state_display()),
                "badge_kind": badge_of(row),
                "budget": row.budget_fen,
                "spent": spent,
                "settled": row.actual_fen is not None,
                "width": percent(min(share_bp(spent, row.budget_fen), 10000)),
                "day": cndate(row.at),
            }
        )
    running = sum(row.state not in (RepairState.PUBLISHED, RepairState.DROPPED) for row in rows)
    context = {
        **public_frame(request, estate),
        "heading": _("%(n)s 个维修项目在进行") % {"n": running} if running else _("维修项目"),
        "page_title": _("维修项目"),
        "sub": _("方案、表决、施工、决算和分摊，从头到尾公开。"),
        "cites": [REPAIR_FUND],
        "rows": shown,
        "mine": reverse("fund:own_repair_shares", args=[code]) if is_asker(request.person or None, estate) else "",
    }
    return render(request, "fund/repair_public_list.html", context)


@door(repair_access.public_project)
def repair(request: Entered, code: str, repair: int) -> HttpResponse:
    """One repair: stations, plan, who said what, vote, payments, shares by building; no flat and no owner."""
    row: RepairProject = request.here
    at = request.at
    paid = payment_rows(row)
    assembly = assembly_of(row)
    links = []
    if page := basis_page(row):
        links.append((_("看决定"), page))
    elif assembly is not None and assembly.state not in ("draft", "reported", "withdrawn"):
        links.append((_("看表决：%(title)s") % {"title": assembly.title}, f"/e/{code}/assemblies/{assembly.serial}/"))
    asks = is_asker(request.person or None, row.estate)
    if asks:
        links.append((_("我家分摊多少"), reverse("fund:own_repair_shares", args=[code])))
        links.append((_("问一个问题"), reverse("fund:public_ask", args=[code])))
    context: dict[str, Any] = {
        **public_frame(request, row.estate),
        "row": row,
        "heading": row.title,
        "sub": scope_name(row.scope),
        "crumb": {"label": _("维修项目"), "url": reverse("fund:public_repairs", args=[code])},
        "badge_text": str(row.get_state_display()),
        "badge_kind": badge_of(row),
        "urgent": emergency_name(row, at=at),
        "steps": stations_of(row),
        "tips": findings_of(row, at=at),
        "facts": [
            (_("部位"), _(PART_NAMES[Part(row.part)])),
            (_("范围"), scope_name(row.scope)),
            (_("维修资金"), str(row.get_custody_display())),
            (_("预算"), fen(row.budget_fen)),
            *([(_("决算"), fen(row.actual_fen))] if row.actual_fen is not None else []),
            *([(_("施工单位"), row.contractor)] if row.contractor else []),
            *([(_("不再进行的原因"), row.dropped_for)] if row.dropped_for else []),
        ],
        "basis": basis_words(row),
        "voices": None if row.emergency else voice_table(row, at=at),
        "quotes": quote_table(row, files=False),
        "payments": {
            "label": _("付款"),
            "columns": [_("日期"), _("付给"), {"label": _("金额"), "n": True}],
            "rows": [{"cells": cells} for cells in paid],
        }
        if paid
        else None,
        "planned": share_table(allocation_of(row, "planned"), _("预算分摊")),
        "final": share_table(allocation_of(row, "final"), _("决算分摊")),
        "trail": trail_of(row, files=False),
        "links": links,
    }
    return render(request, "fund/repair_public.html", context)


@door(owner_of)
def mine(request: Entered, code: str) -> HttpResponse:
    """What each of the owner's own flats bears of every repair, and what its sub-account holds."""
    estate: Estate = request.here
    units = own_units(request.person, estate)
    held = held_by(estate, [unit.pk for unit in units])
    rows = own_shares(request.person, estate)
    total = sum(one.final_fen if one.final_fen is not None else one.planned_fen or 0 for one in rows)
    table = {
        "label": _("我家的分摊"),
        "stack": True,
        "columns": [_("维修项目"), _("房屋"), {"label": _("预算分摊"), "n": True}, {"label": _("决算分摊"), "n": True}],
        "rows": [
            {
                "cells": [
                    {"text": one.project.title, "url": reverse("fund:public_repair", args=[code, one.project.serial])},
                    one.unit.door,
                    fen(one.planned_fen) if one.planned_fen is not None else "",
                    fen(one.final_fen) if one.final_fen is not None else _("还没有决算"),
                ]
            }
            for one in rows
        ],
        "empty": {"title": _("没有要您分摊的维修"), "text": _("有了维修方案，这里马上看得到您家要分摊多少。")},
    }
    context = {
        **public_frame(request, estate),
        "heading": _("我家分摊%(sum)s") % {"sum": fen(total)} if rows else _("我家的维修分摊"),
        "page_title": _("我家的维修分摊"),
        "sub": _("按面积分摊，只有您自己看得到。决算以前是预算数。"),
        "cites": ["《民法典》第283条"],
        "crumb": {"label": _("维修项目"), "url": reverse("fund:public_repairs", args=[code])},
        "table": table,
        "flats": [
            (unit.door, _("%(area)s，分户余额%(sum)s") % {"area": area(unit.area), "sum": fen(held[unit.pk])})
            if unit.pk in held
            else (unit.door, area(unit.area))
            for unit in units
        ],
    }
    return render(request, "fund/repair_mine.html", context)
