"""Say that an issue is done, and ask the reporter."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.issues import access
from gongzhi.issues.actions.guarding import guard_public
from gongzhi.issues.actions.locking import lock_issue, move
from gongzhi.issues.actions.opening import pseudonym
from gongzhi.issues.actions.telling import tell_reporters
from gongzhi.issues.models import Issue
from gongzhi.issues.states import IssueState, PartyState
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.people.queries import holds_any

DONE = journal.event("issues.issue.done", outcome=Fact.TEXT, late=Fact.TRUTH)


@act
@official
def finish_issue(*, issue: Issue, outcome: str, by: Person, at: datetime) -> Issue:
    """The lead, or community or street, says that all is done; every reporter is asked to confirm (B3.9).

    `outcome` is read by everyone and names nobody. Refuses everyone else, and an issue with a task that is still open.
    """
    issue = lock_issue(issue)
    _may_finish(by, issue, at=at)
    waiting = list(issue.parties.filter(state__in=[PartyState.ASKED, PartyState.ACCEPTED]).select_related("force"))
    if issue.state == IssueState.WORKING and waiting:
        names = "、".join(party.shown for party in waiting)
        raise Refused(Reason(_("%(who)s的任务还没有办完。") % {"who": names}, remedy=_("请各方办完自己的任务")))
    if not outcome.strip():
        raise BadInput(_("请写一句结果，不写人名和门牌。"), {"outcome": _("必填")})
    guard_public(issue, by, at, outcome=outcome)
    late = issue.due_on is not None and issue.late(at)
    move(issue, IssueState.DONE, done_at=at, outcome=outcome.strip()[:300])
    journal.record(
        DONE,
        ref=f"issue:{issue.pk}",
        estate_id=issue.estate_id,
        by=pseudonym(issue.estate, by),
        at=at,
        outcome=issue.outcome,
        late=late,
    )
    words = _("【共治】您反映的 %(number)s 已办完：%(outcome)s 请确认解决了没有：") % {
        "number": issue.number,
        "outcome": issue.outcome,
    }
    tell_reporters(issue, words, kind="issue.done", at=at)
    return issue


def _may_finish(by: Person, issue: Issue, *, at: datetime) -> None:
    """The side in the lead, or community and street."""
    lead = issue.parties.filter(lead=True).select_related("force").first()
    if lead is not None and not holds_any(by, access.OFFICES, issue.estate, at=at):
        lead.issue = issue
        access.speaking_for(by, lead, at=at)
        return
    access.require_office(by, issue.estate, at=at)
