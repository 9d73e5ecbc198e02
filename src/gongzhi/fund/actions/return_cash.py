"""Bring what is in a cash box back to the bank: a transfer with the bank's slip, and the end of the petty cash (A5.1, §3.4)."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.fund import access
from gongzhi.fund.actions.keeping_papers import Paper, attach, keep_all
from gongzhi.fund.actions.posting import Line, lock_book, must_be_postable, post, refuse_shut
from gongzhi.fund.actions.standing_grounds import must_go
from gongzhi.fund.cites import FUND_RULES
from gongzhi.fund.models import MoneyAccount, PettyFund, Transaction, Voucher
from gongzhi.fund.queries.petty import returnable, to_review
from gongzhi.fund.queries.statements import balance_fen
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.clock import law_day
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person
from gongzhi.web.figures import fen
from gongzhi_law.fund import SpendMatter

BACK = journal.event(
    "fund.cash.returned",
    account=Fact.WORD,
    to=Fact.WORD,
    amount_fen=Fact.NUMBER,
    on=Fact.DAY,
    ends=Fact.TRUTH,
    slip=Fact.HASH,
)


@act
@official
def return_cash(
    *,
    money: MoneyAccount,
    to_money: MoneyAccount | None = None,
    amount_fen: int = 0,
    on: date,
    ends: bool = False,
    file_name: str = "",
    content: bytes = b"",
    by: Person,
    at: datetime,
) -> MoneyAccount:
    """Posts the cash that was paid into an account from which the box was filled; `ends` closes the petty cash too.

    Refuses everyone but who keeps the books, what is no cash box, an account of money that never went into it or more than
    went, and an end with money left or vouchers that nobody checked. Wrong input: no sum, more than is there, no slip of
    the bank, a day to come.
    """
    book = lock_book(money.estate, closing=True)  # what is in the box is summed
    estate = book.estate
    access.require_bookkeeper(by, estate, at=at)
    money = _held(estate.pk, money)
    if money.custody != MoneyAccount.Custody.CASH:
        raise Refused(Reason(_("只有现金才交回银行。"), cite=FUND_RULES, remedy=_("账户之间划转，走支出申请")))
    refuse_shut(money)
    rows = list(PettyFund.objects.select_for_update(of=("self",)).filter(estate=estate, money=money, until_on=None))
    must_be_postable(book, on, at=at)
    left = balance_fen(money.account, on=law_day(at))
    wrong = {}
    if amount_fen < 0 or amount_fen > left or (not amount_fen and (left or not ends)):
        wrong["amount_fen"] = _("要大于零，不超过账上的%(left)s") % {"left": fen(left)}
    elif amount_fen and to_money is None:
        wrong["to_money"] = _("请选交回哪个账户")
    elif amount_fen and not content:
        wrong["file"] = _("请上传银行的存款回单，PDF 或者照片")
    if wrong:
        raise BadInput(_("交回现金还没有写全。"), wrong)
    if ends:
        _must_be_over(rows, left - amount_fen)
    to = _held(estate.pk, to_money) if to_money is not None and amount_fen else None
    if to is not None:
        must_go(money, to, SpendMatter.RETURN, at=at)
        _must_come_from(money, to, amount_fen)
    kept = keep_all(estate, [Paper(Voucher.Kind.SLIP, file_name, content, _("存款回单"))] if to else [], at=at)
    pseudonym = keys.pseudonym(estate.pk, by.pk)
    entry = journal.record(
        BACK,
        ref=f"account:{money.account.code}",
        estate_id=estate.pk,
        by=pseudonym,
        at=at,
        basis=rows[0].basis_entry if rows else money.opened_entry,
        account=money.account.code,
        to=to.account.code if to else "",
        amount_fen=amount_fen,
        on=on,
        ends=ends,
        slip=kept[0][1].sha256 if kept else None,
    )
    if to is not None:
        made = post(
            book,
            kind=Transaction.Kind.TRANSFER,
            on=on,
            words=_("%(box)s的现金交回银行") % {"box": money.account.title},
            lines=[Line(money.account, -amount_fen), Line(to.account, amount_fen)],
            entry=entry.pk,
            basis_entry=rows[0].basis_entry if rows else money.opened_entry,
            by=pseudonym,
            at=at,
        )
        papers = [(Voucher.Kind.SLIP.value, _("存款回单"), stored.pk, False) for _paper, stored in kept]
        attach(made, papers, entry=entry.pk, by=pseudonym, at=at)
    if ends:
        PettyFund.objects.filter(pk__in=[row.pk for row in rows]).update(until_on=law_day(at), ended_entry=entry.pk)
    return money


def _held(estate_id: int, money: MoneyAccount) -> MoneyAccount:
    rows = MoneyAccount.objects.select_for_update(of=("self",)).select_related("account", "estate__community")
    return rows.get(estate_id=estate_id, pk=money.pk)


def _must_come_from(money: MoneyAccount, to: MoneyAccount, amount_fen: int) -> None:
    """Refuses an account of other money than what filled the box, and more than it put in: each kind stays its own (A6.2)."""
    refuse_shut(to)
    most = returnable(money).get(to.account.fund, 0) if to.custody != MoneyAccount.Custody.CASH else 0
    if amount_fen > most:
        words = _("从%(account)s这类资金补进备用金、还没有交回的只有%(most)s。")
        given = {"account": to.account.title, "most": fen(max(0, most))}
        remedy = _("交回当初补充备用金的那类资金的账户，几类资金分别交回")
        raise Refused(Reason(words % given, cite=FUND_RULES, remedy=remedy))


def _must_be_over(rows: list[PettyFund], left_fen: int) -> None:
    """Refuses to end petty cash with money in the box or vouchers unchecked."""
    reasons = []
    if left_fen:
        words = _("备用金里还会剩%(left)s。") % {"left": fen(left_fen)}
        reasons.append(Reason(words, cite=FUND_RULES, remedy=_("全部交回以后再停用")))
    if count := sum(len(vouchers) for row in rows for vouchers in to_review(row).values()):
        words = _("还有 %(n)s 笔备用金凭证没有核对。") % {"n": count}
        reasons.append(Reason(words, cite=FUND_RULES, remedy=_("请另一个人先核对")))
    if reasons:
        raise Refused(*reasons)
