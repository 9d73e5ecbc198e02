"""Doors of what the bank says: a file handed in, a line, a match, a month of an account (A5.2)."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext as _

from gongzhi.documents.models import StoredFile
from gongzhi.fund import access
from gongzhi.fund.cites import BOOKS
from gongzhi.fund.models import BankLine, Match, MoneyAccount
from gongzhi.fund.states import AccountState
from gongzhi.kernel.errors import NotHere, Reason, Refused
from gongzhi.people.models import Capacity, Person
from gongzhi.people.queries import holds_any

K = Capacity.Kind
IN_BANKS = (MoneyAccount.Custody.JOINT, MoneyAccount.Custody.OWN)
CHECKERS = (*access.OWNERS, K.SUPERVISOR, K.FIRM, *access.OFFICES)
_SIGNER = Signer(salt="gongzhi.fund.statement", sep="~")
_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class Paper:
    """A file handed in for an account and not imported yet."""

    money: MoneyAccount
    stored: StoredFile

    @property
    def estate(self) -> Any:
        """The estate it belongs to."""
        return self.money.estate


@dataclass(frozen=True, slots=True)
class Month:
    """A month of an account, by its first day."""

    money: MoneyAccount
    first: date

    @property
    def estate(self) -> Any:
        """The estate it belongs to."""
        return self.money.estate


def paper_name(money: MoneyAccount, stored: StoredFile) -> str:
    """The name in an address of a file handed in for an account: nobody can make one for another file."""
    return _SIGNER.sign(f"{money.pk}.{stored.pk}")


def get_bank_for(person: Person | None, *, at: datetime, code: str, account: str, **where: Any) -> MoneyAccount:
    """An account that lies in a bank, for those who read the books; a cash box and money in others' custody have no bank."""
    money = access.get_money_for(person, at=at, code=code, account=account)
    if money.custody not in IN_BANKS:
        raise NotHere
    return money


def get_paper_for(person: Person | None, *, at: datetime, code: str, account: str, paper: str, **where: Any) -> Paper:
    """A file handed in for this account, for who keeps the books; else not there or refused."""
    money = get_bank_for(person, at=at, code=code, account=account)
    access.require_bookkeeper(person, money.estate, at=at)
    try:
        of, file_id = _SIGNER.unsign(paper).split(".")
    except (BadSignature, ValueError):
        raise NotHere from None
    stored = StoredFile.objects.filter(estate_id=money.estate_id, pk=int(file_id)).first()
    if int(of) != money.pk or stored is None:
        raise NotHere
    return Paper(money, stored)


def get_line_for(
    person: Person | None, *, at: datetime, code: str, account: str, line_id: int, **where: Any
) -> BankLine:
    """A line of the account's bank, for those who read the books; else not there."""
    money = get_bank_for(person, at=at, code=code, account=account)
    found = BankLine.objects.filter(estate_id=money.estate_id, money=money, pk=line_id).first()
    if found is None:
        raise NotHere
    found.money, found.estate = money, money.estate
    return found


def get_match_for(
    person: Person | None, *, at: datetime, code: str, account: str, match_id: int, **where: Any
) -> Match:
    """A match of the account, for those who read the books; else not there."""
    money = get_bank_for(person, at=at, code=code, account=account)
    found = Match.objects.filter(estate_id=money.estate_id, money=money, pk=match_id).first()
    if found is None:
        raise NotHere
    found.money, found.estate = money, money.estate
    return found


def get_month_for(person: Person | None, *, at: datetime, code: str, account: str, month: str, **where: Any) -> Month:
    """A month of the account as 2026-01, for those who read the books; not there before the ledger begins."""
    money = get_bank_for(person, at=at, code=code, account=account)
    found = _MONTH.fullmatch(month)
    if found is None:
        raise NotHere
    return Month(money, date(int(found[1]), int(found[2]), 1))


def sees_names(person: Person | None, money: MoneyAccount, *, at: datetime) -> bool:
    """Whether the person reads the names on bank lines: who keeps the books, signs for the account, supervises or audits."""
    if person is None:
        return False
    if access.is_bookkeeper(person, money.estate, at=at) or access.signs_for(person, money, at=at):
        return True
    return holds_any(person, (K.SUPERVISOR, K.AUDITOR), money.estate, at=at)


def require_open_bank(money: MoneyAccount) -> None:
    """Refuses an account without a bank, or one that was never opened."""
    if money.custody not in IN_BANKS:
        words = _("这个账户没有银行流水：备用金凭票据核对，代管的维修资金按代管机构的台账登记。")
        raise Refused(Reason(words, cite=BOOKS, remedy=_("选一个在银行的账户")))
    if money.state == AccountState.PROPOSED:
        words = _("这个账户还没有开立，没有对账单。")
        raise Refused(Reason(words, cite=BOOKS, remedy=_("先登记开户")))
