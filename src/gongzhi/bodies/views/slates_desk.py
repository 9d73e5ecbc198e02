"""The desk of candidates: the list, who is recommended, publication, objections, the list's end."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.bodies import slate_access as access
from gongzhi.bodies.actions.close_slate import close_slate
from gongzhi.bodies.actions.give_reason import give_reason
from gongzhi.bodies.actions.open_slate import open_slate
from gongzhi.bodies.actions.publish_slate import publish_slate
from gongzhi.bodies.actions.recommend_candidate import recommend_candidate
from gongzhi.bodies.forms.slates import ClosingForm, RecommendForm, SlateForm, WordsForm
from gongzhi.bodies.models import Candidate, Slate
from gongzhi.bodies.queries import slates as queries
from gongzhi.bodies.queries.composition import report_of_slate
from gongzhi.bodies.queries.findings import findings_of_slate
from gongzhi.bodies.states import CandidateState
from gongzhi.bodies.views.offices_frame import act_page, place_of_page
from gongzhi.kernel.clock import law_day
from gongzhi.web.dates import cndate, cnday
from gongzhi.web.door import Entered, door
from gongzhi.web.forms import GzForm

BADGES = {
    CandidateState.RECOMMENDED: "due",
    CandidateState.CONSENTED: "due",
    CandidateState.LISTED: "done",
    CandidateState.EXCLUDED: "urgent",
    CandidateState.WITHDRAWN: "line",
}
TO_RECOMMEND = (Candidate.By.OWNERS, Candidate.By.PARTY, Candidate.By.RESIDENTS, Candidate.By.SELF)


def slate_url(slate: Slate, page: str = "desk_slate") -> str:
    """The address of a page of one list on the desk."""
    return reverse(f"bodies:{page}", args=[slate.estate.code, slate.pk])


def state_of(slate: Slate, on: date) -> tuple[str, str]:
    """Where the list stands, in words, and the kind of its badge."""
    if slate.closed_on:
        return _("已结束"), "line"
    if slate.published_on is None:
        return _("正在推荐和审核"), "due"
    until = queries.public_until(slate)
    if until and on <= until:
        return _("公示到%(day)s") % {"day": cnday(until)}, "due"
    return _("已公布"), "done"


@door(access.slate_desk)
def slates(request: Entered, code: str) -> HttpResponse:
    """Every list of the estate, and the way to a new one."""
    estate = request.here
    on = law_day(request.at)
    found = queries.slates_of(estate)
    rows = []
    for slate in found:
        slate.estate = estate
        words, kind = state_of(slate, on)
        name = {"text": slate.title, "url": slate_url(slate), "badge": words, "badge_kind": kind}
        rows.append({"cells": [name, slate.candidates.count(), slate.set_size, cndate(slate.opened_on)]})
    context = {
        **place_of_page(estate),
        "may_open": access.keeps_slate(request.person, estate, at=request.at)
        and not any(s.closed_on is None for s in found),
        "table": {
            "label": _("候选人名单"),
            "columns": [
                {"label": _("选举")},
                {"label": _("候选人"), "n": True},
                {"label": _("名额"), "n": True},
                {"label": _("开始")},
            ],
            "rows": rows,
            "stack": True,
            "empty": {
                "title": _("还没有候选人名单"),
                "text": _("成立或者换届选举前开一份：业主自荐、联名，党组织、居委会推荐，本人同意后审核、公布。"),
            },
        },
    }
    return render(request, "bodies/slates/slates.html", context)


@door(access.slate_desk, "GET", "POST")
def new_slate(request: Entered, code: str) -> HttpResponse:
    """Opens a list."""
    estate = request.here
    return act_page(
        request,
        SlateForm(request.POST or None),
        open_slate,
        here=estate,
        back=(_("候选人名单"), reverse("bodies:desk_slates", args=[code])),
        heading=_("开一份候选人名单"),
        sub=_("推荐、本人同意、审核、公布都在这份名单上办；一次只有一份。"),
        word=_("开始推荐"),
        done=slate_url,
        estate=estate,
    )


@door(access.get_slate_for)
def slate_page(request: Entered, code: str, slate_id: int) -> HttpResponse:
    """One list whole: how far it is, who stands, what law and papers say of it, objections."""
    slate: Slate = request.here
    on = law_day(request.at)
    keeps = access.keeps_slate(request.person, slate.estate, at=request.at)
    rows = queries.standing_on(slate, on=on)
    open_ = slate.closed_on is None
    context = {
        **place_of_page(slate.estate),
        "slate": slate,
        "on": on,
        "sub": _("委员 %(n)s 名，候补 %(m)s 名") % {"n": slate.set_size, "m": slate.alternates},
        "state": state_of(slate, on),
        "stations": _stations(slate, rows, on),
        "table": _table(slate, rows),
        "findings": findings_of_slate(slate, on),
        "reason_url": slate_url(slate, "slate_reason") if keeps and open_ else "",
        "objections": queries.objections_to(slate),
        "reads": keeps,
        "crumb": {"label": _("候选人名单"), "url": reverse("bodies:desk_slates", args=[code])},
        "may_recommend": keeps and open_ and slate.published_on is None,
        "may_publish": any(row.candidate.state in queries.STANDING for row in rows),
        "may_close": keeps and open_,
        "public_url": reverse("bodies:candidates", args=[code]),
    }
    return render(request, "bodies/slates/slate.html", context)


def _stations(slate: Slate, rows: list[queries.Standing], on: date) -> list[dict[str, str]]:
    states = [row.candidate.state for row in rows]
    agreed = sum(1 for s in states if s not in (CandidateState.RECOMMENDED, CandidateState.WITHDRAWN))
    vetted = sum(1 for s in states if s in (CandidateState.LISTED, CandidateState.EXCLUDED))
    until = queries.public_until(slate)
    over = slate.published_on is not None and (until is None or on > until)
    found = [
        (_("推荐"), _("%(n)s 人") % {"n": len(rows)}, bool(rows)),
        (_("本人同意"), _("%(n)s 人") % {"n": agreed}, agreed > 0),
        (_("审核"), _("%(n)s 人") % {"n": vetted}, agreed > 0 and vetted == agreed),
        (_("公布"), cnday(slate.published_on) if slate.published_on else "", slate.published_on is not None),
        (_("公示期"), _("到%(day)s") % {"day": cnday(until)} if until else "", over),
        (_("结束"), cnday(slate.closed_on) if slate.closed_on else "", slate.closed_on is not None),
    ]
    now = next((n for n, row in enumerate(found) if not row[2]), len(found))
    return [
        {"name": name, "note": note, "state": "done" if done else "now" if n == now else "next"}
        for n, (name, note, done) in enumerate(found)
    ]


def _verdicts(row: queries.Standing) -> str:
    """The newest word of each office."""
    newest = {v.office: v.fit for v in row.vettings}
    words = {True: _("合格"), False: _("不合格")}
    return "；".join(_("%(who)s：%(word)s") % {"who": who, "word": words[fit]} for who, fit in newest.items()) or "–"


def _table(slate: Slate, rows: list[queries.Standing]) -> dict[str, Any]:
    return {
        "label": _("候选人"),
        "columns": [{"label": _("姓名")}, {"label": _("推荐")}, {"label": _("类别")}, {"label": _("审核")}],
        "rows": [
            {
                "cells": [
                    {
                        "text": row.name,
                        "url": reverse("bodies:desk_candidate", args=[slate.estate.code, row.candidate.pk]),
                        "badge": str(row.candidate.get_state_display()),
                        "badge_kind": BADGES[CandidateState(row.candidate.state)],
                    },
                    {"text": str(row.candidate.get_recommended_by_display()), "note": row.candidate.recommender},
                    "、".join(row.categories) or "–",
                    _verdicts(row),
                ]
            }
            for row in rows
        ],
        "stack": True,
        "empty": {
            "title": _("还没有人被推荐"),
            "text": _("业主可以在公开页自荐、联名推荐；党组织和居委会的推荐在这里录。"),
        },
    }


@door(access.get_slate_for, "GET", "POST")
def recommend(request: Entered, code: str, slate_id: int) -> HttpResponse:
    """Enters a recommendation."""
    slate: Slate = request.here
    categories = queries.category_words(law_day(request.at), slate.estate.place)
    return act_page(
        request,
        RecommendForm(request.POST or None, by=TO_RECOMMEND, categories=categories),
        recommend_candidate,
        here=slate.estate,
        back=(slate.title, slate_url(slate)),
        heading=_("推荐一位候选人"),
        sub=_("被推荐人会收到短信，同意以后才列入；须是本小区业主。"),
        cite="《业主大会和业主委员会指导规则》第31条",
        word=_("推荐并征求本人同意"),
        slate=slate,
    )


@door(access.get_slate_for, "GET", "POST")
def reason(request: Entered, code: str, slate_id: int) -> HttpResponse:
    """Writes why the list departs from what a paper asks for (A1.3)."""
    slate: Slate = request.here
    rule = request.GET.get("rule", "")
    found = next((f for f in report_of_slate(slate, law_day(request.at)).failing if f.rule == rule), None)
    return act_page(
        request,
        WordsForm(request.POST or None),
        give_reason,
        here=slate.estate,
        back=(slate.title, slate_url(slate)),
        heading=_("写明理由"),
        sub=found.expected if found else "",
        facts=[(_("现在"), found.actual)] if found else None,
        cite=found.cite if found else "",
        word=_("公开理由"),
        of=slate,
        rule=rule,
    )


def _before(slate: Slate) -> list[tuple[str, str]]:
    """How long before the election the place wants its candidates public."""
    rule = queries.before_rule(slate)
    return (
        [(_("选举日以前"), _("至少 %(n)s 日公布（%(cite)s）") % {"n": rule.number, "cite": rule.cites})] if rule else []
    )


@door(access.get_slate_for, "GET", "POST")
def publish(request: Entered, code: str, slate_id: int) -> HttpResponse:
    """What will be public, and publishing it."""
    slate: Slate = request.here
    on = law_day(request.at)
    rows = queries.standing_on(slate, on=on, states=queries.STANDING)
    rule = queries.publicity_rule(slate)
    return act_page(
        request,
        GzForm(request.POST or None),
        publish_slate,
        here=slate.estate,
        back=(slate.title, slate_url(slate)),
        heading=_("公布 %(n)s 名候选人") % {"n": len(rows)},
        sub=_("公布以后不能再加人；公开姓名、推荐主体、本人同意公开的类别和审核结果，不公开电话。"),
        facts=[(row.name, str(row.candidate.get_state_display())) for row in rows] + _before(slate),
        cite=rule.cites if rule else "",
        word=_("公布名单"),
        slate=slate,
    )


@door(access.get_slate_for, "GET", "POST")
def close(request: Entered, code: str, slate_id: int) -> HttpResponse:
    """Ends the list."""
    slate: Slate = request.here
    return act_page(
        request,
        ClosingForm(request.POST or None),
        close_slate,
        here=slate.estate,
        back=(slate.title, slate_url(slate)),
        heading=_("结束这份名单"),
        sub=_("公布过的内容仍然可以看；结束以后才能开下一份。"),
        word=_("结束名单"),
        slate=slate,
    )
