"""The reporter's own page, by the link of the receipt or signed in by the same phone: progress, confirm, reopen."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongzhi.documents.models import StoredFile
from gongzhi.documents.queries import file_content
from gongzhi.issues import access
from gongzhi.issues.actions.add_photos import add_photos
from gongzhi.issues.actions.closing import asked_again
from gongzhi.issues.actions.confirm_issue import confirm_issue
from gongzhi.issues.actions.hide_reporter import hide_reporter
from gongzhi.issues.actions.reopen_issue import BACK, reopen_issue
from gongzhi.issues.forms.reporting import MorePhotosForm, SaidForm
from gongzhi.issues.models import IssueFile, Report
from gongzhi.issues.queries import shown
from gongzhi.issues.queries.links import speaks_as
from gongzhi.issues.queries.looks import looks_at
from gongzhi.issues.states import OPEN_ISSUES, IssueState
from gongzhi.issues.views.frame import personal, phone_page, tried
from gongzhi.issues.views.talking_parts import own_replies
from gongzhi.kernel.errors import NotHere
from gongzhi.people.access import signed_in
from gongzhi.web.door import Entered, door
from gongzhi.web.forms import GzForm


@door(access.get_report_by_link)
@personal
def track(request: Entered, token: str) -> HttpResponse:
    """How far it is, in the reporter's own words and in public ones; what the reporter may do now."""
    report: Report = request.here
    issue = report.issue
    line = shown.lines([issue], request.at)[0]
    state = IssueState(issue.state)
    context = {
        "estate": {"name": issue.estate.name, "url": f"/e/{issue.estate.code}/"},
        "report": report,
        "issue": issue,
        "line": line,
        "token": token,
        "fresh": "new" in request.GET,
        "url": request.build_absolute_uri(request.path),
        "stations": shown.stations(issue),
        "history": shown.history(issue, public=True),
        "parties": shown.parties_of(issue),
        "due_note": shown.due_note(issue),
        "photos": issue.files.order_by("pk"),
        "own_photos": [one for one in issue.files.order_by("pk") if _may_see(one, report)],
        "may_confirm": state == IssueState.DONE,
        "may_say_still": state == IssueState.CLOSED and asked_again(issue, request.at),
        "may_reopen": state in (*BACK, IssueState.ANSWERED),
        "may_add": state in OPEN_ISSUES,
        "looks": looks_at(report),
        "said": said_on(report),
        "replies": own_replies(request, issue, token),
        "public_url": reverse("issues:issue", args=[issue.estate.code, issue.number]),
    }
    return render(request, "issues/track.html", context)


@door(access.get_report_by_link, "GET", "POST")
@personal
def confirm(request: Entered, token: str) -> HttpResponse:
    """The reporter says that it is solved, or still is."""
    return _say(request, token, confirm_issue, _("解决了"), _("确认解决了"), "")


@door(access.get_report_by_link, "GET", "POST")
@personal
def reopen(request: Entered, token: str) -> HttpResponse:
    """The reporter says that it is not solved."""
    sub = _("写一句哪里没有解决；会回到办理的人那里，期限重新算。")
    return _say(request, token, reopen_issue, _("没有解决"), _("重新办理"), sub)


@door(access.get_report_by_link, "GET", "POST")
@personal
def photos(request: Entered, token: str) -> HttpResponse:
    """More photographs of the reporter's own."""
    form = MorePhotosForm(request.POST or None, request.FILES or None)
    return _answer(request, token, form, add_photos, _("加照片"), _("加上"), "")


@door(access.get_report_by_link, "POST")
@personal
def hide(request: Entered, token: str) -> HttpResponse:
    """Hides the reporter from firm and committee, or the other way."""
    report: Report = request.here
    hide_reporter(
        report=report,
        hidden=not report.hide_from_parties,
        by=request.person or None,
        at=request.at,
        idempotency_key=request.POST.get("idempotency_key") or None,
    )
    return redirect("issues:track", token=token)


@door(access.get_report_by_link)
@personal
def own_photo(request: Entered, token: str, photo_id: int) -> HttpResponse:
    """One of the photographs sent with the issue, or one that is public."""
    report: Report = request.here
    found = IssueFile.objects.filter(estate=report.estate_id, issue=report.issue_id, pk=photo_id).first()
    if found is None or not _may_see(found, report):
        raise NotHere
    return picture(found)


@door(signed_in)
def own(request: Entered) -> HttpResponse:
    """What this person reported, by the phone they signed in with."""
    reports = list(access.own_reports(request.person)[:100])
    lines = shown.lines((report.issue for report in reports), request.at)
    rows = [
        {"line": line, "estate": report.issue.estate.name, "url": reverse("issues:track", args=[report.link()])}
        for report, line in zip(reports, lines, strict=True)
    ]
    back = {"url": reverse("desk:owner"), "label": _("我的小区")}
    return render(request, "issues/own.html", {"rows": rows, "back": back})


def said_on(report: Report) -> list[dict[str, Any]]:
    """What this reporter wrote when told that it was done, the first at the top; never for everyone."""
    rows = [(one, one.text()) for one in report.confirmations.order_by("at")]
    return [{"answer": one.get_answer_display(), "at": one.at, "words": words} for one, words in rows if words]


def picture(found: IssueFile) -> HttpResponse:
    """The bytes of a photograph, never guessed to be anything else."""
    stored = StoredFile.objects.get(pk=found.file_id, estate_id=found.estate_id)
    response = HttpResponse(file_content(stored), content_type="image/jpeg")
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _may_see(photo: IssueFile, report: Report) -> bool:
    """Public ones, and those that came with this very report."""
    came = photo.by == report.by and report.entry == report.issue.entry
    return photo.public or (photo.stage == IssueFile.Stage.BEFORE and (came or photo.by == speaks_as(report)))


def _say(request: Entered, token: str, act: Any, heading: str, word: str, sub: str) -> HttpResponse:
    form = SaidForm(request.POST or None, needed=act is reopen_issue)
    return _answer(request, token, form, act, heading, word, sub)


def _answer(request: Entered, token: str, form: GzForm, act: Any, heading: str, word: str, sub: str) -> HttpResponse:
    report: Report = request.here
    done, refused = tried(request, form, act, {"report": report})
    back = reverse("issues:track", args=[token])
    if done is not None:
        return redirect(back)
    return phone_page(
        request,
        form,
        estate=report.issue.estate,
        heading=heading,
        sub=sub,
        word=word,
        back=back,
        refused=refused,
        lead=f"{report.issue.number} {shown.lines([report.issue], request.at)[0].title}",
    )
