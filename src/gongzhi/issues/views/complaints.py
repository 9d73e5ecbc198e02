"""The reply to a complaint: written by the housing authority, opened at the desk and by the one who complained."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from gongzhi.issues import access, complaint_access
from gongzhi.issues.actions.answer_complaint import answer_complaint
from gongzhi.issues.forms.letters import ComplaintForm
from gongzhi.issues.models import ComplaintReply, Issue
from gongzhi.issues.queries.complaints import reply_pdf
from gongzhi.issues.views.desk_acts import page
from gongzhi.web.door import Entered, door
from gongzhi_law import issues as law


@door(access.get_issue_for, "GET", "POST")
def complaint(request: Entered, code: str, number: str) -> HttpResponse:
    """Writes the reply."""
    facts = [(_("条文"), law.COMPLAINT.quote)]
    if request.here.reports.exists() and complaint_access.authority_of(request.person, request.here, at=request.at):
        facts += _words(request, request.here)
    return page(
        request,
        ComplaintForm(request.POST or None),
        answer_complaint,
        _("答复物业管理投诉"),
        _("作出答复书"),
        facts=facts,
        cite=str(law.COMPLAINT.cite),
    )


def _words(request: Entered, issue: Issue) -> list[tuple[str, str]]:
    """What those who complained wrote, where they let the handling side read it."""
    reports = issue.reports.order_by("pk")
    sees = access.sees_report
    return [(_("投诉人的话"), one.text()) for one in reports if sees(request.person, one, at=request.at)]


@door(complaint_access.get_reply_for)
def reply(request: Entered, code: str, number: str, reply_id: int) -> HttpResponse:
    """The reply whole, at the desk."""
    return _opened(request.here)


@door(complaint_access.get_own_reply)
def own_reply(request: Entered, token: str, reply_id: int) -> HttpResponse:
    """The reply whole, for whoever complained."""
    return _opened(request.here)


def _opened(row: ComplaintReply) -> HttpResponse:
    response = HttpResponse(reply_pdf(row), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="complaint-{row.issue.number}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response
