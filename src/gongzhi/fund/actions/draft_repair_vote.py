"""Draft the vote on a repair: the assembly of the part, its motion with the sum written out (B4.8, R15)."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.fund import repair_access
from gongzhi.fund.actions.holding_repair import hold, must_be
from gongzhi.fund.actions.link_vote import link_vote
from gongzhi.fund.cites import REPAIR
from gongzhi.fund.models import RepairProject
from gongzhi.fund.queries.repairs import motion_text
from gongzhi.fund.queries.scope import scope_name
from gongzhi.fund.states import RepairState
from gongzhi.kernel.acts import act, official
from gongzhi.people.models import Person
from gongzhi.voting.actions.add_motion import add_motion
from gongzhi.voting.actions.draft_assembly import draft_assembly
from gongzhi.voting.actions.limit_assembly import limit_assembly
from gongzhi.voting.models import Assembly, Matter


@act
@official
def draft_repair_vote(*, project: RepairProject, by: Person, at: datetime) -> Assembly:
    """A draft of an assembly limited to the project's part, with the motion on the use of the repair fund.

    Its text holds the sentence with the sum, from which the basis of payments is read later. Refuses everyone who may
    not convene the owners, a plan that the parties still talk about, a project that has its vote.
    """
    project = hold(project)
    repair_access.require_conductor(by, project.estate, at=at)
    must_be(project, [RepairState.AGREED], REPAIR)
    estate = project.estate
    where = scope_name(project.scope)
    assembly = draft_assembly(
        estate=estate,
        title=_("%(what)s使用维修资金表决") % {"what": project.title},
        purpose=_("%(where)s：%(why)s") % {"where": where, "why": project.why},
        by=by,
        at=at,
    )
    if project.scope:
        names = {row.pk: row.name for row in estate.buildings.all()}
        parts = [(names[part["building"]], part["stair"]) for part in project.scope]
        assembly = limit_assembly(assembly=assembly, parts=parts, by=by, at=at)
    add_motion(
        assembly=assembly,
        matter=Matter.REPAIR_FUND_USE,
        title=_("%(what)s使用维修资金") % {"what": project.title},
        text=motion_text(project),
        by=by,
        at=at,
    )
    link_vote(project=project, assembly=assembly, by=by, at=at)
    return assembly
