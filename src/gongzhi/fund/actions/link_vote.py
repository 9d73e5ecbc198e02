"""Name the assembly in which the owners of the part decide on a repair (R15)."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.fund import repair_access
from gongzhi.fund.actions.holding_repair import hold, must_be
from gongzhi.fund.cites import REPAIR
from gongzhi.fund.models import RepairProject
from gongzhi.fund.queries.repairs import vote_wrong
from gongzhi.fund.states import RepairState
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.voting.models import Assembly

LINKED = journal.event("fund.repair.vote_linked", repair=Fact.NUMBER, assembly=Fact.NUMBER)


@act
def link_vote(*, project: RepairProject, assembly: Assembly, by: Person, at: datetime) -> RepairProject:
    """Names the assembly, once: its part is the project's, one of its motions is on the repair fund or rebuilding.

    Refuses everyone but the owners' body, a plan that is not settled, a project that has its vote already. Wrong input:
    an assembly of another estate or part.
    """
    project = hold(project)
    repair_access.require_conductor(by, project.estate, at=at)
    must_be(project, [RepairState.AGREED], REPAIR)
    if project.assembly_id is not None:
        raise Refused(
            Reason(
                _("这个维修项目已经提请过一次表决。"),
                "《民法典》第278条第1款第5项",
                _("没有通过要再提的，另立项目，写明有什么不同"),
            )
        )
    if wrong := vote_wrong(project, assembly):
        raise BadInput(_("请选对应的会议。"), {"assembly": wrong})
    journal.record(
        LINKED,
        ref=f"repair:{project.serial}",
        estate_id=project.estate_id,
        by=keys.pseudonym(project.estate_id, by.pk),
        at=at,
        basis=project.entry,
        repair=project.serial,
        assembly=assembly.serial,
    )
    project.assembly_id = assembly.pk
    project.save(update_fields=["assembly_id"])
    return project
