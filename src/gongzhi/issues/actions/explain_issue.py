"""Tell residents in public why a matter left over from history is not solved yet, and that the street knows."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.issues import access
from gongzhi.issues.actions.guarding import guard_public
from gongzhi.issues.actions.locking import lock_issue, move
from gongzhi.issues.actions.opening import pseudonym
from gongzhi.issues.actions.telling import tell_reporters
from gongzhi.issues.models import Class, Explanation, Issue
from gongzhi.issues.states import IssueState
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi_law import issues as law

EXPLAINED = journal.event("issues.issue.explained", words=Fact.TEXT, told_street_on=Fact.DAY)


@act
@official
def explain_issue(*, issue: Issue, words: str, told_street_on: date | None, by: Person, at: datetime) -> Explanation:
    """The public explanation of a 历史遗留 issue, with the day it was brought to the street (B3.5); more may follow.

    Refuses everyone but community and street, an issue of another class or not taken up; wrong input: no words, the
    street not told, a day to come.
    """
    issue = lock_issue(issue)
    access.require_office(by, issue.estate, at=at)
    if issue.issue_class != Class.LEGACY:
        path = law.path(Class.LEGACY)
        raise Refused(Reason(_("只有历史遗留问题用解释说明，其他的要办理。"), cite=str(path.cite), remedy=_("先改类")))
    wrong = {} if words.strip() else {"words": _("请写给居民看的说明：现状、难在哪、下一步")}
    if told_street_on is None or told_street_on > law_day(at):
        wrong["told_street_on"] = _("请填向街道反映的日期，不晚于今天")
    if wrong:
        raise BadInput(_("先向街道反映，再向居民解释，两样都要有。"), wrong)
    guard_public(issue, by, at, words=words)
    if issue.state != IssueState.EXPLAINED:
        move(issue, IssueState.EXPLAINED)
    who = pseudonym(issue.estate, by)
    entry = journal.record(
        EXPLAINED,
        ref=f"issue:{issue.pk}",
        estate_id=issue.estate_id,
        by=who,
        at=at,
        words=words.strip(),
        told_street_on=told_street_on,
    )
    made: Explanation = Explanation.objects.create(
        estate=issue.estate,
        issue=issue,
        words=words.strip(),
        told_street_on=told_street_on,
        by=who,
        entry=entry.pk,
        at=at,
    )
    text = _("【共治】您反映的 %(number)s 已向街道反映，说明见：") % {"number": issue.number}
    tell_reporters(issue, text, kind="issue.explained", at=at)
    return made
