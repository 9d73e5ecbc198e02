"""Half-year and yearly summaries: drafted from data, edited, sent to the party organisation, received."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.documents.models import Document
from gongzhi.kernel.clock import law_day
from gongzhi.meetings import access, cites, record_access
from gongzhi.meetings.actions.draft_summary import draft_summary
from gongzhi.meetings.actions.edit_summary import edit_summary
from gongzhi.meetings.actions.receive_summary import receive_summary
from gongzhi.meetings.actions.send_summary import send_summary
from gongzhi.meetings.forms.minutes import AnswerForm, PeriodForm, SectionsForm
from gongzhi.meetings.models import Summary
from gongzhi.meetings.queries.minutes import digest_of
from gongzhi.meetings.queries.summaries import Period, period_of, periods_of, summaries_of
from gongzhi.meetings.views.minutes_frame import as_sent, show
from gongzhi.places.models import Division
from gongzhi.web.dates import cndate
from gongzhi.web.door import Entered, door
from gongzhi.web.trying import Tried, attempt, button, form_for


def summary_url(summary: Summary) -> str:
    """The page of a summary."""
    return reverse("meetings:summary", args=[summary.division_id, summary.period])


@door(access.get_community_for, "GET", "POST")
def summaries(request: Entered, division: str) -> HttpResponse:
    """The summaries of a community by period; the office drafts one here."""
    here: Division = request.here
    periods = periods_of(here, law_day(request.at))
    form = form_for(request, PeriodForm, periods=[(one.key, one.words) for one in reversed(periods)])
    tried = attempt(request, form, draft_summary, division=here)
    if tried.done is not None:
        return redirect(summary_url(tried.done))
    known = summaries_of(here)
    return show(
        request,
        "summaries",
        here,
        tried,
        heading=_("小结和总结"),
        table=_table(here, periods, known),
        cite=cites.SUMMARIES,
    )


def _table(here: Division, periods: list[Period], known: dict[str, Summary]) -> dict[str, Any]:
    place = str(here.pk)[:6]
    older = [period_of(key, place=place) for key in known if key not in {one.key for one in periods}]
    every = [*reversed(periods), *(one for one in older if one is not None)]
    return {
        "label": _("小结和总结"),
        "columns": [{"label": label} for label in (_("时段"), _("至迟"), _("现在"))],
        "rows": [
            {"cells": [_named(here, one, known), cndate(one.due_on), _state(known.get(one.key))]} for one in every
        ],
        "empty": {"title": _("还没有小结"), "text": _("半年一次小结，一年一次总结。")},
    }


def _named(here: Division, one: Period, known: dict[str, Summary]) -> Any:
    url = reverse("meetings:summary", args=[here.pk, one.key]) if one.key in known else ""
    return {"text": one.words, "url": url} if url else one.words


def _state(row: Summary | None) -> dict[str, str]:
    if row is None:
        return {"badge": _("没有起草"), "badge_kind": "line"}
    if row.received_at is not None:
        return {"badge": _("党组织已签收"), "badge_kind": "done"}
    return (
        {"badge": _("已报送"), "badge_kind": "due"}
        if row.sent_at is not None
        else {"badge": _("草稿"), "badge_kind": "line"}
    )


@door(record_access.get_summary_for, "GET", "POST")
def summary(request: Entered, division: str, period: str) -> HttpResponse:
    """One summary: edited by the office until it is sent."""
    found: Summary = request.here
    tried = Tried()
    office = access.is_office(request.person, found.division, at=request.at)
    if request.method == "POST" or (office and found.sent_at is None):
        form = form_for(
            request,
            SectionsForm,
            sections=found.sections if request.method == "GET" else as_sent(request, found.sections),
            initial={"seen": digest_of(found.sections)},
        )
        tried = attempt(request, form, edit_summary, summary=found)
        if tried.done is not None:
            return redirect(f"{summary_url(found)}?saved=1")
    return _page(request, found, tried, editing=tried.form)


def _page(request: Entered, found: Summary, tried: Tried, *, editing: Any = None, answer: Any = None) -> HttpResponse:
    on = law_day(request.at)
    period = period_of(found.period, place=str(found.division_id)[:6])
    receives = (
        found.sent_at is not None
        and found.received_at is None
        and access.party_seat(request.person, found.division, at=request.at, head=False) is not None
    )
    return show(
        request,
        "summary",
        found.division,
        tried,
        heading=period.words if period else found.period,
        summary=found,
        period=period,
        parts=editing.parts() if editing is not None else [],
        document=Document.objects.filter(pk=found.document_id).first() if found.document_id else None,
        over=period is not None and on > period.last,
        answer=answer or (AnswerForm() if receives else None),
        saved=request.GET.get("saved") == "1",
        crumb={"label": _("小结和总结"), "url": reverse("meetings:summaries", args=[found.division_id])},
        cite=cites.SUMMARIES,
    )


@door(record_access.get_summary_for, "POST")
def send(request: Entered, division: str, period: str) -> HttpResponse:
    """Sends the summary to the party organisation."""
    found: Summary = request.here
    tried = button(request, send_summary, summary=found)
    return redirect(summary_url(found)) if tried.refused is None else _page(request, found, tried)


@door(record_access.get_summary_for, "POST")
def receive(request: Entered, division: str, period: str) -> HttpResponse:
    """Receives the summary, with the party organisation's answer."""
    found: Summary = request.here
    tried = attempt(request, AnswerForm(request.POST), receive_summary, summary=found)
    if tried.done is not None:
        return redirect(summary_url(found))
    return _page(request, found, tried, answer=tried.form)
