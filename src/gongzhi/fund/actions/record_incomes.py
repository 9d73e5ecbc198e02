"""Record many sums that came in alike, such as a month of parking fees, in one act."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import rfc8785
from django.utils.translation import gettext as _

from gongzhi.fund import access
from gongzhi.fund.actions.posting import WORDS, lock_book, must_be_postable, post_days
from gongzhi.fund.actions.record_income import must_take, wrong_income
from gongzhi.fund.actions.settle_instalment import count_receipts, must_fit
from gongzhi.fund.models import Account, Instalment, MoneyAccount, Posting, SubPosting, Transaction
from gongzhi.kernel import journal, keys
from gongzhi.kernel.acts import act, official
from gongzhi.kernel.errors import BadInput
from gongzhi.kernel.journal import Fact
from gongzhi.kernel.models import Entry
from gongzhi.people.models import Person
from gongzhi.register.models import Unit

RECORDED = journal.event(
    "fund.incomes.recorded",
    money=Fact.WORD,
    income=Fact.WORD,
    rows=Fact.NUMBER,
    fen=Fact.NUMBER,
    first_on=Fact.DAY,
    last_on=Fact.DAY,
    digest=Fact.HASH,
)
MOST = 5000


@dataclass(frozen=True, slots=True)
class IncomeRow:
    """One sum that came in: fen, day, public words, the flat where the account is kept by flats, the instalment it pays."""

    amount_fen: int
    on: date
    words: str
    unit_id: int | None = None
    instalment: Instalment | None = None


@act
@official
def record_incomes(
    *, money: MoneyAccount, income: Account, rows: Sequence[IncomeRow], by: Person, at: datetime
) -> Entry:
    """One transaction for each row, all or none, in their order and under one entry of the journal, which is returned.

    Refuses everyone but who keeps the books, a closed account or month. Wrong input: no row, more than 5,000, a row without
    sum or words (its number is told), a flat of another estate.
    """
    book = lock_book(money.estate)
    estate = book.estate
    access.require_bookkeeper(by, estate, at=at)
    money = must_take(money)
    if not rows or len(rows) > MOST:
        raise BadInput(_("请核对要登记的收入。"), {"rows": _("一次登记 1 至 %(n)s 笔") % {"n": MOST}})
    for day in {row.on for row in rows}:
        must_be_postable(book, day, at=at)
    for number, row in enumerate(rows, 1):
        shares = {row.unit_id: row.amount_fen} if row.unit_id is not None else None
        if wrong := wrong_income(money, income, row.amount_fen, row.words, shares):
            words = "；".join(wrong.values())
            raise BadInput(_("请核对要登记的收入。"), {"rows": _("第 %(n)s 笔：%(why)s") % {"n": number, "why": words}})
    units = {row.unit_id for row in rows if row.unit_id is not None}
    if units and Unit.objects.filter(estate=estate, pk__in=units).count() != len(units):
        raise BadInput(_("请核对要登记的收入。"), {"rows": _("有的户不是本小区的")})
    must_fit(estate, [row.instalment for row in rows if row.instalment is not None], income.pk)
    who = keys.pseudonym(estate.pk, by.pk)
    entry = journal.record(
        RECORDED,
        ref=f"account:{money.account.code}",
        estate_id=estate.pk,
        by=who,
        at=at,
        money=money.account.code,
        income=income.code,
        rows=len(rows),
        fen=sum(row.amount_fen for row in rows),
        first_on=min(row.on for row in rows),
        last_on=max(row.on for row in rows),
        digest=digest_of(rows),
    )
    made = post_days(
        book,
        kind=Transaction.Kind.INCOME,
        days=[(row.on, row.words.strip()) for row in rows],
        entry=entry.pk,
        by=who,
        at=at,
    )
    into, off = (
        Posting.objects.bulk_create(
            Posting(estate_id=estate.pk, transaction_id=one, account_id=account, amount_fen=sign * row.amount_fen)
            for one, row in zip(made, rows, strict=True)
        )
        for account, sign in ((money.account_id, 1), (income.pk, -1))
    )
    SubPosting.objects.bulk_create(
        SubPosting(estate=estate, posting=one, unit_id=row.unit_id, amount_fen=row.amount_fen)
        for one, row in zip(into, rows, strict=True)
        if row.unit_id is not None
    )
    count_receipts(
        [(one, [row.instalment]) for one, row in zip(off, rows, strict=True) if row.instalment is not None],
        by=who,
        at=at,
        entry=entry.pk,
    )
    return entry


def digest_of(rows: Sequence[IncomeRow]) -> str:
    """SHA-256 of day, fen, words and flat of every row in their order: what the one entry of the journal vouches for."""
    plain = [[row.on.isoformat(), row.amount_fen, row.words.strip()[:WORDS], row.unit_id] for row in rows]
    return hashlib.sha256(rfc8785.dumps(plain)).hexdigest()
