"""Repairs on the desk: the list, a new plan, one repair from plan to report, the set for the office, the office's balances."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.fund import access, repair_access
from gongzhi.fund.actions.import_mirror import import_mirror
from gongzhi.fund.actions.plan_repair import plan_repair
from gongzhi.fund.actions.repair_grounds import never_paid
from gongzhi.fund.cites import REPAIR, REPAIR_FUND
from gongzhi.fund.forms.repair import MirrorForm, PlanForm
from gongzhi.fund.models import RepairProject
from gongzhi.fund.queries.mirror import accounts_of, latest, missing_in, short_of
from gongzhi.fund.queries.repair_law import emergency_name, evidence_missing, findings_of, over_of, unconfirmed, way_of
from gongzhi.fund.queries.repair_package import package
from gongzhi.fund.queries.repairs import assembly_of, basis_page, basis_words, paid_fen, projects_of, requests_of
from gongzhi.fund.queries.scope import scope_name
from gongzhi.fund.queries.shares import allocation_of
from gongzhi.fund.states import RepairState
from gongzhi.fund.views.repair_frame import (
    badge_of,
    crumb,
    next_acts,
    quote_table,
    share_table,
    stations_of,
    trail_of,
    url_of,
    voice_table,
)
from gongzhi.fund.views.spending_frame import request_table
from gongzhi.fund.views.trying import act_page
from gongzhi.kernel.clock import law_day
from gongzhi.places.models import Estate
from gongzhi.register.queries.parts import parts_of
from gongzhi.web.dates import cndate
from gongzhi.web.door import Entered, door
from gongzhi.web.figures import fen
from gongzhi.web.trying import form_for
from gongzhi_law.fund_repair import PART_NAMES, Part, emergency_reserve, emergency_types, excluded_costs, scope_rule

SHORT = 20


@door(access.reader_of)
def home(request: Entered, code: str) -> HttpResponse:
    """Every repair with where it stands, and what the office says the flats hold."""
    estate: Estate = request.here
    rows = projects_of(estate)
    table = {
        "label": _("维修项目"),
        "stack": True,
        "columns": [
            _("维修项目"),
            _("进度"),
            _("维修资金"),
            {"label": _("预算"), "n": True},
            {"label": _("决算"), "n": True},
        ],
        "rows": [
            {
                "cells": [
                    {
                        "text": _("第 %(n)s 号 %(title)s") % {"n": row.serial, "title": row.title},
                        "url": url_of(row),
                        "note": scope_name(row.scope),
                        "badge": _("紧急") if row.emergency else "",
                        "badge_kind": "urgent",
                    },
                    {"text": "", "badge": str(row.get_state_display()), "badge_kind": badge_of(row)},
                    str(row.get_custody_display()),
                    fen(row.budget_fen),
                    fen(row.actual_fen) if row.actual_fen is not None else "",
                ]
            }
            for row in rows
        ],
        "empty": {
            "title": _("还没有维修项目"),
            "text": _("写明修什么、哪几幢分摊、要多少钱，三方商定后提请业主表决；紧急的不用等表决。"),
        },
    }
    open_rows = [row for row in rows if row.state not in (RepairState.PUBLISHED, RepairState.DROPPED)]
    heading = _("%(n)s 个维修项目在进行") % {"n": len(open_rows)} if open_rows else _("维修资金")
    accounts = accounts_of(estate)
    context = {
        "estate": estate,
        "heading": heading,
        "table": table,
        "plans": repair_access.plans(request.person, estate, at=request.at),
        "owns": repair_access.conducts(request.person, estate, at=request.at),
        "mirrors": [_mirror(row) for row in accounts if row.custody == "agency"],
        "cite": REPAIR_FUND,
    }
    return render(request, "fund/repair_home.html", context)


def _mirror(money: Any) -> dict[str, Any]:
    found = latest(money)
    missing = missing_in(found).doors if found else ()
    return {
        "name": f"{money.account.code} {money.account.title}",
        "day": cndate(found.as_of) if found else "",
        "total": fen(found.total_fen) if found else "",
        "units": found.balances.count() if found else 0,
        "missing": len(missing),
        "doors": "、".join(missing[:SHORT]),
    }


@door(access.reader_of, "GET", "POST")
def new(request: Entered, code: str) -> HttpResponse:
    """A new plan."""
    estate: Estate = request.here
    on = law_day(request.at)
    form = form_for(
        request,
        PlanForm,
        there=parts_of(estate),
        accounts=accounts_of(estate),
        types=emergency_types(on, estate.place),
        costs=excluded_costs(on, estate.place),
    )
    return act_page(
        request,
        form,
        plan_repair,
        estate=estate,
        of_estate=True,
        back=crumb(code),
        heading=_("制定维修方案"),
        sub=_("写完就按面积算出每户要分摊多少，每位业主在手机上看得到自己的。"),
        cites=(REPAIR, "《民法典》第283条"),
        word=_("提出方案"),
        template="fund/repair_new.html",
        more={"scope_words": scope_rule(on, estate.place).sentence},
        to=url_of,
    )


@door(repair_access.get_project_for)
def project(request: Entered, code: str, repair: int) -> HttpResponse:
    """One repair: where it stands, what is next, who said what, what it rests on, whose share, what happened."""
    row: RepairProject = request.here
    estate, at = row.estate, request.at
    agency = row.custody == RepairProject.Custody.AGENCY
    acts = next_acts(row, request.person, at=at)
    short = short_of(row) if row.actual_fen is None and row.state != RepairState.DROPPED else None
    assembly = assembly_of(row)
    tips: list[dict[str, Any]] = [
        {"text": words, "kind": "due", "cite": cite} for words, cite in findings_of(row, at=at)
    ]
    if row.state == RepairState.PLANNED and row.emergency and row.basis_id is None:
        wanted = [*evidence_missing(row, at=at), *(one.words for one in unconfirmed(row, at=at))]
        tips.append({"text": _("还差：%(what)s") % {"what": "、".join(wanted)}, "kind": "urgent"})
    if row.emergency and (reserve := emergency_reserve(on=law_day(row.at), place=estate.place)) is not None:
        tips.append({"text": reserve.sentence, "kind": "", "cite": reserve.cite})
    if agency:
        reason = never_paid(row)
        tips.append({"text": reason.text, "kind": "", "cite": reason.cite})
    if short:
        words = _("有 %(n)s 户的分户余额不够分摊，共差%(sum)s，需要续筹或者另外补足。")
        tips.append({"text": words % {"n": len(short), "sum": fen(sum(short.values()))}, "kind": "due"})
    if row.actual_fen is not None and row.actual_fen > row.budget_fen:
        over = over_of(row, row.actual_fen, at=at)
        tips.append({"text": over.sentence, "kind": "due", "cite": over.cite})
    links = []
    if assembly is not None:
        url = reverse("voting:desk_assembly", args=[code, assembly.serial])
        links.append((_("看表决：%(title)s") % {"title": assembly.title}, url))
    if page := basis_page(row):
        links.append((_("看决定"), page))
    if any(step.kind == "applied" for step in row.steps.all()):
        links.append((_("下载申请材料（ZIP）"), url_of(row, "repair_package")))
    links.append((_("公开页"), url_of(row, "public_repair")))
    context = {
        "estate": estate,
        "row": row,
        "crumb": {"label": crumb(code)[0], "url": crumb(code)[1]},
        "heading": row.title,
        "badge_text": str(row.get_state_display()),
        "badge_kind": badge_of(row),
        "urgent": emergency_name(row, at=at),
        "steps": stations_of(row),
        "acts": [{"label": words, "url": url, "primary": not n} for n, (words, url) in enumerate(acts)],
        "tips": tips,
        "facts": [
            (_("范围"), scope_name(row.scope)),
            (_("部位"), _(PART_NAMES[Part(row.part)])),
            (_("维修资金"), str(row.get_custody_display())),
            (_("账户"), f"{row.money.account.code} {row.money.account.title}" if row.money else _("没有登记")),
            (_("预算"), fen(row.budget_fen)),
            *([(_("已付"), fen(paid_fen(row)))] if not agency else []),
            *([(_("决算"), fen(row.actual_fen))] if row.actual_fen is not None else []),
            (_("保修"), str(row.get_warranty_display())),
            *([(_("施工单位"), row.contractor)] if row.contractor else []),
            *([(_("不再进行的原因"), row.dropped_for)] if row.dropped_for else []),
        ],
        "basis": basis_words(row),
        "voices": None if row.emergency else voice_table(row, at=at),
        "alone": not row.emergency and len(voice_table(row, at=at)["rows"]) < len(repair_access.VOICES),
        "quotes": quote_table(row, files=True),
        "few": 0 < row.quotes.count() < 3,
        "requests": None if agency else request_table(list(requests_of(row)), empty=_("还没有支出申请")),
        "planned": share_table(allocation_of(row, "planned"), _("预算分摊")),
        "final": share_table(allocation_of(row, "final"), _("决算分摊")),
        "trail": trail_of(row, files=True),
        "way": [(one.words, one.by, one.cite) for one in way_of(row)],
        "links": links,
    }
    return render(request, "fund/repair_project.html", context)


@door(repair_access.get_project_for)
def bundle(request: Entered, code: str, repair: int) -> HttpResponse:
    """The set for the office as one ZIP: application, decision, list of shares, offers, evidence, index with hashes."""
    row: RepairProject = request.here
    answer = HttpResponse(package(row, at=request.at), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="repair-{row.serial}.zip"'
    return answer


@door(access.reader_of, "GET", "POST")
def mirror(request: Entered, code: str) -> HttpResponse:
    """Takes in the office's list of sub-accounts."""
    estate: Estate = request.here
    accounts = [row for row in accounts_of(estate) if row.custody == "agency"]
    return act_page(
        request,
        form_for(request, MirrorForm, accounts=accounts),
        import_mirror,
        estate=estate,
        back=crumb(code),
        heading=_("导入代管的分户余额"),
        sub=_("向主管部门或者专户银行要一份分户余额表。只是照录，不动钱；对不上的行会逐行指出来。"),
        cites=(REPAIR_FUND,),
        word=_("导入"),
    )
