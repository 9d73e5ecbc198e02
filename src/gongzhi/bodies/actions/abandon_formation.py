"""Give up the forming of a body."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.bodies import access
from gongzhi.bodies.models import Formation
from gongzhi.bodies.states import FORMATION_MOVES, FormationState
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.states import check_move
from gongzhi.people.models import Person

ABANDONED = journal.event("bodies.formation.abandoned", serial=Fact.NUMBER, reason=Fact.TEXT)


@act
def abandon_formation(*, formation: Formation, reason: str, by: Person, at: datetime) -> Formation:
    """Ends a forming that leads nowhere; what was done stays readable. Refuses whoever may not prepare it. Wrong input: no reason."""
    formation = (
        Formation.objects.select_for_update(of=("self",)).select_related("estate__community").get(pk=formation.pk)
    )
    access.may_prepare(by, formation, at=at)
    check_move(FORMATION_MOVES, FormationState(formation.state), FormationState.ABANDONED)
    if not reason.strip():
        raise BadInput(_("请写明为什么不再组建。"), {"reason": _("必填")})
    journal.record(
        ABANDONED,
        ref=f"formation:{formation.pk}",
        estate_id=formation.estate_id,
        by=keys.pseudonym(formation.estate_id, by.pk),
        at=at,
        serial=formation.serial,
        reason=reason.strip(),
    )
    formation.state, formation.abandoned_for = FormationState.ABANDONED, reason.strip()[:200]
    formation.save(update_fields=["state", "abandoned_for"])
    return formation
