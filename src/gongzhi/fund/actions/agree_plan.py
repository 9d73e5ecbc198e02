"""Close the talks of the three parties: the plan goes to the owners' vote (B4.8)."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.fund import repair_access
from gongzhi.fund.actions.holding_repair import hold, move, must_be, step
from gongzhi.fund.cites import REPAIR
from gongzhi.fund.models import RepairProject, RepairStep
from gongzhi.fund.queries.repair_sides import open_sides
from gongzhi.fund.states import RepairState
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

AGREED = journal.event("fund.repair.agreed", repair=Fact.NUMBER, open=Fact.NUMBER, reason=Fact.TEXT)


@act
@official
def agree_plan(*, project: RepairProject, reason: str = "", by: Person, at: datetime) -> RepairProject:
    """The plan is settled: all parties that are there agree, or the owners' side goes on with a reason everyone reads.

    The three parties are of a paper (policy): what one of them says is shown and never takes the vote from the owners.
    Refuses everyone but the owners' body, and an emergency, which waits for nobody. Wrong input: no reason where one of
    the parties is silent or against.
    """
    project = hold(project)
    repair_access.require_conductor(by, project.estate, at=at)
    must_be(project, [RepairState.PLANNED], REPAIR)
    if project.emergency:
        raise Refused(Reason(_("紧急维修不用三方商定和表决，请办理核实确认。"), "《民法典》第281条第2款"))
    missing = open_sides(project, at=at)
    if missing and not reason.strip():
        names = "、".join(str(side.label) for side in missing)
        words = _("%(who)s还没有同意。可以继续提请业主表决，请写明理由，随方案公开。")
        raise BadInput(words % {"who": names}, {"reason": _("必填")})
    pseudonym = keys.pseudonym(project.estate_id, by.pk)
    entry = journal.record(
        AGREED,
        ref=f"repair:{project.serial}",
        estate_id=project.estate_id,
        by=pseudonym,
        at=at,
        basis=project.entry,
        repair=project.serial,
        open=len(missing),
        reason=reason.strip(),
    )
    step(project, RepairStep.Kind.AGREED, on=law_day(at), words=reason, entry=entry.pk, by=pseudonym, at=at)
    move(project, RepairState.AGREED)
    return project
