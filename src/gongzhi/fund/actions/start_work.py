"""Begin the work of a repair: never before it rests on a vote or a confirmed emergency (B4.8)."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.fund import repair_access
from gongzhi.fund.actions.holding_repair import hold, move, must_be, must_be_a_day, step
from gongzhi.fund.cites import REPAIR_FUND
from gongzhi.fund.models import RepairProject, RepairStep
from gongzhi.fund.queries.repairs import must_wait
from gongzhi.fund.states import RepairState
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

STARTED = journal.event("fund.repair.started", repair=Fact.NUMBER, on=Fact.DAY, contractor=Fact.TEXT, words=Fact.TEXT)


@act
@official
def start_work(
    *, project: RepairProject, on: date, contractor: str, words: str = "", by: Person, at: datetime
) -> RepairProject:
    """The work begins with this contractor. What the office holds is granted first; an emergency waits for nothing.

    Refuses everyone but the owners' body, and a basis that was suspended or annulled since (R2). Wrong input: no
    contractor, a day to come.
    """
    project = hold(project)
    repair_access.require_conductor(by, project.estate, at=at)
    agency = project.custody == RepairProject.Custody.AGENCY
    ready = RepairState.GRANTED if agency else RepairState.DECIDED
    must_be(project, (RepairState.PLANNED, RepairState.GRANTED) if project.emergency else (ready,), REPAIR_FUND)
    if reason := must_wait(project, at=at):
        raise Refused(reason)
    must_be_a_day(on, at=at)
    if not contractor.strip():
        raise BadInput(_("请写明施工单位。"), {"contractor": _("必填")})
    pseudonym = keys.pseudonym(project.estate_id, by.pk)
    entry = journal.record(
        STARTED,
        ref=f"repair:{project.serial}",
        estate_id=project.estate_id,
        by=pseudonym,
        at=at,
        basis=project.basis.basis_entry if project.basis else project.entry,
        repair=project.serial,
        on=on,
        contractor=contractor.strip(),
        words=words.strip(),
    )
    step(project, RepairStep.Kind.STARTED, on=on, words=words, entry=entry.pk, by=pseudonym, at=at)
    move(project, RepairState.WORKING, contractor=contractor.strip()[:80])
    return project
