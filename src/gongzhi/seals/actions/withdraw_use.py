"""Take back a request to use a seal, or refuse it as its keeper."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.kernel import journal
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.states import check_move
from gongzhi.people.access import refuse_ended
from gongzhi.people.models import Person
from gongzhi.seals import access
from gongzhi.seals.actions.locks import filled, lock_request, logged
from gongzhi.seals.cites import CUSTODY
from gongzhi.seals.models import SealRequest
from gongzhi.seals.states import USE_MOVES, UseState

ENDED = journal.event("seals.use.ended", request=Fact.NUMBER, state=Fact.WORD, why=Fact.TEXT)


@act
@official
def withdraw_use(*, request: SealRequest, reason: str, by: Person, at: datetime) -> SealRequest:
    """The request is over without a use: withdrawn by whoever asked, refused by the seal's keeper, with the reason.

    Refuses everyone else, and a use that is over. Wrong input: no reason.
    """
    request = lock_request(request)
    refuse_ended(request.estate)
    if request.person_id == by.pk:
        to = UseState.WITHDRAWN
    elif access.keeps(by, request.seal, at=at) is not None:
        to = UseState.REFUSED
    else:
        raise Refused(Reason(_("这件事只能由申请人或者保管人办理。"), CUSTODY, _("请申请人或者保管人办理")))
    why = filled(reason=reason)["reason"]
    check_move(USE_MOVES, UseState(request.state), to)
    return end_request(request, to, why, by=by, at=at)


def end_request(request: SealRequest, to: UseState, why: str, *, by: Person, at: datetime) -> SealRequest:
    """Ends a locked request without a use; part of this act and of reporting a loss."""
    entry = journal.record(
        ENDED,
        **logged(request.seal, by, f"seal-request:{request.serial}"),
        at=at,
        basis=request.entry,
        request=request.pk,
        state=to,
        why=why,
    )
    request.state, request.ended_for, request.ended_entry = to, why[:200], entry.pk
    request.save(update_fields=["state", "ended_for", "ended_entry"])
    return request
