"""Say of which contract the deposit was that a payment gave back."""

from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.fund import access
from gongzhi.fund.actions.posting import lock_book
from gongzhi.fund.cites import BOOKS
from gongzhi.fund.models import Account, Deposit, IncomeContract, Posting, Transaction
from gongzhi.fund.queries.deposits import held_fen
from gongzhi.fund.queries.serials import hold_register
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

RETURNED = journal.event("fund.deposit.returned", contract=Fact.NUMBER, transaction=Fact.NUMBER, fen=Fact.NUMBER)


@act
def return_deposit(*, contract: IncomeContract, posting: Posting, by: Person, at: datetime) -> Deposit:
    """A payment out of the deposits, made by a request to pay, counts as given back to the contract's party.

    Refuses everyone but who keeps the books, more than is held. Wrong input: a posting that gives back no deposit, or that
    was named with a contract already.
    """
    book = lock_book(contract.estate)
    access.require_bookkeeper(by, book.estate, at=at)
    hold_register("fund_deposit", book.estate)
    posting = Posting.objects.select_related("transaction", "account").get(pk=posting.pk)
    fits = (
        posting.estate_id == book.estate.pk
        and posting.account.root == Account.Root.OWED
        and posting.account.fund == "deposit"
        and posting.amount_fen > 0
        and posting.transaction.kind == Transaction.Kind.PAYMENT
        and not Transaction.objects.filter(estate=book.estate, reverses=posting.transaction_id).exists()
    )
    if not fits or Deposit.objects.filter(estate=book.estate, posting=posting).exists():
        raise BadInput(_("请核对是哪一笔付款。"), {"posting": _("不是退还押金的付款，或者已经写明合同")})
    if posting.amount_fen > held_fen(contract):
        raise Refused(Reason(_("这份合同收着的押金没有这么多。"), cite=BOOKS, remedy=_("核对是不是另一份合同的押金")))
    who = keys.pseudonym(book.estate.pk, by.pk)
    entry = journal.record(
        RETURNED,
        ref=f"contract:{contract.serial}",
        estate_id=book.estate.pk,
        by=who,
        at=at,
        basis=posting.transaction.entry,
        contract=contract.serial,
        transaction=posting.transaction_id,
        fen=posting.amount_fen,
    )
    return Deposit.objects.create(estate=book.estate, contract=contract, posting=posting, by=who, at=at, entry=entry.pk)
