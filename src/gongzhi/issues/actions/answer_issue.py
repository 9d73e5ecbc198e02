"""Answer what is no business of an estate: nobody is sent away without a reply that says where to go."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.issues import access
from gongzhi.issues.actions.locking import lock_issue, move
from gongzhi.issues.actions.opening import pseudonym
from gongzhi.issues.actions.telling import tell_reporters
from gongzhi.issues.models import Issue
from gongzhi.issues.states import IssueState
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

ANSWERED = journal.event("issues.issue.answered", words=Fact.TEXT)


@act
@official
def answer_issue(*, issue: Issue, words: str, by: Person, at: datetime) -> Issue:
    """Replies to the reporters where their matter is dealt with, instead of refusing it (B3.5: 不得推诿).

    The reporter may still say that it is the estate's business. Refuses everyone but community and street, and an issue
    that is already being worked on; wrong input: a reply without words.
    """
    issue = lock_issue(issue)
    access.require_office(by, issue.estate, at=at)
    if not words.strip():
        raise BadInput(_("请写明这件事归谁管、怎么找。"), {"words": _("必填：不能只说不归我们管")})
    move(issue, IssueState.ANSWERED, outcome=words.strip()[:300])
    journal.record(
        ANSWERED,
        ref=f"issue:{issue.pk}",
        estate_id=issue.estate_id,
        by=pseudonym(issue.estate, by),
        at=at,
        words=issue.outcome,
    )
    text = _("【共治】您反映的 %(number)s 答复：%(words)s 不同意可以再提：") % {
        "number": issue.number,
        "words": issue.outcome,
    }
    tell_reporters(issue, text, kind="issue.answered", at=at)
    return issue
