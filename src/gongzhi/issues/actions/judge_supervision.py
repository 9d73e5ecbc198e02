"""The supervisor accepts an answer, or sends it back with a new day."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.issues import whistle_access
from gongzhi.issues.actions.answer_supervision import lock_supervision
from gongzhi.issues.actions.opening import pseudonym
from gongzhi.issues.models import Supervision
from gongzhi.issues.states import SUPERVISION_MOVES, SupervisionState
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.states import check_move
from gongzhi.people.models import Person
from gongzhi_law import issues as law

JUDGED = journal.event(
    "issues.supervision.judged", serial=Fact.NUMBER, accepted=Fact.TRUTH, verdict=Fact.TEXT, due_on=Fact.DAY
)


@act
@official
def judge_supervision(
    *, supervision: Supervision, accept: bool, verdict: str, due_on: date | None = None, by: Person, at: datetime
) -> Supervision:
    """Whether the answer will do (B3.8); sent back it is due again, on `due_on` or the day of the law.

    Refuses whoever does not sit in the community's party organisation, and an order without an answer; wrong input: no
    verdict, a day that is past.
    """
    order = lock_supervision(supervision)
    whistle_access.require_supervisor(by, order.estate, at=at)
    to = SupervisionState.CLOSED if accept else SupervisionState.ISSUED
    check_move(SUPERVISION_MOVES, SupervisionState(order.state), to)
    wrong = {} if verdict.strip() else {"verdict": _("请写明看过什么、结论如何")}
    if due_on is not None and due_on < law_day(at):
        wrong["due_on"] = _("不能早于今天")
    if wrong:
        raise BadInput(_("请补好再提交。"), wrong)
    order.state, order.verdict = to, verdict.strip()[:300]
    if accept:
        order.closed_at = at
    else:
        order.due_on = due_on or law.supervision_due(at, place=order.estate.place).day
    order.save(update_fields=["state", "verdict", "closed_at", "due_on"])
    journal.record(
        JUDGED,
        ref=f"issue:{order.issue_id}",
        estate_id=order.estate_id,
        by=pseudonym(order.estate, by),
        at=at,
        serial=order.serial,
        accepted=accept,
        verdict=order.verdict,
        due_on=order.due_on,
    )
    return order
