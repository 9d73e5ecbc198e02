"""Give up a repair before the work begins; it stays to be read, with the reason (B4.8)."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.fund import repair_access
from gongzhi.fund.actions.holding_repair import hold, move
from gongzhi.fund.cites import REPAIR
from gongzhi.fund.models import RepairProject
from gongzhi.fund.queries.repairs import open_requests, paid_fen
from gongzhi.fund.states import RepairState
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

DROPPED = journal.event("fund.repair.dropped", repair=Fact.NUMBER, reason=Fact.TEXT)


@act
def drop_repair(*, project: RepairProject, reason: str, by: Person, at: datetime) -> RepairProject:
    """The project ends; refuses everyone but the owners' body, work that goes on, and money asked for or paid.

    Wrong input: no reason.
    """
    project = hold(project)
    repair_access.require_conductor(by, project.estate, at=at)
    if not reason.strip():
        raise BadInput(_("请写明原因。"), {"reason": _("必填")})
    if open_requests(project) or paid_fen(project):
        raise Refused(Reason(_("这个项目已经申请或者付过款。"), REPAIR, _("先撤回或者冲销")))
    journal.record(
        DROPPED,
        ref=f"repair:{project.serial}",
        estate_id=project.estate_id,
        by=keys.pseudonym(project.estate_id, by.pk),
        at=at,
        basis=project.entry,
        repair=project.serial,
        reason=reason.strip(),
    )
    move(project, RepairState.DROPPED, dropped_for=reason.strip()[:200])
    return project
