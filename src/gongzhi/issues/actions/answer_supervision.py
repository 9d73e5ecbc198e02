"""The side answers a supervision order."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.issues import whistle_access
from gongzhi.issues.actions.locking import lock_issue
from gongzhi.issues.actions.numbering import keep
from gongzhi.issues.actions.opening import pseudonym
from gongzhi.issues.models import Issue, Supervision
from gongzhi.issues.states import SUPERVISION_MOVES, SupervisionState
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.states import check_move
from gongzhi.people.models import Person

ANSWERED = journal.event(
    "issues.supervision.answered", serial=Fact.NUMBER, words=Fact.TEXT, late=Fact.TRUTH, file=Fact.HASH
)


def lock_supervision(supervision: Supervision) -> Supervision:
    """The order as it is now; its issue is locked first."""
    assert supervision.issue_id is not None  # noqa: S101  (orders of this room are on an issue)
    issue = lock_issue(Issue.objects.get(pk=supervision.issue_id))
    found: Supervision = Supervision.objects.select_for_update(of=("self",)).get(pk=supervision.pk)
    found.issue = issue
    return found


@act
@official
def answer_supervision(
    *,
    supervision: Supervision,
    reply: str,
    file_name: str = "",
    content: bytes = b"",
    content_type: str = "",
    by: Person,
    at: datetime,
) -> Supervision:
    """What the side did about it, with a paper or photograph (B3.8: 督办单与回复).

    Refuses whoever does not speak for the side, and an order that is answered; wrong input: no words, another kind of file.
    """
    order = lock_supervision(supervision)
    estate = order.estate
    whistle_access.require_side(by, estate, order.side, order.word, at=at)
    check_move(SUPERVISION_MOVES, SupervisionState(order.state), SupervisionState.REPLIED)
    if not reply.strip():
        raise BadInput(_("请写明办理情况。"), {"reply": _("必填")})
    who = pseudonym(estate, by)
    file = keep(estate, file_name=file_name, content=content, at=at)
    order.state, order.reply, order.replied_at = SupervisionState.REPLIED, reply.strip(), at
    order.replied_by, order.file_id = who, file.pk if file else None
    order.save(update_fields=["state", "reply", "replied_at", "replied_by", "file_id"])
    journal.record(
        ANSWERED,
        ref=f"issue:{order.issue_id}",
        estate_id=estate.pk,
        by=who,
        at=at,
        serial=order.serial,
        words=order.reply,
        late=law_day(at) > order.due_on,
        file=file.sha256 if file else None,
    )
    return order
