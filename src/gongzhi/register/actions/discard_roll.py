"""Give up a roll that is not yet frozen."""

from datetime import datetime

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.states import check_move
from gongzhi.people.models import Person
from gongzhi.places.models import Estate
from gongzhi.register import access
from gongzhi.register.models import Roll
from gongzhi.register.states import ROLL_MOVES, RollState

DISCARDED = journal.event("register.roll.discarded", roll=Fact.NUMBER)


@act
def discard_roll(*, roll: Roll, by: Person, at: datetime) -> Roll:
    """Discards a proposed or checking roll; the register stays as it is. Refuses anyone but the keepers."""
    estate = Estate.objects.select_for_update().get(pk=roll.estate_id)
    roll = Roll.objects.select_for_update().get(pk=roll.pk)
    access.require_keeper(by, estate, at=at)
    check_move(ROLL_MOVES, RollState(roll.state), RollState.DISCARDED)
    roll.state = RollState.DISCARDED
    roll.save(update_fields=["state"])
    journal.record(
        DISCARDED,
        ref=f"roll:{roll.pk}",
        estate_id=estate.pk,
        by=keys.pseudonym(estate.pk, by.pk),
        at=at,
        roll=roll.pk,
    )
    return roll
