"""Give an issue to those who work on it, one of them in the lead."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.issues import access
from gongzhi.issues.actions.assigning import give_task
from gongzhi.issues.actions.locking import lock_issue, move
from gongzhi.issues.actions.opening import pseudonym
from gongzhi.issues.models import Issue
from gongzhi.issues.states import IssueState
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

ASSIGNED = journal.event("issues.party.assigned", sides=Fact.TEXT, lead=Fact.TEXT, parties=Fact.NUMBER)


@act
@official
def assign_parties(*, issue: Issue, tasks: Mapping[str, str], lead: str = "", by: Person, at: datetime) -> Issue:
    """Gives tasks by side (`firm`, `department:城管`, `force:<number>` → words), `lead` one of them (B3.9, A10.1).

    More sides may be added while it is worked on; the lead named before stays unless another is given. Refuses everyone
    but community and street, and an issue not accepted; wrong input: no side, no lead, an unknown side, a task twice.
    """
    issue = lock_issue(issue)
    access.require_office(by, issue.estate, at=at)
    if issue.state not in (IssueState.ACCEPTED, IssueState.WORKING):
        raise Refused(Reason(_("先受理、分类，再派给责任方。"), remedy=_("先受理")))
    if not tasks:
        raise BadInput(_("请至少选一个责任方。"), {"sides": _("必选")})
    standing = issue.parties.filter(lead=True).first()
    if not lead and standing is None:
        raise BadInput(_("请定一个牵头方：多方办理也只有一方牵头。"), {"lead": _("必选")})
    if lead and lead not in tasks:
        raise BadInput(_("牵头方要在责任方里。"), {"lead": _("请重选")})
    empty = [key for key, words in tasks.items() if not words.strip()]
    if empty:
        raise BadInput(_("请写明每一方做什么。"), {"task": _("必填")})
    if standing is not None and standing.named_by_street and lead:
        raise Refused(
            Reason(
                _("牵头方由街道指定，不能再换。"),
                cite="《社区党组织领导下的“三方联动”机制实施方案》附件1(二)第五条",
                remedy=_("请街道另行指定"),
            )
        )
    entry = journal.record(
        ASSIGNED,
        ref=f"issue:{issue.pk}",
        estate_id=issue.estate_id,
        by=pseudonym(issue.estate, by),
        at=at,
        sides="；".join(sorted(tasks)),
        lead=lead,
        parties=len(tasks),
    )
    if lead and standing is not None:
        standing.lead = False
        standing.save(update_fields=["lead"])
    for key, words in tasks.items():
        give_task(issue, key, words, lead=key == lead, entry=entry.pk, at=at)
    if issue.state == IssueState.ACCEPTED:
        move(issue, IssueState.WORKING)
    return issue
