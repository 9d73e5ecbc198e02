"""The desk of one estate: secretaries hired, services bought, what they delivered and how they are judged."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.bodies import access, upkeep_access
from gongzhi.bodies.actions.end_engagement import end_engagement
from gongzhi.bodies.actions.engage import engage
from gongzhi.bodies.actions.note_engagement import note_engagement
from gongzhi.bodies.forms.overview import EndForm, EngagementNoteForm, SecretaryForm, ServiceForm
from gongzhi.bodies.models import Engagement, EngagementNote
from gongzhi.bodies.queries.engagements import task_names
from gongzhi.bodies.queries.papers import cite_of
from gongzhi.bodies.views.overview_frame import attempt, show
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import NotHere, Refused
from gongzhi.people.access import desk_of_estate
from gongzhi.people.models import Person
from gongzhi.places.models import Estate
from gongzhi.web.dates import cndate
from gongzhi.web.door import Entered, door
from gongzhi.web.figures import fen
from gongzhi_law.powers import Power

KINDS = {"secretary": SecretaryForm, "service": ServiceForm}


@door(desk_of_estate)
def engagements(request: Entered, code: str) -> HttpResponse:
    """Every engagement of the estate, those that run first."""
    estate: Estate = request.here
    on = law_day(request.at)
    rows = list(Engagement.objects.filter(estate=estate).select_related("body").order_by("-until_on", "-pk"))
    names = {p.pk: p.shown_name() for p in Person.objects.filter(pk__in={r.person_id for r in rows if r.person_id})}
    return show(
        request,
        "engagements",
        estate,
        heading=_heading(sum(1 for row in rows if runs(row, on))),
        table=_table(rows, names, estate, on),
        may_engage=may_sign(request, estate),
        cite=cite_of("A8.3"),
    )


def _heading(n: int) -> str:
    return _("正在进行的聘请和服务 %(n)s 项") % {"n": n} if n else _("没有正在进行的聘请和服务")


def runs(row: Engagement, on: Any) -> bool:
    """Whether the engagement runs on `on`."""
    return row.from_on <= on < (row.ended_on or row.until_on)


def may_sign(request: Entered, estate: Estate) -> bool:
    """Whether this person sits in a body that may sign contracts now."""
    try:
        access.require_power(request.person, estate, Power.SIGN_CONTRACT, at=request.at)
    except Refused:
        return False
    return True


def _table(rows: list[Engagement], names: dict[int, str], estate: Estate, on: Any) -> dict[str, Any]:
    return {
        "label": _("聘请和服务"),
        "columns": [
            {"label": _("谁")},
            {"label": _("做什么")},
            {"label": _("期限")},
            {"label": _("金额"), "n": True},
            {"label": _("状态")},
        ],
        "rows": [
            {
                "cells": [
                    {
                        "text": names.get(row.person_id or 0, "") or row.provider,
                        "url": reverse("bodies:engagement", args=[estate.code, row.pk]),
                        "note": str(row.get_kind_display()),
                    },
                    row.purpose[:60],
                    _("%(a)s 至 %(b)s") % {"a": cndate(row.from_on), "b": cndate(row.last_on)},
                    {"text": fen(row.pay_fen), "note": str(row.get_pay_source_display())},
                    _state(row, on),
                ]
            }
            for row in rows
        ],
        "empty": {
            "title": _("还没有登记聘请和服务"),
            "text": _("业委会聘请专职秘书、购买小区治理专业服务，凭决定和合同登记在这里。"),
        },
    }


def _state(row: Engagement, on: Any) -> dict[str, str]:
    if row.ended_on is not None and row.ended_on <= on:
        return {"badge": _("已结束"), "badge_kind": "line"}
    if row.until_on <= on:
        return {"badge": _("已到期"), "badge_kind": "line"}
    if row.from_on > on:
        return {"badge": _("未开始"), "badge_kind": "due"}
    return {"badge": _("进行中"), "badge_kind": "done"}


@door(desk_of_estate, "GET", "POST")
def new_engagement(request: Entered, code: str, hired: str) -> HttpResponse:
    """Hires a secretary (`secretary`) or buys a service (`service`)."""
    estate: Estate = request.here
    if hired not in KINDS:
        raise NotHere
    form = KINDS[hired](
        request.POST or None,
        request.FILES or None,
        initial={"from_on": law_day(request.at)},
    )
    tried = attempt(request, form, engage, estate=estate, kind=hired)
    if tried.done:
        return redirect("bodies:engagement", code, tried.done.pk)
    secretary = hired == "secretary"
    return show(
        request,
        "end",
        estate,
        tried,
        heading=_("聘请专职秘书") if secretary else _("购买一项服务"),
        sub=_("身份随聘用开始，到期或者结束就没有了。") if secretary else _("凭决定和合同登记，钱从哪里来写清楚。"),
        word=_("登记聘用") if secretary else _("登记服务"),
        cite=cite_of("A8.3"),
        crumb={"label": _("聘请和服务"), "url": reverse("bodies:engagements", args=[code])},
    )


@door(upkeep_access.get_engagement_for, "GET", "POST")
def engagement(request: Entered, code: str, engagement_id: int) -> HttpResponse:
    """One engagement: contract, money, decision, tasks; deliveries and evaluations."""
    row: Engagement = request.here
    on = law_day(request.at)
    form = EngagementNoteForm(request.POST or None, request.FILES or None, initial={"on": on})
    tried = attempt(request, form, note_engagement, engagement=row)
    if tried.done:
        return redirect("bodies:engagement", code, row.pk)
    name = Person.objects.get(pk=row.person_id).shown_name() if row.person_id else row.provider
    return show(
        request,
        "engagement",
        row.estate,
        tried,
        row=row,
        heading=name,
        facts=_facts(row),
        tasks=task_names(row),
        notes=EngagementNote.objects.filter(estate=row.estate, engagement=row).order_by("-on", "-pk"),
        state=_state(row, on),
        open=row.ended_on is None,
        may_write=_may_write(request, row),
        crumb={"label": _("聘请和服务"), "url": reverse("bodies:engagements", args=[code])},
    )


def _may_write(request: Entered, row: Engagement) -> bool:
    if row.person_id == request.person.pk:
        return True
    try:
        upkeep_access.may_engage(request.person, row, at=request.at)
    except Refused:
        return False
    return True


def _facts(row: Engagement) -> list[tuple[str, str]]:
    facts = [
        (_("聘请的组织"), row.body.name),
        (_("期限"), _("%(a)s 至 %(b)s") % {"a": cndate(row.from_on), "b": cndate(row.last_on)}),
        (_("总金额"), fen(row.pay_fen)),
        (_("钱从哪里来"), str(row.get_pay_source_display())),
        (_("凭哪个决定"), row.basis),
    ]
    if row.ended_on:
        facts.append((_("提前结束"), _("%(day)s，%(why)s") % {"day": cndate(row.ended_on), "why": row.ended_for}))
    return facts


@door(upkeep_access.get_engagement_for, "GET", "POST")
def end(request: Entered, code: str, engagement_id: int) -> HttpResponse:
    """Ends an engagement before its time."""
    row: Engagement = request.here
    form = EndForm(request.POST or None, initial={"on": law_day(request.at)})
    tried = attempt(request, form, end_engagement, engagement=row)
    if tried.done:
        return redirect("bodies:engagement", code, row.pk)
    return show(
        request,
        "end",
        row.estate,
        tried,
        heading=_("提前结束这项聘请"),
        sub=_("专职秘书的身份同时结束。") if row.person_id else "",
        word=_("结束"),
        cite=cite_of("A8.3"),
        crumb={"label": _("聘请和服务"), "url": reverse("bodies:engagements", args=[code])},
    )
