"""Issue the payment slip of an approved request: what the bank is told to pay."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from gongzhi.documents.actions.publish_document import publish_document
from gongzhi.fund import access
from gongzhi.fund.actions.posting import lock_book
from gongzhi.fund.actions.standing_grounds import hold_request, must_be_open, must_still_stand
from gongzhi.fund.cites import TWO_PERSONS
from gongzhi.fund.models import PaymentSlip, SpendRequest
from gongzhi.fund.queries.approving import lacking_of, needed_of
from gongzhi.fund.queries.serials import next_serial
from gongzhi.fund.queries.slips import sections_of
from gongzhi.fund.states import REQUEST_MOVES, RequestState
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.states import check_move
from gongzhi.people.models import Person

ISSUED = journal.event("fund.slip.issued", slip=Fact.NUMBER, request=Fact.NUMBER, amount_fen=Fact.NUMBER)


@act
@official
def issue_slip(*, request: SpendRequest, by: Person, at: datetime) -> PaymentSlip:
    """Numbers and publishes the slip; the payee's account stands only on the copy for those who sign (A5.4).

    Refuses everyone but who keeps the books, a request whose approvals are not all in or no longer enough, and a basis
    that was suspended, annulled or used up meanwhile (R2).
    """
    book = lock_book(request.estate)
    request = hold_request(book, request)
    estate = book.estate
    access.require_bookkeeper(by, estate, at=at)
    must_be_open(request)
    must_be_approved(request, at=at)
    check_move(REQUEST_MOVES, RequestState(request.state), RequestState.ISSUED)
    must_still_stand(request, at=at)
    pseudonym = keys.pseudonym(estate.pk, by.pk)
    serial = next_serial(PaymentSlip, estate)
    entry = journal.record(
        ISSUED,
        ref=f"request:{request.serial}",
        estate_id=estate.pk,
        by=pseudonym,
        at=at,
        basis=request.entry,
        slip=serial,
        request=request.serial,
        amount_fen=request.amount_fen,
    )
    data: dict[str, Any] = {"issuer": estate.name, "sections": sections_of(request, serial=serial, whole=False)}
    document = publish_document(
        estate_id=estate.pk,
        kind="payment_slip",
        mark=_("%(estate)s付") % {"estate": estate.name},
        title=f"{_('付款单')}：{request.words}"[:120],
        template="official",
        data=data,
        ref=f"request:{request.serial}",
        by=pseudonym,
        at=at,
    )
    slip = PaymentSlip.objects.create(
        estate=estate, request=request, serial=serial, document_id=document.pk, by=pseudonym, at=at, entry=entry.pk
    )
    request.state = RequestState.ISSUED
    request.save(update_fields=["state"])
    return slip


def must_be_approved(request: SpendRequest, *, at: datetime) -> None:
    """Refuses a request that lacks an approval, by what is asked for today."""
    missing = lacking_of(request, needed_of(request, at=at))
    if missing:
        raise Refused(
            Reason(
                _("还缺：%(what)s。") % {"what": "、".join(one.words for one in missing)},
                cite=TWO_PERSONS,
                remedy=_("请有权的人审批后再办"),
                remedy_url=f"/desk/e/{request.estate.code}/fund/spending/{request.pk}/",
            )
        )
