"""Open the investigation of a major issue."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.issues import whistle_access
from gongzhi.issues.actions.locking import lock_issue
from gongzhi.issues.actions.opening import pseudonym
from gongzhi.issues.actions.stepping import note_step
from gongzhi.issues.cites import INQUIRE
from gongzhi.issues.models import Class, Inquiry, Issue, Side
from gongzhi.issues.states import InquiryState, IssueState
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

OPENED = journal.event("issues.inquiry.opened", inquiry=Fact.NUMBER, members=Fact.TEXT)
MEMBERS = 300


@act
@official
def open_inquiry(*, issue: Issue, members: str, by: Person, at: datetime) -> Inquiry:
    """居委会会同各方深入调查 (B3.3): who takes part, by their bodies; one investigation at a time.

    Refuses everyone but the 居委会 and its 环物委, an issue of another class or not accepted, and a second one while one is
    open; wrong input: nobody named.
    """
    issue = lock_issue(issue)
    whistle_access.require_inquirer(by, issue.estate, at=at)
    if issue.issue_class != Class.MAJOR or issue.state not in (IssueState.ACCEPTED, IssueState.WORKING):
        raise Refused(Reason(_("调查组用于已受理的重大问题。"), cite=INQUIRE, remedy=_("先受理；不是重大问题的先改类")))
    if issue.inquiries.exclude(state=InquiryState.REPORTED).exists():
        raise Refused(Reason(_("已经有一个调查组。"), remedy=_("写完意见并上报，再开新的")))
    if not members.strip() or len(members.strip()) > MEMBERS:
        raise BadInput(_("请写明由哪几方组成。"), {"members": _("必填，最多 %(n)s 字") % {"n": MEMBERS}})
    who = pseudonym(issue.estate, by)
    made = Inquiry(estate=issue.estate, issue=issue, members=members.strip(), opened_on=law_day(at), by=who, entry=0)
    made.save(force_insert=True)
    entry = journal.record(
        OPENED,
        ref=f"issue:{issue.pk}",
        estate_id=issue.estate_id,
        by=who,
        at=at,
        inquiry=made.pk,
        members=members.strip(),
    )
    made.entry = entry.pk
    made.save(update_fields=["entry"])
    note_step(issue, "inquire", _("已成立调查组，会同各方调查"), side=Side.RESIDENTS, by=by, at=at)
    return made
