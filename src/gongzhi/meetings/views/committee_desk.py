"""The desk of a body's meetings: the list, demands, who convenes instead of the chair, the call with its agenda."""

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.bodies import access as bodies
from gongzhi.bodies.models import Body
from gongzhi.kernel.clock import law_day
from gongzhi.meetings import access
from gongzhi.meetings.actions.name_convener import name_convener
from gongzhi.meetings.actions.open_demand import open_demand
from gongzhi.meetings.actions.sign_demand import sign_demand
from gongzhi.meetings.committee_access import get_demand_for
from gongzhi.meetings.forms.committee import DemandForm, NamingForm
from gongzhi.meetings.models import CommitteeMeeting, Demand
from gongzhi.meetings.queries.absences import absent_members
from gongzhi.meetings.queries.calling import standing_warnings
from gongzhi.meetings.queries.committee import (
    CHAIRS,
    HELD,
    estate_of,
    meetings_of,
    open_demands,
    signers_of,
    waiting,
    whole_of,
)
from gongzhi.meetings.queries.committee_papers import title_of
from gongzhi.meetings.queries.convening import called, lapses, last_held, regular_due
from gongzhi.meetings.queries.rules import Rules, rules_for
from gongzhi.meetings.states import MeetingState
from gongzhi.meetings.views.committee_frame import act_page, named, posted
from gongzhi.people.models import Capacity
from gongzhi.web.dates import cndatetime
from gongzhi.web.door import Entered, door
from gongzhi.web.forms import GzForm

K = Capacity.Kind
BADGES = {
    MeetingState.CALLED: "due",
    MeetingState.SITTING: "due",
    MeetingState.CLOSED: "due",
    MeetingState.MINUTED: "done",
}


def _table_of(meetings: list[CommitteeMeeting], code: str) -> dict[str, Any]:
    rows = [
        {
            "cells": [
                {"text": title_of(one), "url": reverse("meetings:committee_meeting", args=[code, one.pk])},
                {
                    "text": "",
                    "badge": str(one.get_state_display()),
                    "badge_kind": BADGES.get(MeetingState(one.state), "line"),
                },
                cndatetime(one.begins_at),
                str(one.get_cause_display()),
            ]
        }
        for one in meetings
    ]
    return {
        "label": _("会议"),
        "columns": [{"label": _("会议")}, {"label": _("进度")}, {"label": _("时间")}, {"label": _("缘由")}],
        "rows": rows,
        "empty": {"title": _("还没有开过会"), "text": _("召集以后，公告、签到、表决、签字、公布决定都在这里。")},
    }


def _demand_lines(body: Body, rules: Rules, code: str) -> list[dict[str, Any]]:
    whole = whole_of(body, on=rules.on)
    return [
        {
            "demand": one,
            "url": reverse("meetings:demand", args=[code, one.pk]),
            "signed": len(signers_of(one, whole)),
            "members": whole.seated,
            "late": one.due_on is not None and one.due_on < rules.on,
        }
        for one in open_demands(body, on=rules.on)
    ]


def _absent(body: Body, rules: Rules, code: str) -> list[dict[str, Any]]:
    rows = absent_members(body, rules, whole_of(body, on=rules.on))
    names = named(seat for seat, _finding in rows)[1]
    return [
        {
            "name": names.get(seat.person_id, ""),
            "finding": finding,
            "url": reverse("bodies:desk_seat", args=[code, body.pk, seat.pk]),
        }
        for seat, finding in rows
    ]


