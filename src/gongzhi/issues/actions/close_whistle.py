"""End a whistle once every force has reported and was rated."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.issues import access
from gongzhi.issues.actions.calling import lock_whistle
from gongzhi.issues.actions.opening import pseudonym
from gongzhi.issues.models import Whistle
from gongzhi.issues.states import WHISTLE_MOVES, CallState, WhistleState
from gongzhi.kernel import journal
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.states import check_move
from gongzhi.people.models import Person

CLOSED = journal.event("issues.whistle.closed", serial=Fact.NUMBER, outcome=Fact.TEXT)


@act
@official
def close_whistle(*, whistle: Whistle, outcome: str, by: Person, at: datetime) -> Whistle:
    """Ends the whistle with its outcome, which is public (A10.2).

    Refuses whoever may not blow this kind, and a force that has not reported or was not rated; wrong input: no outcome.
    """
    whistle = lock_whistle(whistle)
    access.require_whistler(by, whistle.issue.estate, whistle.kind, at=at)
    check_move(WHISTLE_MOVES, WhistleState(whistle.state), WhistleState.CLOSED)
    waiting = whistle.calls.exclude(state__in=[CallState.RATED, CallState.WITHDRAWN]).select_related("force")
    if names := "、".join(call.force.name for call in waiting.order_by("pk")):
        raise Refused(
            Reason(_("%(who)s还没有反馈或者还没有评价。") % {"who": names}, remedy=_("等反馈、评价，用不着的先撤回"))
        )
    if not outcome.strip():
        raise BadInput(_("请写一句结果，不写人名和门牌。"), {"outcome": _("必填，公开")})
    whistle.state, whistle.closed_at = WhistleState.CLOSED, at
    whistle.outcome = outcome.strip()[:300]
    whistle.save(update_fields=["state", "closed_at", "outcome"])
    journal.record(
        CLOSED,
        ref=f"issue:{whistle.issue_id}",
        estate_id=whistle.estate_id,
        by=pseudonym(whistle.issue.estate, by),
        at=at,
        serial=whistle.serial,
        outcome=whistle.outcome,
    )
    return whistle
