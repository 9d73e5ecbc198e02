"""Record that money came in, from what, and which instalments it pays (A5.2)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.fund import access
from gongzhi.fund.actions.keeping_papers import attach_files, keep_files
from gongzhi.fund.actions.posting import Line, lock_book, post, refuse_shut
from gongzhi.fund.actions.settle_instalment import count_receipts, must_fit
from gongzhi.fund.models import Account, Instalment, MoneyAccount, Transaction, Voucher
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.sealed import unseal
from gongzhi.people.models import Person

RECORDED = journal.event(
    "fund.income.recorded",
    money=Fact.WORD,
    income=Fact.WORD,
    fen=Fact.NUMBER,
    on=Fact.DAY,
    words=Fact.TEXT,
    files=Fact.HASH,
    instalments=Fact.NUMBER,
)


@act
@official
def record_income(
    *,
    money: MoneyAccount,
    income: Account,
    amount_fen: int,
    on: date,
    words: str,
    files: Iterable[tuple[str, bytes]] = (),
    instalments: Sequence[Instalment] = (),
    shares: Mapping[int, int] | None = None,
    by: Person,
    at: datetime,
) -> Transaction:
    """Money into an open account from one source of income; `words` are public and name nobody.

    `files` are (name, content) kept as vouchers; `instalments` are paid in their order as far as the sum reaches;
    `shares` (flat → fen) where the account is kept by flats. Refuses everyone but who keeps the books, a closed account
    or month, and an account that the office holds. Wrong input: no sum, no words, the name of a party that is a person,
    a source of another estate.
    """
    book = lock_book(money.estate)
    access.require_bookkeeper(by, book.estate, at=at)
    wrong = wrong_income(money, income, amount_fen, words, shares)
    if any(_names_party(row, words) for row in instalments):
        wrong["words"] = _("摘要会公开，请不要写付款人的姓名")
    if wrong:
        raise BadInput(_("这笔收入还没有写全。"), wrong)
    must_fit(book.estate, instalments, income.pk)
    papers = keep_files(book.estate, files, Voucher.Kind.SLIP, at=at)
    who = keys.pseudonym(book.estate.pk, by.pk)
    entry = journal.record(
        RECORDED,
        ref=f"account:{money.account.code}",
        estate_id=book.estate.pk,
        by=who,
        at=at,
        money=money.account.code,
        income=income.code,
        fen=amount_fen,
        on=on,
        words=words.strip(),
        files=[paper.sha256 for paper in papers],
        instalments=[row.pk for row in instalments],
    )
    made = post(
        book,
        kind=Transaction.Kind.INCOME,
        on=on,
        words=words.strip(),
        lines=[Line(money.account, amount_fen, shares or {}), Line(income, -amount_fen)],
        entry=entry.pk,
        by=who,
        at=at,
    )
    attach_files(made, papers, Voucher.Kind.SLIP, by=who, at=at, entry=entry.pk)
    if instalments:
        count_receipts([(made.postings.get(account=income), instalments)], by=who, at=at, entry=entry.pk)
    return made


def must_take(money: MoneyAccount) -> MoneyAccount:
    """The account as it stands now; refuses one that is not open, and what the office holds (代管): nothing is entered there."""
    found = MoneyAccount.objects.select_related("account", "estate__community").get(pk=money.pk)
    refuse_shut(found)
    return found


def wrong_income(
    money: MoneyAccount, income: Account, amount_fen: int, words: str, shares: Mapping[int, int] | None
) -> dict[str, str]:
    """What is wrong with a sum that came in, by field; empty where nothing is."""
    wrong = {}
    if amount_fen <= 0:
        wrong["amount_fen"] = _("请填大于零的金额")
    if not words.strip():
        wrong["words"] = _("必填")
    if income.estate_id != money.estate_id or income.root != Account.Root.INCOME:
        wrong["income"] = _("请选收入科目")
    if bool(shares) != money.account.by_unit:
        wrong["unit"] = _("这个账户按户记账，请写明是哪一户") if money.account.by_unit else _("这个账户不按户记账")
    elif shares and sum(shares.values()) != amount_fen:
        wrong["unit"] = _("各户之和要等于总额")
    return wrong


def _names_party(row: Instalment, words: str) -> bool:
    """Whether the words name the party of the contract where it is a person."""
    party = unseal(row.contract, "party")
    return bool(party) and party != row.contract.party_shown and party in words
