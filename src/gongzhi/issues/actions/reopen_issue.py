"""The reporter says that it is not solved, that it came back, or that it is the estate's business after all."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.issues.actions.closing import answered, asked_again
from gongzhi.issues.actions.locking import lock_issue, move
from gongzhi.issues.actions.pinning import pinned, resolve_due
from gongzhi.issues.models import Confirmation, Issue, Report
from gongzhi.issues.queries.list_of_matters import known_matter
from gongzhi.issues.states import IssueState, PartyState
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.people.models import Person

Answer = Confirmation.Answer
BACK = (IssueState.DONE, IssueState.CLOSED, IssueState.EXPLAINED)


@act
def reopen_issue(*, report: Report, words: str, by: Person | None, at: datetime) -> Confirmation:
    """Puts the issue back to work (B3.5: 不得推诿): its lead goes on, and the day is counted anew.

    One that was only answered goes back to the community, which takes it up. Refuses an issue still being worked on;
    wrong input: no words.
    """
    issue = lock_issue(Issue.objects.get(pk=report.issue_id))
    if issue.state not in (*BACK, IssueState.ANSWERED):
        raise Refused(Reason(_("还在办理中，不用重新打开。"), remedy=_("看进度，有新情况可以补充照片")))
    if not words.strip():
        raise BadInput(_("请写一句哪里没有解决。"), {"words": _("必填")})
    answer = Answer.AGAIN if issue.state == IssueState.CLOSED and asked_again(issue, at) else Answer.UNSOLVED
    row = known_matter(issue.matter, issue.estate, on=law_day(at))
    due = resolve_due(issue, row, issue_class=issue.issue_class, urgent=issue.urgent, start=at)
    if issue.state == IssueState.ANSWERED:
        move(issue, IssueState.RECEIVED, outcome="", reopened=issue.reopened + 1)
    else:
        again = {"reopened": issue.reopened + 1, "closed_at": None, "follow_up_on": None}
        move(issue, IssueState.WORKING, **again, **pinned(due))
        lead = issue.parties.filter(lead=True, state=PartyState.DONE).first()
        if lead is not None:
            lead.state = PartyState.ACCEPTED
            lead.due_on = due.day
            lead.save(update_fields=["state", "due_on"])
    return answered(report, issue, answer, words, by=by, at=at)
