"""Write down what the office did with an application: 受理、核准、退回、划转, with day and paper (R16)."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.fund import repair_access
from gongzhi.fund.actions.apply_repair import RUNNING
from gongzhi.fund.actions.holding_repair import hold, move, must_be, must_be_a_day, step
from gongzhi.fund.cites import REPAIR_FUND
from gongzhi.fund.models import RepairProject, RepairStep
from gongzhi.fund.queries.repairs import answered_already, applied_on
from gongzhi.fund.states import RepairState
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.meetings.actions.keep_paper import keep_paper
from gongzhi.people.models import Person

RECORDED = journal.event(
    "fund.repair.office_recorded",
    repair=Fact.NUMBER,
    kind=Fact.WORD,
    on=Fact.DAY,
    amount_fen=Fact.NUMBER,
    number=Fact.TEXT,
    words=Fact.TEXT,
    file=Fact.HASH,
)
S = RepairStep.Kind
KINDS = (S.RECEIVED, S.GRANTED, S.RETURNED, S.TRANSFERRED)
SUMS = (S.GRANTED, S.TRANSFERRED)


@act
@official
def record_office_step(
    *,
    project: RepairProject,
    kind: str,
    on: date,
    words: str = "",
    document_number: str = "",
    amount_fen: int | None = None,
    file_name: str = "",
    content: bytes = b"",
    by: Person,
    at: datetime,
) -> RepairProject:
    """What came back: 核准 takes the project on, 退回 takes it back to where it can be applied for anew.

    A second 核准 while the work goes on is what an excess was granted; an office may answer after the final account too. Refuses everyone but who plans repairs, money that
    no office holds, what was never applied for. Wrong input: a day before the application, 受理 twice, no sum, no reason for 退回.
    """
    project = hold(project)
    repair_access.require_planner(by, project.estate, at=at)
    custody = RepairProject.Custody.AGENCY
    states = (RepairState.APPLIED, RepairState.GRANTED, *RUNNING, RepairState.SETTLED, RepairState.PUBLISHED)
    must_be(project, states if project.custody == custody else (), REPAIR_FUND)
    since = applied_on(project)
    if since is None:
        raise Refused(Reason(_("还没有提交过申请。"), REPAIR_FUND, _("先提交申请")))
    wrong = {}
    if kind not in KINDS:
        wrong["kind"] = _("请选择")
    if kind in SUMS and (amount_fen is None or amount_fen < 1):
        wrong["amount_fen"] = _("必填，要大于零")
    if kind == S.RETURNED and not words.strip():
        wrong["words"] = _("请写明退回的原因")
    must_be_a_day(on, at=at)
    if on < since:
        wrong["on"] = _("不能早于提交申请的日子")
    if kind == S.RETURNED and project.state != RepairState.APPLIED:
        wrong["kind"] = _("已经核准，不是退回")
    if kind == S.RECEIVED and answered_already(project):
        wrong["kind"] = _("这次申请已经登记过受理、核准或者退回")
    if kind == S.TRANSFERRED and project.state == RepairState.APPLIED:
        wrong["kind"] = _("先登记核准")
    if wrong:
        raise BadInput(_("办理情况还没有写全。"), wrong)
    stored = keep_paper(project.estate, file_name=file_name, content=content, at=at)
    pseudonym = keys.pseudonym(project.estate_id, by.pk)
    entry = journal.record(
        RECORDED,
        ref=f"repair:{project.serial}",
        estate_id=project.estate_id,
        by=pseudonym,
        at=at,
        basis=project.entry,
        repair=project.serial,
        kind=kind,
        on=on,
        amount_fen=amount_fen or 0,
        number=document_number.strip(),
        words=words.strip(),
        file=[stored.sha256] if stored else [],
    )
    step(
        project,
        kind,
        on=on,
        words=words,
        document_number=document_number,
        amount_fen=amount_fen if kind in SUMS else None,
        paper=stored,
        entry=entry.pk,
        by=pseudonym,
        at=at,
    )
    if project.state == RepairState.APPLIED and kind == S.GRANTED:
        move(project, RepairState.GRANTED)
    elif kind == S.RETURNED:
        move(project, RepairState.PLANNED if project.emergency else RepairState.DECIDED)
    return project
