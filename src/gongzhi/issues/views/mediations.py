"""Mediation on the desk: the register, one mediation, its sittings, agreement, confirmation and what became of it."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.issues import talking_access
from gongzhi.issues.actions.end_mediation import end_mediation
from gongzhi.issues.actions.follow_up_mediation import follow_up_mediation
from gongzhi.issues.actions.open_mediation import open_mediation
from gongzhi.issues.actions.record_confirmation import record_confirmation
from gongzhi.issues.actions.record_session import record_session
from gongzhi.issues.actions.sign_agreement import sign_agreement
from gongzhi.issues.cites import MEASURES
from gongzhi.issues.forms.talking import (
    AgreementForm,
    ConfirmationForm,
    EndForm,
    FollowUpForm,
    MediationForm,
    SessionForm,
)
from gongzhi.issues.models import Mediation
from gongzhi.issues.queries.mediations import host_of, hosts_of
from gongzhi.issues.states import MediationState
from gongzhi.issues.views.frame import issue_url
from gongzhi.issues.views.registers import columns, register_act, register_page, row_page
from gongzhi.kernel.clock import law_day
from gongzhi.places.models import Estate
from gongzhi.web.dates import cndate
from gongzhi.web.door import Entered, door
from gongzhi_law import issues as law

S = MediationState
BADGES = {S.OPENED: "due", S.BROKEN: "urgent", S.FAILED: "line"}


def url(mediation: Mediation, page: str = "mediation") -> str:
    """The address of a page of one mediation."""
    return reverse(f"issues:{page}", args=[mediation.estate.code, mediation.serial])


@door(talking_access.mediators_of)
def mediations(request: Entered, code: str) -> HttpResponse:
    """Every mediation of the estate, the newest first."""
    estate: Estate = request.here
    rows = list(Mediation.objects.filter(estate=estate).order_by("-serial"))
    table = {
        "label": _("调解"),
        "columns": columns(_("纠纷"), _("谁主持"), _("开始"), _("下一步")),
        "rows": [
            {
                "cells": [
                    {
                        "text": _("第 %(n)s 号 %(about)s") % {"n": row.serial, "about": row.about},
                        "url": reverse("issues:mediation", args=[code, row.serial]),
                        "badge": str(row.get_state_display()),
                        "badge_kind": BADGES.get(S(row.state), "done"),
                    },
                    row.mediator_name,
                    cndate(row.opened_on),
                    _next(row, request),
                ]
            }
            for row in rows
        ],
        "stack": True,
        "empty": {"title": _("没有调解"), "text": _("邻里、业主和物业之间的纠纷，登记以后一步步记到履行。")},
    }
    open_ = sum(row.state == S.OPENED for row in rows)
    return register_page(
        request,
        estate,
        "mediations",
        title=_("调解"),
        heading=_("正在调解 %(n)s 件") % {"n": open_} if open_ else _("没有正在调解的纠纷"),
        sub=_("当事人和过程加密保存；双方都同意的，只公开有没有调成。"),
        table=table,
        new=(_("登记一次调解"), reverse("issues:open_mediation", args=[code])),
        cite=MEASURES,
    )


def _next(row: Mediation, request: Entered) -> str:
    if row.state == S.AGREED and row.confirm_by and row.confirm_by >= law_day(request.at):
        return _("%(day)s前可申请司法确认") % {"day": cndate(row.confirm_by)}
    return _("%(day)s回访") % {"day": cndate(row.follow_up_on)} if row.follow_up_on else "–"


@door(talking_access.mediators_of, "GET", "POST")
def open_(request: Entered, code: str) -> HttpResponse:
    """Writes down that a dispute is mediated."""
    estate: Estate = request.here
    initial = {"opened_on": law_day(request.at), "issue": request.GET.get("issue", "")}
    form = MediationForm(request.POST or None, initial=initial, hosts=hosts_of(estate))
    return register_act(
        request,
        form,
        lambda **given: open_mediation(estate=estate, **given),
        estate,
        (_("调解"), reverse("issues:mediations", args=[code])),
        _("登记一次调解"),
        _("登记"),
        sub=_("环物委可以承办；要司法确认的，请人民调解委员会主持。"),
        cite=MEASURES,
        done=url,
    )


@door(talking_access.get_mediation_for)
def mediation(request: Entered, code: str, mediation_serial: int) -> HttpResponse:
    """One mediation whole, for those who mediate."""
    row: Mediation = request.here
    host = host_of(row)
    rules = law.mediation(row.mediator_kind)
    sessions = [
        {"title": one.get_kind_display(), "text": one.text(), "at": one.at, "state": "done", "who": cndate(one.on)}
        for one in row.sessions.order_by("-on", "-pk")
    ]
    facts: list[tuple[str, Any]] = [
        (_("谁主持"), f"{row.get_mediator_kind_display()}，{row.mediator_name}"),
        (_("承办"), host.name if host else ""),
        (_("开始"), cndate(row.opened_on)),
        (_("签订协议"), cndate(row.signed_on) if row.signed_on else ""),
        (_("可以申请司法确认到"), cndate(row.confirm_by) if row.confirm_by else ""),
        (_("司法确认"), f"{cndate(row.confirmed_on)} {row.confirmed_number}" if row.confirmed_on else ""),
        (_("下次回访"), cndate(row.follow_up_on) if row.follow_up_on else ""),
        (_("公开"), _("双方同意公开有没有调成") if row.both_public else _("不公开")),
    ]
    links = []
    if row.file_id:
        links.append({"label": _("协议书"), "url": reverse("desk:file", args=[code, row.file_id]), "note": ""})
    if row.issue:
        row.issue.estate = row.estate
        links.append({"label": _("报事 %(n)s") % {"n": row.issue.number}, "url": issue_url(row.issue), "note": ""})
    tips = []
    if row.state == S.AGREED and row.confirm_by:
        words = _("双方认为有必要的，可以在%(day)s前共同申请司法确认。") % {"day": cndate(row.confirm_by)}
        tips.append({"text": words, "kind": "due", "cite": row.confirm_cite})
    return row_page(
        request,
        row.estate,
        crumb=(_("调解"), reverse("issues:mediations", args=[code])),
        heading=_("第 %(n)s 号：%(about)s") % {"n": row.serial, "about": row.about},
        badge=(str(row.get_state_display()), BADGES.get(S(row.state), "done")),
        acts=_acts(row),
        parts=[
            {"title": _("各方当事人"), "note": _("加密保存，只给调解的人看"), "text": row.party_words()},
            {"title": _("没有调成的原因"), "text": row.outcome},
            {"title": _("过程"), "note": _("加密保存，只给调解的人看"), "trail": sessions},
            {"title": _("材料"), "links": links},
        ],
        facts=facts,
        tips=tips,
        findings=rules.findings,
    )


def _acts(row: Mediation) -> list[tuple[str, str]]:
    state = S(row.state)
    if state == S.OPENED:
        return [
            (_("记一次调解会"), url(row, "mediation_session")),
            (_("达成协议"), url(row, "mediation_agreement")),
            (_("没有调成，结束"), url(row, "mediation_end")),
        ]
    found = []
    if state in (S.AGREED, S.CONFIRMED, S.BROKEN):
        found.append((_("记一次回访"), url(row, "mediation_follow_up")))
    if state == S.AGREED and law.mediation(row.mediator_kind).court_confirmation:
        found.append((_("登记司法确认"), url(row, "mediation_confirmation")))
    return found


def _act(request: Entered, form: Any, act: Any, heading: str, word: str, **more: Any) -> HttpResponse:
    row: Mediation = request.here

    def on_row(**asked: Any) -> Any:
        return act(mediation=row, **asked)

    name = _("第 %(n)s 号：%(about)s") % {"n": row.serial, "about": row.about}
    return register_act(request, form, on_row, row.estate, (name, url(row)), heading, word, **more)


@door(talking_access.get_mediation_for, "GET", "POST")
def session(request: Entered, code: str, mediation_serial: int) -> HttpResponse:
    """Writes down a sitting."""
    form = SessionForm(request.POST or None, request.FILES or None, initial={"on": law_day(request.at)})
    return _act(request, form, record_session, _("记一次调解会"), _("记下"))


@door(talking_access.get_mediation_for, "GET", "POST")
def agreement(request: Entered, code: str, mediation_serial: int) -> HttpResponse:
    """Keeps the signed agreement."""
    form = AgreementForm(request.POST or None, request.FILES or None, initial={"signed_on": law_day(request.at)})
    finding = law.mediation(request.here.mediator_kind).findings[0]
    return _act(request, form, sign_agreement, _("达成协议"), _("存入协议"), sub=finding.words, cite=str(finding.cite))


@door(talking_access.get_mediation_for, "GET", "POST")
def confirmation(request: Entered, code: str, mediation_serial: int) -> HttpResponse:
    """Writes down the court's ruling."""
    row: Mediation = request.here
    form = ConfirmationForm(request.POST or None)
    return _act(request, form, record_confirmation, _("登记司法确认"), _("登记"), cite=row.confirm_cite)


@door(talking_access.get_mediation_for, "GET", "POST")
def follow_up(request: Entered, code: str, mediation_serial: int) -> HttpResponse:
    """Asks whether the agreement is kept."""
    form = FollowUpForm(request.POST or None, request.FILES or None, initial={"on": law_day(request.at)})
    return _act(request, form, follow_up_mediation, _("记一次回访"), _("记下"))


@door(talking_access.get_mediation_for, "GET", "POST")
def end(request: Entered, code: str, mediation_serial: int) -> HttpResponse:
    """Ends it without an agreement."""
    sub = _("告知各方可以通过仲裁、行政、诉讼等途径解决。")
    return _act(request, EndForm(request.POST or None), end_mediation, _("没有调成，结束"), _("结束"), sub=sub)
