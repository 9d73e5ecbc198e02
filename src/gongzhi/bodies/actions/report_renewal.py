"""Report to the street that a committee's term is running out."""

from datetime import date, datetime

from gongzhi.bodies import access
from gongzhi.bodies.actions.renewal_step import lock_term, record_renewal_step
from gongzhi.bodies.models import RenewalStep, Term
from gongzhi.kernel.acts import act
from gongzhi.people.models import Person


@act
def report_renewal(
    *, term: Term, on: date, words: str, document_number: str = "", by: Person, at: datetime
) -> RenewalStep:
    """The written report before the end of the term (北京49条, 上海28条); fulfilled when sent.

    Refuses anyone but a member of the committee, the community worker and the street, and a second report. Wrong input:
    no words, a day to come.
    """
    body, term = lock_term(term)
    access.require_in(by, body.estate, None, access.K.COMMITTEE, access.K.COMMUNITY, access.K.STREET, at=at)
    return record_renewal_step(
        body=body,
        term=term,
        kind=RenewalStep.Kind.REPORTED,
        on=on,
        words=words,
        document_number=document_number,
        by=by,
        at=at,
    )
