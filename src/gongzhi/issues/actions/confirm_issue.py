"""The reporter says that it is solved, or, four weeks later, that it still is."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.issues.actions.closing import answered, asked_again, close
from gongzhi.issues.actions.locking import lock_issue
from gongzhi.issues.models import Confirmation, Issue, Report
from gongzhi.issues.states import IssueState
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.people.models import Person

Answer = Confirmation.Answer


@act
def confirm_issue(*, report: Report, words: str = "", by: Person | None, at: datetime) -> Confirmation:
    """The reporter, known by the link or the phone, confirms (B3.1); after four weeks, that it is still good.

    The first confirmation of several reporters closes the issue; each may confirm once, and reopen it. That it is still
    good can be said only from the day on which the reporters are asked again. Refuses an issue that is not done.
    """
    issue = lock_issue(Issue.objects.get(pk=report.issue_id))
    if issue.state == IssueState.CLOSED:
        answer = Answer.STILL if asked_again(issue, at) else Answer.SOLVED
        said = report.confirmations.filter(answer=answer, at__gte=issue.closed_at)
        if said.exists():
            raise Refused(Reason(_("您已经确认过。"), remedy=_("又出现了，可以重新打开")))
    elif issue.state == IssueState.DONE:
        answer = Answer.SOLVED
        close(issue, at=at)
    else:
        raise Refused(Reason(_("还没有办完，等办完再确认。"), remedy=_("看进度")))
    return answered(report, issue, answer, words, by=by, at=at)
