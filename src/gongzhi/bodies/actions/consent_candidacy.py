"""Agree to stand as a candidate."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.bodies.actions.lock_slate import own_candidacy
from gongzhi.bodies.models import Candidate
from gongzhi.bodies.states import CANDIDATE_MOVES, CandidateState
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.states import check_move
from gongzhi.people.models import Person

CONSENTED = journal.event("bodies.candidate.consented", categories=Fact.WORD, statement=Fact.TEXT)


@act
def consent_candidacy(
    *, candidate: Candidate, categories: Sequence[str], statement: str = "", by: Person, at: datetime
) -> Candidate:
    """The person agrees to stand (A1.2), and says which of the categories marked for them may be shown, and why they stand.

    Not there for anyone else. Refuses what was answered already. Wrong input: a category that nobody marked.
    """
    candidate = own_candidacy(candidate, by)
    check_move(CANDIDATE_MOVES, CandidateState(candidate.state), CandidateState.CONSENTED)
    if not set(categories) <= set(candidate.categories):
        raise BadInput(_("只能从推荐时标明的类别里选。"), {"categories": _("请重选")})
    journal.record(
        CONSENTED,
        ref=f"candidate:{candidate.pk}",
        estate_id=candidate.estate_id,
        by=keys.pseudonym(candidate.estate_id, by.pk),
        at=at,
        categories=list(categories),
        statement=statement.strip(),
    )
    candidate.state, candidate.consented_at = CandidateState.CONSENTED, at
    candidate.categories, candidate.statement = list(categories), statement.strip()
    candidate.save(update_fields=["state", "consented_at", "categories", "statement"])
    return candidate
