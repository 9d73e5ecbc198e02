"""Sign the final result: resolutions are made, and the clocks that hang on the decision start."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import day_end, law_day
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.states import check_move
from gongzhi.people.models import Person
from gongzhi.voting import access
from gongzhi.voting.actions.publish_result import publish_result
from gongzhi.voting.models import Assembly, Objection, Resolution
from gongzhi.voting.queries.results import outcome, results_of
from gongzhi.voting.states import ASSEMBLY_MOVES, AssemblyState, ResolutionState
from gongzhi.web.dates import cndate

SIGNED = journal.event(
    "voting.result.signed",
    decided=Fact.DAY,
    objections=Fact.NUMBER,
    unanswered=Fact.NUMBER,
    in_effect=Fact.WORD,
)


@act
@official
def sign_result(*, assembly: Assembly, by: Person, at: datetime) -> Assembly:
    """Makes the resolutions, `decided_on` the day of signing (R17); refuses before the window for objections is over.

    An objection left unanswered is shown as such and stops payments under the resolutions, not their effect (R2).
    """
    assembly = Assembly.objects.select_for_update(of=("self",)).select_related("estate__community").get(pk=assembly.pk)
    access.may_finish(by, assembly, at=at)
    check_move(ASSEMBLY_MOVES, AssemblyState(assembly.state), AssemblyState.FINAL)
    until = assembly.objections_until or law_day(at)
    if at < day_end(until):
        raise Refused(
            Reason(
                _("异议期到%(day)s为止，期满后才能签署最终结果。") % {"day": cndate(until)},
                _("本次会议公告"),
                _("先答复已有的异议，期满后再来签署"),
            )
        )
    pseudonym = keys.pseudonym(assembly.estate_id, by.pk)
    objections = Objection.objects.filter(estate_id=assembly.estate_id, assembly=assembly)
    rows = outcome(results_of(assembly))
    entry = journal.record(
        SIGNED,
        ref=f"assembly:{assembly.pk}",
        estate_id=assembly.estate_id,
        by=pseudonym,
        at=at,
        basis=assembly.counted_entry_id,
        decided=law_day(at),
        objections=objections.count(),
        unanswered=objections.filter(answered_at__isnull=True).count(),
        in_effect=[
            f"{r['result'].motion.number}{r['result'].option.letter if r['result'].option else ''}"
            for r in rows
            if r["in_effect"]
        ],
    )
    Resolution.objects.bulk_create(
        Resolution(
            estate_id=assembly.estate_id,
            motion=row["result"].motion,
            option=row["result"].option,
            state=state_of(row["result"].passed, row["in_effect"]),
            passed=row["result"].passed,
            in_effect=row["in_effect"],
            decided_on=law_day(at),
            entry_id=entry.pk,
        )
        for row in rows
    )
    assembly.state, assembly.decided_on = AssemblyState.FINAL, law_day(at)
    assembly.save(update_fields=["state", "decided_on"])
    publish_result(assembly, final=True, by=pseudonym, at=at)
    return assembly


def state_of(passed: bool | None, counts: bool) -> ResolutionState:
    """The state in which a resolution begins: by the arithmetic, and by whether its conditions hold."""
    if passed is None:
        return ResolutionState.UNDECIDED
    if not passed:
        return ResolutionState.NOT_PASSED
    return ResolutionState.EFFECTIVE if counts else ResolutionState.NOT_IN_EFFECT
