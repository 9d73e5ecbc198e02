"""Regular reports of the 环物委 to the 居委会: drafted from data, edited, sent with a number (B8.7)."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.documents.models import Document
from gongzhi.issues import machine_access as access
from gongzhi.issues.actions.draft_env_report import draft_env_report
from gongzhi.issues.actions.edit_env_report import edit_env_report
from gongzhi.issues.actions.send_env_report import send_env_report
from gongzhi.issues.cites import REPORTS
from gongzhi.issues.forms.machines import PeriodForm, ReportPartsForm
from gongzhi.issues.models import EnvReport
from gongzhi.issues.queries import env_reports as queries
from gongzhi.issues.views.machines_frame import done_by, show
from gongzhi.kernel.clock import law_day
from gongzhi.meetings.queries.minutes import digest_of
from gongzhi.places.models import Division
from gongzhi.web.door import Entered, door


@door(access.reports_of, "GET", "POST")
def reports(request: Entered, division: str) -> HttpResponse:
    """The reports of the community, and a form to draft another."""
    here: Division = request.here
    on = law_day(request.at)
    known = queries.reports_of(here)
    periods = queries.periods_until(on)
    over = next((one.key for one in periods if one.last < on and one.key not in known), "")
    offered = [(one.key, one.words) for one in periods if one.key not in known or known[one.key].sent_at is None]
    form, refused = PeriodForm(request.POST or None, periods=offered, initial={"period": over}), None
    if request.method == "POST" and form.is_valid():
        period = form.cleaned_data["period"]
        made, refused = done_by(request, draft_env_report, form, division=here, period=period)
        if made is not None:
            return redirect("issues:env_report", division, made.pk)
    lines = [{"report": row, "words": _words(row)} for row in known.values()]
    may = access.holds_over(request.person, here, *access.REPORTERS, at=request.at)
    return show(request, "reports", here, form=form, refused=refused, lines=lines, may_draft=may, cite=REPORTS)


def _words(report: EnvReport) -> str:
    period = queries.period_of(report.period)
    return period.words if period else report.period


@door(access.get_report_for, "GET", "POST")
def report(request: Entered, division: str, env_report_id: int) -> HttpResponse:
    """One report: edited until it is sent, then read."""
    one: EnvReport = request.here
    form = _form(request, one)
    refused = None
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        made, refused = done_by(request, edit_env_report, form, report=one, sections=form.sections(), seen=seen)
        if made is not None:
            return redirect(f"{reverse('issues:env_report', args=[division, one.pk])}?saved=1")
    return _page(request, one, form, refused)


def _form(request: Entered, one: EnvReport) -> ReportPartsForm:
    """As many sections as were sent, so that nothing typed is lost when another changed the draft meanwhile."""
    sections = one.sections
    if request.method == "POST":
        sent = min(sum(1 for name in request.POST if name.startswith("heading_")), 61)
        sections = [*sections, *({} for _n in range(60))][: max(sent - 1, 0)]
    return ReportPartsForm(request.POST or None, sections=sections, initial={"seen": digest_of(one.sections)})


def _page(request: Entered, one: EnvReport, form: ReportPartsForm, refused: Any) -> HttpResponse:
    period = queries.period_of(one.period)
    person, at = request.person, request.at
    return show(
        request,
        "report",
        one.division,
        form=form if one.sent_at is None else None,
        refused=refused,
        report=one,
        period=period,
        heading=_("%(period)s环境和物业管理情况报告") % {"period": _words(one)},
        parts=form.parts() if one.sent_at is None else [],
        document=Document.objects.filter(pk=one.document_id, division_id=one.division_id).first(),
        over=period is not None and period.last < law_day(at),
        may=access.holds_over(person, one.division, *access.REPORTERS, at=at),
        addressee=queries.residents_body(one.division),
        saved=request.GET.get("saved") == "1",
        cite=REPORTS,
    )


@door(access.get_report_for, "POST")
def send(request: Entered, division: str, env_report_id: int) -> HttpResponse:
    """Sends a report to the 居委会."""
    one: EnvReport = request.here
    made, refused = done_by(request, send_env_report, report=one)
    if made is not None:
        return redirect("issues:env_report", division, one.pk)
    form = ReportPartsForm(None, sections=one.sections, initial={"seen": digest_of(one.sections)})
    return _page(request, one, form, refused)
