"""Limit a drafted vote to the owners of some buildings or stairwells."""

from collections.abc import Sequence
from datetime import datetime

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.register.queries.parts import check_scope
from gongzhi.voting.actions.lock_draft import lock_draft
from gongzhi.voting.models import Assembly
from gongzhi.voting.queries.assemblies import motions_of
from gongzhi.voting.queries.scope import matter_refused, scope_words

LIMITED = journal.event("voting.assembly.limited", parts=Fact.NUMBER, scope=Fact.TEXT)


@act
@official
def limit_assembly(*, assembly: Assembly, parts: Sequence[tuple[str, str]], by: Person, at: datetime) -> Assembly:
    """Only the owners of `parts` vote: (building, stair) by name, stair "" the whole building; none is all owners (R15).

    Refuses all but the convener, everything after the draft, and a part while the draft holds what only all owners decide
    (民法典第278条). Wrong input: a building or stair that is not there, all of the estate.
    """
    assembly = lock_draft(assembly, by=by, at=at)
    assembly.scope = check_scope(assembly.estate, parts)
    reasons = [reason for m in motions_of(assembly) if (reason := matter_refused(assembly, m.matter, at=at))]
    if reasons:
        raise Refused(*reasons)
    assembly.save(update_fields=["scope"])
    journal.record(
        LIMITED,
        ref=f"assembly:{assembly.pk}",
        estate_id=assembly.estate_id,
        by=keys.pseudonym(assembly.estate_id, by.pk),
        at=at,
        parts=len(assembly.scope),
        scope=scope_words(assembly),
    )
    return assembly
