"""Ask the reporters four weeks later whether it is still solved."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.issues.actions.locking import lock_issue
from gongzhi.issues.actions.telling import tell_reporters
from gongzhi.issues.models import Issue
from gongzhi.issues.states import IssueState
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.journal import Fact

ASKED = journal.event("issues.reporter.asked_again", asked=Fact.NUMBER)


@act
@official
def ask_again(*, issue: Issue, at: datetime) -> int:
    """Sends the question once, on the day pinned at the closing; returns to how many. Nothing where it is not due."""
    issue = lock_issue(issue)
    if issue.state != IssueState.CLOSED or issue.follow_up_on is None or issue.follow_up_on > law_day(at):
        return 0
    words = _("【共治】%(number)s 办完已有一段时间，现在还好吗？又出现了请点开说一声：") % {"number": issue.number}
    sent = tell_reporters(issue, words, kind="issue.again", at=at)
    journal.record(ASKED, ref=f"issue:{issue.pk}", estate_id=issue.estate_id, by="system", at=at, asked=sent)
    issue.follow_up_on = None
    issue.save(update_fields=["follow_up_on"])
    return sent


def ask_all_again(*, at: datetime) -> int:
    """Asks for every closed issue whose day has come; each in a transaction of its own."""
    due = Issue.objects.filter(state=IssueState.CLOSED, follow_up_on__lte=law_day(at)).order_by("pk")
    return sum(ask_again(issue=issue, at=at) for issue in due)
