"""Record that the bank opened an account; from then on money moves through it (A5.1)."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.fund import access
from gongzhi.fund.actions.posting import lock_book
from gongzhi.fund.cites import FUND_RULES
from gongzhi.fund.models import MoneyAccount
from gongzhi.fund.states import ACCOUNT_MOVES, AccountState
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.sealed import seal
from gongzhi.kernel.states import check_move
from gongzhi.people.models import Person

OPENED = journal.event("fund.account.opened", code=Fact.WORD, on=Fact.DAY, tail=Fact.WORD)
DIGITS = range(8, 33)


@act
def open_account(
    *,
    money: MoneyAccount,
    on: date,
    bank: str = "",
    number: str = "",
    file_id: int | None = None,
    by: Person,
    at: datetime,
) -> MoneyAccount:
    """The account is in use from `on`; its number is sealed, only the last four digits are shown.

    Refuses everyone but who keeps the books, and a number that stands for another estate (一账一小区). Wrong input: a day to
    come, no bank or number where money lies in a bank.
    """
    book = lock_book(money.estate)
    money = MoneyAccount.objects.select_for_update(of=("self",)).select_related("account").get(pk=money.pk)
    money.estate = book.estate
    access.require_bookkeeper(by, book.estate, at=at)
    check_move(ACCOUNT_MOVES, AccountState(money.state), AccountState.OPEN)
    digits = "".join(number.split())
    wrong = {}
    if on > law_day(at) or on < book.from_on:
        wrong["on"] = _("不能是将来的日子，也不能早于建账")
    if money.custody != MoneyAccount.Custody.CASH:
        if not bank.strip():
            wrong["bank"] = _("必填")
        if not digits.isascii() or not digits.isdigit() or len(digits) not in DIGITS:
            wrong["number"] = _("请核对账号，只填数字")
    if wrong:
        raise BadInput(_("账户还没有写全。"), wrong)
    index = keys.blind_index("bank", digits) if digits else None
    if index is not None and MoneyAccount.objects.filter(number_index=index, closed_on__isnull=True).exists():
        raise Refused(
            Reason(
                _("这个账号已经登记在一个小区名下：一账一小区。"), cite=FUND_RULES, remedy=_("核对账号，或者另开账户")
            )
        )
    entry = journal.record(
        OPENED,
        ref=f"account:{money.account.code}",
        estate_id=book.estate.pk,
        by=keys.pseudonym(book.estate.pk, by.pk),
        at=at,
        basis=money.entry,
        code=money.account.code,
        on=on,
        tail=digits[-4:],
    )
    money.state = AccountState.OPEN
    money.bank = bank.strip()
    money.number = seal(book.estate.pk, "fund_moneyaccount", "number", digits)
    money.number_index = index
    money.tail = digits[-4:]
    money.opened_on = on
    money.opened_entry = entry.pk
    if file_id is not None:
        money.file_id = file_id
    money.save(
        update_fields=["state", "bank", "number", "number_index", "tail", "opened_on", "opened_entry", "file_id"]
    )
    return money
