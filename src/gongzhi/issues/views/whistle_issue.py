"""Calling forces to an issue: the recommendation, the whistle, one whistle with its calls, rating, taking back, the end."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from gongzhi.issues import access, whistle_access
from gongzhi.issues.actions.blow_whistle import blow_whistle
from gongzhi.issues.actions.close_whistle import close_whistle
from gongzhi.issues.actions.rate_call import rate_call
from gongzhi.issues.actions.recommend_whistle import recommend_whistle
from gongzhi.issues.actions.withdraw_call import withdraw_call
from gongzhi.issues.cites import RECOMMEND
from gongzhi.issues.forms.whistle import OutcomeForm, RateForm, RecommendForm, WhistleForm
from gongzhi.issues.forms.working import ReasonForm
from gongzhi.issues.models import Call, Issue, Whistle
from gongzhi.issues.queries.calls import lines, unrecommended
from gongzhi.issues.queries.forces import split_forces
from gongzhi.issues.queries.shown import line_of
from gongzhi.issues.states import CallState, WhistleState
from gongzhi.issues.views.frame import act_page, issue_url
from gongzhi.kernel.clock import law_day
from gongzhi.meetings.queries.agreed import of_estate
from gongzhi.people.queries import holds_any
from gongzhi.web.door import Entered, door


def issue_back(issue: Issue) -> tuple[str, str]:
    """Where the acts on one issue lead back to."""
    return issue.number, issue_url(issue)


def whistle_url(whistle: Whistle, page: str = "whistle", *more: Any) -> str:
    """The address of a page of one whistle."""
    return issue_url(whistle.issue, page, whistle.serial, *more)


@door(whistle_access.get_outside_for, "GET", "POST")
def recommend(request: Entered, code: str, number: str) -> HttpResponse:
    """Writes down what the joint meeting, or in urgency its convener, recommends."""
    issue: Issue = request.here
    items = list(of_estate(issue.estate).order_by("-pk")[:50])
    return act_page(
        request,
        RecommendForm(request.POST or None, items=items),
        recommend_whistle,
        estate=issue.estate,
        back=issue_back(issue),
        heading=_("登记请外面力量参与的建议"),
        sub=_("联席会议研究后提出；紧急的由召集人先提，会后补研究。建议报社区党组织，吹哨以它为据。"),
        cite=RECOMMEND,
        word=_("登记建议"),
        issue=issue,
    )


@door(whistle_access.get_outside_for, "GET", "POST")
def blow(request: Entered, code: str, number: str) -> HttpResponse:
    """Blows a whistle for several forces at once; the list proposes which."""
    issue: Issue = request.here
    at, estate = request.at, issue.estate
    named, others = split_forces(issue, access.forces_over(estate), on=law_day(at))
    mine = whistle_access.whistles_open_to(request.person, estate, at=at)
    kinds = [(kind.value, str(kind.label)) for kind in Whistle.Kind if kind.value in mine or not mine]
    rests = issue.recommendations.order_by("-pk").first()
    initial = {"kind": kinds[0][0], "urgent": issue.urgent, "why": "", "task": ""}
    form = WhistleForm(
        request.POST or None, initial=initial, kinds=kinds, named=named, others=others, rests=rests is not None
    )
    facts = [(_("建议"), rests.words)] if rests else [(_("建议"), _("还没有：先登记，或者紧急先吹后补"))]
    return act_page(
        request,
        form,
        blow_whistle,
        estate=estate,
        back=issue_back(issue),
        heading=_("吹哨"),
        sub=f"{issue.number} {line_of(issue, at).title}",
        cite=RECOMMEND,
        facts=facts,
        word=_("吹哨"),
        done=whistle_url,
        issue=issue,
        template="issues/whistle_blow.html",
        more={"no_force": not named and not others, "division": estate.community_id},
    )


@door(whistle_access.get_whistle_for)
def whistle(request: Entered, code: str, number: str, whistle_serial: int) -> HttpResponse:
    """One whistle: what it rests on, each force with its step and day, what it reported, how it was rated."""
    found: Whistle = request.here
    at, issue = request.at, found.issue
    whistles = whistle_access.may_whistle(request.person, issue.estate, found.kind, at=at)
    desk = whistle_access.sees_whole(request.person, issue.estate, at=at)
    files = holds_any(request.person, access.DESK, issue.estate, at=at)
    mine = {force.pk for force in access.forces_of(request.person, at=at)}
    calls = list(found.calls.select_related("force").order_by("pk"))
    for call in calls:
        call.whistle = found
    rows = [_row(row, whistles, mine, reads=desk or row.call.force_id in mine, desk=files) for row in lines(calls, at)]
    over = all(call.state in (CallState.RATED, CallState.WITHDRAWN) for call in calls)
    context = {
        "estate": issue.estate,
        "issue": issue,
        "whistle": found,
        "rows": rows,
        "late": sum(1 for row in rows if row["line"].risen.level),
        "missing": unrecommended(found),
        "recommend_url": issue_url(issue, "recommend_issue") if desk else "",
        "close_url": whistle_url(found, "close_whistle")
        if whistles and over and found.state == WhistleState.OPEN
        else "",
        "title": line_of(issue, at).title,
    }
    return render(request, "issues/whistle.html", context)


def _row(line: Any, whistles: bool, mine: set[int], *, reads: bool, desk: bool) -> dict[str, Any]:
    call: Call = line.call
    owns = {
        CallState.REPORTED: ("rate_call", _("评价")),
        CallState.CALLED: ("withdraw_call", _("撤回")),
        CallState.CONFIRMED: ("withdraw_call", _("撤回")),
    }
    page, label = owns.get(CallState(call.state), ("", ""))
    return {
        "line": line,
        "call": call,
        "words": call.words if reads else "",
        "file_id": call.file_id if desk else None,
        "act_url": whistle_url(call.whistle, page, call.pk) if page and whistles else "",
        "act": label,
        "own": call.force_id in mine,
    }


@door(whistle_access.get_whistle_call_for, "GET", "POST")
def rate(request: Entered, code: str, number: str, whistle_serial: int, call_id: int) -> HttpResponse:
    """Rates what a force did."""
    call: Call = request.here
    facts = [(_("反馈"), call.words)] if call.words else []
    return _call_page(request, call, RateForm(request.POST or None), rate_call, _("评价"), _("提交评价"), facts)


@door(whistle_access.get_whistle_call_for, "GET", "POST")
def withdraw(request: Entered, code: str, number: str, whistle_serial: int, call_id: int) -> HttpResponse:
    """Takes a call back."""
    call: Call = request.here
    return _call_page(request, call, ReasonForm(request.POST or None), withdraw_call, _("撤回召唤"), _("撤回"), [])


def _call_page(
    request: Entered, call: Call, form: Any, act: Any, heading: str, word: str, facts: list[tuple[str, Any]]
) -> HttpResponse:
    return act_page(
        request,
        form,
        act,
        estate=call.whistle.issue.estate,
        back=(_("第 %(n)s 号哨") % {"n": call.whistle.serial}, whistle_url(call.whistle)),
        heading=heading,
        sub=f"{call.force.name}：{call.task}",
        facts=facts,
        word=word,
        call=call,
    )


@door(whistle_access.get_whistle_for, "GET", "POST")
def close(request: Entered, code: str, number: str, whistle_serial: int) -> HttpResponse:
    """Ends the whistle."""
    found: Whistle = request.here
    return act_page(
        request,
        OutcomeForm(request.POST or None),
        close_whistle,
        estate=found.issue.estate,
        back=(_("第 %(n)s 号哨") % {"n": found.serial}, whistle_url(found)),
        heading=_("结束这次吹哨"),
        sub=_("每一方都反馈、评价过才结束。结果公开。"),
        word=_("结束"),
        whistle=found,
    )
