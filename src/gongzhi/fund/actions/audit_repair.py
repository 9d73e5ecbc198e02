"""Write down that the settlement of a repair was audited, where the place asks for it (R16)."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.fund import repair_access
from gongzhi.fund.actions.holding_repair import hold, must_be, must_be_a_day, step
from gongzhi.fund.cites import REPAIR
from gongzhi.fund.models import RepairProject, RepairStep
from gongzhi.fund.states import RepairState
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.meetings.actions.keep_paper import keep_paper
from gongzhi.people.models import Person

AUDITED = journal.event(
    "fund.repair.audited", repair=Fact.NUMBER, on=Fact.DAY, amount_fen=Fact.NUMBER, file=Fact.HASH, words=Fact.TEXT
)


@act
@official
def audit_repair(
    *,
    project: RepairProject,
    on: date,
    amount_fen: int,
    words: str,
    file_name: str = "",
    content: bytes = b"",
    by: Person,
    at: datetime,
) -> RepairStep:
    """By whom it was audited and which sum was found, with the report.

    Refuses everyone but the owners' body, and before the work is accepted. Wrong input: no auditor, no report.
    """
    project = hold(project)
    repair_access.require_conductor(by, project.estate, at=at)
    must_be(project, [RepairState.ACCEPTED], REPAIR)
    must_be_a_day(on, at=at)
    stored = keep_paper(project.estate, file_name=file_name, content=content, at=at)
    wrong = {} if words.strip() else {"words": _("必填")}
    if stored is None:
        wrong["file"] = _("请上传审计报告")
    if amount_fen < 1:
        wrong["amount_fen"] = _("要大于零")
    if wrong or stored is None:
        raise BadInput(_("结算审核还没有写全。"), wrong)
    pseudonym = keys.pseudonym(project.estate_id, by.pk)
    entry = journal.record(
        AUDITED,
        ref=f"repair:{project.serial}",
        estate_id=project.estate_id,
        by=pseudonym,
        at=at,
        basis=project.entry,
        repair=project.serial,
        on=on,
        amount_fen=amount_fen,
        file=stored.sha256,
        words=words.strip(),
    )
    return step(
        project,
        RepairStep.Kind.AUDITED,
        on=on,
        words=words,
        amount_fen=amount_fen,
        paper=stored,
        entry=entry.pk,
        by=pseudonym,
        at=at,
    )
