"""Undo an entry in red: the same accounts and sums with the other sign; the wrong entry stays for all to see."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from gongzhi.fund.actions.posting import Line, lock_book, post
from gongzhi.fund.cites import BOOKS
from gongzhi.fund.ledger_access import require_reverser
from gongzhi.fund.models import MatchPosting, Transaction
from gongzhi.fund.queries.ledger_lines import unchecked_fen
from gongzhi.fund.queries.refunds import is_returned
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput, Reason, Refused
from gongzhi.kernel.journal import Fact
from gongzhi.people.models import Person

REVERSED = journal.event(
    "fund.transaction.reversed", transaction=Fact.NUMBER, kind=Fact.WORD, on=Fact.DAY, why=Fact.TEXT
)


@act
@official
def reverse_transaction(*, transaction: Transaction, on: date, why: str, by: Person, at: datetime) -> Transaction:
    """红字冲销 in an open month: every account and flat is as it was before the entry.

    Money that went out is undone by another person, of another side where there is one. Refuses a reversal of a reversal,
    a second one, and an entry that stands matched to the bank. Wrong input: no reason, a day before the entry or to come.
    """
    opening = transaction.kind == Transaction.Kind.OPENING
    book = lock_book(transaction.estate, closing=opening)  # what is unchecked is summed
    made = Transaction.objects.select_for_update().get(pk=transaction.pk)
    made.estate = book.estate
    require_reverser(by, made, at=at)
    if made.kind == Transaction.Kind.REVERSAL:
        raise Refused(Reason(_("冲销凭证不能再冲销。"), cite=BOOKS, remedy=_("重新记一笔")))
    if made.reversals.exists():
        raise Refused(Reason(_("这一笔已经冲销。"), cite=BOOKS, remedy=_("看冲销凭证")))
    postings = list(made.postings.select_related("account").prefetch_related("shares"))
    if MatchPosting.objects.filter(estate=book.estate, posting__in=postings, live=True).exists():
        words = _("这一笔已经和银行流水勾对，银行确实有这笔钱。")
        raise Refused(Reason(words, cite=BOOKS, remedy=_("先撤销勾对，再冲销")))
    if is_returned(made):
        words = _("这一笔收款已经申请或者办了退还。")
        raise Refused(Reason(words, cite=BOOKS, remedy=_("先撤回退还的申请，或者先冲销退还的那一笔")))
    disputed = -sum(row.amount_fen for row in postings if row.account.fund == "unchecked")
    if opening and disputed > unchecked_fen(book.estate):
        words = _("这笔期初里有争议的部分已经清理。")
        raise Refused(Reason(words, cite=BOOKS, remedy=_("先冲销清理的那一笔，再冲销期初")))
    wrong = {}
    if not why.strip():
        wrong["why"] = _("必填")
    if on < made.on:
        wrong["on"] = _("不能早于原来那一笔")
    if wrong:
        raise BadInput(_("冲销还没有写全。"), wrong)
    pseudonym = keys.pseudonym(book.estate.pk, by.pk)
    entry = journal.record(
        REVERSED,
        ref=f"transaction:{made.pk}",
        estate_id=book.estate.pk,
        by=pseudonym,
        at=at,
        basis=made.entry,
        transaction=made.pk,
        kind=made.kind,
        on=on,
        why=why.strip(),
    )
    return post(
        book,
        kind=Transaction.Kind.REVERSAL,
        on=on,
        words=_("冲销：%(why)s") % {"why": why.strip()},
        lines=[
            Line(row.account, -row.amount_fen, {share.unit_id: -share.amount_fen for share in row.shares.all()})
            for row in postings
        ],
        entry=entry.pk,
        by=pseudonym,
        at=at,
        reverses=made,
    )
