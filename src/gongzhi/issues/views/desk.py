"""The desk of issues: the list with its filters, one issue with all that happened, the reporter looked up."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from gongzhi.issues import access
from gongzhi.issues.actions.unmask_reporter import unmask_reporter
from gongzhi.issues.forms.working import ReasonForm
from gongzhi.issues.models import Issue, IssueFile, Party, Report
from gongzhi.issues.queries import shown
from gongzhi.issues.queries.handing import handing_of
from gongzhi.issues.queries.listing import DESK_FILTERS, counts_of, filtered
from gongzhi.issues.queries.paths import path_of, walked
from gongzhi.issues.queries.similar import similar_to
from gongzhi.issues.states import IssueState, PartyState
from gongzhi.issues.views.frame import issue_url, tried
from gongzhi.issues.views.parts import DESK_PARTS, parts_of
from gongzhi.issues.views.registers import registers
from gongzhi.issues.views.tracking import picture, said_on
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import NotHere
from gongzhi.people.queries import holds_any
from gongzhi.places.models import Estate
from gongzhi.register.queries import tail
from gongzhi.web.dates import cndate
from gongzhi.web.door import Entered, door

A_PAGE = 30
S = IssueState


@door(access.desk_of)
def issues(request: Entered, code: str) -> HttpResponse:
    """Every issue of the estate by filter, the newest first."""
    estate: Estate = request.here
    only = request.GET.get("only", "open")
    only = only if only in DESK_FILTERS else "open"
    rows = filtered(access.visible_issues(estate), only, request.at).prefetch_related("parties__force")
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    counts = counts_of(estate, request.at, DESK_FILTERS)
    context = {
        "estate": estate,
        "page": page,
        "query": urlencode({"only": only}),
        "only": only,
        "filters": [{"name": name, "label": str(label), "n": counts[name]} for name, label in DESK_FILTERS.items()],
        "table": _table(shown.lines(page.object_list, request.at), estate),
        "counts": counts,
        "registers": registers(request, estate, "desk_issues"),
    }
    return render(request, "issues/desk_issues.html", context)


def _table(lines: list[shown.Line], estate: Estate) -> dict[str, Any]:
    return {
        "label": _("报事"),
        "columns": [{"label": _("事项")}, {"label": _("位置")}, {"label": _("谁在办")}, {"label": _("期限")}],
        "rows": [
            {
                "cells": [
                    {
                        "text": f"{line.number} {line.words or line.matter or _('待受理')}",
                        "url": reverse("issues:desk_issue", args=[estate.code, line.number]),
                        "badge": line.state_words,
                        "badge_kind": line.badge,
                        "note": " · ".join(x for x in (_("紧急") if line.urgent else "", line.issue_class) if x),
                    },
                    line.where or "–",
                    "、".join(_leading(party) for party in _live(line.issue)) or "–",
                    cndate(line.due_on) if line.due_on else "–",
                ]
            }
            for line in lines
        ],
        "stack": True,
        "empty": {"title": _("这里没有报事"), "text": _("居民报的、电话记的、12345 转来的都会列在这里。")},
    }


def _live(issue: Issue) -> list[Party]:
    rows = [party for party in issue.parties.all() if party.state != PartyState.HANDED_BACK]
    return sorted(rows, key=lambda party: (not party.lead, party.pk))


def _leading(party: Party) -> str:
    return _("%(who)s（牵头）") % {"who": party.shown} if party.lead else party.shown


@door(access.get_issue_for)
def issue(request: Entered, code: str, number: str) -> HttpResponse:
    """One issue whole, with what this person may do now."""
    found: Issue = request.here
    at, person = request.at, request.person
    office = holds_any(person, access.OFFICES, found.estate, at=at)
    desk = office or holds_any(person, access.DESK, found.estate, at=at)
    line = shown.lines([found], at)[0]
    words = "".join(report.text() for report in found.reports.all()) if office else ""
    similar = (
        similar_to(found.estate, words, matter=found.matter, but=found, told=True, at=at)
        if office and found.state == S.RECEIVED
        else []
    )
    parties = [_party(request, found, party) for party in shown.parties_of(found)]
    context = {
        "estate": found.estate,
        "issue": found,
        "line": line,
        "heading": line.words or line.matter or _("还没有受理的报事"),
        "office": office,
        "desk": desk,
        "stations": shown.stations(found),
        "acts": _acts(request, found, office, [row["party"] for row in parties]),
        "parties": parties,
        "reports": [_report(request, report) for report in found.reports.order_by("pk")],
        "history": shown.history(found, public=not desk, told=access.sees_all(person, found, at=at)),
        "path": path_of(found),
        "walked": walked(found),
        "due_note": shown.due_note(found),
        "facts": _facts(found, line, office),
        "files": found.files.order_by("pk"),
        "handing": handing_of(found, at=at) if found.hand_backs.exists() else None,
        "similar": shown.lines(similar, at) if office else [],
        "parts": parts_of(request, found, DESK_PARTS),
        "public_url": reverse("issues:issue", args=[code, found.number]),
    }
    return render(request, "issues/desk_issue.html", context)


def _facts(issue: Issue, line: shown.Line, office: bool) -> list[tuple[str, Any]]:
    """Facts of the issue; the spot as the reporter wrote it for the offices alone, until somebody confirmed it."""
    rows = [
        (_("来源"), issue.get_source_display()),
        (_("事项"), line.matter or _("还不清楚")),
        (_("分类"), line.issue_class or _("还没有分类")),
        (_("位置"), " ".join(x for x in (line.building, issue.spot if office else line.spot) if x) or "–"),
    ]
    if issue.source_ref:
        rows.append((_("来源编号"), issue.source_ref))
    if issue.reopened:
        rows.append((_("重新打开"), _("%(n)s 次") % {"n": issue.reopened}))
    return rows


def _acts(request: Entered, issue: Issue, office: bool, parties: list[Party]) -> list[dict[str, Any]]:
    """What this person may do with the issue as a whole, the next step first."""
    state, found = IssueState(issue.state), []

    def offer(label: str, page: str) -> None:
        found.append({"label": label, "url": issue_url(issue, page), "primary": not found})

    lead = next((party for party in parties if party.lead), None)
    may_finish = office or (lead is not None and access.may_speak(request.person, lead, at=request.at))
    if office and state == S.RECEIVED:
        offer(_("受理"), "accept_issue")
    if office and state == S.ACCEPTED:
        offer(_("派给责任方"), "assign_issue")
    if state == S.WORKING and office and lead is None:
        offer(_("定牵头方"), "assign_issue")
    open_ = any(party.state in (PartyState.ASKED, PartyState.ACCEPTED) for party in parties)
    if state == S.WORKING and may_finish and not open_:
        offer(_("办结"), "finish_issue")
    if office and state == S.DONE and not any(report.phone for report in issue.reports.all()):
        offer(_("现场看过，办结"), "seen_issue")
    sides = access.looks_after(request.person, issue, at=request.at) or any(
        access.may_speak(request.person, party, at=request.at) for party in parties
    )
    if sides and state in (S.ACCEPTED, S.WORKING, S.EXPLAINED):
        offer(_("写进展"), "note_issue")
        offer(_("按路径办一步"), "step_issue")
    if office:
        rows = [
            (state == S.WORKING and lead is not None, _("再派一方"), "assign_issue"),
            (state in (S.ACCEPTED, S.WORKING), _("改类"), "class_issue"),
            (state in (S.RECEIVED, S.ACCEPTED), _("并入另一件"), "merge_issue"),
            (state in (S.RECEIVED, S.ACCEPTED), _("不归小区管，答复去处"), "answer_issue"),
            (
                issue.issue_class == "legacy" and state in (S.ACCEPTED, S.WORKING, S.EXPLAINED),
                _("解释说明"),
                "explain_issue",
            ),
            (state not in (S.RECEIVED, S.MERGED), _("公开的话和照片"), "public_issue"),
        ]
        for fits, label, page in rows:
            if fits:
                offer(label, page)
    return found


def _party(request: Entered, issue: Issue, party: Party) -> dict[str, Any]:
    """A task, with what its side may do."""
    party.issue = issue
    mine = issue.state == S.WORKING and access.may_speak(request.person, party, at=request.at)
    open_ = party.state in (PartyState.ASKED, PartyState.ACCEPTED)
    late = open_ and party.due_on is not None and party.due_on < law_day(request.at)
    return {
        "party": party,
        "late": late,
        "note": shown.due_note(party),
        "take_url": issue_url(issue, "take_task", party.pk) if mine and party.state == PartyState.ASKED else "",
        "done_url": issue_url(issue, "finish_task", party.pk) if mine and open_ else "",
        "back_url": issue_url(issue, "hand_back", party.pk) if mine and open_ and not party.named_by_street else "",
    }


def _report(request: Entered, report: Report) -> dict[str, Any]:
    """A report: its words for those who may read them; the name only by a look that is kept."""
    sees = access.sees_report(request.person, report, at=request.at)
    return {
        "report": report,
        "words": report.text() if sees else "",
        "place": report.issue.full_place() if sees else "",
        "sees": sees,
        "said": said_on(report) if sees else [],
        "url": issue_url(report.issue, "report", report.pk) if sees and (report.name or report.phone) else "",
    }


@door(access.get_issue_for, "GET", "POST")
def report(request: Entered, code: str, number: str, report_id: int) -> HttpResponse:
    """The reporter's name and number, after a reason that the reporter can read."""
    issue: Issue = request.here
    found = issue.reports.filter(pk=report_id).first()
    if found is None or not access.sees_report(request.person, found, at=request.at):
        raise NotHere
    form = ReasonForm(request.POST or None)
    seen, refused = tried(request, form, unmask_reporter, {"report": found})
    context = {
        "estate": issue.estate,
        "issue": issue,
        "form": form,
        "refused": refused,
        "seen": {"name": found.shown_name(), "number": found.number()} if seen else None,
        "tail": tail(found.number()),
        "crumb": {"label": issue.number, "url": issue_url(issue)},
    }
    status = 409 if refused else 422 if form.is_bound and form.errors else 200
    return render(request, "issues/report.html", context, status=status)


@door(access.get_issue_for)
def photo(request: Entered, code: str, number: str, photo_id: int) -> HttpResponse:
    """A photograph of an issue, for those who work on it."""
    found = IssueFile.objects.filter(estate=request.here.estate_id, issue=request.here, pk=photo_id).first()
    if found is None:
        raise NotHere
    return picture(found)
