"""Bring a hard daily issue before the residents' committee, with a first opinion."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.issues import access
from gongzhi.issues.actions.assigning import give_task
from gongzhi.issues.actions.locking import lock_issue
from gongzhi.issues.actions.note_progress import write_note
from gongzhi.issues.actions.opening import pseudonym
from gongzhi.issues.models import Class, Issue, Party, Side
from gongzhi.issues.states import IssueState, PartyState
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi_law import issues as law

RAISED = journal.event("issues.issue.raised", side=Fact.WORD, words=Fact.TEXT)


@act
@official
def raise_to_residents(*, issue: Issue, words: str, by: Person, at: datetime) -> Party:
    """报居委会协调 (B3.2): the sides of a daily issue bring it to the 居委会, which gets the task to coordinate, with its day.

    Refuses whoever has no side in the issue, another class, an issue not being worked on, and raising it twice; wrong input:
    no first opinion.
    """
    issue = lock_issue(issue)
    speaking = access.side_in(by, issue, at=at)
    if issue.issue_class != Class.DAILY or issue.state != IssueState.WORKING:
        cite = str(law.path(Class.DAILY).cite)
        raise Refused(
            Reason(_("办理中的日常问题才报居委会协调。"), cite=cite, remedy=_("先派给责任方；别的类走各自的路"))
        )
    if not words.strip():
        raise BadInput(_("请写明难在哪里、初步意见是什么。"), {"words": _("必填，公开，不写人名和门牌")})
    if issue.parties.filter(side=Side.RESIDENTS).exclude(state=PartyState.HANDED_BACK).exists():
        raise Refused(Reason(_("居委会已经在办这一件。"), remedy=_("看进展")))
    write_note(issue, speaking, words, public=True, step="refer", at=at)
    entry = journal.record(
        RAISED,
        ref=f"issue:{issue.pk}",
        estate_id=issue.estate_id,
        by=pseudonym(issue.estate, by),
        at=at,
        side=speaking.side,
        words=words.strip(),
    )
    lead = not issue.parties.filter(lead=True).exists()
    return give_task(issue, Side.RESIDENTS.value, _("协调解决"), lead=lead, entry=entry.pk, at=at)
