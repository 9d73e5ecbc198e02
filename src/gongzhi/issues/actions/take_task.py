"""Take up the task one's side was given."""

from datetime import datetime

from gongzhi.issues import access
from gongzhi.issues.actions.locking import lock_party
from gongzhi.issues.actions.opening import pseudonym
from gongzhi.issues.models import Party
from gongzhi.issues.states import PARTY_MOVES, PartyState
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.states import check_move
from gongzhi.people.models import Person

TAKEN = journal.event("issues.party.accepted", party=Fact.NUMBER, side=Fact.WORD)


@act
def take_task(*, party: Party, by: Person, at: datetime) -> Party:
    """The side says that it works on it (B3.8); refuses everyone who does not speak for the side."""
    party = lock_party(party)
    access.speaking_for(by, party, at=at)
    check_move(PARTY_MOVES, PartyState(party.state), PartyState.ACCEPTED)
    party.state, party.accepted_at = PartyState.ACCEPTED, at
    party.save(update_fields=["state", "accepted_at"])
    journal.record(
        TAKEN,
        ref=f"issue:{party.issue_id}",
        estate_id=party.estate_id,
        by=pseudonym(party.issue.estate, by),
        at=at,
        party=party.pk,
        side=party.side,
    )
    return party
