"""The street names who leads after the last hand-back; nobody refuses then."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.issues import access
from gongzhi.issues.actions.assigning import give_task, side_of_key, tell_force
from gongzhi.issues.actions.locking import lock_issue
from gongzhi.issues.actions.opening import pseudonym
from gongzhi.issues.models import Issue, Party
from gongzhi.issues.queries.handing import handing_of
from gongzhi.issues.states import IssueState, PartyState
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

NAMED = journal.event("issues.lead.named", side=Fact.TEXT, reason=Fact.TEXT)


@act
@official
def name_lead(*, issue: Issue, side: str, task: str, reason: str, by: Person, at: datetime) -> Party:
    """The street names the side that leads (B3.5), once the three handed the issue back as often as they may.

    Refuses everyone but the street, an issue that is not worked on, and naming before the limit while somebody leads;
    wrong input: an unknown side, no task, no reason.
    """
    issue = lock_issue(issue)
    access.require_street(by, issue.estate, at=at)
    if issue.state != IssueState.WORKING:
        raise Refused(Reason(_("这一件不在办理中。"), remedy=_("先受理、派给责任方")))
    leading = issue.parties.filter(lead=True).first()
    rule = handing_of(issue, at=at)
    if rule.allowed and leading is not None:
        raise Refused(Reason(_("还没有到退回的次数，由现在的牵头方办理。"), cite=str(rule.cite)))
    wrong = {name: _("必填") for name, text in (("task", task), ("reason", reason)) if not text.strip()}
    if wrong:
        raise BadInput(_("请写明任务和指定的理由。"), wrong)
    kind, word, force = side_of_key(issue, side)
    entry = journal.record(
        NAMED,
        ref=f"issue:{issue.pk}",
        estate_id=issue.estate_id,
        by=pseudonym(issue.estate, by),
        at=at,
        side=side,
        reason=reason.strip(),
    )
    if leading is not None:
        leading.lead = False
        leading.save(update_fields=["lead"])
    live = issue.parties.exclude(state=PartyState.HANDED_BACK)
    standing: Party | None = live.filter(side=kind, word=word, force=force).first()
    if standing is None:
        return give_task(issue, side, task, lead=True, entry=entry.pk, at=at, by_street=True)
    standing.lead, standing.named_by_street, standing.task = True, True, task.strip()[:300]
    standing.save(update_fields=["lead", "named_by_street", "task"])
    tell_force(standing, issue, at=at)
    return standing
