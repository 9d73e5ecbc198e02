"""The desk's assemblies: the list, a new draft, the page of one assembly, its motions, reports and opinions."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.documents.queries import published
from gongzhi.kernel.clock import law_day
from gongzhi.voting import access
from gongzhi.voting.actions.add_firm_motions import add_firm_motions
from gongzhi.voting.actions.add_motion import add_motion
from gongzhi.voting.actions.draft_assembly import draft_assembly
from gongzhi.voting.actions.give_opinion import give_opinion
from gongzhi.voting.actions.remove_motion import remove_motion
from gongzhi.voting.actions.return_to_draft import return_to_draft
from gongzhi.voting.actions.send_reports import send_reports
from gongzhi.voting.actions.withdraw_assembly import withdraw_assembly
from gongzhi.voting.forms.drafting import (
    AssemblyForm,
    ChoiceForm,
    FirmForm,
    MotionForm,
    OpinionForm,
    ReasonForm,
    ReportForm,
)
from gongzhi.voting.models import Assembly, Matter, Motion, Objection, Report, Resolution
from gongzhi.voting.queries.assemblies import desk_assemblies, motions_of, reports_of
from gongzhi.voting.queries.notice import obstacles, opinion_line
from gongzhi.voting.queries.results import waiting_for_rule
from gongzhi.voting.queries.rule_base import pin_of
from gongzhi.voting.queries.rules import condition_words, needed, terms
from gongzhi.voting.queries.scope import scope_words
from gongzhi.voting.states import AssemblyState, Phase
from gongzhi.voting.views.desk_page import Attempt, attempt, kinds_of, show
from gongzhi.voting.views.desk_steps import desk_stations, headline, next_step, rule_step
from gongzhi.web.dates import cndate
from gongzhi.web.door import Entered, door
from gongzhi.web.forms import GzForm
from gongzhi_law import assembly as law
from gongzhi_law.voting import Matter as LawMatter

PER_PAGE = 20


@door(access.get_desk_for)
def desk_assemblies_page(request: Entered, code: str) -> HttpResponse:
    """Every assembly of the estate, newest first, with the state it is in."""
    estate = request.here
    rows = desk_assemblies(estate).annotate(motions_count=Count("motions"))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    table = {
        "label": _("业主大会会议"),
        "columns": [_("会议"), _("到哪一步"), {"label": _("议题"), "n": True}, _("表决日期")],
        "rows": [_row(assembly, request.at) for assembly in page],
    }
    return show(
        request,
        "assemblies",
        estate,
        Attempt(GzForm()),
        table=table,
        page=page,
        may_draft=access.can_convene(request.person, estate, at=request.at),
    )


def _row(assembly: Assembly, at: Any) -> list[Any]:
    days = ""
    if assembly.opens_at and assembly.closes_at:
        days = _("%(a)s至%(b)s") % {"a": cndate(assembly.opens_at), "b": cndate(assembly.closes_at)}
    url = reverse("voting:desk_assembly", args=[assembly.estate.code, assembly.serial])
    note = _("第 %(n)s 次") % {"n": assembly.serial}
    return [{"text": assembly.title, "url": url, "note": note}, headline(assembly, at), assembly.motions_count, days]


@door(access.get_desk_for, "GET", "POST")
def new_assembly(request: Entered, code: str) -> HttpResponse:
    """A new draft of the committee."""
    form = AssemblyForm(request.POST or None, initial=_named(request, "title", "purpose"))
    data = form.cleaned_data if form.is_bound and form.is_valid() else {}
    tried = attempt(
        request, form, draft_assembly, estate=request.here, title=data.get("title", ""), purpose=data.get("purpose", "")
    )
    if tried.done:
        return redirect(_after_draft(request, tried.done))
    return show(request, "new_assembly", request.here, tried)


def _named(request: Entered, *names: str) -> dict[str, str]:
    """What the address that led here says of these fields: a contract without basis brings its motion along."""
    return {name: request.GET.get(name, "") for name in names}


def _after_draft(request: Entered, made: Assembly) -> str:
    """The page of the draft; where the address that led here named a motion, the page that adds it."""
    if "motion" not in request.GET:
        return reverse("voting:desk_assembly", args=[made.estate.code, made.serial])
    asked = _named(request, "matter", "text")
    url = reverse("voting:new_motion", args=[made.estate.code, made.serial])
    return f"{url}?{urlencode({**asked, 'title': request.GET['motion']})}"


@door(access.get_assembly_for)
def desk_assembly(request: Entered, code: str, serial: int) -> HttpResponse:
    """One assembly: where it stands, its motions, reports and opinions, and what stands in the way of the notice."""
    assembly = request.here
    motions, reports = motions_of(assembly), reports_of(assembly)
    kinds = kinds_of(request.person, assembly.estate, request.at)
    convenes = access.can_convene(request.person, assembly.estate, at=request.at, assembly=assembly)
    before = assembly.state in (AssemblyState.DRAFT, AssemblyState.REPORTED)
    blocks, warns = obstacles(assembly, None, at=request.at) if before else ([], [])
    waiting = Objection.objects.filter(estate=assembly.estate, assembly=assembly, answered_at__isnull=True).count()
    first = next_step(assembly, kinds, request.at, motions=len(motions), blocks=len(blocks), waiting=waiting)
    if first is None and assembly.convener in kinds and waiting_for_rule(assembly):
        first = rule_step(assembly)
    return show(
        request,
        "assembly",
        assembly,
        Attempt(GzForm()),
        headline=headline(assembly, request.at),
        scope_words=scope_words(assembly),
        stations=desk_stations(assembly, request.at, reported_at=reports[0].sent_at if reports else None),
        first=first,
        motions=[_motion(m, assembly, request.at) for m in motions],
        reports=[_report(r, kinds, request.at) for r in reports],
        before=before,
        blocks=blocks,
        warns=warns,
        terms=terms(assembly) if assembly.noticed_at else [],
        waiting=waiting,
        resolutions=Resolution.objects.filter(estate=assembly.estate, motion__assembly=assembly)
        .select_related("motion", "option")
        .order_by("motion__number", "option__lot"),
        documents=published(f"assembly:{assembly.pk}", assembly.estate_id),
        may_write=convenes and assembly.state == AssemblyState.DRAFT,
        may_convene=convenes,
        may_withdraw=assembly.convener in kinds and (before or assembly.phase(request.at) == Phase.BEFORE),
        has_result=assembly.state in (AssemblyState.PRELIMINARY, AssemblyState.FINAL),
        public=assembly.noticed_at is not None,
    )


def _motion(motion: Motion, assembly: Assembly, at: Any) -> dict[str, Any]:
    when = assembly.closes_at or at
    return {
        "motion": motion,
        "needed": needed(motion, at=when, place=assembly.estate.place, pin=pin_of(assembly), scope=assembly.scope),
        "condition": condition_words(motion),
        "options": list(motion.options.all()),
    }


def _report(report: Report, kinds: set[str], at: Any) -> dict[str, Any]:
    return {
        "report": report,
        "line": opinion_line(report, at=at),
        "may_answer": report.opinion_at is None
        and report.what != Report.What.TELL
        and not kinds.isdisjoint(access.ANSWERS[Report.To(report.to)]),
    }


@door(access.get_assembly_for, "GET", "POST")
def new_motion(request: Entered, code: str, serial: int) -> HttpResponse:
    """A motion to agree to or not."""
    form = MotionForm(request.POST or None, initial=_named(request, "matter", "title", "text"))
    return _add(request, form, "new_motion", _("加一项议题"))


@door(access.get_assembly_for, "GET", "POST")
def new_choice(request: Entered, code: str, serial: int) -> HttpResponse:
    """A motion to choose from two options or more."""
    form = ChoiceForm(request.POST or None)
    more = {"options": form.options()} if form.is_bound and form.is_valid() else {}
    return _add(request, form, "new_choice", _("加一项选择题"), **more)


def _add(request: Entered, form: MotionForm, template: str, title: str, **more: Any) -> HttpResponse:
    asked = {}
    if form.is_bound and form.is_valid():
        asked = {name: form.cleaned_data[name] for name in ("matter", "title", "text", "large")}
    tried = attempt(request, form, add_motion, assembly=request.here, **asked, **more)
    if tried.done:
        return _to(request.here)
    return show(request, template, request.here, tried, title=title, rules=_thresholds(request))


def _thresholds(request: Entered) -> list[tuple[str, Any]]:
    """Each matter with what it needs to pass here today."""
    place = request.here.estate.place
    return [(label, needed(Motion(matter=value), at=request.at, place=place)) for value, label in Matter.choices]


@door(access.get_assembly_for, "GET", "POST")
def new_firm_motions(request: Entered, code: str, serial: int) -> HttpResponse:
    """The question of the firm in its three steps, from one form."""
    form, asked = FirmForm(request.POST or None), {}
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        asked = {"firm": data["firm"], "candidates": form.options(), "fallback": data["fallback"]}
    tried = attempt(request, form, add_firm_motions, assembly=request.here, **asked)
    if tried.done:
        return _to(request.here)
    rule = needed(Motion(matter=Matter.PROPERTY_FIRM), at=request.at, place=request.here.estate.place)
    return show(request, "new_firm_motions", request.here, tried, rule=rule)


@door(access.get_assembly_for, "POST")
def drop_motion(request: Entered, code: str, serial: int, number: int) -> HttpResponse:
    """Takes one motion off the draft."""
    remove_motion(
        assembly=request.here,
        number=number,
        by=request.person,
        at=request.at,
        idempotency_key=request.POST.get("idempotency_key") or None,
    )
    return _to(request.here)


@door(access.get_assembly_for, "GET", "POST")
def reports(request: Entered, code: str, serial: int) -> HttpResponse:
    """What will be sent to whom and why; sent at once by the system."""
    form = ReportForm(request.POST or None)
    fee = form.cleaned_data["fee_change"] if form.is_bound and form.is_valid() else False
    tried = attempt(request, form, send_reports, assembly=request.here, fee_change=fee)
    if tried.done:
        return _to(request.here)
    motions = motions_of(request.here)
    duties = law.report_duties(
        [LawMatter(m.matter) for m in motions],
        on=law_day(request.at),
        place=request.here.estate.place,
        fee_change=fee,
        large_repair=any(m.large for m in motions),
    )
    return show(
        request,
        "reports",
        request.here,
        tried,
        duties=[{"duty": d, "act": Report.What(d.act).label} for d in duties],
        motions=motions,
    )


@door(access.get_report_for, "GET", "POST")
def opinion(request: Entered, code: str, serial: int, report_id: int) -> HttpResponse:
    """The opinion of a body that was asked."""
    report = request.here
    form = OpinionForm(request.POST or None)
    data = form.cleaned_data if form.is_bound and form.is_valid() else {}
    tried = attempt(
        request, form, give_opinion, report=report, stance=data.get("stance", ""), text=data.get("text", "")
    )
    if tried.done:
        return _to(report.assembly)
    motions = motions_of(report.assembly)
    line = opinion_line(report, at=request.at)
    return show(request, "opinion", report.assembly, tried, report=report, line=line, motions=motions)


@door(access.get_assembly_for, "GET", "POST")
def back_to_draft(request: Entered, code: str, serial: int) -> HttpResponse:
    """Takes a reported assembly back to the draft, with a reason."""
    return _reasoned(
        request,
        return_to_draft,
        _("退回起草"),
        _("议题可以再改；已经送达的报告仍然有效，改动后新增的会补送。"),
    )


@door(access.get_assembly_for, "GET", "POST")
def withdraw(request: Entered, code: str, serial: int) -> HttpResponse:
    """Withdraws an assembly, with a reason."""
    return _reasoned(request, withdraw_assembly, _("撤回会议"), _("撤回后不能恢复，要开会就重新起草。"))


def _reasoned(request: Entered, act: Any, title: str, text: str) -> HttpResponse:
    form = ReasonForm(request.POST or None)
    reason = form.cleaned_data["reason"] if form.is_bound and form.is_valid() else ""
    tried = attempt(request, form, act, assembly=request.here, reason=reason)
    if tried.done:
        return _to(request.here)
    return show(request, "reason", request.here, tried, title=title, text=text)


def _to(assembly: Assembly) -> HttpResponse:
    return redirect("voting:desk_assembly", assembly.estate.code, assembly.serial)
