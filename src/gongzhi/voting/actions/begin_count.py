"""Begin the count: the first teller closes the box."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.states import check_move
from gongzhi.people.models import Person
from gongzhi.voting import access
from gongzhi.voting.models import Assembly, Ballot
from gongzhi.voting.states import ASSEMBLY_MOVES, AssemblyState
from gongzhi.web.dates import cndatetime

BEGUN = journal.event("voting.count.begun", ballots=Fact.NUMBER)


@act
def begin_count(*, assembly: Assembly, by: Person, at: datetime) -> Assembly:
    """Takes the box: from here no ballot goes in. Refuses all but a teller, and anything before the close."""
    assembly = Assembly.objects.select_for_update(of=("self",)).select_related("estate").get(pk=assembly.pk)
    access.may_count(by, assembly.estate, at=at)
    check_move(ASSEMBLY_MOVES, AssemblyState(assembly.state), AssemblyState.COUNTING)
    _opens, closes = assembly.span()
    if at < closes:
        raise Refused(
            Reason(
                _("表决到%(close)s才截止，截止前谁都不能开箱。") % {"close": cndatetime(closes)},
                _("本次会议公告"),
                _("到时再来"),
            )
        )
    pseudonym = keys.pseudonym(assembly.estate_id, by.pk)
    assembly.state, assembly.counting_by = AssemblyState.COUNTING, pseudonym
    assembly.save(update_fields=["state", "counting_by"])
    journal.record(
        BEGUN,
        ref=f"assembly:{assembly.pk}",
        estate_id=assembly.estate_id,
        by=pseudonym,
        at=at,
        ballots=Ballot.objects.filter(estate_id=assembly.estate_id, assembly=assembly).count(),
    )
    return assembly
