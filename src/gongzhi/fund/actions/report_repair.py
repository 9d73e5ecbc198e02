"""Report an emergency repair to the owners' next assembly (R16)."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.fund import repair_access
from gongzhi.fund.actions.holding_repair import hold, must_be, must_be_a_day, step
from gongzhi.fund.actions.note_evidence import CITE
from gongzhi.fund.models import RepairProject, RepairStep
from gongzhi.fund.states import RepairState
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

REPORTED = journal.event("fund.repair.reported", repair=Fact.NUMBER, on=Fact.DAY, words=Fact.TEXT)


@act
@official
def report_repair(*, project: RepairProject, on: date, words: str, by: Person, at: datetime) -> RepairStep:
    """At which assembly it was reported, once; refuses everyone but the owners' body, and what is no published emergency.

    Wrong input: no assembly named, a day to come.
    """
    project = hold(project)
    repair_access.require_conductor(by, project.estate, at=at)
    must_be(project, [RepairState.PUBLISHED] if project.emergency else [], CITE)
    if project.steps.filter(kind=RepairStep.Kind.REPORTED).exists():
        raise Refused(Reason(_("已经向业主大会报告过。"), CITE))
    must_be_a_day(on, at=at)
    if not words.strip():
        raise BadInput(_("请写明在哪一次会议上报告。"), {"words": _("必填")})
    pseudonym = keys.pseudonym(project.estate_id, by.pk)
    entry = journal.record(
        REPORTED,
        ref=f"repair:{project.serial}",
        estate_id=project.estate_id,
        by=pseudonym,
        at=at,
        basis=project.entry,
        repair=project.serial,
        on=on,
        words=words.strip(),
    )
    return step(project, RepairStep.Kind.REPORTED, on=on, words=words, entry=entry.pk, by=pseudonym, at=at)
