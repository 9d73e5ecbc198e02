"""Conclude an investigation: what was found, and the opinion of those who took part."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.issues import whistle_access
from gongzhi.issues.actions.opening import pseudonym
from gongzhi.issues.actions.record_finding import lock_inquiry
from gongzhi.issues.actions.stepping import note_step
from gongzhi.issues.cites import INQUIRE
from gongzhi.issues.models import Inquiry, Side
from gongzhi.issues.states import INQUIRY_MOVES, InquiryState
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.states import check_move
from gongzhi.people.models import Person

CONCLUDED = journal.event("issues.inquiry.concluded", inquiry=Fact.NUMBER, findings=Fact.TEXT, opinion=Fact.TEXT)
WORDS = 4000


@act
@official
def give_inquiry_opinion(*, inquiry: Inquiry, findings: str, opinion: str, by: Person, at: datetime) -> Inquiry:
    """协商提出解决问题的意见或者建议 (B3.3); the opinion is public, the findings are not.

    Refuses everyone but the 居委会 and its 环物委, an investigation without a record, and concluding twice; wrong input: no
    findings, no opinion.
    """
    inquiry = lock_inquiry(inquiry)
    issue = inquiry.issue
    whistle_access.require_inquirer(by, issue.estate, at=at)
    check_move(INQUIRY_MOVES, InquiryState(inquiry.state), InquiryState.CONCLUDED)
    if not inquiry.notes.exists():
        raise Refused(Reason(_("还没有一条调查记录。"), cite=INQUIRE, remedy=_("先写下看了什么、问了谁")))
    given = {"findings": findings.strip(), "opinion": opinion.strip()}
    wrong = {
        name: _("必填，最多 %(n)s 字") % {"n": WORDS} for name, text in given.items() if not 0 < len(text) <= WORDS
    }
    if wrong:
        raise BadInput(_("请写明查明的情况和意见。"), wrong)
    inquiry.state, inquiry.concluded_on = InquiryState.CONCLUDED, law_day(at)
    inquiry.findings, inquiry.opinion = given["findings"], given["opinion"]
    inquiry.save(update_fields=["state", "concluded_on", "findings", "opinion"])
    journal.record(
        CONCLUDED,
        ref=f"issue:{issue.pk}",
        estate_id=issue.estate_id,
        by=pseudonym(issue.estate, by),
        at=at,
        inquiry=inquiry.pk,
        findings=inquiry.findings,
        opinion=inquiry.opinion,
    )
    note_step(issue, "opinion", inquiry.opinion, side=Side.RESIDENTS, by=by, at=at)
    return inquiry
