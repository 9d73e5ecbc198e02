"""Give a department's guidance on a body in the making."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.bodies import access
from gongzhi.bodies.models import Formation, Guidance
from gongzhi.bodies.states import FormationState
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

GUIDED = journal.event("bodies.formation.guided", serial=Fact.NUMBER, department=Fact.TEXT, words=Fact.TEXT)
ENDED = (FormationState.FORMED, FormationState.ABANDONED)


@act
def give_guidance(*, formation: Formation, words: str, by: Person, at: datetime) -> Guidance:
    """Records the guidance of the person's department, shown publicly beside the list; it guides and never blocks (A3.4).

    Refuses anyone but an officer of a department of the place, a plan never sent, and a forming that is over. Wrong
    input: no words.
    """
    formation = (
        Formation.objects.select_for_update(of=("self",)).select_related("estate__community").get(pk=formation.pk)
    )
    department = access.guide_of(by, formation, at=at)
    if formation.guidance_on is None:
        raise Refused(_("组建方案还没有报部门指导。"))
    if formation.state in ENDED:
        raise Refused(_("组建已经结束，不能再提指导意见。"))
    if not words.strip():
        raise BadInput(_("请写明指导意见。"), {"words": _("必填")})
    by_whom = keys.pseudonym(formation.estate_id, by.pk)
    entry = journal.record(
        GUIDED,
        ref=f"formation:{formation.pk}",
        estate_id=formation.estate_id,
        by=by_whom,
        at=at,
        serial=formation.serial,
        department=department,
        words=words.strip(),
    )
    return Guidance.objects.create(
        estate=formation.estate,
        formation=formation,
        department=department,
        words=words.strip(),
        by=by_whom,
        entry=entry.pk,
        at=at,
    )
