"""Answer a sending unit's letter with a certificate of the facts."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.bodies import access, upkeep_access
from gongzhi.bodies.actions.certify_service import issue_certificate
from gongzhi.bodies.models import Appointment, UnitInquiry
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

ANSWERED = journal.event("bodies.inquiry.answered", inquiry=Fact.NUMBER, certificate=Fact.HASH)


@act
@official
def answer_inquiry(*, inquiry: UnitInquiry, by: Person, at: datetime) -> UnitInquiry:
    """Answers the inquiry of the unit with the facts noted and the person's own statements (B5.10).

    Refuses everyone but community and street of the place, and a second answer.
    """
    inquiry = UnitInquiry.objects.select_for_update(of=("self",)).get(pk=inquiry.pk)
    appointment = Appointment.objects.select_related("estate__community", "body", "seat", "term").get(
        pk=inquiry.appointment_id
    )
    access.require_in(by, appointment.estate, None, *upkeep_access.UPKEEPERS, at=at)
    if inquiry.answered_on is not None:
        raise Refused(_("这份来函已经答复。"))
    occasion = _("%(unit)s来函（%(letter)s）") % {"unit": inquiry.unit, "letter": inquiry.letter_number}
    document = issue_certificate(appointment=appointment, occasion=occasion, by=by, at=at)
    journal.record(
        ANSWERED,
        ref=f"body:{appointment.body_id}",
        estate_id=inquiry.estate_id,
        by=keys.pseudonym(inquiry.estate_id, by.pk),
        at=at,
        inquiry=inquiry.pk,
        certificate=document.sha256,
    )
    inquiry.answered_on, inquiry.document_id = law_day(at), document.pk
    inquiry.save(update_fields=["answered_on", "document_id"])
    return inquiry
