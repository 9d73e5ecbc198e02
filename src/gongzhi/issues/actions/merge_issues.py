"""Put an issue into another one that is about the same."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.issues import access
from gongzhi.issues.actions.locking import lock_issue, move
from gongzhi.issues.actions.opening import pseudonym
from gongzhi.issues.actions.telling import tell_reporters
from gongzhi.issues.models import Issue, Merge
from gongzhi.issues.states import IssueState
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import NotHere, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

MERGED = journal.event("issues.issue.merged", into=Fact.NUMBER, reports=Fact.NUMBER, reason=Fact.TEXT)
GOES_ON = (IssueState.RECEIVED, IssueState.ACCEPTED, IssueState.WORKING, IssueState.DONE)


@act
@official
def merge_issues(*, issue: Issue, into: Issue, reason: str = "", by: Person, at: datetime) -> Issue:
    """Merges `issue` into `into` (A10.3): its reporters follow the other one by the link they have.

    Refuses everyone but community and street, an issue of another estate (not there), one into itself, and one that is
    over. Returns the issue that goes on.
    """
    first, second = sorted((issue, into), key=lambda one: one.pk)
    locked = {one.pk: lock_issue(one) for one in (first, second)}
    issue, into = locked[issue.pk], locked[into.pk]
    if issue.estate_id != into.estate_id:
        raise NotHere
    access.require_office(by, issue.estate, at=at)
    if issue.pk == into.pk:
        raise Refused(Reason(_("不能并入自己。"), remedy=_("选另一件")))
    if into.state not in GOES_ON:
        raise Refused(Reason(_("要并入的那一件已经办结或者并入别处。"), remedy=_("选一件还在办的")))
    move(issue, IssueState.MERGED, merged_into=into)
    issue.merged.update(merged_into=into)
    reports = list(issue.reports.all())
    issue.reports.update(issue=into)
    who = pseudonym(issue.estate, by)
    entry = journal.record(
        MERGED,
        ref=f"issue:{issue.pk}",
        estate_id=issue.estate_id,
        by=who,
        at=at,
        into=into.pk,
        reports=len(reports),
        reason=reason.strip(),
    )
    Merge.objects.create(
        estate=issue.estate, issue=issue, into=into, reason=reason.strip()[:300], by=who, entry=entry.pk, at=at
    )
    words = _("【共治】您反映的 %(old)s 和 %(new)s 是同一件事，已并到一起办理。看进度：") % {
        "old": issue.number,
        "new": into.number,
    }
    tell_reporters(into, words, kind="issue.merged", at=at, only=reports)
    return into
