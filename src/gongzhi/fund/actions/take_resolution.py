"""Take the resolution of the owners as what a repair rests on (B4.8, R2, R15)."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.fund import repair_access
from gongzhi.fund.actions.holding_repair import hold, move, must_be, step
from gongzhi.fund.actions.register_basis import register_basis
from gongzhi.fund.cites import REPAIR
from gongzhi.fund.models import RepairProject, RepairStep, SpendBasis
from gongzhi.fund.queries.bases import stops_basis
from gongzhi.fund.queries.repairs import MATTERS, page_of, sum_sentence
from gongzhi.fund.states import RepairState
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.voting.models import Resolution
from gongzhi.web.figures import fen

DECIDED = journal.event("fund.repair.decided", repair=Fact.NUMBER, resolution=Fact.NUMBER, limit_fen=Fact.NUMBER)


@act
@official
def take_resolution(
    *,
    project: RepairProject,
    resolution: Resolution,
    amount_fen: int | None = None,
    quote: str = "",
    by: Person,
    at: datetime,
) -> RepairProject:
    """The resolution becomes the basis; without a sentence the one that the drafted motion holds is read.

    Refuses everyone but the owners' body, a resolution of another assembly, one that is not in effect or left open by
    two shares, one that another project rests on, and one for less than the budget.
    """
    project = hold(project)
    repair_access.require_conductor(by, project.estate, at=at)
    must_be(project, [RepairState.AGREED], REPAIR)
    if resolution.motion.assembly_id != project.assembly_id or resolution.motion.matter not in MATTERS:
        raise BadInput(_("请选这个项目的会议通过的决议。"), {"resolution": _("请选择")})
    basis = SpendBasis.objects.filter(estate=project.estate, resolution=resolution).first()
    if basis is None:
        basis = register_basis(
            estate=project.estate,
            resolution=resolution,
            amount_fen=amount_fen or project.budget_fen,
            quote=quote or sum_sentence(project.budget_fen),
            by=by,
            at=at,
        )
    elif reason := stops_basis(basis, at=at):
        raise Refused(reason)
    if RepairProject.objects.filter(estate=project.estate, basis=basis).exclude(pk=project.pk).exists():
        raise Refused(Reason(_("这项决议已经是另一个维修项目的依据。"), REPAIR, _("一次表决对应一个项目")))
    if basis.limit_fen < project.budget_fen:
        words = _("决议同意的是%(limit)s，少于方案的预算%(budget)s。")
        raise Refused(
            Reason(
                words % {"limit": fen(basis.limit_fen), "budget": fen(project.budget_fen)},
                REPAIR,
                _("按决议的金额另立方案"),
                page_of(project),
            )
        )
    pseudonym = keys.pseudonym(project.estate_id, by.pk)
    entry = journal.record(
        DECIDED,
        ref=f"repair:{project.serial}",
        estate_id=project.estate_id,
        by=pseudonym,
        at=at,
        basis=resolution.entry_id,
        repair=project.serial,
        resolution=resolution.pk,
        limit_fen=basis.limit_fen,
    )
    step(
        project,
        RepairStep.Kind.DECIDED,
        on=resolution.decided_on,
        words=str(resolution.words),
        amount_fen=basis.limit_fen,
        entry=entry.pk,
        by=pseudonym,
        at=at,
    )
    move(project, RepairState.DECIDED, basis=basis)
    return project
