"""Answer being found unfit as a candidate."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.bodies.actions.lock_slate import own_candidacy
from gongzhi.bodies.models import Candidate
from gongzhi.bodies.states import CandidateState
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

ANSWERED = journal.event("bodies.candidate.answered", text=Fact.TEXT)


@act
def answer_vetting(*, candidate: Candidate, text: str, by: Person, at: datetime) -> Candidate:
    """What the person says to the ground held against them (R20): it stands beside the ground, and the office vets again.

    Not there for anyone else; refuses whoever was not found unfit. A later answer is added to the earlier one.
    """
    candidate = own_candidacy(candidate, by)
    if candidate.state != CandidateState.EXCLUDED:
        raise Refused(_("您没有被审为不合格，不用申辩。"))
    if not text.strip():
        raise BadInput(_("请写您的申辩。"), {"text": _("请填写")})
    journal.record(
        ANSWERED,
        ref=f"candidate:{candidate.pk}",
        estate_id=candidate.estate_id,
        by=keys.pseudonym(candidate.estate_id, by.pk),
        at=at,
        text=text.strip(),
    )
    candidate.answer = f"{candidate.answer}\n\n{text.strip()}".strip()
    candidate.answered_at = at
    candidate.save(update_fields=["answer", "answered_at"])
    return candidate
