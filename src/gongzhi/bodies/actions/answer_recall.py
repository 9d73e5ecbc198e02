"""Answer a proposal to recall oneself."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.bodies.actions.lock_body import lock_seat
from gongzhi.bodies.models import Appointment, Recall
from gongzhi.bodies.queries.scope import signed
from gongzhi.bodies.states import RECALL_MOVES, RecallState
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput, NotHere, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.states import check_move
from gongzhi.people.models import Person

ANSWERED = journal.event("bodies.recall.answered", recall=Fact.NUMBER, words=Fact.TEXT)


@act
def answer_recall(*, appointment: Appointment, words: str, by: Person, at: datetime) -> Recall:
    """The member's own words on the proposal (申辩, B1.5, R19): they stand beside it wherever it is decided.

    Not there for anyone else; refuses where none is open, or it is already answered. Wrong input: no words.
    """
    body, held = lock_seat(appointment)
    if held.person_id != by.pk:
        raise NotHere
    open_now = [RecallState.PROPOSED, RecallState.ANSWERED]
    recall = Recall.objects.select_for_update().filter(appointment=held, state__in=open_now).first()
    if recall is None:
        raise Refused(_("现在没有对您的罢免提议。"))
    check_move(RECALL_MOVES, RecallState(recall.state), RecallState.ANSWERED)
    if not words.strip():
        raise BadInput(_("请写下您的申辩。"), {"words": _("必填")})
    journal.record(ANSWERED, **signed(body, by), at=at, recall=recall.pk, words=words.strip())
    recall.state, recall.answer, recall.answered_at = RecallState.ANSWERED, words.strip(), at
    recall.save(update_fields=["state", "answer", "answered_at"])
    return recall
