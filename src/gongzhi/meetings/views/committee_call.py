"""The call of a meeting with its agenda: every obstacle and warning at once, nothing typed is lost."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.bodies.models import Body
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.meetings import access
from gongzhi.meetings.actions.call_meeting import call_meeting
from gongzhi.meetings.forms.committee import MOST_ROWS, ROWS, CallForm, ItemForm
from gongzhi.meetings.models import CommitteeMeeting, Demand
from gongzhi.meetings.queries.calling import CallPlan, ItemDraft, obstacles, power_choices
from gongzhi.meetings.queries.committee import estate_of, open_demands, whole_of
from gongzhi.meetings.queries.convening import turn_of
from gongzhi.meetings.queries.rules import rules_for
from gongzhi.meetings.views.committee_frame import named
from gongzhi.web.dates import cndate
from gongzhi.web.door import Entered, door


@door(access.get_table_for, "GET", "POST")
def call(request: Entered, code: str) -> HttpResponse:
    """Call a meeting: time, place, agenda in one go; every obstacle and warning at once."""
    body: Body = request.here
    at: datetime = request.at
    seats = whole_of(body, on=law_day(at)).seats
    members, names = named(seats)
    options: dict[str, Any] = {"powers": power_choices(body, at=at), "members": members, "names": names}
    demands = [one for one in open_demands(body, on=law_day(at)) if one.reached_at is not None]
    more = request.POST.get("more") is not None
    count = _rows(request.POST.get("rows"), more=more)
    if request.method != "POST" or more:
        typed = request.POST.dict() if more else _first(demands, request.GET.get("demand"))
        form = CallForm(initial=typed, demands=demands)
        items = [ItemForm(prefix=f"i{n}", initial=_typed(request, n), **options) for n in range(count)]
        return _call_page(request, body, form, items, *obstacles(body, None, at=at))
    form = CallForm(request.POST, demands=demands)
    items = [ItemForm(request.POST, request.FILES, prefix=f"i{n}", **options) for n in range(count)]
    valid = all([form.is_valid(), *(item.is_valid() for item in items)])
    drafts = [draft for item in items if item.is_valid() and (draft := item.draft()) is not None]
    if not valid:
        return _call_page(request, body, form, items, *obstacles(body, None, at=at), status=422)
    return _tried_call(request, body, form, items, drafts)


def _tried_call(
    request: Entered, body: Body, form: CallForm, items: list[ItemForm], drafts: list[ItemDraft]
) -> HttpResponse:
    """Calls the meeting; else the page again with everything that stands in the way."""
    at: datetime = request.at
    given = {name: value for name, value in form.cleaned_data.items() if name != "idempotency_key"}
    given.setdefault("demand", None)
    refused, status = None, 422
    try:
        made = call_meeting(
            body=body,
            items=drafts,
            **given,
            by=request.person,
            at=at,
            idempotency_key=form.key,
        )
        return redirect("meetings:committee_meeting", estate_of(body).code, made.pk)
    except BadInput as error:
        form.refuse(error.fields or {"": error.text})
    except Refused as error:
        refused, status = error, 409
    asked = {name: given[name] for name in ("cause", "begins_at", "form", "place", "link", "why", "demand")}
    _blocks, warns = obstacles(body, CallPlan(items=drafts, **asked), at=at)
    return _call_page(request, body, form, items, [], warns, refused=refused, status=status)


def _call_page(
    request: Entered,
    body: Body,
    form: CallForm,
    items: list[ItemForm],
    blocks: list[Reason],
    warns: list[Reason],
    *,
    refused: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    at: datetime = request.at
    seat = access.seat_in(request.person, body, at=at)
    rules, whole = rules_for(body, on=law_day(at)), whole_of(body, on=law_day(at))
    turn = None
    if seat is not None:
        seat.body = body
        try:
            turn = turn_of(
                seat, rules, whole, demand=next((d for d in open_demands(body, on=law_day(at)) if d.reached_at), None)
            )
        except Refused as error:
            blocks = [*blocks, *error.reasons]
    context = {
        "estate": body.estate,
        "body": body,
        "form": form,
        "items": items,
        "rows": len(items),
        "may_add": len(items) < MOST_ROWS,
        "blocks": [] if refused else blocks,
        "warns": [*warns, *(turn.warns if turn else ())],
        "refused": refused,
        "crumb": {"label": _("会议"), "url": reverse("meetings:committee_meetings", args=[estate_of(body).code])},
    }
    return render(request, "meetings/committee_call.html", context, status=status)


def _rows(text: str | None, *, more: bool) -> int:
    count = int(text) if text and text.isdecimal() and len(text) <= len(str(MOST_ROWS)) else ROWS
    return max(1, min(count + (ROWS if more else 0), MOST_ROWS))


def _typed(request: Entered, n: int) -> dict[str, Any]:
    """What stands in one line already when another line is asked for."""
    start = f"i{n}-"
    return {key.removeprefix(start): value for key, value in request.POST.items() if key.startswith(start)}


def _first(demands: list[Demand], wanted: str | None) -> dict[str, Any]:
    """A call to a demand begins with it."""
    chosen = next((one for one in demands if str(one.pk) == wanted), None)
    if chosen is None:
        return {}
    until = _("最迟%(day)s") % {"day": cndate(chosen.due_on)} if chosen.due_on else ""
    return {"cause": CommitteeMeeting.Cause.DEMANDED, "demand": str(chosen.pk), "why": until}
