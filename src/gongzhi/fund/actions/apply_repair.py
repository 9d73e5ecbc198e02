"""Ask the office for money it holds (代管): the application with everything that belongs to it (R16)."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.fund import repair_access
from gongzhi.fund.actions.holding_repair import hold, move, must_be, publish, step
from gongzhi.fund.cites import REPAIR_FUND
from gongzhi.fund.models import RepairProject, RepairStep
from gongzhi.fund.queries.repairs import basis_words, must_wait, page_of, project_facts, quote_rows, steps_of
from gongzhi.fund.queries.shares import allocation_of, by_building
from gongzhi.fund.states import RepairState
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.web.figures import area, fen

APPLIED = journal.event("fund.repair.applied", repair=Fact.NUMBER, amount_fen=Fact.NUMBER, document=Fact.HASH)
RUNNING = (RepairState.WORKING, RepairState.ACCEPTED)


@act
@official
def apply_repair(*, project: RepairProject, by: Person, at: datetime) -> RepairProject:
    """The application is written and numbered; the set to hand in is `repair_package.package`. Nothing is paid here.

    An emergency is applied for without a vote, also while the work goes on. Refuses everyone but the owners' body, money
    that is with the owners already (已划转), and what rests on nothing.
    """
    project = hold(project)
    estate = project.estate
    repair_access.require_conductor(by, estate, at=at)
    if project.custody != RepairProject.Custody.AGENCY:
        raise Refused(
            Reason(
                _("这笔维修资金已经划转给业主大会，不用向主管部门申请列支。"),
                "《住宅专项维修资金管理办法》第23条",
                _("提出支出申请"),
                f"{page_of(project)}pay/",
            )
        )
    urgent = bool(project.emergency)
    must_be(project, (RepairState.PLANNED, *RUNNING) if urgent else (RepairState.DECIDED,), REPAIR_FUND)
    if reason := must_wait(project, at=at):
        raise Refused(reason)
    if project.state in RUNNING and any(one.kind == RepairStep.Kind.APPLIED for one in steps_of(project)):
        raise Refused(Reason(_("已经提交过申请。"), REPAIR_FUND, _("登记受理、核准的日期"), page_of(project)))
    planned = allocation_of(project, "planned")
    shares = by_building(planned) if planned else []
    pseudonym = keys.pseudonym(estate.pk, by.pk)
    document = publish(
        project,
        kind="repair_application",
        title=_("%(what)s使用维修资金申请") % {"what": project.title},
        issuer=_("%(estate)s业主组织") % {"estate": estate.name},
        addressee=_("住宅专项维修资金主管部门"),
        sections=[
            {
                "heading": _("申请事项"),
                "paragraphs": [project.why, project.plan],
                "table": {"head": [_("项目"), _("内容")], "rows": project_facts(project)},
            },
            {"heading": _("依据"), "paragraphs": [basis_words(project)]},
            {"heading": _("报价"), "table": {"head": [_("单位"), _("报价")], "rows": quote_rows(project)}},
            {
                "heading": _("预算分摊"),
                "paragraphs": [_("各户分摊清册另附。")],
                "table": {
                    "head": [_("楼栋"), _("户数"), _("面积"), _("分摊")],
                    "rows": [[s.building, str(s.units), area(s.area), fen(s.amount_fen)] for s in shares],
                },
            },
        ],
        by=pseudonym,
        at=at,
    )
    entry = journal.record(
        APPLIED,
        ref=f"repair:{project.serial}",
        estate_id=estate.pk,
        by=pseudonym,
        at=at,
        basis=project.basis.basis_entry if project.basis else project.entry,
        repair=project.serial,
        amount_fen=project.budget_fen,
        document=document.sha256,
    )
    step(
        project,
        RepairStep.Kind.APPLIED,
        on=law_day(at),
        amount_fen=project.budget_fen,
        document_number=document.number,
        document=document,
        entry=entry.pk,
        by=pseudonym,
        at=at,
    )
    if project.state not in RUNNING:
        move(project, RepairState.APPLIED)
    return project
