"""Report the opinion of an investigation to the party organisation and the office of the joint meeting."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.issues import whistle_access
from gongzhi.issues.actions.opening import pseudonym
from gongzhi.issues.actions.record_finding import lock_inquiry
from gongzhi.issues.actions.stepping import note_step
from gongzhi.issues.models import Inquiry, Side
from gongzhi.issues.queries.party_office import party_people
from gongzhi.issues.states import INQUIRY_MOVES, InquiryState
from gongzhi.kernel import journal, outbox
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.states import check_move
from gongzhi.people.models import Person

REPORTED = journal.event("issues.inquiry.reported", inquiry=Fact.NUMBER, told=Fact.NUMBER)


@act
@official
def report_inquiry(*, inquiry: Inquiry, by: Person, at: datetime) -> Inquiry:
    """报社区党组织和联席会议办公室 (B3.3): fulfilled when sent; the members of the party organisation are told.

    Refuses everyone but the 居委会 and its 环物委, and an investigation without an opinion.
    """
    inquiry = lock_inquiry(inquiry)
    issue = inquiry.issue
    whistle_access.require_inquirer(by, issue.estate, at=at)
    check_move(INQUIRY_MOVES, InquiryState(inquiry.state), InquiryState.REPORTED)
    inquiry.state, inquiry.reported_on = InquiryState.REPORTED, law_day(at)
    inquiry.reported_to = _("社区党组织、联席会议办公室")
    inquiry.save(update_fields=["state", "reported_on", "reported_to"])
    people = party_people(issue.estate.community, on=law_day(at))
    words = _("【共治】%(estate)s %(number)s 的调查意见已上报，请研究；可以列为联席会议议题。") % {
        "estate": issue.estate.name,
        "number": issue.number,
    }
    for person in people:
        outbox.put(
            channel="sms",
            kind="issue.inquiry",
            address=person.number(),
            text=words,
            at=at,
            estate_id=issue.estate_id,
        )
    journal.record(
        REPORTED,
        ref=f"issue:{issue.pk}",
        estate_id=issue.estate_id,
        by=pseudonym(issue.estate, by),
        at=at,
        inquiry=inquiry.pk,
        told=len(people),
    )
    note_step(issue, "report", _("调查意见已报社区党组织和联席会议办公室"), side=Side.RESIDENTS, by=by, at=at)
    return inquiry
