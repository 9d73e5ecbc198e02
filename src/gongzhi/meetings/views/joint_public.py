"""For everyone: who sits at the joint meeting, who convenes, the year's six windows, and the sittings held (B2.1)."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.kernel.clock import law_day
from gongzhi.meetings import joint_access
from gongzhi.meetings.cites import TABLE
from gongzhi.meetings.models import Sitting
from gongzhi.meetings.queries import joint_calendar as calendar
from gongzhi.meetings.queries.joint_candidates import mandates_in
from gongzhi.meetings.queries.joint_members import CALLED, Member, Party, estates_in, members_of, parties_of, title_of
from gongzhi.meetings.queries.joint_scope import place_of
from gongzhi.meetings.states import SittingState
from gongzhi.meetings.views.joint_calendar import BADGES, asked_year, stations_of
from gongzhi.places.models import Division
from gongzhi.web.dates import cndate, cndatetime
from gongzhi.web.door import Entered, door
from gongzhi_law.joint_meetings import listed

SHOWN = 30
PUBLIC = (SittingState.NOTICED, SittingState.SITTING, SittingState.CLOSED, SittingState.MINUTED, SittingState.CANCELLED)


@door(joint_access.public_community)
def public(request: Entered, division: str) -> HttpResponse:
    """The table of a community as it is today."""
    here: Division = request.here
    on = law_day(request.at)
    estates = estates_in(here)
    members = [row for row in members_of(here, estates, on=on) if row.side in CALLED[Sitting.Kind.JOINT]]
    parties = [row for row in parties_of(here, estates, on=on) if row.side in CALLED[Sitting.Kind.JOINT]]
    year = calendar.year_of(here, asked_year(request, on), on=on)
    url = reverse("meetings:joint_public", args=[here.pk])
    context = {
        "division": here,
        "estate": {
            "name": here.name,
            "place": here.parent.name if here.parent else "",
            "url": reverse("bodies:community", args=[here.pk]),
        },
        "heading": _("%(place)s联席会议由 %(n)s 人组成") % {"place": here.name, "n": len(members)},
        "today": on,
        "cite": TABLE,
        "groups": grouped(members, parties),
        "observers": [item.words for item in listed("observers", on, place_of(here))],
        "mandates": [one for one in mandates_in(here, on=on) if one.running],
        "year": year.year,
        "stations": stations_of(year, desk=False),
        "missed": year.missed,
        "sittings": _sittings(here),
        "page_url": f"{settings.PUBLIC_ADDRESS}{url}",
    }
    return render(request, "meetings/joint_public.html", context)


def grouped(members: list[Member], parties: list[Party]) -> list[dict[str, Any]]:
    """Members by party: those of the community first, then estate by estate; a party that is not there says why."""
    found = []
    for party in parties:
        rows = [row for row in members if row.side == party.side and row.estate == party.estate]
        found.append({"title": title_of(party), "party": party, "rows": rows, "note": "" if rows else _why(party)})
    return found


def _why(party: Party) -> str:
    return party.note or _("已登记，现在没有任职的人。")


def _sittings(here: Division) -> dict[str, Any]:
    rows = Sitting.objects.filter(division=here, state__in=PUBLIC).order_by("-begins_at", "-pk")[:SHOWN]
    return {
        "label": _("会议"),
        "columns": [{"label": _("会议")}, {"label": _("时间")}, {"label": _("状态")}],
        "rows": [
            {
                "cells": [
                    {
                        "text": row.title,
                        "note": _note(row),
                        "url": f"/d/{row.document_id}/" if row.document_id else "",
                    },
                    cndatetime(row.begins_at) if not row.brief else cndate(row.begins_at),
                    {"badge": str(row.get_state_display()), "badge_kind": BADGES[SittingState(row.state)]},
                ]
            }
            for row in rows
        ],
        "empty": {"title": _("还没有会议"), "text": _("通知发出以后，会列在这里。")},
    }


def _note(row: Sitting) -> str:
    if row.state == SittingState.CANCELLED:
        return row.cancelled_for
    parts = [_("无议题简记") if row.brief else str(row.get_form_display())]
    if row.mandate_id:
        parts.append(_("受托召集"))
    return "，".join(parts)
