"""Record that the bank paid: posted at once with its vouchers; the database checks everything a last time (A5.3)."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.fund import access
from gongzhi.fund.actions.issue_slip import must_be_approved
from gongzhi.fund.actions.keeping_papers import Paper, attach, keep_all
from gongzhi.fund.actions.posting import Line, lock_book, must_be_postable, post
from gongzhi.fund.actions.repair_grounds import shares_into, shares_of
from gongzhi.fund.actions.request_payment import basis_entry_of
from gongzhi.fund.actions.standing_grounds import hold_request, must_be_open, must_still_stand
from gongzhi.fund.models import Account, Payment, SpendRequest, Transaction, Voucher
from gongzhi.fund.queries.chart import account_for
from gongzhi.fund.queries.ledger_closing import month_words
from gongzhi.fund.states import REQUEST_MOVES, RequestState
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.states import check_move
from gongzhi.people.models import Person

PAID = journal.event(
    "fund.payment.recorded",
    request=Fact.NUMBER,
    account=Fact.WORD,
    amount_fen=Fact.NUMBER,
    on=Fact.DAY,
    slip=Fact.HASH,
)


@act
@official
def record_payment(
    *,
    request: SpendRequest,
    paid_on: date,
    file_name: str = "",
    content: bytes = b"",
    by: Person,
    at: datetime,
) -> Payment:
    """Posts a payment whose slip was issued, with the request's papers and the bank's receipt (回单) as vouchers.

    A receipt tells whole numbers of accounts: everyone sees it only masked, or once another person found it clear.

    Refuses everyone but who keeps the books, approvals that are not enough, a basis that was suspended, annulled or used
    up since (R2), a closed month. Wrong input: a day to come or before the slip, no receipt of the bank.
    """
    book = lock_book(request.estate)
    request = hold_request(book, request)
    estate = book.estate
    access.require_bookkeeper(by, estate, at=at)
    must_be_open(request)
    check_move(REQUEST_MOVES, RequestState(request.state), RequestState.PAID)
    must_be_postable(book, paid_on, at=at)
    if paid_on < min(law_day(slip.at) for slip in request.slips.all()):
        raise BadInput(_("请核对付款日期。"), {"paid_on": _("不能早于出付款单的日子")})
    if not content:
        raise BadInput(_("请上传银行回单。"), {"file": _("请上传银行回单，PDF 或者照片")})
    must_be_approved(request, at=at)
    must_still_stand(request, at=at)
    receipt = keep_all(estate, [Paper(Voucher.Kind.SLIP, file_name, content, _("银行回单"))], at=at)[0][1]
    pseudonym = keys.pseudonym(estate.pk, by.pk)
    entry = journal.record(
        PAID,
        ref=f"request:{request.serial}",
        estate_id=estate.pk,
        by=pseudonym,
        at=at,
        basis=request.entry,
        request=request.serial,
        account=request.money.account.code,
        amount_fen=request.amount_fen,
        on=paid_on,
        slip=receipt.sha256,
    )
    shares = shares_of(request.money, request.project_id, request.amount_fen)
    into = shares_into(request.to_money, request.amount_fen)
    to = request.to_money.account if request.to_money is not None else request.category
    assert to is not None  # noqa: S101  (the database asks for one of the two)
    lines = [Line(request.money.account, -request.amount_fen, shares), Line(to, request.amount_fen, into)]
    made = post(
        book,
        kind=Transaction.Kind.PAYMENT if request.to_money is None else Transaction.Kind.TRANSFER,
        on=paid_on,
        words=words_of(request),
        lines=[*lines, *_owed_as_deposit(request)],
        entry=entry.pk,
        basis_entry=basis_entry_of(request.basis, request.line, request.returns) or request.entry,
        by=pseudonym,
        at=at,
    )
    papers = [(file.kind, file.words, file.file_id, file.clear) for file in request.files.order_by("pk")]
    papers.append((Voucher.Kind.SLIP.value, _("银行回单"), receipt.pk, False))
    attach(made, papers, entry=entry.pk, by=pseudonym, at=at)
    payment = Payment.objects.create(
        estate=estate,
        request=request,
        transaction=made,
        paid_on=paid_on,
        amount_fen=request.amount_fen,
        by=pseudonym,
        at=at,
        entry=entry.pk,
    )
    request.state = RequestState.PAID
    request.save(update_fields=["state"])
    return payment


def _owed_as_deposit(request: SpendRequest) -> list[Line]:
    """What was received elsewhere and goes to the deposits is owed as a deposit from now on: it goes back from there."""
    if request.to_money is None or request.returns is None:
        return []
    was, now = (account_for(request.estate, Account.Root.OWED, fund) for fund in ("return", "deposit"))
    return [Line(was, request.amount_fen), Line(now, -request.amount_fen)]


def words_of(request: SpendRequest) -> str:
    """What the ledger says of it: the purpose and the payee as everyone may read it; an allowance's purpose names the post."""
    if request.seat_id is not None and request.month is not None:
        return f"{month_words(request.month)}{request.words}"
    return f"{request.words}（{request.payee_shown}）"
