"""Take an issue up: its matter, its class, and the words the public reads."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.issues import access
from gongzhi.issues.actions.guarding import guard_public
from gongzhi.issues.actions.locking import lock_issue, move
from gongzhi.issues.actions.opening import pseudonym
from gongzhi.issues.actions.pinning import pinned, resolve_due
from gongzhi.issues.actions.telling import tell_reporters
from gongzhi.issues.models import Class, ClassChange, Issue
from gongzhi.issues.queries.list_of_matters import known_matter
from gongzhi.issues.states import IssueState
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

ACCEPTED = journal.event(
    "issues.issue.accepted",
    matter=Fact.WORD,
    issue_class=Fact.WORD,
    urgent=Fact.TRUTH,
    public=Fact.TEXT,
    due_on=Fact.DAY,
)


@act
@official
def accept_issue(
    *,
    issue: Issue,
    issue_class: str,
    public_words: str,
    matter: str = "",
    urgent: bool | None = None,
    spot: str | None = None,
    reason: str = "",
    by: Person,
    at: datetime,
) -> Issue:
    """Accepts an issue and puts it into a class (B3.1); until when it should be done is pinned from the list and the law.

    `public_words` and `spot` are read by everyone and name nobody; `urgent` and `spot` None keep what they were.
    Refuses everyone but community and street of the place, and an issue that was taken up before.
    """
    issue = lock_issue(issue)
    access.require_office(by, issue.estate, at=at)
    on = law_day(at)
    row = known_matter(matter, issue.estate, on=on)
    wrong = {}
    if issue_class not in Class.values:
        wrong["issue_class"] = _("请选一类：日常、重大、超出三方职责、历史遗留")
    if not public_words.strip():
        wrong["public_words"] = _("请写一句给大家看的话，不写人名、电话和门牌")
    if matter and row is None:
        wrong["matter"] = _("清单里没有这个事项")
    if wrong:
        raise BadInput(_("请补好再受理。"), wrong)
    guard_public(issue, by, at, public_words=public_words, spot=spot or issue.spot)
    hurry = issue.urgent if urgent is None else urgent
    due = resolve_due(issue, row, issue_class=issue_class, urgent=hurry, start=at)
    was = issue.issue_class
    move(
        issue,
        IssueState.ACCEPTED,
        accepted_at=at,
        matter=matter,
        issue_class=issue_class,
        urgent=hurry,
        public_words=public_words.strip()[:300],
        spot=issue.spot if spot is None else spot.strip()[:60],
        **pinned(due),
    )
    entry = journal.record(
        ACCEPTED,
        ref=f"issue:{issue.pk}",
        estate_id=issue.estate_id,
        by=pseudonym(issue.estate, by),
        at=at,
        matter=matter,
        issue_class=issue_class,
        urgent=hurry,
        public=issue.public_words,
        due_on=issue.due_on,
    )
    if was != issue_class:
        ClassChange.objects.create(
            estate=issue.estate,
            issue=issue,
            was=was,
            became=issue_class,
            reason=reason.strip()[:300] or _("受理时分类"),
            by=pseudonym(issue.estate, by),
            entry=entry.pk,
            at=at,
        )
    words = _("【共治】您反映的 %(number)s 已受理，%(due)s。看进度：") % {"number": issue.number, "due": due.words}
    tell_reporters(issue, words, kind="issue.accepted", at=at)
    return issue
