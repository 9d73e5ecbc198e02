"""Who keeps vouchers and who may undo an entry."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from gongzhi.fund import access
from gongzhi.fund.cites import TWO_PERSONS
from gongzhi.fund.models import MoneyAccount, Payment, Side, Transaction, Voucher
from gongzhi.kernel import keys
from gongzhi.kernel.errors import NotHere, Reason, Refused
from gongzhi.people.models import Person

OUTGOING = (Transaction.Kind.PAYMENT, Transaction.Kind.TRANSFER)


def get_voucher_for(person: Person | None, *, at: datetime, code: str, voucher_id: int, **where: Any) -> Voucher:
    """A voucher, for those who read the books; else not there."""
    book = access.get_book_for(person, at=at, code=code)
    found = Voucher.objects.select_related("transaction").filter(estate=book.estate, pk=voucher_id).first()
    if found is None:
        raise NotHere
    found.estate = book.estate
    return found


def require_reverser(person: Person, made: Transaction, *, at: datetime) -> Person:
    """Who may undo an entry: of what only stands in the books, who keeps them; of money that went out, another person.

    A payment from an account of several sides is undone by a side that did not ask for it; never by who posted it.
    """
    if made.kind not in OUTGOING:
        return access.require_bookkeeper(person, made.estate, at=at)
    if made.by == keys.pseudonym(made.estate_id, person.pk):
        words = _("付款和划转要由另一个人冲销，不能由记账人自己冲销。")
        raise Refused(Reason(words, cite=TWO_PERSONS, remedy=_("请另一方签字的人冲销")))
    accounts = MoneyAccount.objects.filter(account__postings__transaction=made).select_related("estate").distinct()
    signs: set[Side] = set()
    sides: set[str] = set()
    for money in accounts:
        money.estate = made.estate
        signs |= access.signs_for(person, money, at=at)
        sides |= set(money.signatories.filter(until_on__isnull=True).values_list("side", flat=True))
    paid = Payment.objects.filter(estate=made.estate, transaction=made).select_related("request").first()
    if paid is not None and len(sides) > 1:
        if signs - {Side(paid.request.side)}:
            return person
        words = _("这笔款由%(side)s申请，要由共管的另一方冲销。") % {"side": paid.request.get_side_display()}
        raise Refused(Reason(words, cite=TWO_PERSONS, remedy=_("请另一方签字的人冲销")))
    return person if signs else access.require_bookkeeper(person, made.estate, at=at)


def may_reverse(person: Person | None, made: Transaction, *, at: datetime) -> bool:
    """Whether `require_reverser` lets the person by."""
    if person is None:
        return False
    try:
        require_reverser(person, made, at=at)
    except Refused:
        return False
    return True
