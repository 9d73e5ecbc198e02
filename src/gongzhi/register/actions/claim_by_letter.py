"""Claim an elector by the code of a sealed letter, with a number of one's own."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import Refused
from gongzhi.people.actions.know_person import know_person
from gongzhi.people.actions.send_code import subject_index
from gongzhi.people.models import Code
from gongzhi.people.queries import normal_phone
from gongzhi.register.actions.binding import bind, locked_elector, use_up
from gongzhi.register.actions.issue_letter_codes import letter_subject
from gongzhi.register.models import Claim, Unit


def own_number_subject(unit: Unit, number: str) -> str:
    """What the code sent to the claimant's own number is bound to."""
    return f"claim-number:{unit.pk}:{normal_phone(number)}"


@act
def claim_by_letter(*, unit: Unit, name: str, number: str, letter: Code, confirmation: Code, at: datetime) -> Claim:
    """Binds the person of `number` to the elector behind `unit` (指导规则第25条).

    `letter` was checked for `letter_subject`, `confirmation` for `own_number_subject`. Refuses codes made for
    anything
    else, used codes, and an elector that somebody else claimed.
    """
    elector = locked_elector(unit)
    fits = bytes(letter.subject) == subject_index(letter_subject(elector)) and letter.way == "letter"
    if not fits or bytes(confirmation.subject) != subject_index(own_number_subject(unit, number)):
        raise Refused(_("通知单或者验证码与这套房屋不符，请从头再认领一次。"))
    use_up(letter, at=at)
    use_up(confirmation, at=at)
    person = know_person(name=name.strip(), number=number, at=at)
    return bind(elector, person, way=Claim.Way.LETTER, at=at)
