"""Take a request to pay back before it is paid."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.fund import access
from gongzhi.fund.actions.posting import lock_book
from gongzhi.fund.actions.standing_grounds import hold_request
from gongzhi.fund.models import SpendRequest
from gongzhi.fund.states import REQUEST_MOVES, RequestState
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.states import check_move
from gongzhi.people.models import Person

WITHDRAWN = journal.event("fund.payment.withdrawn", request=Fact.NUMBER, reason=Fact.TEXT)


@act
def withdraw_request(*, request: SpendRequest, reason: str, by: Person, at: datetime) -> SpendRequest:
    """Ends a request that was not paid; what it held of its basis is free again.

    Refuses everyone but who keeps the books, and one that is paid or has ended; wrong input: no reason.
    """
    book = lock_book(request.estate)
    request = hold_request(book, request)
    access.require_bookkeeper(by, book.estate, at=at)
    check_move(REQUEST_MOVES, RequestState(request.state), RequestState.WITHDRAWN)
    if not reason.strip():
        raise BadInput(_("请写明为什么撤回。"), {"reason": _("必填")})
    entry = journal.record(
        WITHDRAWN,
        ref=f"request:{request.serial}",
        estate_id=book.estate.pk,
        by=keys.pseudonym(book.estate.pk, by.pk),
        at=at,
        basis=request.entry,
        request=request.serial,
        reason=reason.strip(),
    )
    request.state, request.ended_for, request.ended_entry = RequestState.WITHDRAWN, reason.strip()[:200], entry.pk
    request.save(update_fields=["state", "ended_for", "ended_entry"])
    return request
