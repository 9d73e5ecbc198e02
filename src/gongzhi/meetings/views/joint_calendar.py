"""The desk of a community's sittings: what is due, the line of six windows, the list, and a new sitting."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.kernel.clock import law_day
from gongzhi.kernel.duty import Duty
from gongzhi.meetings.access import get_community_for
from gongzhi.meetings.actions.draft_sitting import draft_sitting
from gongzhi.meetings.cites import TABLE
from gongzhi.meetings.duties import joint as duties
from gongzhi.meetings.forms.joint import SittingForm
from gongzhi.meetings.models import Sitting
from gongzhi.meetings.queries import joint_calendar as calendar
from gongzhi.meetings.queries.joint_members import estates_in
from gongzhi.meetings.queries.joint_scope import place_of
from gongzhi.meetings.states import SittingState
from gongzhi.meetings.views.joint_frame import act_page, show
from gongzhi.places.models import Division
from gongzhi.web.dates import cndatetime, cnday
from gongzhi.web.door import Entered, door
from gongzhi.web.trying import form_for
from gongzhi_law import joint_meetings as law

A_PAGE = 20
BADGES = {
    SittingState.DRAFT: "due",
    SittingState.NOTICED: "due",
    SittingState.SITTING: "due",
    SittingState.CLOSED: "due",
    SittingState.MINUTED: "done",
    SittingState.CANCELLED: "line",
}


def words_of(line: calendar.Line) -> tuple[str, str, str]:
    """What became of a window: its words, the note of its station, and the state of the station."""
    days = f"{cnday(line.window.first)}–{cnday(line.window.last)}"
    known = {
        calendar.HELD_STATE: (_("已召开"), "done"),
        calendar.BRIEF: (_("已签收简记"), "done"),
        calendar.PLANNED: (_("已安排"), "now"),
        calendar.NOW: (_("本周召开"), "now"),
        calendar.COMING: (_("未到"), "next"),
        calendar.MISSED: (_("没有召开"), "next"),
        calendar.BEFORE: (_("启用以前"), "next"),
    }
    words, state = known[line.state]
    return words, days, state


def stations_of(year: calendar.Year, *, desk: bool) -> list[dict[str, Any]]:
    """The six windows as stations, each leading to its sitting on the desk."""
    found = []
    for line in year.lines:
        words, days, state = words_of(line)
        url = ""
        if desk and line.sitting is not None:
            url = reverse("meetings:sitting", args=[year.division.pk, line.sitting.pk])
        name = _("%(n)s 月") % {"n": line.window.month}
        found.append({"name": name, "note": f"{words}，{days}", "state": state, "url": url})
    return found


@door(get_community_for)
def calendar_page(request: Entered, division: str) -> HttpResponse:
    """The year of a community: six windows, what the 环物委 owes, every sitting, and what is due at the table."""
    here: Division = request.here
    today = law_day(request.at)
    year = asked_year(request, today)
    shown = calendar.year_of(here, year, on=today)
    rows = Sitting.objects.filter(division=here).order_by("-begins_at", "-pk")
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    due = duties.of_division(here, estates_in(here), request.at)
    return show(
        request,
        "calendar",
        here,
        heading=heading_of(shown),
        year=year,
        years=[year - 1, year + 1],
        stations=stations_of(shown, desk=True),
        moved=[line.window.note for line in shown.lines if line.window.note],
        missed=shown.missed,
        env=[(one, *_verdict(one.passed)) for one in shown.env],
        table=_table(page, here),
        page=page,
        due=together(due),
        today=today,
        cite=TABLE,
    )


def asked_year(request: Entered, today: date) -> int:
    """The year of the address, near today; anything else is this year."""
    sent = request.GET.get("year", "")
    year = int(sent) if sent.isascii() and sent.isdigit() and len(sent) == 4 else today.year
    return year if today.year - 5 <= year <= today.year + 1 else today.year


def heading_of(year: calendar.Year) -> str:
    """The sentence on top: what is missing, else what comes."""
    if year.missed:
        return _("%(year)s 年有 %(n)s 期没有召开，只提示") % {"year": year.year, "n": len(year.missed)}
    line = calendar.next_line(year)
    if line is None:
        return _("%(year)s 年的联席会议") % {"year": year.year}
    words = {"year": year.year, "month": line.window.month, "day": cnday(line.window.first)}
    if line.state == calendar.PLANNED:
        return _("%(month)s 月的联席会议已安排") % words
    return _("下一期在 %(month)s 月最后一周，%(day)s起") % words


def _verdict(passed: bool | None) -> tuple[str, str]:
    words = {True: (_("已开"), "done"), False: (_("没有开"), "due"), None: (_("还没有到期"), "line")}
    return words[passed]


def together(rows: list[Duty]) -> list[Duty]:
    """One line for what several parties owe on the same day under the same words."""
    found: dict[tuple[Any, ...], list[Duty]] = {}
    for row in rows:
        found.setdefault((row.title, row.due_on, row.cite, row.url), []).append(row)
    return [replace(same[0], who="、".join(dict.fromkeys(row.who for row in same))) for same in found.values()]


def _table(page: Any, here: Division) -> dict[str, Any]:
    return {
        "label": _("会议"),
        "columns": [{"label": _("会议")}, {"label": _("时间")}, {"label": _("形式")}, {"label": _("状态")}],
        "rows": [
            {
                "cells": [
                    {"text": row.title, "url": reverse("meetings:sitting", args=[here.pk, row.pk])},
                    cndatetime(row.begins_at),
                    _("简记") if row.brief else str(row.get_form_display()),
                    {"badge": str(row.get_state_display()), "badge_kind": BADGES[SittingState(row.state)]},
                ]
            }
            for row in page
        ],
        "empty": {"title": _("还没有会议"), "text": _("筹备一次会议，选小区和时间，议题和通知自动接上。")},
    }


@door(get_community_for, "GET", "POST")
def new_sitting(request: Entered, division: str) -> HttpResponse:
    """Draft a sitting; the next window and its first day are proposed."""
    here: Division = request.here
    on = law_day(request.at)
    estates = estates_in(here)
    line = law.next_window(on, place=place_of(here))
    initial = {
        "kind": "joint",
        "window": f"{line.year}-{line.month:02d}",
        "estates": [str(estate.pk) for estate in estates],
        "begins_at": f"{max(line.first, on + timedelta(days=1)).isoformat()}T15:00",
    }
    form = form_for(request, SittingForm, initial=initial, estates=estates, windows=window_choices(here, on))
    return act_page(
        request,
        form,
        draft_sitting,
        here=here,
        back=(_("会议"), reverse("meetings:calendar", args=[here.pk])),
        heading=_("筹备一次会议"),
        sub=_("先存为筹备，列好议程再由召集人签发通知。"),
        word=_("存为筹备"),
        cite=TABLE,
        note=_("下一期：%(days)s。%(note)s") % {"days": line.words, "note": line.note},
        asked={"division": here},
        done=lambda made: reverse("meetings:sitting", args=[here.pk, made.pk]),
    )


def window_choices(here: Division, on: date) -> list[tuple[str, str]]:
    """The windows that are not over, of this year and the next, and the last one that is."""
    place = place_of(here)
    every = [*law.windows(on.year, place=place), *law.windows(on.year + 1, place=place)]
    coming = [one for one in every if one.last >= on]
    gone = [one for one in every if one.last < on][-1:]
    return [
        (f"{one.year}-{one.month:02d}", f"{one.year}年{one.month}月（{one.words}）") for one in [*gone, *coming[:6]]
    ]
