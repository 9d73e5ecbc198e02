"""Write down that an election of a new committee led to no result."""

from datetime import date, datetime

from gongzhi.bodies import access
from gongzhi.bodies.actions.renewal_step import lock_term, record_renewal_step
from gongzhi.bodies.models import RenewalStep, Term
from gongzhi.kernel.acts import act
from gongzhi.people.models import Person


@act
def record_failed_election(
    *, term: Term, on: date, words: str, document_number: str = "", by: Person, at: datetime
) -> RenewalStep:
    """An election that elected nobody, with its day and why; after so many another body acts for the committee (L4.1).

    Refuses anyone but the community worker and the street, and a second one on the same day. Wrong input: no words, a
    day to come.
    """
    body, term = lock_term(term)
    access.require_in(by, body.estate, None, access.K.COMMUNITY, access.K.STREET, at=at)
    return record_renewal_step(
        body=body,
        term=term,
        kind=RenewalStep.Kind.FAILED,
        on=on,
        words=words,
        document_number=document_number,
        by=by,
        at=at,
    )
