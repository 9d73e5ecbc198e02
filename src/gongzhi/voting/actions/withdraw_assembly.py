"""Withdraw an assembly before it is counted."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.states import check_move
from gongzhi.people.models import Person
from gongzhi.voting import access
from gongzhi.voting.models import Assembly
from gongzhi.voting.states import ASSEMBLY_MOVES, AssemblyState, Phase

WITHDRAWN = journal.event("voting.assembly.withdrawn", reason=Fact.TEXT)


@act
@official
def withdraw_assembly(*, assembly: Assembly, reason: str, by: Person, at: datetime) -> Assembly:
    """Withdraws with a public reason; refuses once voting has begun: what owners have said is counted."""
    assembly = Assembly.objects.select_for_update(of=("self",)).select_related("estate").get(pk=assembly.pk)
    access.may_finish(by, assembly, at=at)
    check_move(ASSEMBLY_MOVES, AssemblyState(assembly.state), AssemblyState.WITHDRAWN)
    if assembly.phase(at) in (Phase.OPEN, Phase.CLOSED):
        raise Refused(Reason(_("表决已经开始，不能撤回；业主已经表达的意见要计票公布。")))
    if not reason.strip():
        raise BadInput(_("请写明撤回的原因，会公开。"), {"reason": _("请填写")})
    assembly.state, assembly.withdrawn_for = AssemblyState.WITHDRAWN, reason.strip()
    assembly.save(update_fields=["state", "withdrawn_for"])
    journal.record(
        WITHDRAWN,
        ref=f"assembly:{assembly.pk}",
        estate_id=assembly.estate_id,
        by=keys.pseudonym(assembly.estate_id, by.pk),
        at=at,
        reason=reason.strip(),
    )
    return assembly
