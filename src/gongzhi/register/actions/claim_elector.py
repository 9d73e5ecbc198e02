"""Claim an elector by the code sent to an owner's number on the roll."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import Refused
from gongzhi.people.actions.know_person import know_person
from gongzhi.people.actions.send_code import subject_index
from gongzhi.people.models import Code
from gongzhi.register.actions.ask_claim_code import claim_subject
from gongzhi.register.actions.binding import bind, locked_elector, use_up
from gongzhi.register.models import Claim, Unit
from gongzhi.register.queries.electors import owner_with_tail


@act
def claim_elector(*, unit: Unit, digits: str, code: Code, at: datetime) -> Claim:
    """Binds the owner whose number ends in `digits` to the elector behind `unit` (指导规则第25条: one speaks for all).

    `code` was checked for `claim_subject(unit, digits)`. Refuses a used code and an elector that somebody
    else claimed.
    """
    elector = locked_elector(unit)
    owner = owner_with_tail(elector, digits)
    if owner is None or not _is_for(code, unit, digits):
        raise Refused(_("清册上的电话已经变了，请从头再认领一次。"))
    use_up(code, at=at)
    person = know_person(name=owner.shown_name(), number=owner.number(), at=at)
    return bind(elector, person, way=Claim.Way.PHONE, at=at)


def _is_for(code: Code, unit: Unit, digits: str) -> bool:
    """Whether the code was made for this door and these digits."""
    return code.purpose == Code.Purpose.CLAIM and bytes(code.subject) == subject_index(claim_subject(unit, digits))
