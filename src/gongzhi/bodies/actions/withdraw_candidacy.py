"""Withdraw from a list of candidates, or decline to stand."""

from datetime import datetime

from gongzhi.bodies.actions.lock_slate import own_candidacy
from gongzhi.bodies.models import Candidate
from gongzhi.bodies.states import CANDIDATE_MOVES, CandidateState
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.states import check_move
from gongzhi.people.models import Person

WITHDRAWN = journal.event("bodies.candidate.withdrawn", state=Fact.WORD)


@act
def withdraw_candidacy(*, candidate: Candidate, by: Person, at: datetime) -> Candidate:
    """The person no longer stands; open to them alone, without a reason, also after the list was published.

    Not there for anyone else; refuses whoever was excluded or has withdrawn already.
    """
    candidate = own_candidacy(candidate, by)
    check_move(CANDIDATE_MOVES, CandidateState(candidate.state), CandidateState.WITHDRAWN)
    journal.record(
        WITHDRAWN,
        ref=f"candidate:{candidate.pk}",
        estate_id=candidate.estate_id,
        by=keys.pseudonym(candidate.estate_id, by.pk),
        at=at,
        state=candidate.state,
    )
    candidate.state = CandidateState.WITHDRAWN
    candidate.save(update_fields=["state"])
    return candidate