@door(access.get_table_for)
def meetings(request: Entered, code: str) -> HttpResponse:
    """Every meeting of the body that stands for the owners, what is demanded, what lapsed, who stayed away."""
    body: Body = request.here
    at: datetime = request.at
    rules, whole = rules_for(body, on=law_day(at)), whole_of(body, on=law_day(at))
    seat = access.seat_in(request.person, body, at=at)
    gone, open_ = lapses(body, rules, whole), open_demands(body, on=law_day(at))
    office = bodies.holds_any_in(request.person, (K.COMMUNITY, K.STREET), body.estate, None, at=at)
    context = {
        "estate": body.estate,
        "body": body,
        "seated": whole.seated,
        "size": whole.set_size,
        "warns": standing_warnings(body, at=at),
        "lapses": gone,
        "steps": rules.fallback() if gone else (),
        "rule": rules.demand(),
        "wanted": min((one.due_on for one in open_ if one.due_on), default=None),
        "regular": regular_due(body, rules, last_held(body)),
        "table": _table_of(meetings_of(estate_of(body)), code),
        "demands": _demand_lines(body, rules, code),
        "absent": _absent(body, rules, code),
        "member": seat is not None,
        "may_call": seat is not None,
        "may_name": bool(gone) and office,
        "running": called(body, on=law_day(at)),
    }
    return render(request, "meetings/committee_meetings.html", context)


@door(access.get_table_for, "GET", "POST")
def new_demand(request: Entered, code: str) -> HttpResponse:
    """A member demands a meeting."""
    body: Body = request.here
    rule = rules_for(body, on=law_day(request.at)).demand()
    return act_page(
        request,
        DemandForm(posted(request)[0]),
        open_demand,
        estate=estate_of(body),
        back=(_("会议"), reverse("meetings:committee_meetings", args=[code])),
        heading=_("提议召开会议"),
        sub=rule.sentence,
        cite=rule.cite,
        word=_("提出并签名"),
        body=body,
    )


@door(get_demand_for, "GET", "POST")
def demand(request: Entered, code: str, demand_id: int) -> HttpResponse:
    """One demand: its words, how many signed, until when the meeting is held; members sign here."""
    found: Demand = request.here
    at: datetime = request.at
    body = found.body
    whole, rules = whole_of(body, on=law_day(at)), rules_for(body, on=law_day(at))
    signs = signers_of(found, whole)
    mine = any(row.appointment.person_id == request.person.pk for row in signs)
    names = named(row.appointment for row in signs)[1]
    meeting = found.meetings.filter(waiting(on=rules.on) | Q(state__in=HELD)).order_by("-pk").first()
    seat = access.seat_in(request.person, body, at=at)
    return act_page(
        request,
        GzForm(posted(request)[0]),
        sign_demand,
        estate=found.estate,
        back=(_("会议"), reverse("meetings:committee_meetings", args=[code])),
        heading=_("委员提议召开会议"),
        word=_("签名"),
        template="meetings/committee_demand.html",
        more={
            "demand": found,
            "finding": rules.reached(min(len(signs), whole.seated), whole.seated),
            "signs": [(names.get(row.appointment.person_id, ""), row) for row in signs],
            "may_sign": seat is not None and not mine and meeting is None,
            "meeting": meeting,
            "today": law_day(at),
            "rule": rules.demand(),
        },
        demand=found,
    )


@door(access.get_table_for, "GET", "POST")
def convener(request: Entered, code: str) -> HttpResponse:
    """居委会 or 街道 names the member who convenes."""
    body: Body = request.here
    at: datetime = request.at
    whole, rules = whole_of(body, on=law_day(at)), rules_for(body, on=law_day(at))
    members, names = named(seat for seat in whole.seats if seat.role not in CHAIRS)
    overdue = (one for one in open_demands(body, on=law_day(at)) if one.due_on is not None and one.due_on < rules.on)
    return act_page(
        request,
        NamingForm(posted(request)[0], members=members, names=names),
        name_convener,
        estate=estate_of(body),
        back=(_("会议"), reverse("meetings:committee_meetings", args=[code])),
        heading=_("指定一位委员召集会议"),
        sub=_("主任没有按期召集的，由本地规定的机关指定；本地没有规定的，只作指导，并照实写明。"),
        word=_("指定"),
        more={"steps": rules.fallback(), "lapses": lapses(body, rules, whole)},
        body=body,
        demand=next(overdue, None),
    )
