"""Take a reported assembly back to the draft, so that its motions may be changed."""

from datetime import datetime

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.states import check_move
from gongzhi.people.models import Person
from gongzhi.voting import access
from gongzhi.voting.models import Assembly
from gongzhi.voting.states import ASSEMBLY_MOVES, AssemblyState

RETURNED = journal.event("voting.assembly.returned_to_draft", reason=Fact.TEXT)


@act
def return_to_draft(*, assembly: Assembly, reason: str, by: Person, at: datetime) -> Assembly:
    """Back to the draft before notice; what was sent stays sent, and what is still due is sent anew."""
    assembly = Assembly.objects.select_for_update(of=("self",)).select_related("estate").get(pk=assembly.pk)
    access.may_convene(by, assembly.estate, at=at, assembly=assembly)
    check_move(ASSEMBLY_MOVES, AssemblyState(assembly.state), AssemblyState.DRAFT)
    assembly.state = AssemblyState.DRAFT
    assembly.save(update_fields=["state"])
    journal.record(
        RETURNED,
        ref=f"assembly:{assembly.pk}",
        estate_id=assembly.estate_id,
        by=keys.pseudonym(assembly.estate_id, by.pk),
        at=at,
        reason=reason,
    )
    return assembly
