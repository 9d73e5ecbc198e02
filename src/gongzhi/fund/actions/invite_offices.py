"""Invite street and community into a repair early (B3.7, B4.8): it informs, it never makes anybody wait."""

from datetime import datetime

from gongzhi.fund import repair_access
from gongzhi.fund.actions.holding_repair import hold, must_be, step
from gongzhi.fund.cites import REPAIR
from gongzhi.fund.models import RepairProject, RepairStep
from gongzhi.fund.states import RepairState
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

INVITED = journal.event("fund.repair.invited", repair=Fact.NUMBER, words=Fact.TEXT)


@act
@official
def invite_offices(*, project: RepairProject, words: str = "", by: Person, at: datetime) -> RepairStep:
    """The invitation stands on the project's page and in the offices' list; refuses everyone but who plans repairs."""
    project = hold(project)
    repair_access.require_planner(by, project.estate, at=at)
    must_be(project, [RepairState.PLANNED, RepairState.AGREED], REPAIR)
    pseudonym = keys.pseudonym(project.estate_id, by.pk)
    entry = journal.record(
        INVITED,
        ref=f"repair:{project.serial}",
        estate_id=project.estate_id,
        by=pseudonym,
        at=at,
        basis=project.entry,
        repair=project.serial,
        words=words.strip(),
    )
    return step(project, RepairStep.Kind.INVITED, on=law_day(at), words=words, entry=entry.pk, by=pseudonym, at=at)
