"""Put payment slips of one account into one file for the bank (A5.3)."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.documents.actions.store_file import store_file
from gongzhi.fund import access
from gongzhi.fund.actions.issue_slip import must_be_approved
from gongzhi.fund.actions.posting import lock_book
from gongzhi.fund.actions.standing_grounds import hold_request, must_still_stand
from gongzhi.fund.cites import FUND_RULES
from gongzhi.fund.models import Budget, BudgetLine, MoneyAccount, PayBatch, PaymentSlip, SpendBasis, SpendRequest
from gongzhi.fund.queries.batches import batch_csv, rows_of
from gongzhi.fund.queries.serials import next_serial
from gongzhi.fund.states import RequestState
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.places.models import Estate

MADE = journal.event(
    "fund.batch.made",
    batch=Fact.NUMBER,
    account=Fact.WORD,
    slips=Fact.NUMBER,
    total_fen=Fact.NUMBER,
    sha256=Fact.HASH,
)


@act
@official
def make_batch(*, money: MoneyAccount, slips: Sequence[PaymentSlip], by: Person, at: datetime) -> PayBatch:
    """A file of the chosen slips with count and sum; each slip goes into one file only.

    Refuses everyone but who keeps the books, a slip already in a file, and any whose basis or approvals no longer stand
    (R2). Wrong input: no slip, a slip of another account or already paid.
    """
    book = lock_book(money.estate)
    estate = book.estate
    access.require_bookkeeper(by, estate, at=at)
    chosen = sorted({slip.pk for slip in slips})
    rows = PaymentSlip.objects.select_for_update(of=("self",)).select_related("request")
    held = list(rows.filter(estate=estate, pk__in=chosen, request__money=money).order_by("serial"))
    if not held or len(held) != len(chosen):
        raise BadInput(_("请选择这个账户的付款单。"), {"slips": _("请选择")})
    _hold_all(estate, held)
    for slip in held:
        slip.request = hold_request(book, slip.request)
        if slip.batch_id is not None:
            words = _("付款单第 %(n)s 号已经在一个批量文件里。") % {"n": slip.serial}
            raise Refused(Reason(words, cite=FUND_RULES, remedy=_("去掉这一张")))
        if slip.request.state != RequestState.ISSUED:
            words = _("付款单第 %(n)s 号现在是“%(state)s”。")
            given = {"n": slip.serial, "state": slip.request.get_state_display()}
            raise Refused(Reason(words % given, cite=FUND_RULES, remedy=_("去掉这一张")))
        must_be_approved(slip.request, at=at)
        must_still_stand(slip.request, at=at)
    content = batch_csv(rows_of(held))
    serial = next_serial(PayBatch, estate)
    stored = store_file(
        estate_id=estate.pk,
        name=_("批量付款%(n)s.csv") % {"n": serial},
        content=content,
        content_type="text/csv; charset=gb18030",
        personal=True,
        at=at,
    )
    total = sum(slip.request.amount_fen for slip in held)
    pseudonym = keys.pseudonym(estate.pk, by.pk)
    entry = journal.record(
        MADE,
        ref=f"account:{money.account.code}",
        estate_id=estate.pk,
        by=pseudonym,
        at=at,
        batch=serial,
        account=money.account.code,
        slips=len(held),
        total_fen=total,
        sha256=stored.sha256,
    )
    batch = PayBatch.objects.create(
        estate=estate,
        money=money,
        serial=serial,
        slips=len(held),
        total_fen=total,
        file_id=stored.pk,
        sha256=stored.sha256,
        by=pseudonym,
        at=at,
        entry=entry.pk,
    )
    for slip in held:
        slip.batch = batch
        slip.save(update_fields=["batch"])
    return batch


def _hold_all(estate: Estate, slips: Sequence[PaymentSlip]) -> None:
    """Locks the requests, then what they rest on, each kind by number: no other act waits for it the other way round."""
    rows = SpendRequest.objects.select_for_update(of=("self",)).filter(estate=estate)
    requests = list(rows.filter(pk__in=[slip.request_id for slip in slips]).order_by("pk"))
    bases = SpendBasis.objects.select_for_update().filter(estate=estate, pk__in=[row.basis_id for row in requests])
    lines = BudgetLine.objects.filter(estate=estate, pk__in=[row.line_id for row in requests])
    budgets = Budget.objects.select_for_update(of=("self",)).filter(estate=estate, pk__in=lines.values("budget_id"))
    for several in (bases, budgets):
        list(several.order_by("pk"))
