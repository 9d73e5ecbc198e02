"""The desk of departments and other forces: every call made to them over all estates, and the one next step of each."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.issues import access
from gongzhi.issues.actions.arrive_call import arrive_call
from gongzhi.issues.actions.confirm_call import confirm_call
from gongzhi.issues.actions.report_call import report_call
from gongzhi.issues.forms.whistle import ArriveForm, ReportCallForm
from gongzhi.issues.models import Call, Letter, Party, Supervision
from gongzhi.issues.queries.calls import OVER, Line, line, lines
from gongzhi.issues.queries.letters import due_words, letters_to, overdue, table_words
from gongzhi.issues.queries.shown import line_of
from gongzhi.issues.queries.supervising import orders_to, tasks_of
from gongzhi.issues.states import CallState
from gongzhi.issues.views.frame import issue_url, tried
from gongzhi.kernel.clock import law_day
from gongzhi.web.door import Entered, door
from gongzhi.web.forms import GzForm

DONE_SHOWN = 30


@door(access.desk_of_calls)
def calls(request: Entered) -> HttpResponse:
    """Every call to the forces for which the person acts, the late ones first; tasks; letters and orders to answer; what is over."""
    at, forces = request.at, request.here
    rows = Call.objects.filter(force__in=forces).select_related(
        "force", "whistle__issue__estate__community", "whistle__issue__building"
    )
    live = sorted(lines(rows.exclude(state__in=OVER), at), key=_urgency)
    over = lines(rows.filter(state__in=OVER).order_by("-called_at")[:DONE_SHOWN], at)
    tasks, letters, on = tasks_of(forces), letters_to(forces), law_day(at)
    late = sum(1 for row in live if row.risen.level) + sum(1 for party in tasks if _late(party, on))
    late += sum(1 for letter in letters if overdue(letter, on=on))
    context = {
        "forces": forces,
        "live": [_shown(row, request) for row in live],
        "over": [_shown(row, request) for row in over],
        "orders": [_order(order) for order in orders_to(forces)],
        "tasks": [_task(party, on) for party in tasks],
        "letters": [_letter(letter, at) for letter in letters],
        "heading": _heading(len(live) + len(tasks) + len(letters), late),
    }
    return render(request, "issues/whistle_calls.html", context)


def _urgency(row: Line) -> tuple[bool, Any]:
    due = row.due
    return (row.risen.level == 0, due.day if due else row.call.called_at.date())


def _heading(live: int, late: int) -> str:
    if late:
        return _("先办超时的 %(n)s 件") % {"n": late}
    return _("有 %(n)s 件要办") % {"n": live} if live else _("现在没有要办的")


def _shown(row: Line, request: Entered) -> dict[str, Any]:
    issue = row.call.whistle.issue
    read = line_of(issue, request.at)
    return {
        "line": row,
        "call": row.call,
        "estate": issue.estate,
        "title": read.title,
        "where": read.where,
        "note": f"{issue.estate.name} {read.number} {read.where} · {row.state_words}",
        "url": reverse("issues:call", args=[row.call.pk]),
    }


def _late(party: Party, on: date) -> bool:
    return party.due_on is not None and party.due_on < on


def _task(party: Party, on: date) -> dict[str, Any]:
    issue = party.issue
    return {"party": party, "issue": issue, "late": _late(party, on), "url": issue_url(issue)}


def _letter(letter: Letter, at: Any) -> dict[str, Any]:
    state, badge = table_words(letter, at)
    url = reverse("issues:letter", args=[letter.estate.code, letter.serial])
    return {"letter": letter, "state": state, "badge": badge, "due": due_words(letter), "url": url}


def _order(order: Supervision) -> dict[str, Any]:
    assert order.issue is not None  # noqa: S101  (orders of this room are on an issue)
    return {"order": order, "estate": order.estate, "url": issue_url(order.issue, "supervision", order.serial)}


@door(access.get_call_for)
def call(request: Entered, call_id: int) -> HttpResponse:
    """One call: where, what for, by when, and the one thing to do next; never who reported it."""
    return _page(request)


@door(access.get_call_for, "POST")
def confirm(request: Entered, call_id: int) -> HttpResponse:
    """Says that the call was received."""
    return _page(request, GzForm(request.POST), confirm_call)


@door(access.get_call_for, "POST")
def arrive(request: Entered, call_id: int) -> HttpResponse:
    """Says that the force is there."""
    return _page(request, ArriveForm(request.POST, request.FILES), arrive_call)


@door(access.get_call_for, "POST")
def report(request: Entered, call_id: int) -> HttpResponse:
    """Says what was done."""
    return _page(request, ReportCallForm(request.POST, request.FILES), report_call)


def _page(request: Entered, form: GzForm | None = None, act: Any = None) -> HttpResponse:
    found: Call = request.here
    refused = None
    if form is not None:
        result, refused = tried(request, form, act, {"call": found})
        if result is not None:
            found, form = access.get_call_for(request.person, at=request.at, call_id=found.pk), None
    issue, state = found.whistle.issue, CallState(found.state)
    wrong = form is not None and bool(form.errors)
    read = line_of(issue, request.at)
    context = {
        "call": found,
        "line": line(found, request.at),
        "issue": issue,
        "estate": issue.estate,
        "title": read.title,
        "where": read.where,
        "place": issue.full_place() if state not in OVER else "",
        "refused": refused,
        "may_confirm": state == CallState.CALLED,
        "arrive_form": _form(form, ArriveForm) if state in (CallState.CALLED, CallState.CONFIRMED) else None,
        "report_form": _form(form, ReportCallForm) if state == CallState.ARRIVED else None,
        "back": {"url": reverse("issues:calls"), "label": _("召唤")},
        "whistle_url": issue_url(issue, "whistle", found.whistle.serial),
        "stations": _stations(found),
    }
    return render(request, "issues/whistle_call.html", context, status=409 if refused else 422 if wrong else 200)


def _form(form: GzForm | None, kind: type[GzForm]) -> GzForm:
    """What was typed, where it was typed into this form."""
    return form if isinstance(form, kind) else kind()


def _stations(call: Call) -> list[dict[str, Any]]:
    steps = [
        (_("召唤"), call.called_at),
        (_("确认"), call.confirmed_at),
        (_("到场"), call.arrived_at),
        (_("反馈"), call.reported_at),
        (_("评价"), call.rated_at),
    ]
    now = next((n for n, (_name, at) in enumerate(steps) if at is None), len(steps))
    return [
        {"name": name, "note": at or "", "state": "done" if n < now else "now" if n == now else "next"}
        for n, (name, at) in enumerate(steps)
    ]
