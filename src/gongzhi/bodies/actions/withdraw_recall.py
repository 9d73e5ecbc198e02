"""Take back a proposal to recall a member."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.bodies import access
from gongzhi.bodies.actions.lock_body import lock_seat
from gongzhi.bodies.models import Recall
from gongzhi.bodies.queries.scope import signed
from gongzhi.bodies.states import RECALL_MOVES, RecallState
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.states import check_move
from gongzhi.people.models import Person

WITHDRAWN = journal.event("bodies.recall.withdrawn", recall=Fact.NUMBER, reason=Fact.TEXT)


@act
def withdraw_recall(*, recall: Recall, reason: str, by: Person, at: datetime) -> Recall:
    """Records that those who proposed it took it back; refuses whoever may not record the body. Wrong input: no reason."""
    body, _held = lock_seat(recall.appointment)
    recall = Recall.objects.select_for_update().get(pk=recall.pk)
    access.may_record(by, body, at=at)
    check_move(RECALL_MOVES, RecallState(recall.state), RecallState.WITHDRAWN)
    if not reason.strip():
        raise BadInput(_("请写明撤回的原因。"), {"reason": _("必填")})
    journal.record(WITHDRAWN, **signed(body, by), at=at, recall=recall.pk, reason=reason.strip())
    recall.state = RecallState.WITHDRAWN
    recall.save(update_fields=["state"])
    return recall
