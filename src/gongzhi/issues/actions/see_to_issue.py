"""Close an issue that nobody reported with a number, having looked at it."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.issues import access
from gongzhi.issues.actions.closing import close
from gongzhi.issues.actions.locking import lock_issue
from gongzhi.issues.actions.opening import pseudonym
from gongzhi.issues.models import Issue
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

SEEN = journal.event("issues.issue.seen_to", words=Fact.TEXT)


@act
def see_to_issue(*, issue: Issue, words: str, by: Person, at: datetime) -> Issue:
    """Community or street closes an issue that nobody reported with a number (patrol, signal), having looked at it.

    Refuses everyone else, an issue whose reporter can be asked, and one that is not done; wrong input: no words.
    """
    issue = lock_issue(issue)
    access.require_office(by, issue.estate, at=at)
    if any(report.number() for report in issue.reports.all()):
        raise Refused(Reason(_("报事人留了电话，由报事人确认。"), remedy=_("请报事人打开短信里的链接确认")))
    if not words.strip():
        raise BadInput(_("请写明谁去看过、看到什么。"), {"words": _("必填")})
    close(issue, at=at)
    journal.record(
        SEEN,
        ref=f"issue:{issue.pk}",
        estate_id=issue.estate_id,
        by=pseudonym(issue.estate, by),
        at=at,
        words=words.strip(),
    )
    return issue
