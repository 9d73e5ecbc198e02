"""The open list of issues of an estate, one issue, its public photographs: for everyone, without any name."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from gongzhi.issues import access
from gongzhi.issues.models import Issue, IssueFile
from gongzhi.issues.queries import shown
from gongzhi.issues.queries.listing import FILTERS, counts_of, filtered
from gongzhi.issues.queries.paths import path_of
from gongzhi.issues.states import IssueState
from gongzhi.issues.views.frame import public_frame
from gongzhi.issues.views.parts import PUBLIC_PARTS, parts_of
from gongzhi.issues.views.tracking import picture
from gongzhi.kernel.errors import NotHere
from gongzhi.places.models import Estate
from gongzhi.web.door import Entered, door

A_PAGE = 30


@door(access.public_estate)
def issues(request: Entered, code: str) -> HttpResponse:
    """What was reported and how far it is, open ones first."""
    estate: Estate = request.here
    only = request.GET.get("only", "open")
    only = only if only in FILTERS else "open"
    page = Paginator(filtered(access.visible_issues(estate), only, request.at), A_PAGE).get_page(
        request.GET.get("page")
    )
    counts = counts_of(estate, request.at)
    context = {
        **public_frame(request, estate),
        "lines": shown.lines(page.object_list, request.at),
        "page": page,
        "query": urlencode({"only": only}),
        "only": only,
        "filters": [{"name": name, "label": str(label), "n": counts[name]} for name, label in FILTERS.items()],
        "counts": counts,
        "ended": estate.ended_on is not None,
        "place_code": estate.community_id,
    }
    return render(request, "issues/issues.html", context)


@door(access.get_public_issue)
def issue(request: Entered, code: str, number: str) -> HttpResponse:
    """One issue: its line of stations, who works on it, until when and by which article, what happened."""
    found: Issue = request.here
    if found.state == IssueState.MERGED and found.merged_into is not None:
        return redirect("issues:issue", code=code, number=found.merged_into.number)
    line = shown.lines([found], request.at)[0]
    path = path_of(found)
    context = {
        **public_frame(request, found.estate),
        "issue": found,
        "line": line,
        "stations": shown.stations(found),
        "history": shown.history(found, public=True),
        "parties": shown.parties_of(found),
        "due_note": shown.due_note(found),
        "photos": found.files.filter(public=True).order_by("pk"),
        "reports": found.reports.count(),
        "path": path,
        "parts": parts_of(request, found, PUBLIC_PARTS),
        "list_url": reverse("issues:issues", args=[code]),
        "heading": line.title or _("报事"),
    }
    return render(request, "issues/issue.html", context)


@door(access.get_public_issue)
def photo(request: Entered, code: str, number: str, photo_id: int) -> HttpResponse:
    """A photograph that somebody looked at and made public; any other is not there."""
    found = IssueFile.objects.filter(
        estate=request.here.estate_id, issue=request.here, pk=photo_id, public=True
    ).first()
    if found is None:
        raise NotHere
    return picture(found)
