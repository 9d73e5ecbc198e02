"""Settle a repair: what it really cost, and whose share of it is how much to the fen (B4.8, 民法典283条)."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.fund import repair_access
from gongzhi.fund.actions.holding_repair import divide, hold, move, must_be, step
from gongzhi.fund.cites import REPAIR
from gongzhi.fund.models import Allocation, RepairProject, RepairStep
from gongzhi.fund.queries.repair_law import audit_of, over_of
from gongzhi.fund.queries.repairs import granted_fen, open_requests, page_of, paid_fen
from gongzhi.fund.queries.shares import areas_of, final_shares
from gongzhi.fund.states import RepairState
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.meetings.actions.keep_paper import keep_paper
from gongzhi.people.models import Person

SETTLED = journal.event(
    "fund.repair.settled",
    repair=Fact.NUMBER,
    budget_fen=Fact.NUMBER,
    actual_fen=Fact.NUMBER,
    over=Fact.TRUTH,
    file=Fact.HASH,
    words=Fact.TEXT,
)


@act
@official
def settle_repair(
    *,
    project: RepairProject,
    actual_fen: int | None = None,
    words: str = "",
    file_name: str = "",
    content: bytes = b"",
    by: Person,
    at: datetime,
) -> RepairProject:
    """The final account and the final division. What was paid from here is summed from the payments, never typed.

    Where the office pays, the sum is entered with its paper. Refuses everyone but the owners' body, requests that are
    still open, an audit that the place asks for and nobody wrote down, an excess that has to be asked for anew (R16).
    Wrong input: no sum, no reason for an excess.
    """
    project = hold(project)
    estate = project.estate
    repair_access.require_conductor(by, estate, at=at)
    must_be(project, [RepairState.ACCEPTED], REPAIR)
    if project.custody == RepairProject.Custody.TRANSFERRED:
        if waiting := open_requests(project):
            told = _("还有 %(n)s 份支出申请没有办完。") % {"n": waiting}
            raise Refused(Reason(told, REPAIR, _("付完或者撤回再决算"), page_of(project)))
        actual = paid_fen(project)
        if actual < 1:
            raise Refused(Reason(_("还没有从专户付过款，没有可以决算的。"), REPAIR, _("先付款"), page_of(project)))
    else:
        actual = actual_fen or 0
        if actual < 1:
            raise BadInput(_("请填决算金额。"), {"actual_fen": _("必填，要大于零")})
    audit = audit_of(project, actual, at=at)
    if audit is not None and audit.passed and audit.blocks and not project.steps.filter(kind="audited").exists():
        raise Refused(Reason(audit.sentence, audit.cite, _("先登记审计"), f"{page_of(project)}audit/"))
    over = over_of(project, actual, at=at)
    if over.passed is False and over.blocks and granted_fen(project) < actual:
        raise Refused(Reason(over.sentence, over.cite, _("重新申报，登记核准后再决算"), page_of(project)))
    if over.passed is not True and not words.strip():
        raise BadInput(_("超出预算，请写明原因和依据，随决算公示。"), {"words": over.sentence})
    stored = keep_paper(estate, file_name=file_name, content=content, at=at)
    if stored is None and project.custody == RepairProject.Custody.AGENCY:
        raise BadInput(_("请上传决算书。"), {"file": _("请上传文件或者照片")})
    pseudonym = keys.pseudonym(estate.pk, by.pk)
    entry = journal.record(
        SETTLED,
        ref=f"repair:{project.serial}",
        estate_id=estate.pk,
        by=pseudonym,
        at=at,
        basis=project.basis.basis_entry if project.basis else project.entry,
        repair=project.serial,
        budget_fen=project.budget_fen,
        actual_fen=actual,
        over=actual > project.budget_fen,
        file=[stored.sha256] if stored else [],
        words=words.strip(),
    )
    divide(project, Allocation.Kind.FINAL, final_shares(project, actual), areas_of(project), entry=entry.pk, at=at)
    step(
        project,
        RepairStep.Kind.SETTLED,
        on=law_day(at),
        words=words,
        amount_fen=actual,
        paper=stored,
        entry=entry.pk,
        by=pseudonym,
        at=at,
    )
    move(project, RepairState.SETTLED, actual_fen=actual)
    return project
