"""End a mediation that brought no agreement, and say where the sides may go on."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.issues.actions.mediating import lock_mediation, signed
from gongzhi.issues.actions.numbering import lacking, step
from gongzhi.issues.models import Mediation
from gongzhi.issues.states import MEDIATION_MOVES, MediationState
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

FAILED = journal.event("issues.mediation.failed", outcome=Fact.TEXT, public=Fact.TRUTH)


@act
def end_mediation(
    *, mediation: Mediation, outcome: str, both_public: bool = False, by: Person, at: datetime
) -> Mediation:
    """No agreement came about: why, and where the sides were told to go (仲裁、行政、司法途径; 人民调解法26条).

    Refuses everyone but those who mediate, and a mediation that is over; wrong input: no words.
    """
    mediation = lock_mediation(mediation, by, at=at)
    if wrong := lacking(outcome=outcome):
        raise BadInput(_("请写明为什么没有调成、告知了哪些途径。"), wrong)
    step(
        mediation,
        MEDIATION_MOVES,
        MediationState.FAILED,
        outcome=outcome.strip()[:300],
        both_public=both_public,
    )
    journal.record(FAILED, **signed(mediation, by, at), outcome=mediation.outcome, public=both_public)
    return mediation
