"""Take over what an account held when the ledger began, with its paper; what is disputed stands apart until it is cleared."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from gongzhi.fund import access
from gongzhi.fund.actions.keeping_papers import attach_files, keep_files
from gongzhi.fund.actions.posting import Line, lock_book, post
from gongzhi.fund.cites import BOOKS
from gongzhi.fund.models import Account, MoneyAccount, Posting, Transaction, Voucher
from gongzhi.fund.queries.chart import account_for
from gongzhi.fund.queries.periods import open_from
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.web.figures import fen

RECORDED = journal.event(
    "fund.opening.recorded",
    code=Fact.WORD,
    amount_fen=Fact.NUMBER,
    disputed_fen=Fact.NUMBER,
    units=Fact.NUMBER,
    words=Fact.TEXT,
    file=Fact.HASH,
)
MOST = 10**13


@act
@official
def record_opening(
    *,
    money: MoneyAccount,
    amount_fen: int,
    disputed_fen: int = 0,
    shares: Mapping[int, int] | None = None,
    words: str,
    file_name: str,
    content: bytes,
    by: Person,
    at: datetime,
) -> Transaction:
    """Posts the opening balance on the first day that is still open: 期初结转, the disputed part 期初待核.

    `shares` (unit number → fen) for an account kept by flats, to the fen. Refuses everyone but who keeps the books, a
    second opening, and an account whose money is moving in closed months already. Wrong input: no paper, nothing to take
    over, more disputed than there is, flats that do not sum to it.
    """
    book = lock_book(money.estate, closing=True)  # one opening an account
    money = MoneyAccount.objects.select_for_update(of=("self",)).select_related("account").get(pk=money.pk)
    money.estate = book.estate
    access.require_bookkeeper(by, book.estate, at=at)
    on = open_from(book)
    entries = Posting.objects.filter(estate=book.estate, account=money.account)
    opened = entries.filter(transaction__kind=Transaction.Kind.OPENING, transaction__reversals__isnull=True)
    if opened.exists():
        words_ = _("账户 %(code)s 的期初余额已经登记。") % {"code": money.account.code}
        raise Refused(Reason(words_, cite=BOOKS, remedy=_("登记错了的，先冲销再重新登记")))
    again = entries.filter(transaction__kind=Transaction.Kind.OPENING).exists()  # the one before was taken back
    if not again and entries.filter(transaction__on__lt=on).exists():
        words_ = _("账户在已经结账的月份里有收支，不能再补期初。")
        raise Refused(Reason(words_, cite=BOOKS, remedy=_("作为收入登记，并在摘要里写明来历")))
    shares = {unit: part for unit, part in (shares or {}).items() if part}
    wrong = {}
    if not 0 < amount_fen <= MOST:
        wrong["amount_fen"] = _("请核对金额")
    elif not 0 <= disputed_fen <= amount_fen:
        wrong["disputed_fen"] = _("不能超过余额")
    if not words.strip():
        wrong["words"] = _("必填")
    if not content:
        wrong["file"] = _("请附证明：银行对账单、移交清单或者审计报告")
    if money.account.by_unit and sum(shares.values()) != amount_fen:
        wrong["shares"] = _("各户合计%(sum)s，要和余额一分不差") % {"sum": fen(sum(shares.values()))}
    if shares and not money.account.by_unit:
        wrong["shares"] = _("这个账户不分户")
    if wrong:
        raise BadInput(_("期初余额还没有写全。"), wrong)
    papers = keep_files(book.estate, [(file_name, content)], Voucher.Kind.OTHER, at=at)
    pseudonym = keys.pseudonym(book.estate.pk, by.pk)
    entry = journal.record(
        RECORDED,
        ref=f"account:{money.account.code}",
        estate_id=book.estate.pk,
        by=pseudonym,
        at=at,
        basis=book.entry,
        code=money.account.code,
        amount_fen=amount_fen,
        disputed_fen=disputed_fen,
        units=len(shares),
        words=words.strip(),
        file=papers[0].sha256,
    )
    lines = [Line(money.account, amount_fen, shares)]
    for fund, part in (("carried", amount_fen - disputed_fen), ("unchecked", disputed_fen)):
        if part:
            lines.append(Line(account_for(book.estate, Account.Root.OPENING, fund), -part))
    made = post(
        book,
        kind=Transaction.Kind.OPENING,
        on=on,
        words=words.strip(),
        lines=lines,
        entry=entry.pk,
        by=pseudonym,
        at=at,
    )
    attach_files(made, papers, Voucher.Kind.OTHER, by=pseudonym, at=at, entry=entry.pk)
    return made
