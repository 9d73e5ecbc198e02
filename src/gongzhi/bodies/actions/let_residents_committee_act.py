"""The street lets the residents' committee act where elections failed and no other body could be formed."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.bodies import access
from gongzhi.bodies.actions.renewal_step import lock_term, record_renewal_step
from gongzhi.bodies.models import RenewalStep, Term
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.people.models import Person
from gongzhi_law import formation as law


@act
def let_residents_committee_act(
    *, term: Term, on: date, words: str, document_number: str = "", by: Person, at: datetime
) -> RenewalStep:
    """居委会代行, after so many elections failed (L4.1, 指导规则58条); it keeps things safe and calls the owners together.

    Refuses anyone but the street, and before elections failed often enough. Wrong input: no words, a day to come.
    """
    body, term = lock_term(term)
    access.require_in(by, body.estate, None, access.K.STREET, at=at)
    assert body.estate is not None  # noqa: S101  (lock_term)
    need = law.failed_elections(on, body.estate.place)
    failed = RenewalStep.objects.filter(term=term, kind=RenewalStep.Kind.FAILED, on__lte=on).count()
    if failed < need.number:
        words_ = _("登记的选举未成有 %(n)s 次，要 %(need)s 次以上。") % {"n": failed, "need": need.number}
        raise Refused(Reason(words_, cite=str(need.cite), remedy=_("先组织选举，或者组建物业管理委员会")))
    return record_renewal_step(
        body=body,
        term=term,
        kind=RenewalStep.Kind.ACTING,
        on=on,
        words=words,
        document_number=document_number,
        by=by,
        at=at,
    )
