"""Send the plan of a 物管会 to the departments that guide its forming."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.bodies import access
from gongzhi.bodies.models import Body, Formation
from gongzhi.bodies.states import FORMATION_MOVES, FormationState
from gongzhi.kernel import journal, keys, outbox
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.states import check_move
from gongzhi.people.models import Person
from gongzhi_law import formation as law

SENT = journal.event("bodies.formation.sent_for_guidance", serial=Fact.NUMBER, days=Fact.NUMBER, until_on=Fact.DAY)


@act
@official
def send_for_guidance(*, formation: Formation, by: Person, at: datetime) -> Formation:
    """Sends the plan to 社会工作部门 and 住建部门 of the county; the period then runs, silence stops nothing (A3.4).

    Refuses whoever may not prepare it, another kind than 物管会, and sending twice.
    """
    formation = (
        Formation.objects.select_for_update(of=("self",)).select_related("estate__community").get(pk=formation.pk)
    )
    access.may_prepare(by, formation, at=at)
    if formation.kind != Body.Kind.INTERIM:
        raise Refused(Reason(_("只有物业管理委员会的组建方案要报部门指导。"), remedy=_("直接公示名单")))
    check_move(FORMATION_MOVES, FormationState(formation.state), FormationState.GUIDANCE)
    on = law_day(at)
    guide = law.guidance(on, formation.estate.place)
    until = law.guidance_until(on, guide.days)
    text = _("%(estate)s物业管理委员会组建方案，请在%(day)s前提出指导意见；逾期组建继续。%(plan)s") % {
        "estate": formation.estate.name,
        "day": until.isoformat(),
        "plan": formation.plan,
    }
    for department in guide.departments:
        outbox.put(
            channel="letter",
            kind="formation.guidance",
            address=department,
            text=text,
            at=at,
            estate_id=formation.estate_id,
        )
    journal.record(
        SENT,
        ref=f"formation:{formation.pk}",
        estate_id=formation.estate_id,
        by=keys.pseudonym(formation.estate_id, by.pk),
        at=at,
        serial=formation.serial,
        days=guide.days,
        until_on=until,
    )
    formation.state, formation.guidance_on, formation.guidance_until = FormationState.GUIDANCE, on, until
    formation.save(update_fields=["state", "guidance_on", "guidance_until"])
    return formation
