"""Put an issue into another class, with the reason."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.issues import access
from gongzhi.issues.actions.locking import lock_issue
from gongzhi.issues.actions.opening import pseudonym
from gongzhi.issues.actions.pinning import pinned, resolve_due
from gongzhi.issues.models import Class, ClassChange, Issue
from gongzhi.issues.queries.list_of_matters import known_matter
from gongzhi.issues.states import IssueState
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

CLASSED = journal.event("issues.issue.classed", was=Fact.WORD, became=Fact.WORD, reason=Fact.TEXT, due_on=Fact.DAY)


@act
@official
def classify_issue(*, issue: Issue, issue_class: str, reason: str, by: Person, at: datetime) -> Issue:
    """Changes the class and with it the path (B3.1); who, when and why stay, and the day is counted anew from acceptance.

    Refuses everyone but community and street, an issue that is not being worked on, and the class it already has.
    """
    issue = lock_issue(issue)
    access.require_office(by, issue.estate, at=at)
    if issue.state not in (IssueState.ACCEPTED, IssueState.WORKING):
        raise Refused(Reason(_("只有已受理、还没有办结的才能改类。"), remedy=_("看进度，再办下一步")))
    wrong = {}
    if issue_class not in Class.values:
        wrong["issue_class"] = _("请选一类")
    if not reason.strip():
        wrong["reason"] = _("请写明为什么改类：改类留痕")
    if wrong:
        raise BadInput(_("请补好再改类。"), wrong)
    if issue_class == issue.issue_class:
        raise Refused(Reason(_("已经是这一类，不用再改。"), remedy=_("看分类记录")))
    assert issue.accepted_at is not None  # noqa: S101  (a check constraint)
    row = known_matter(issue.matter, issue.estate, on=law_day(at))
    due = resolve_due(issue, row, issue_class=issue_class, urgent=issue.urgent, start=issue.accepted_at)
    was, issue.issue_class = issue.issue_class, issue_class
    for name, value in pinned(due).items():
        setattr(issue, name, value)
    issue.save(update_fields=["issue_class", *pinned(due)])
    who = pseudonym(issue.estate, by)
    entry = journal.record(
        CLASSED,
        ref=f"issue:{issue.pk}",
        estate_id=issue.estate_id,
        by=who,
        at=at,
        was=was,
        became=issue_class,
        reason=reason.strip(),
        due_on=issue.due_on,
    )
    ClassChange.objects.create(
        estate=issue.estate,
        issue=issue,
        was=was,
        became=issue_class,
        reason=reason.strip()[:300],
        by=who,
        entry=entry.pk,
        at=at,
    )
    return issue
