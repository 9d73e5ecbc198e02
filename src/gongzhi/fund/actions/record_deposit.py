"""Record a deposit that the party of a contract paid: it is owed, not income."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.fund import access
from gongzhi.fund.actions.keeping_papers import attach_files, keep_files
from gongzhi.fund.actions.posting import Line, lock_book, must_be_postable, post
from gongzhi.fund.actions.record_income import must_take
from gongzhi.fund.models import Account, Deposit, IncomeContract, MoneyAccount, Transaction, Voucher
from gongzhi.fund.queries.chart import account_for
from gongzhi.fund.queries.deposits import held_fen
from gongzhi.fund.queries.serials import hold_register
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi_law.fund import FundKind

RECEIVED = journal.event("fund.deposit.received", contract=Fact.NUMBER, money=Fact.WORD, fen=Fact.NUMBER, on=Fact.DAY)


@act
@official
def record_deposit(
    *,
    contract: IncomeContract,
    money: MoneyAccount,
    amount_fen: int,
    on: date,
    files: Iterable[tuple[str, bytes]] = (),
    by: Person,
    at: datetime,
) -> Transaction:
    """押金 of a contract into an account of deposits, against what is owed (L1): it goes back from there by a request to pay.

    Refuses everyone but who keeps the books, a closed account or month. Wrong input: no sum, more than the contract asks, an
    account of other money.
    """
    book = lock_book(contract.estate)
    estate = book.estate
    access.require_bookkeeper(by, estate, at=at)
    money = must_take(money)
    must_be_postable(book, on, at=at)
    hold_register("fund_deposit", estate)
    if money.estate_id != estate.pk:
        raise BadInput(_("请核对押金。"), {"money": _("请重选")})
    if money.account.fund != FundKind.DEPOSIT or money.account.by_unit:
        raise BadInput(_("请核对押金。"), {"money": _("押金收进押金账户，以后也从那里退还；还没有的先登记一个")})
    if amount_fen <= 0 or amount_fen > contract.deposit_fen - held_fen(contract):
        raise BadInput(_("请核对押金。"), {"amount_fen": _("要大于零，并且不超过合同约定、还没有收的押金")})
    papers = keep_files(estate, files, Voucher.Kind.SLIP, at=at)
    who = keys.pseudonym(estate.pk, by.pk)
    entry = journal.record(
        RECEIVED,
        ref=f"contract:{contract.serial}",
        estate_id=estate.pk,
        by=who,
        at=at,
        basis=contract.entry,
        contract=contract.serial,
        money=money.account.code,
        fen=amount_fen,
        on=on,
    )
    account = account_for(estate, Account.Root.OWED, "deposit")
    made = post(
        book,
        kind=Transaction.Kind.INCOME,
        on=on,
        words=_("第 %(n)s 号合同的押金") % {"n": contract.serial},
        lines=[Line(money.account, amount_fen), Line(account, -amount_fen)],
        entry=entry.pk,
        by=who,
        at=at,
    )
    attach_files(made, papers, Voucher.Kind.SLIP, by=who, at=at, entry=entry.pk)
    Deposit.objects.create(
        estate=estate, contract=contract, posting=made.postings.get(account=account), by=who, at=at, entry=entry.pk
    )
    return made
