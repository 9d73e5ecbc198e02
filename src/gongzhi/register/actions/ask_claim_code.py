"""Ask for the code by which an owner claims an elector."""

from datetime import datetime

from gongzhi.kernel.acts import act
from gongzhi.people.actions.send_code import send_code
from gongzhi.people.models import Code
from gongzhi.register import queries
from gongzhi.register.models import Unit
from gongzhi.register.queries.electors import owner_with_tail


def claim_subject(unit: Unit, digits: str) -> str:
    """What the code of a claim is bound to: the door and the last four digits given."""
    return f"claim:{unit.pk}:{digits}"


@act
def ask_claim_code(*, unit: Unit, digits: str, at: datetime, asked_from: str = "") -> Code:
    """Sends a code to the owner's number on the roll that ends in `digits`.

    The same work, answer and limits whether or not there is such a number, so that nobody can try out doors.
    """
    elector = queries.elector_of_unit(unit)
    owner = owner_with_tail(elector, digits) if elector else None
    return send_code(
        purpose=Code.Purpose.CLAIM,
        subject=claim_subject(unit, digits),
        number=owner.number() if owner else "",
        at=at,
        estate_id=unit.estate_id,
        asked_from=asked_from,
    )
