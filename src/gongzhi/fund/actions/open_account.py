"""Record that the bank opened an account; from then on money moves through it (A5.1)."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.fund import access
from gongzhi.fund.actions.account_notice import keep_account_paper, publish_account_notice
from gongzhi.fund.actions.posting import lock_book
from gongzhi.fund.cites import FUND_RULES
from gongzhi.fund.models import AccountPaper, MoneyAccount
from gongzhi.fund.states import ACCOUNT_MOVES, AccountState
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.sealed import seal
from gongzhi.kernel.states import check_move
from gongzhi.meetings.actions.keep_paper import keep_paper
from gongzhi.people.models import Person
from gongzhi.web.dates import cndate

OPENED = journal.event(
    "fund.account.opened", code=Fact.WORD, on=Fact.DAY, tail=Fact.WORD, file=Fact.HASH, notice=Fact.HASH
)
DIGITS = range(8, 33)


@act
@official
def open_account(
    *,
    money: MoneyAccount,
    on: date,
    bank: str = "",
    number: str = "",
    file_name: str = "",
    content: bytes = b"",
    by: Person,
    at: datetime,
) -> MoneyAccount:
    """The account is in use from `on` and announced to every owner; its number is sealed, its last four digits shown.

    The file is the bank's paper. Refuses everyone but who keeps the books, and a number that stands for another estate
    (一账一小区). Wrong input: a day to come, no bank or number where money lies in a bank.
    """
    book = lock_book(money.estate)
    money = MoneyAccount.objects.select_for_update(of=("self",)).select_related("account").get(pk=money.pk)
    money.estate = book.estate
    access.require_bookkeeper(by, book.estate, at=at)
    check_move(ACCOUNT_MOVES, AccountState(money.state), AccountState.OPEN)
    digits = "".join(number.split())
    wrong = {}
    if on > law_day(at):
        wrong["on"] = _("不能是将来的日子")
    if money.custody != MoneyAccount.Custody.CASH:
        if not bank.strip():
            wrong["bank"] = _("必填")
        if not digits.isascii() or not digits.isdigit() or len(digits) not in DIGITS:
            wrong["number"] = _("请核对账号，只填数字")
    elif bank.strip() or digits:
        wrong["number"] = _("现金保管的备用金没有银行账号；有银行账号的请按专户登记")
    if wrong:
        raise BadInput(_("账户还没有写全。"), wrong)
    index = keys.blind_index("bank", digits) if digits else None
    if index is not None and MoneyAccount.objects.filter(number_index=index, closed_on__isnull=True).exists():
        raise Refused(
            Reason(
                _("这个账号已经登记在一个小区名下：一账一小区。"), cite=FUND_RULES, remedy=_("核对账号，或者另开账户")
            )
        )
    stored = keep_paper(book.estate, file_name=file_name, content=content, at=at)
    pseudonym = keys.pseudonym(book.estate.pk, by.pk)
    money.bank, money.tail = bank.strip(), digits[-4:]
    notice = publish_account_notice(
        money,
        title=_("%(estate)s%(account)s开立公告") % {"estate": book.estate.name, "account": money.account.title},
        lead=_("本小区下列账户自%(day)s起使用，现予公告。") % {"day": cndate(on)},
        on=on,
        basis_words=money.basis_words,
        by=pseudonym,
        at=at,
    )
    entry = journal.record(
        OPENED,
        ref=f"account:{money.account.code}",
        estate_id=book.estate.pk,
        by=pseudonym,
        at=at,
        basis=money.entry,
        code=money.account.code,
        on=on,
        tail=digits[-4:],
        file=stored.sha256 if stored else None,
        notice=notice.sha256,
    )
    money.state = AccountState.OPEN
    money.number = seal(book.estate.pk, "fund_moneyaccount", "number", digits)
    money.number_index = index
    money.opened_on, money.opened_entry, money.document_id = on, entry.pk, notice.pk
    money.save(
        update_fields=["state", "bank", "number", "number_index", "tail", "opened_on", "opened_entry", "document_id"]
    )
    keep_account_paper(money, stored, kind=AccountPaper.Kind.OPENED, entry=entry.pk, at=at)
    return money
