"""Claim the elector of a personal link by the code that also casts the ballot."""

from datetime import datetime

from gongzhi.kernel.acts import act
from gongzhi.people.actions.know_person import know_person
from gongzhi.people.models import Code
from gongzhi.register.actions.binding import bind
from gongzhi.register.models import Claim, Elector
from gongzhi.register.queries.electors import owners_of_elector


@act
def claim_by_link(*, elector: Elector, code: Code, at: datetime) -> Claim:
    """Binds whoever holds the phone on the roll, shown by the checked code (not yet used up), to the elector.

    Refuses while somebody else speaks for it, as every claim does; the other owners are told.
    """
    elector = Elector.objects.select_for_update().get(pk=elector.pk)
    owner = next(o for o in owners_of_elector(elector) if o.number())
    person = know_person(name=owner.shown_name(), number=owner.number(), at=at)
    return bind(elector, person, way=Claim.Way.PHONE, at=at)
