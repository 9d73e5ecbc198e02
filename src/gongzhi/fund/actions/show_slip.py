"""Show the payment slip with the payee's name and account, and remember who looked (个人信息保护法第51条)."""

from datetime import datetime

from gongzhi.fund.models import PaymentSlip
from gongzhi.fund.queries.slips import slip_pdf
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

SHOWN = journal.event("fund.slip.shown", slip=Fact.NUMBER, request=Fact.NUMBER)


@act
@official
def show_slip(*, slip: PaymentSlip, by: Person, at: datetime) -> bytes:
    """The slip as PDF, for whoever its door let in: who keeps the books, who signs for the account."""
    journal.record(
        SHOWN,
        ref=f"request:{slip.request.serial}",
        estate_id=slip.estate_id,
        by=keys.pseudonym(slip.estate_id, by.pk),
        at=at,
        basis=slip.entry,
        slip=slip.serial,
        request=slip.request.serial,
    )
    return slip_pdf(slip)
